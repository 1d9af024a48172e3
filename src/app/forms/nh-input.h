/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a Vietnamese input method has in the making is not in the text yet: it is only shown there. */

/* Keys that come to @window while the input method is still at the one before wait for their turn, the program's accelerators too.
 * To be called when it is shown; once is enough, more does no harm. */
void      nh_input_take_turns (GtkWidget *window);

/* To be called once for a GtkEntry or GtkTextView, so that nh_input_peek() knows of it. */
void      nh_input_watch     (GtkWidget *widget);
/* Ends the composition in @focus (a GtkText or GtkTextView; anything else is left alone), at once: its "changed" has run when this
 * returns. The focus leaves for an instant and comes back: that is what every input method takes as the end. */
void      nh_input_commit    (GtkWidget *focus);
/* TRUE while nh_input_commit() moves the focus: a focus controller should look away. */
gboolean  nh_input_is_busy   (void);
/* The text of a watched entry as the clerk sees it, composition included. (transfer full) */
char     *nh_input_peek      (GtkWidget *entry);

G_END_DECLS
