/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-hand-in-state.h"

/* "Festival point: Thôn Mỹ Sơn – Attendance" (transfer full). @record: nullable. */
char *nh_remark_row_title (const NhRemark *remark, NhRecord *record, NhCatalog *catalog);

/* "Proposed: 08/8 → 09/8" (transfer full) (nullable): only a reason was given. @record: nullable. */
char *nh_remark_proposal_text (const NhRemark *remark, NhRecord *record, NhCatalog *catalog);

/* What the province said of single records, a row each: the record, the field, what it proposes and why. A row opens
 * its record; a proposal that waits for an answer has the buttons "Apply" and "Do not apply", and one that is not
 * applied "Answer anew": "hand-in.take", "hand-in.decline" and "hand-in.take-back" with the record's uuid. */
void nh_remark_rows_fill (GtkListBox *list, const NhHandInState *state, NhCatalog *catalog);
