/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-hand-in-page.h"
#include "nh-hand-in-state.h"
#include "nh-invitation.h"
#include "nh-ranking.h"
#include "nh-todo.h"

struct _NhHandInPage
{
  GtkWidget parent_instance;

  NhSession *session;       /* owned */
  NhHandInState *state;     /* owned, nullable: being read */
  NhOverview *overview;     /* owned, nullable */
  NhInvitation *invitation; /* owned, nullable: read, but not joined yet */
  gboolean asking;          /* for its code: the ledger does not know its keys */
  char *path;               /* owned, nullable: of the invitation */
  GCancellable *reading;    /* owned, nullable: of state and figures */
  GCancellable *checking;   /* owned, nullable: of the problems */
  NhTodo todo;
  gboolean stale;
  gboolean focus_wanted; /* once there is content */

  /* template */
  GtkWidget *content, *join_form, *choose_invitation, *join_button, *read_reply, *open_folder, *print, *reopen,
      *remarks_card, *hand_in_card, *reason_box, *nil_box, *figures_card;
  GtkStack *stage;
  GtkImage *status_icon;
  GtkLabel *title, *subtitle, *join_title, *join_text, *join_problem, *status, *status_more, *file, *differs,
      *version_code, *hand_in_title, *unchanged, *reason_label, *problem, *figures_title, *no_figures;
  GtkEntry *code, *slip, *reason, *nil_reason;
  GtkListBox *remarks, *figures;
  GtkCheckButton *nil;
  GtkButton *make;
};

/* nh-hand-in-page.c */
void nh_hand_in_page_read (NhHandInPage *self);

/* nh-hand-in-page-join.c: reading the invitation and joining. */
void nh_hand_in_page_show_join (NhHandInPage *self); /* the texts of the stage "join" */
void nh_hand_in_page_open_invitation (NhHandInPage *self, const char *path);
void nh_hand_in_page_forget_invitation (NhHandInPage *self);
void nh_hand_in_page_join (NhHandInPage *self);
void nh_hand_in_page_end_join_problem (NhHandInPage *self); /* once something else was typed or chosen */

/* nh-hand-in-page-work.c: what the page shows and does once the ledger has joined. */
void nh_hand_in_page_show_work (NhHandInPage *self);
void nh_hand_in_page_show_form (NhHandInPage *self);
/* The same records, and the same word on whether there was a festival. */
gboolean nh_hand_in_page_is_unchanged (NhHandInPage *self);
void nh_hand_in_page_make (NhHandInPage *self);
void nh_hand_in_page_open_reply (NhHandInPage *self, const char *path);
void nh_hand_in_page_reopen (NhHandInPage *self);
void nh_hand_in_page_open_folder (NhHandInPage *self); /* of the last version's file */
void nh_hand_in_page_take (NhHandInPage *self, const char *uuid);
void nh_hand_in_page_decline (NhHandInPage *self, const char *uuid);
void nh_hand_in_page_take_back (NhHandInPage *self, const char *uuid); /* what was declined */
