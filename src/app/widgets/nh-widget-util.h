/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Short forms of GObject and GTK calls. */

/* A signal without class handler or result. NH_SIGNAL ("chosen", type, 1, G_TYPE_INT64): the number of arguments and
 * their types. */
#define NH_SIGNAL(name, type, ...) \
  g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, __VA_ARGS__)

/* Cancels and forgets an operation. @cancellable: points to NULL if there is none. */
void nh_cancel (GCancellable **cancellable);
/* Cancels the operation before and returns the cancellable of the next one. (transfer none) */
GCancellable *nh_cancel_and_renew (GCancellable **cancellable);

/* The accessible name of a widget without a label of its own. */
void nh_widget_set_name (gpointer widget, const char *name);
void nh_widget_set_css_class (gpointer widget, const char *css_class, gboolean set);
/* A text of up to @n_chars stays one line: GTK 4.8 measures a label that may wrap some twenty times a layout. The place
 * must have room for so many characters at all times. */
void nh_label_set_wrap_over (GtkLabel *label, guint n_chars);
/* Tab then enters it at its end, not where the focus was in it before. */
void nh_widget_forget_focus (GtkWidget *widget);
/* Whether a text in it is selected: of the widget with the focus, what Ctrl+C would copy. */
gboolean nh_widget_has_selected_text (GtkWidget *widget);
/* Marks an entry whose text cannot be used, also for screen readers. */
void nh_widget_set_invalid (gpointer widget, gboolean invalid);
/* Removes all children of a widget that is not a container: a composite one, when it is disposed. */
void nh_widget_unparent_children (gpointer widget);
void nh_widget_clear (gpointer container); /* a GtkBox or GtkListBox */

/* Widgets made by code. (transfer floating) */

/* @...: the children, until NULL. */
GtkWidget *nh_box_new (GtkOrientation orientation, int spacing, ...) G_GNUC_NULL_TERMINATED;
/* A text from the left. @wrap FALSE: one line, whose end is left out where there is no room. @css_class: nullable. */
GtkWidget *nh_label_new (const char *text, const char *css_class, gboolean wrap);
/* A flat button. @title: its tooltip and accessible name. */
GtkWidget *nh_icon_button_new (const char *icon, const char *title);

/* Puts a table or text on the clipboard: @html for office programs, @text for all others. @png: the same as a picture,
 * nullable. */
void nh_clipboard_put (GtkWidget *widget, const char *html, const char *text, GBytes *png);
/* Shows @text; NULL hides the label. */
void nh_label_show (GtkLabel *label, const char *text);
/* Scrolls to a row of a list in a scrolled window. */
void nh_list_box_reveal (GtkListBox *list, GtkListBoxRow *row);
/* Up and Down move the selection of a list while the focus stays in the entry above it. TRUE: used up. */
gboolean nh_list_box_step (GtkListBox *list, guint keyval);
/* Gives the label of a GtkMenuButton, which the button would centre, its whole width. */
void nh_menu_button_set_wide (GtkLabel *label);
/* Tab leaves the list, or the box of ticks: its rows are for the arrows. */
void nh_widget_set_one_stop (GtkWidget *list);
/* Shows a spinner that spins, or none. */
void nh_spinner_show (gpointer spinner, gboolean show);
