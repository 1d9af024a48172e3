/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The message bar at the bottom of a window, of few lines, with at most one button ("Undo", "View"). A new
 * message replaces the previous one. NH_NOTICE_DONE disappears after ten seconds, the others with the next action.
 * Screen readers read it as it appears. */
#define NH_TYPE_NOTICE (nh_notice_get_type ())
G_DECLARE_FINAL_TYPE (NhNotice, nh_notice, NH, NOTICE, GtkWidget)

typedef enum
{
  NH_NOTICE_DONE,
  NH_NOTICE_WARNING,
  NH_NOTICE_ERROR,
  NH_NOTICE_BUSY
} NhNoticeKind;

/* @self is nullable in the next six functions: nothing is shown then. */
void nh_notice_show (NhNotice *self, NhNoticeKind kind, const char *text);
/* The same with a button. @chosen runs when it is clicked, with @data, which is freed with the message. @label may
 * have a mnemonic. */
void nh_notice_offer (NhNotice *self, NhNoticeKind kind, const char *text, const char *label, GCallback chosen,
                      gpointer data, GDestroyNotify free_data);
/* The same with a button that undoes @change of the history, even when it is not the newest; 0: no button. */
void nh_notice_offer_undo (NhNotice *self, NhNoticeKind kind, const char *text, gint64 change);
void nh_notice_hide (NhNotice *self);
/* The user has begun something else: hides what was there to be read, but not what has only just appeared, a work under
 * way, or an error with a way to mend it. */
void nh_notice_end (NhNotice *self);

/* Goes to the other end of the window when it covers what has the focus, as soon as that is laid out. */
void nh_notice_make_way (NhNotice *self);

/* Where it stands: beside @sidebar, over the list and before @form (nullable), whose errors it tells of; or (NULL), on
 * a page that is a form, over the foot of the sidebar. */
void nh_notice_set_beside (NhNotice *self, GtkWidget *sidebar, GtkWidget *form);
/* At the other side of the window, over a page whose buttons are beside the sidebar. */
void nh_notice_set_at_end (NhNotice *self, gboolean at_end);

/* The notice in the window of @widget, which is nullable. (nullable): there is none */
NhNotice *nh_notice_of (GtkWidget *widget);
/* Shows a message, or an error, in the notice of @widget, if there is one. */
void nh_notify (GtkWidget *widget, NhNoticeKind kind, const char *text);
void nh_notify_error (GtkWidget *widget, const char *message);
/* Shows @error (nullable), else the message @done (nullable: nothing is shown). */
void nh_notify_result (GtkWidget *widget, const GError *error, const char *done);
