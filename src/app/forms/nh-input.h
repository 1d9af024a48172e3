/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A Vietnamese input method composes a syllable in front of the cursor: it is shown, but gtk_editable_get_text() does
 * not return it yet. The composition must be committed before an entry is read. Every window does so by itself from
 * nh_input_init() on. */

/* To be called once, before the first window is mapped. In all windows of the program, dialogs and popovers included:
 * - keys that read or leave a text (Enter, Tab, Esc, F1 …, Ctrl+…, Alt+…) and button presses commit the composition
 *   before any handler or accelerator runs;
 * - keys that arrive while the input method still handles another one wait for it. */
void nh_input_init (void);

/* Commits the composition in the window of @widget. When it returns, "changed" of the entry has been emitted. For
 * readers that do not run in a key or button handler. Moves the focus away and back, which every input method takes as
 * the end. */
void nh_input_commit (GtkWidget *widget);
/* TRUE while nh_input_commit() moves the focus: handlers of focus changes should do nothing. */
gboolean nh_input_is_busy (void);
/* The same key for its variants: GDK_KEY_Return for every Enter, GDK_KEY_Tab also with Shift, and the keys of the
 * keypad that move as those beside it. */
guint nh_input_key (guint keyval);
/* The text of an entry as it is shown, composition included. (transfer full) */
char *nh_input_peek (GtkEditable *editable);
