/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-draft.h"
#include "nh-sidebar.h"
#include "nh-workplace.h"

G_BEGIN_DECLS

/* Leaving is under way: forms are asked one after another. */
typedef struct
{
  NhLeft   left;
  gpointer data;
  guint    next;         /* index into the pages */
  gboolean asked_all;    /* and now waits for savings */
} NhLeaving;

struct _NhWorkplace
{
  GtkWidget parent_instance;

  NhSession *session;       /* owned */
  NhSidebar *sidebar;
  GtkStack *stack;
  GPtrArray *pages;         /* owned: of NhRecordPage, those looked at so far */
  NhLeaving *leaving;       /* owned (nullable) */
  GPtrArray *drafts;        /* owned (nullable): of NhDraft, still to be offered */
};

NhRecordPage *nh_workplace_make_page  (NhWorkplace *self, const NhRecordType *type);   /* the page of these records, made when it is not there yet */
void          nh_workplace_set_view   (NhWorkplace *self, gint64 unit, int year);      /* the unit and season looked at: nh_workplace_leave() first */
void          nh_workplace_focus_page (NhWorkplace *self);                             /* the keyboard goes to the page that is shown */
/* nh-workplace-drafts.c: the action "workplace.open-draft" (type, uuid, uuid of the batch or ""). */
void nh_workplace_open_draft (GtkWidget *widget, const char *action, GVariant *parameter);

G_END_DECLS
