/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* "Tiếp nhận", at a province: who has handed in, and receiving.
 *
 *   [Phải nộp 69][Chưa nộp 11][Đã nhận 40][Trễ 3] …   each a filter  ┌ NhUnitPane ─────┐
 *   Xã Cẩm Bình        Chưa nộp                                       │ Xã Cẩm Nhượng   │
 *   Xã Cẩm Nhượng      Đã nhận   bản 2   21/8/2026                    │ Chốt, Trả lại … │
 * Files that are chosen or dropped are tried first, and shown by NhReceptionPreview in the place of the board.
 * Actions of its own: "reception.choose-files", "reception.choose-folder", "reception.save-replies",
 * "reception.invite". */
#define NH_TYPE_RECEPTION_PAGE (nh_reception_page_get_type ())
G_DECLARE_FINAL_TYPE (NhReceptionPage, nh_reception_page, NH, RECEPTION_PAGE, GtkWidget)

GtkWidget *nh_reception_page_new (NhSession *session);
GtkWidget *nh_reception_page_get_search (NhReceptionPage *self); /* for Ctrl+F (transfer none) */
void nh_reception_page_choose_folder (NhReceptionPage *self);    /* asks for it, and shows what is in it */
/* Packages, or folders with them. */
void nh_reception_page_open_files (NhReceptionPage *self, const char *const *paths);
