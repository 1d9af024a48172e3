/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "nh-catalog.h"
#include "nh-check.h"
#include "nh-ledger.h"

G_BEGIN_DECLS

/* Exit codes of the program. */
typedef enum
{
  NH_EXIT_DONE = 0,
  NH_EXIT_PROBLEM = 1,   /* something in the data or the file */
  NH_EXIT_USAGE = 2,     /* wrong use of the command */
} NhExit;

/* One command: its options are read into one NhCliOptions, so that a name means the same everywhere. */
typedef struct
{
  char    *unit;      /* CODE or CODE@DATE */
  int      year;
  char    *role;
  char    *search;
  char   **filter;    /* conditions (nh-filter.h) */
  gboolean personal;  /* personal fields too */
  char    *format;
  char    *out;
  char    *from;
  char    *at;
  char    *as_of;
  char    *record;
  char    *units;     /* a unit list */
  char    *mapping;   /* and what became of its units */
  char   **words;     /* what is left after the options; NULL-terminated */
  guint    n_words;
} NhCliOptions;

typedef struct
{
  const char *name;
  const char *synopsis;
  const char *options;   /* names of the options it takes, separated by blanks */
  guint       min_words;
  guint       max_words;
  NhExit    (*run) (const NhCliOptions *options);
} NhCliCommand;

/* Messages go to stderr, results to stdout; both in UTF-8. */
NhExit     nh_cli_fail         (GError *error);                                            /* prints and frees; USAGE for NH_ERROR_USAGE */
NhExit     nh_cli_usage        (const char *format, ...) G_GNUC_PRINTF (1, 2);
NhLedger  *nh_cli_open         (const char *path, gboolean to_write, GError **error);
void       nh_cli_close        (NhLedger *ledger);
/* The unit that CODE[@DATE] names, taken on 19/8 of @year without a date; 0 and @error when there is none. */
gint64     nh_cli_find_unit    (NhCatalog *catalog, const char *text, int year, GError **error);
/* --year, else the ledger's year. */
int        nh_cli_year         (NhLedger *ledger, const NhCliOptions *options);
/* --unit, else the ledger's owner. */
gint64     nh_cli_unit         (NhLedger *ledger, const NhCliOptions *options, int year, GError **error);
gboolean   nh_cli_parse_day    (const char *text, NhDate *day, GError **error);
/* A table on stdout: rows of cells (GPtrArray of GStrv), @format "table", "csv" or "tsv". */
void       nh_cli_print_table  (const char *const *titles, GPtrArray *rows, const char *format);
gboolean   nh_cli_check_format (const char *format, const char *allowed, GError **error);

NhExit     nh_cli_new          (const NhCliOptions *options);
NhExit     nh_cli_add          (const NhCliOptions *options);
NhExit     nh_cli_list         (const NhCliOptions *options);
NhExit     nh_cli_fields       (const NhCliOptions *options);
NhExit     nh_cli_check        (const NhCliOptions *options);
NhExit     nh_cli_figures      (const NhCliOptions *options);
NhExit     nh_cli_reports      (const NhCliOptions *options);
NhExit     nh_cli_report       (const NhCliOptions *options);
NhExit     nh_cli_units        (const NhCliOptions *options);
NhExit     nh_cli_import_units (const NhCliOptions *options);
NhExit     nh_cli_backup       (const NhCliOptions *options);
NhExit     nh_cli_restore      (const NhCliOptions *options);
NhExit     nh_cli_verify       (const NhCliOptions *options);
NhExit     nh_cli_history      (const NhCliOptions *options);
NhExit     nh_cli_undo         (const NhCliOptions *options);
NhExit     nh_cli_demo         (const NhCliOptions *options);

G_END_DECLS
