/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record.h"

typedef enum
{
  NH_SEVERITY_NOTE,  /* for information */
  NH_SEVERITY_WARN,  /* may be passed with a reason */
  NH_SEVERITY_BLOCK, /* prevents saving */
} NhSeverity;

typedef struct
{
  int field; /* index in the type's table; -1: the record as a whole */
  NhSeverity severity;
  char *rule;   /* "point.window" */
  char *text;   /* translated: what is wrong and what to do */
  char *reason; /* the reason it was passed with; NULL: not passed */
} NhProblem;

void nh_problem_free (NhProblem *problem);
const char *nh_severity_get_name (NhSeverity severity); /* "block", "warn", "note" */

/* Finds the records of a unit and year (0: any) with the same value in a field (texts: nh_text_same()), except
 * @except and deleted ones. Provided by the ledger, on its worker's thread. (transfer full): of NhRecord *. */
typedef GPtrArray *(*NhCheckFind) (const NhRecordType *type, gint64 unit, int year, guint field, const NhValue *value,
                                   gint64 except, gpointer data);

/* A record by its id, a deleted one too; supplied as above. (transfer full) (nullable) */
typedef NhRecord *(*NhCheckGet) (const NhRecordType *type, gint64 id, gpointer data);

/* What rules may use. Without `find`, rules about other records do not run: so it is whenever a field is left. */
typedef struct
{
  NhCatalog *catalog;
  NhDate today;
  const NhRecord *season; /* of the record's year; nullable */
  NhCheckFind find;       /* nullable */
  gpointer find_data;     /* of both */
  NhCheckGet get;         /* nullable */
  NhDate invited;         /* of a season: what the invitation to hand in says; NH_DATE_NONE: nothing */
} NhCheckContext;

struct _NhCheck
{
  const NhCheckContext *context;
  GPtrArray *problems; /* of NhProblem */
  GSList *texts;       /* owned: of nh_check_…_text() */
  NhDate from, to;     /* a choice must be valid on one of these days */
};

/* All problems of a record in the order of its fields, including passed warnings. (transfer full) Runs the rules of
 * all types (unit, required, `when`, codes valid on the day), each field's check, and the type's check. */
GPtrArray *nh_record_check (const NhRecord *record, const NhCheckContext *context);
/* For check functions. @rule: "window" becomes "TYPE.window", ".required" becomes "TYPE.FIELD.required". */
void nh_check_add (NhCheck *check, const NhRecord *record, int field, NhSeverity severity, const char *rule,
                   const char *format, ...) G_GNUC_PRINTF (6, 7);
/* Texts for its arguments: "1.407", "19/08/2026", "09–13/08/2026". Owned by @check. */
const char *nh_check_number_text (NhCheck *check, gint64 number);
const char *nh_check_day_text (NhCheck *check, NhDate day);
const char *nh_check_days_text (NhCheck *check, NhDate from, NhDate to);
gboolean nh_problems_block (GPtrArray *problems);
/* Is there a warning that was not passed? */
gboolean nh_problems_warn (GPtrArray *problems);
/* Characters that the reason of a passed warning may have, where it is typed. */
#define NH_REASON_MAX_LENGTH 1000
/* Passes a warning: adds "rule: reason" to the draft's info. An empty reason removes it. */
void nh_record_waive (NhRecord *draft, const char *rule, const char *reason);
char *nh_record_get_waiver (const NhRecord *record, const char *rule); /* (nullable) (transfer full) */
