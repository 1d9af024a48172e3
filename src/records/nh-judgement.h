/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-programme.h"
#include "nh-record.h"

/* What a unit, or a body of its register, has reached in a programme (nh-programme.h): worked out from its assessments
 * and the register. */

typedef enum
{
  NH_RESULT_OPEN, /* not assessed, or not all of it */
  NH_RESULT_MET,
  NH_RESULT_FAILED,
} NhResult;

/* Bodies of a register that are assessed: all that are not exempt. */
typedef struct
{
  guint n;
  guint exempt; /* not in n */
  guint registered, recognised;
  guint refused;      /* of the registered ones, not recognised for good */
  guint unregistered; /* known not to be; the others of n say nothing */
} NhBodyCount;

/* One criterion of a judgement. */
typedef struct
{
  int number;
  const NhCode *criterion; /* NULL: the table has no text for it */
  NhResult result;
  const NhRecord *assessment; /* borrowed; NULL: there is none */
  gboolean late;              /* the evidence is later than it should be */
  char *reason;               /* of a counted one: "17/25 được công nhận (cần 18)"; NULL */
} NhCriterionResult;

typedef struct
{
  const NhCode *programme;
  NhResult result;
  GPtrArray *criteria; /* of NhCriterionResult, by number */
  guint n_met, n_failed;
  NhBodyCount bodies;
  const NhRecord *recognition; /* borrowed; NULL: not recognised */
  char *reason;                /* "Chưa đạt tiêu chí 3" */
} NhJudgement;

/* @bodies: of NhRecord. */
void nh_body_count (NhBodyCount *count, GPtrArray *bodies, NhCatalog *catalog);
/* Of one unit, or of one body of it. @assessments: of NhRecord, of the unit or body and the year, of all programmes;
 * @bodies: the register of the unit and year. Both must outlive it. (transfer full) */
NhJudgement *nh_judgement_new (const NhCode *programme, NhCatalog *catalog, int year, GPtrArray *assessments,
                               GPtrArray *bodies);
void nh_judgement_free (NhJudgement *self);
const char *nh_result_text (NhResult result); /* "Đạt" */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhJudgement, nh_judgement_free)
