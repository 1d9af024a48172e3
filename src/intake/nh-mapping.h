/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-book.h"
#include "nh-record.h"

/* Which column of a table is which field of a record type, where its headings are, and what is the same for all rows.
 */

/* In place of a field: what a record has besides its fields. */
enum
{
  NH_MAP_NONE = -1,
  NH_MAP_UNIT = -2,
  NH_MAP_DISTRICT = -3, /* tells units of one name apart */
  NH_MAP_YEAR = -4,
  NH_MAP_UUID = -5,
  NH_MAP_WAIVED = -6,
  NH_MAP_CODE = -7,  /* of the unit */
  NH_MAP_MONTH = -8, /* of days that are written without it */
  NH_MAP_LAST = NH_MAP_MONTH,
};

typedef struct
{
  char *heading;   /* owned: all levels, with " / " between; "" */
  int field;       /* index in the type's table, or one of the above */
  gboolean likely; /* guessed: the heading is not one of its names, but has one in it; of the unit: where none is chosen
                    */
  gint64 scale;    /* money: what one is worth; 0: the heading does not say */
  char *choice;    /* owned (nullable): of a field of choices, the one that a mark in this column means */
  gboolean ordered; /* by the user: what follows from the figures is not asked about */
  gint64 guessed;   /* money: what one seems to be worth by the figures; 0: it is plain; 1: it cannot be told */
  gboolean unicode; /* its texts are not converted, whatever their font */
  gboolean joined;  /* it goes on with the text of the column before: "Nguyễn Văn", "An" */
} NhMapColumn;

typedef struct
{
  const NhRecordType *type;
  guint sheet;
  guint first_heading, n_headings; /* rows of the grid */
  guint first_row;                 /* of the data */
  guint n_columns;
  NhMapColumn *columns;    /* owned: of all columns of the grid */
  char **constants;        /* owned: texts by field; NULL: none */
  gboolean on_side;        /* its headings stand below each other, in the first columns */
  int season;              /* for which it was guessed */
  char *unit_code;         /* owned (nullable): CODE or CODE@DATE for rows that do not say theirs */
  int year;                /* the same; 0: the ledger's */
  GHashTable *names;       /* owned: folded names of all fields */
  GHashTable *other_names; /* owned: the same of other types */
  GHashTable *named;       /* owned: texts of rows → whose fields they name */
} NhMapping;

/* Finds the headings, of one to three levels, in the first rows, and the fields that they name. A table without
 * headings is mapped by its content; then n_headings is 0. @catalog: tells units. */
NhMapping *nh_mapping_guess (const NhRecordType *type, NhGrid *grid, NhCatalog *catalog, int year);
/* The same for the sheet that suits best, of those that are not hidden. NULL with @error. */
NhMapping *nh_mapping_guess_sheet (const NhRecordType *type, NhBook *book, NhCatalog *catalog, int year, NhGrid **grid,
                                   GCancellable *cancellable, GError **error);
void nh_mapping_free (NhMapping *self);

/* "A=place", "C=value:nghin" (trieu, dong), "A=place:unicode" (not converted), "B=" (not at all), "unit=18709",
 * "year=2025", "decision_number=12/QĐ" (the same in all rows), "heads=7-9" (rows of the sheet; 0: none). @error:
 * NH_ERROR_USAGE. */
gboolean nh_mapping_set_word (NhMapping *self, NhGrid *grid, NhCatalog *catalog, const char *word, GError **error);
/* The column of a field, or of one of the above; -1: none. */
int nh_mapping_find (const NhMapping *self, int field);
/* The title of what a column is; NULL: nothing. */
const char *nh_mapping_get_title (const NhMapping *self, guint column);
/* What nh_mapping_set_word() calls a field, or one of the above; "": NH_MAP_NONE. */
const char *nh_mapping_get_name (const NhRecordType *type, int field);
/* The title of a field, or of one of the above. */
const char *nh_mapping_get_field_title (const NhRecordType *type, int field);
/* How well the table suits the type; 0: not at all. */
guint nh_mapping_get_worth (const NhMapping *self);
/* The same for tables with the same headings: the name of a setting. (transfer full) */
char *nh_mapping_dup_key (const NhMapping *self);
/* Does the row repeat the headings? @ends: (out) does a table of another type begin there? */
gboolean nh_mapping_is_heading (NhMapping *self, NhGrid *grid, guint row, gboolean *ends);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhMapping, nh_mapping_free)
