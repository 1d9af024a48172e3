/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Applies text size, colours and contrast of the settings to all windows. To be called before the first frame and
 * after each change of a setting. Settings left to the system follow it while the program runs. */
void nh_appearance_apply (void);
