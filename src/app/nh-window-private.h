/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-notice.h"
#include "nh-trouble.h"
#include "nh-welcome.h"
#include "nh-window.h"
#include "nh-workplace.h"

G_BEGIN_DECLS

struct _NhWindow
{
  GtkApplicationWindow parent_instance;

  char *path;                  /* owned (nullable): of the ledger shown, being opened, or in trouble */
  guint flags;                 /* NhOpenFlags it was opened with */
  GCancellable *opening;       /* owned (nullable): the newest opening under way */
  char *superior;              /* owned (nullable): typed at the first start, for the letterhead of the ledger being opened */
  NhWorkplace *workplace;      /* nullable */
  GMenu *recent;               /* owned: ledgers opened before */
  guint ticks;                 /* of the frame clock since the first ledger was there */
  guint tick;                  /* its callback, which keeps the window; 0: none */
  gboolean closing;
  gboolean asked_to_close;     /* within the handler: GTK ignores a second request there */

  /* template */
  GtkWidget *undo, *redo;
  GtkMenuButton *menu;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *opening_label;
  NhNotice *notice;
  NhWelcome *welcome;          /* nullable: made when it is needed */
  NhTrouble *trouble;          /* nullable */
};

/* nh-window.c */
void nh_window_show_stage      (NhWindow *self, const char *name);   /* welcome, opening, trouble, work */
void nh_window_set_texts       (NhWindow *self);                     /* what it says whatever it shows, in the language of now */

/* nh-window-open.c: which ledger the window shows. */
void nh_window_start_opening   (NhWindow *self, const char *path, guint flags);
void nh_window_open_now        (NhWindow *self, const char *path);   /* what was typed at a first start is of another ledger */
void nh_window_show_welcome    (NhWindow *self, const char *path);   /* @path is not asked */
void nh_window_show_backups    (NhWindow *self, const char *path);
void nh_window_drop_trouble    (NhWindow *self);
void nh_window_forget_opening  (NhWindow *self);   /* a ledger that opens all the same is closed again */
void nh_window_close_workplace (NhWindow *self);
/* In this window, or where it is open already. For dialogs: @data is the window. */
void nh_window_open_chosen     (const char *path, gpointer data);
/* Calls @then when the clerk may leave the open ledger: at once, later or never. @path: nullable, copied */
void nh_window_depart          (NhWindow *self, void (*then) (NhWindow *self, const char *path), const char *path);

/* nh-window-actions.c: what menus, buttons and keys do. */
void nh_window_add_actions     (NhWindow *self);
void nh_window_refresh_actions (NhWindow *self);                     /* which of them can be used now */
void nh_window_forget_actions  (NhWindow *self);

G_END_DECLS
