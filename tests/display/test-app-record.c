/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record in its form: saving, refusing, going on, conflicts, drafts. */
#include "app-fixture.h"

void
app_add_record_tests (void)
{
}
