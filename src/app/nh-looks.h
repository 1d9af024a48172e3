/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes all windows look as the settings say: text size, light or dark, contrast. Before the first frame, and whenever a setting
 * was changed. What a setting leaves to the system is followed while the program runs. */
void nh_looks_apply (void);

G_END_DECLS
