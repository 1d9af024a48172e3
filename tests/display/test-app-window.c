/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole window. */
#include "app-fixture.h"

void
app_add_window_tests (void)
{
}
