/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A Vietnamese input method composes a syllable beside the text of an entry: it is shown, but gtk_editable_get_text() does not have it.
 * Whoever reads an entry must end the composition first. From nh_input_init() on, every window does so by itself: */

/* To be called once, before the first window is mapped. In all windows of the program (dialogs and popovers too)
 * - keys that read or leave a text (Enter, Tab, Esc, F1 …, Ctrl+…, Alt+…) and presses of the pointer commit the composition before any
 *   handler or accelerator sees them;
 * - keys that arrive while the input method still handles the one before wait for their turn. */
void      nh_input_init (void);

/* Commits the composition in the window of @widget: when this returns, "changed" of the entry has been emitted. For readers that are not
 * called by a key or a press. The focus leaves for an instant and comes back, which is what every input method takes as the end. */
void      nh_input_commit (GtkWidget *widget);
/* TRUE while nh_input_commit() moves the focus: handlers of focus changes should do nothing. */
gboolean  nh_input_is_busy (void);
/* The text of an entry as it is shown, composition included. (transfer full) */
char     *nh_input_peek (GtkEditable *editable);

G_END_DECLS
