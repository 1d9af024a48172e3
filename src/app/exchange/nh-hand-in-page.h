/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* "Nộp báo cáo", at a commune. Until the ledger has joined: the invitation's file and the code of the dispatch. Then:
 *
 *   ┌ Bản 2 · tỉnh trả lại: … ┐ ┌ 2. Số liệu sẽ nộp ─────┐
 *   ├ Tỉnh yêu cầu ───────────┤ │           2026  2025  Bản 1 │
 *   ├ 1. Kiểm tra (NhTodo) ───┤ │ (NhFigureTable)         │
 *   ├ 3. Nộp bản 3 ───────────┤ └─────────────────────────┘
 * Actions of its own: "hand-in.choose-invitation", "hand-in.choose-reply", "hand-in.reopen", "hand-in.take",
 * "hand-in.decline" and "hand-in.take-back" (uuid of the record). */
#define NH_TYPE_HAND_IN_PAGE (nh_hand_in_page_get_type ())
G_DECLARE_FINAL_TYPE (NhHandInPage, nh_hand_in_page, NH, HAND_IN_PAGE, GtkWidget)

GtkWidget *nh_hand_in_page_new (NhSession *session);
/* An invitation or a reply; of another file it says what it is. */
void nh_hand_in_page_open_file (NhHandInPage *self, const char *path);
