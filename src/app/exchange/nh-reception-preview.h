/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* Files that came: what each is and what it would change, tried without keeping anything; then receiving them, with
 * progress and a button that stops. Those that a person has to decide have a button of their own.
 * Signals: "closed" (). */
#define NH_TYPE_RECEPTION_PREVIEW (nh_reception_preview_get_type ())
G_DECLARE_FINAL_TYPE (NhReceptionPreview, nh_reception_preview, NH, RECEPTION_PREVIEW, GtkWidget)

void nh_reception_preview_set_session (NhReceptionPreview *self, NhSession *session);
/* @paths: files or folders. */
void nh_reception_preview_try (NhReceptionPreview *self, const char *const *paths);
/* Of the first file that was received; 0: none was. */
int nh_reception_preview_get_year (NhReceptionPreview *self);
