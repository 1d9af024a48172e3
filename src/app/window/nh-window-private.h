/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-notice.h"
#include "nh-open-error-page.h"
#include "nh-welcome.h"
#include "nh-window.h"
#include "nh-workplace.h"

struct _NhWindow
{
  GtkApplicationWindow parent_instance;

  char *path;             /* owned, nullable: of the ledger that is shown, being opened, or failed to open */
  guint flags;            /* NhOpenFlags it was opened with */
  GCancellable *opening;  /* owned, nullable: of the newest opening */
  NhWorkplace *workplace; /* nullable */
  GMenu *recent;          /* owned: ledgers opened before, part of the menu */
  GStrv files;            /* owned, nullable: of the hand-in, for the ledger that is being opened */
  NhWhere *where;         /* owned, nullable: to be shown when the ledger was opened again */
  gboolean preferences;   /* to be shown again after that */
  guint ticks;            /* of the frame clock since the first ledger was opened */
  guint tick;             /* id of the tick callback, which holds a reference; 0: none */
  gboolean closing;
  gboolean in_close_request; /* inside "close-request": GTK ignores another request then */
  GtkWidget *before_menu;    /* weak, nullable: what had the focus last, outside the menu */
  gboolean maximize;         /* when it is shown: GTK forgets it where the window is realized before */

  /* template */
  GtkWidget *undo, *redo;
  GtkMenuButton *menu;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *opening_label;
  NhNotice *notice;
  NhWelcome *welcome;          /* nullable: created on demand */
  NhOpenErrorPage *error_page; /* nullable */
};

/* nh-window.c */
void nh_window_show_stage (NhWindow *self, const char *name); /* "welcome", "opening", "error" or "work" */
void nh_window_set_texts (NhWindow *self);                    /* labels outside the stages, in the current language */

/* nh-window-files.c: files that come from outside. */
void nh_window_give_files (NhWindow *self); /* to the ledger that was just opened */
void nh_window_add_drop (NhWindow *self);

/* nh-window-open.c: the ledger of the window. */
void nh_window_start_opening (NhWindow *self, const char *path, guint flags);
void nh_window_open_now (NhWindow *self, const char *path);     /* drops the letterhead of the welcome page */
void nh_window_show_welcome (NhWindow *self, const char *path); /* @path is ignored */
void nh_window_show_backups (NhWindow *self, const char *path);
void nh_window_forget_opening (NhWindow *self); /* a ledger that opens later is closed again */
void nh_window_close_workplace (NhWindow *self);
/* Opens @path in this window, or presents the window that has it; a file of the hand-in is read into the ledger that is
 * open. For dialogs: @data is the window. */
void nh_window_open_chosen (const char *path, gpointer data);
/* Calls @then once the open ledger may be left: now, later or never. @path: nullable, copied. */
void nh_window_depart (NhWindow *self, void (*then) (NhWindow *self, const char *path), const char *path);

/* Opens the ledger of the window again, at the same place. */
void nh_window_reopen (NhWindow *self);

/* nh-window-actions.c: the actions of menus, buttons and keys. */
void nh_window_add_actions (NhWindow *self);
void nh_window_refresh_actions (NhWindow *self); /* enables those that can be used now */
void nh_window_forget_actions (NhWindow *self);
/* Shows the preferences again, from which the language was changed. */
void nh_window_end_rebuild (NhWindow *self);
