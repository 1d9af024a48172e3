/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-page-layout.h"
#include "nh-page-writer.h"

G_BEGIN_DECLS

/* Its typeset is NULL. (transfer none) */
NhLaidOut *nh_pages_get_layout (NhPages *self);

G_END_DECLS
