/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "nh-catalog.h"
#include "nh-check.h"
#include "nh-ledger.h"
#include "nh-query.h"

/* How a command uses the ledger. */
typedef enum
{
  NH_CLI_ALONE,  /* not, or by itself */
  NH_CLI_READ,   /* opened for reading only, on the reader */
  NH_CLI_CHANGE, /* opened for changes, on the reader */
  NH_CLI_WRITE,  /* opened for changes, on the writer */
} NhCliOpen;

/* The options of all commands. Strings are borrowed from the command line; NULL: not given. */
typedef struct
{
  const char *unit; /* CODE or CODE@DATE */
  const char *year_text;
  int year; /* of year_text; 0: not given */
  const char *role;
  const char *search;
  const char *filter; /* the last of: */
  GPtrArray *filters; /* conditions (nh-filter.h), of const char * */
  const char *format; /* one of the formats in the synopsis */
  const char *out;
  const char *from;
  const char *at;
  const char *as_of;
  const char *record;
  const char *units;    /* file with a unit list */
  const char *mapping;  /* file with the successors of its units */
  const char *personal; /* given: personal fields too */
  const char *dry_run;  /* given: nothing is kept */
  const char *sources;  /* given: where the numbers came from */
  const char *final;    /* given: only accepted packages count */
  const char *deadline;
  const char *code;   /* check code */
  const char *slip;   /* enrolment slip */
  const char *reason; /* nh_text_clean() */
  const char *nil;    /* why there was no festival */
  const char *save;   /* keys into a file */
  const char *restore;
  const char *signed_by; /* ledger or key file with the key before */
  const char *keys;      /* ledger or key file that opens a package */
  const char *of;        /* the record that counts */
  const char *take;      /* proposals: a uuid, or "all" */
  const char *decline;
  const char *map;        /* the last of: */
  GPtrArray *maps;        /* words of nh_mapping_set_word(), of const char * */
  const char *rejected;   /* workbook for rows that are not taken */
  const char *children;   /* what becomes of the child records of one that is deleted */
  const char *typed_unit; /* "Xã Đông Hải", of a unit that is in no list */
  const char *to;         /* last day of a unit */
  char **words;           /* arguments that are not options; NULL-terminated */
  guint n_words;

  const NhRecordType *type; /* of the word TYPE; NULL: the command has none */
  /* Of the file that the first word names, for a command that runs on a worker of it; NULL for others. */
  NhConnection *connection;
  NhLedger *ledger;
  NhCatalog *catalog;
  NhRecord *draft; /* set by a command: a record that nh_cli_save() is to save on the writer; owned */
} NhCliOptions;

/* Runs a command; results go to stdout in UTF-8. FALSE: exit status 1, or 2 for NH_ERROR_USAGE; if @error is not
 * set, the reason was printed. */
typedef gboolean (*NhCliRun) (NhCliOptions *options, GError **error);

