/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-held.h"
#include "nh-intake.h"
#include "nh-row-sums.h"
#include "nh-store.h"
#include "nh-unit-finder.h"

/* Shared by nh-intake.c (rows) and nh-intake-cells.c (the fields of a row). */

/* What a mark in a column means. */
typedef struct
{
  const NhCode *code; /* borrowed; NULL: nothing */
  gboolean likely;    /* the heading says it only in part */
} NhMarked;

typedef struct
{
  NhIntake *intake;
  NhGrid *grid;
  NhMapping *mapping;
  NhConnection *connection;
  NhLedger *ledger;
  NhCatalog *catalog;
  GHashTable *finders; /* by year, of NhUnitFinder; owned */
  NhChecker *checker;
  NhHeld *held;
  NhRowSums *sums;
  NhBrought *brought; /* nullable */
  GPtrArray
      *later;      /* of NhIntakeRow: may take the place of one of these, once it is known which rows are held; owned */
  gint64 unit;     /* of rows that do not say theirs; a line of its own may name another one */
  gboolean chosen; /* it was given from the first row on */
  gboolean grouped;   /* a line of its own has named one, … */
  gboolean numbered;  /* … and begins with a Roman number or a letter */
  int decision_level; /* of the line that named the decision in `common` */
  char *doubt;        /* what there is to say of that line in each row under it; owned, nullable */
  int year;
  char **common;       /* by field: what a line above the rows says of all of them; owned */
  NhMarked *choices;   /* by column: of those that are one choice; owned */
  gboolean *unread;    /* by column: it is none, but its heading is a choice; owned, nullable */
  const char **marked; /* by field: the choice whose column has a mark in the row; owned, not its texts */
  int addressed;       /* how usual forms of address are before the names; 0: not looked at */
  char **above;        /* by column: what was typed in the row before; owned */
  int *passes;         /* by field: when it is read; owned */
  GHashTable *judged;  /* "field/day/text" → what the text says; owned */
  GHashTable *offers;  /* "unit/year" → NhCatalog with the records that references may mean; owned */
} NhReading;

/* Takes @text. */
void nh_reading_add_note (NhIntakeRow *row, int column, gboolean doubtful, gboolean refused, char *text);
/* (transfer full) */
char *nh_reading_dup_cell (NhReading *self, guint row, guint column);
/* A field that the type has, and that nothing else gives? */
gboolean nh_reading_is_free (const NhReading *self, int field);
/* The cells of the row into its record: days first, as they decide which codes are valid. @offer: see
 * nh_store_offer_references(). */
void nh_reading_set_fields (NhReading *self, NhIntakeRow *row, NhCatalog *offer);
/* Finds in which order the fields are read. */
void nh_reading_find_passes (NhReading *self);
/* Of `judged`. */
void nh_reading_free_judged (gpointer data);
/* Finds what marks mean in columns that are one choice. */
void nh_reading_find_choices (NhReading *self);
/* Finds the columns that are not read although their headings are choices of the type: a column for each kind of gift.
 */
void nh_reading_find_unread (NhReading *self);
/* Says what the row has in them. */
void nh_reading_note_unread (NhReading *self, NhIntakeRow *row);
/* What kind of record it is, where no column says so, by the words of its name. */
void nh_reading_guess_identity (NhReading *self, NhIntakeRow *row);
/* "Ông Nguyễn Văn An": the form of address is a field of its own, where no column is it. */
void nh_reading_split_address (NhReading *self, NhIntakeRow *row);
