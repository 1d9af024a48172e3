/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-draft.h"
#include "nh-workplace.h"

/* Leaving: forms with unsaved input ask one after another. */
typedef struct
{
  NhLeft left;
  gpointer data;
  guint next;       /* index into the pages */
  gboolean waiting; /* waiting for saves */
  gboolean unasked; /* unsaved input stays as drafts */
} NhLeaving;

struct _NhWorkplace
{
  GtkWidget parent_instance;

  NhSession *session; /* owned */
  NhSidebar *sidebar;
  GtkWidget *scrolled; /* the pages */
  GtkStack *stack;
  GtkWidget *lock;    /* over the pages */
  GPtrArray *pages;   /* owned: of NhRecordPage, those created so far */
  NhLeaving *leaving; /* owned, nullable */
  GPtrArray *drafts;  /* owned, nullable: of NhDraft, still to be offered */
};

/* The page of these records, created on demand. */
NhRecordPage *nh_workplace_make_page (NhWorkplace *self, const NhRecordType *type);
/* nh-workplace-leave.c: a save started on leaving may still fail: then the form is dirty again and leaving ends. */
void nh_workplace_check_leaving (NhWorkplace *self);
/* Shows another unit or season: after nh_workplace_leave(). */
void nh_workplace_set_view (NhWorkplace *self, gint64 unit, int year);
/* nh-workplace-drafts.c: the action "workplace.open-draft" (type, uuid, uuid of the batch or ""). */
void nh_workplace_open_draft (GtkWidget *widget, const char *action, GVariant *parameter);