/* Sets NH_ERROR_USAGE. Always FALSE. */
gboolean nh_cli_usage (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The id of the unit CODE[@DATE]; without a date the one valid on 19/8 of @year. 0 on error. */
gint64 nh_cli_find_unit (NhCatalog *catalog, const char *text, int year, GError **error);
/* --year, else the ledger's year. */
int nh_cli_year (const NhCliOptions *options);
/* --unit in that year, else the ledger's unit. 0 on error. */
gint64 nh_cli_unit (const NhCliOptions *options, GError **error);
/* Seasons are from 2005 to 2199. */
gboolean nh_cli_check_year (int year, GError **error);
gboolean nh_cli_parse_day (const char *text, NhDate *day, GError **error);
/* From now on g_print() and g_printerr() write valid UTF-8 without control characters, whatever a ledger holds. */
void nh_cli_clean_output (void);
/* Rows of a table: GPtrArray of GStrv. */
GPtrArray *nh_cli_rows_new (void);
void nh_cli_rows_add (GPtrArray *rows, ...) G_GNUC_NULL_TERMINATED; /* cells: const char * */
/* Writes a file that the user hands on. FALSE also when it is NULL, which set @error. */
gboolean nh_cli_write_file (const char *path, GBytes *file, GError **error);
/* @rows: their texts are made fit for a line. @format: "table", "csv", "tsv"; NULL: table. */
void nh_cli_print_table (const char *const *titles, GPtrArray *rows, const char *format);
/* NULL on error, which lists the types. */
const NhRecordType *nh_cli_find_type (const char *name, GError **error);

/* What --year, --unit, --search and --filter ask for. (transfer full); NULL on error. */
NhQuery *nh_cli_make_query (const NhCliOptions *options, GError **error);

gboolean nh_cli_new (NhCliOptions *options, GError **error);
gboolean nh_cli_add (NhCliOptions *options, GError **error);
gboolean nh_cli_save (NhCliOptions *options, GError **error);
gboolean nh_cli_set (NhCliOptions *options, GError **error);
gboolean nh_cli_delete (NhCliOptions *options, GError **error);
gboolean nh_cli_from_last_year (NhCliOptions *options, GError **error);
gboolean nh_cli_list (NhCliOptions *options, GError **error);
gboolean nh_cli_fields (NhCliOptions *options, GError **error);
gboolean nh_cli_check (NhCliOptions *options, GError **error);
gboolean nh_cli_figures (NhCliOptions *options, GError **error);
gboolean nh_cli_reports (NhCliOptions *options, GError **error);
gboolean nh_cli_report (NhCliOptions *options, GError **error);
gboolean nh_cli_parts (NhCliOptions *options, GError **error);
gboolean nh_cli_sentences (NhCliOptions *options, GError **error);
gboolean nh_cli_units (NhCliOptions *options, GError **error);
gboolean nh_cli_add_unit (NhCliOptions *options, GError **error);
gboolean nh_cli_add_choice (NhCliOptions *options, GError **error);
gboolean nh_cli_import_units (NhCliOptions *options, GError **error);
gboolean nh_cli_backup (NhCliOptions *options, GError **error);
gboolean nh_cli_restore (NhCliOptions *options, GError **error);
gboolean nh_cli_verify (NhCliOptions *options, GError **error);
gboolean nh_cli_history (NhCliOptions *options, GError **error);
gboolean nh_cli_undo (NhCliOptions *options, GError **error);
gboolean nh_cli_invite (NhCliOptions *options, GError **error);
gboolean nh_cli_enrol (NhCliOptions *options, GError **error);
gboolean nh_cli_join (NhCliOptions *options, GError **error);
gboolean nh_cli_keys (NhCliOptions *options, GError **error);
gboolean nh_cli_hand_in (NhCliOptions *options, GError **error);
gboolean nh_cli_reopen (NhCliOptions *options, GError **error);
gboolean nh_cli_close (NhCliOptions *options, GError **error);
gboolean nh_cli_receive (NhCliOptions *options, GError **error);
gboolean nh_cli_board (NhCliOptions *options, GError **error);
gboolean nh_cli_duplicates (NhCliOptions *options, GError **error);
gboolean nh_cli_duplicate (NhCliOptions *options, GError **error);
gboolean nh_cli_received (NhCliOptions *options, GError **error);
gboolean nh_cli_accept (NhCliOptions *options, GError **error);
gboolean nh_cli_return (NhCliOptions *options, GError **error);
gboolean nh_cli_remark (NhCliOptions *options, GError **error);
gboolean nh_cli_reply (NhCliOptions *options, GError **error);
gboolean nh_cli_read_reply (NhCliOptions *options, GError **error);
gboolean nh_cli_proposals (NhCliOptions *options, GError **error);
gboolean nh_cli_package (NhCliOptions *options, GError **error);
gboolean nh_cli_guide (NhCliOptions *options, GError **error);
gboolean nh_cli_export (NhCliOptions *options, GError **error);
gboolean nh_cli_import_criteria (NhCliOptions *options, GError **error);
gboolean nh_cli_import (NhCliOptions *options, GError **error);
gboolean nh_cli_workbook_form (NhCliOptions *options, GError **error);
gboolean nh_cli_take_forms (NhCliOptions *options, GError **error);
gboolean nh_cli_demo (NhCliOptions *options, GError **error);
gboolean nh_cli_sample (NhCliOptions *options, GError **error);
