/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-draft.h"
#include "nh-session.h"

/* The tasks of a season, each a row that leads there: the deadline for reports, units that have not reported, or are to
 * correct what they handed in, what a report needs and records lack, records with problems, drafts. */
typedef struct
{
  NhSession *session;
  GPtrArray *drafts;        /* of NhDraft; nullable */
  gint64 *problems;         /* one for each type of nh_record_types(); NULL: being counted */
  GPtrArray *gaps;          /* of NhGap; NULL: being looked for */
  guint n_missing, n_units; /* 0 units: being counted */
  GPtrArray *board;         /* of NhBoardRow; NULL: being read */
  gboolean sample_waits;    /* nothing of the folder of packages beside the sample was received */
  gboolean final_only;      /* those that are missing are not accepted */

  GtkListBox *list;
  GtkWidget *nothing, *checking;
  GtkWidget *set_deadline; /* NULL: the deadline is no task here */
} NhTodo;

void nh_todo_fill (const NhTodo *self);
