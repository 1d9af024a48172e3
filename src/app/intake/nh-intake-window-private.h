/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-intake-table.h"
#include "nh-intake-window.h"

/* Shared by nh-intake-window.c (reading, bringing in), nh-intake-choices.c (the row of choices) and nh-intake-detail.c
 * (what is said of a cell). */

struct _NhIntakeWindow
{
  GtkWindow parent_instance;

  NhSession *session;        /* owned */
  NhIntakeSource *source;    /* owned */
  NhIntakeTrial *trial;      /* owned, nullable: the newest */
  NhIntakeWish wish;         /* its words are owned, nullable */
  GCancellable *cancellable; /* owned, nullable: a trial is at work */
  gboolean again;            /* the wish changed meanwhile */
  gboolean saving;
  gboolean closed;  /* entries are left once more while the window goes */
  guint looking;    /* source: the progress */
  gint64 change;    /* saved; 0: not yet */
  gboolean showing; /* the program sets the choices */

  GtkWidget *parent; /* borrowed: has the notice */
  GtkStack *stage;   /* "table", "message" */
  NhIntakeTable *table;
  /* choices */
  GtkWidget *choices, *unit_box, *constants;
  GtkDropDown *type, *sheet;
  GtkEditable *headings, *year;
  GtkMenuButton *unit, *same;
  /* the current cell */
  GtkLabel *place, *said;
  GtkWidget *fonts; /* GtkCheckButton */
  /* foot */
  GtkLabel *counts;
  GtkWidget *progress, *stop, *problems, *next, *refused, *bring;
  GtkProgressBar *bar;
  /* "message" */
  GtkLabel *title, *text;
  GtkWidget *refused_after, *undo, *another;
};

/* Reads again with another wish: at once, or when the trial at work has stopped. */
void nh_intake_window_try (NhIntakeWindow *self);
/* A word for nh_mapping_set_word(), in place of an earlier one of the same left side; then it is read again. */
void nh_intake_window_add_word (NhIntakeWindow *self, const char *word);

GtkWidget *nh_intake_choices_new (NhIntakeWindow *self);
/* Takes over what the keyboard is still in, which may begin a new reading. FALSE: it is invalid, and has the focus. */
gboolean nh_intake_choices_commit (NhIntakeWindow *self);
void nh_intake_choices_show (NhIntakeWindow *self);
GtkWidget *nh_intake_detail_new (NhIntakeWindow *self);
void nh_intake_detail_show (NhIntakeWindow *self);
