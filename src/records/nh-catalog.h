/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "nh-date.h"
#include "nh-match.h"

/* The units and codebooks of a ledger: read once, then immutable, so that any thread may use it. Made from the
 * tables of a ledger, or from the program's data for a new one. */
#define NH_TYPE_CATALOG (nh_catalog_get_type ())
G_DECLARE_FINAL_TYPE (NhCatalog, nh_catalog, NH, CATALOG, GObject)

typedef enum
{
  NH_LEVEL_COUNTRY,
  NH_LEVEL_PROVINCE,
  NH_LEVEL_DISTRICT,
  NH_LEVEL_COMMUNE
} NhLevel;

/* One version of an administrative unit, identified by its id: codes and names are reused (DOMAIN §3). */
typedef struct
{
  gint64 id;
  char *code;
  char *name;    /* "Cẩm Nhượng" */
  char *kind;    /* "xã", "phường", "thị trấn", "huyện", "thị xã", "thành phố", "tỉnh" */
  char *title;   /* "Xã Cẩm Nhượng" */
  char *fold;    /* folded title */
  gint64 parent; /* 0: none; the parent valid in the same period */
  NhLevel level;
  NhDate from, to;    /* inclusive; NH_DATE_NONE: open */
  int position;       /* order on sheets */
  gboolean typed_in;  /* added by hand */
  NhMatchText *match; /* what a search compares; made by the catalog */
} NhUnit;

/* The area and people of @from went to @to; @part: only some of them. */
typedef struct
{
  gint64 from, to;
  gboolean part;
  NhDate effective;
  char *note;
} NhSuccession;

/* One dated entry of a codebook. */
typedef struct
{
  char *list;         /* "place_kind" */
  char *code;         /* "thon" */
  char *title;        /* "Thôn" */
  char *abbreviation; /* "" when none */
  NhDate from, to;    /* inclusive; NH_DATE_NONE: open */
  int position;
  char *attributes;   /* "column=residential;suat=1"; "" */
  NhMatchText *match; /* what a search compares; made by the catalog */
  char *names;        /* "|thon|t|lang|": title, abbreviation and other names (names=), folded; made by the catalog */
} NhCode;

/* A catalog that is being built, on one thread. */
typedef NhCatalog NhCatalogBuilder;
NhCatalogBuilder *nh_catalog_builder_new (void);
/* Copied; title and fold are derived. */
void nh_catalog_builder_add_unit (NhCatalogBuilder *self, const NhUnit *unit);
void nh_catalog_builder_add_succession (NhCatalogBuilder *self, const NhSuccession *succession);
/* Copied. */
void nh_catalog_builder_add_code (NhCatalogBuilder *self, const NhCode *code);
/* Titles of levels, authorities, forms of commendation and figures follow the kinds of the units above @unit, the
 * ledger's owner (see nh_catalog_in_words_of()). 0: none. */
void nh_catalog_builder_set_owner (NhCatalogBuilder *self, gint64 unit);
/* Takes the builder (transfer full) */
NhCatalog *nh_catalog_builder_end (NhCatalogBuilder *self);

/* A catalog with further lists: records that a reference may choose among (code: the id). Keeps a reference to @self.
 * (transfer full) */
NhCatalog *nh_catalog_with_codes (NhCatalog *self, const NhCode *codes, guint n_codes);

/* Adds lists of the program itself (the indicators of figures/) to every catalog built later; entries of the file
 * take precedence. Call once at start, before there are threads. @codes: must live as long as the program. */
void nh_catalog_provide (const NhCode *codes, guint n_codes);

/* The first day in the unit lists is where our data begins, not when the units were founded. An earlier day counts
 * as that day, so that totals of earlier years can be entered. */
const NhUnit *nh_catalog_get_unit (NhCatalog *self, gint64 id); /* (nullable) */
/* NONE: the latest (nullable) */
const NhUnit *nh_catalog_find_unit (NhCatalog *self, const char *code, NhDate on);
/* Units valid on @on (NONE: all) whose title or code matches @query ("x cam nh", "tp ha tinh"; marks count where
 * typed), best first, at most @limit (0: all). An empty query gives all, by position. (transfer container) */
GPtrArray *nh_catalog_search_units (NhCatalog *self, const char *query, NhDate on, guint limit);
/* Units of @level below @unit valid on @on, by position; communes of a province also through its districts.
 * (transfer container) */
GPtrArray *nh_catalog_get_below (NhCatalog *self, gint64 unit, NhLevel level, NhDate on);
gboolean nh_catalog_unit_valid (NhCatalog *self, gint64 unit, NhDate on);
gboolean nh_catalog_unit_is_within (NhCatalog *self, gint64 unit, gint64 ancestor);
/* A text of our own data as the unit says it: "UBND tỉnh" is "UBND thành phố" in a centrally run city, "huyện" is
 * "quận" or "thị xã" in and below one, "xã" and "xã, phường" are "đặc khu" in one. @unit: nullable. (transfer full) */
char *nh_catalog_in_words_of (NhCatalog *self, const NhUnit *unit, const char *text);
/* Years of seasons: the festival was established on 13/6/2005. */
#define NH_SEASON_FIRST 2005
#define NH_SEASON_LAST 2199
/* The day whose units are those of a season: 19/8 of its year (DESIGN §8). */
NhDate nh_catalog_season_day (int year);
/* Of const NhSuccession* (transfer container) */
GPtrArray *nh_catalog_get_successions (NhCatalog *self, gint64 unit, gboolean backwards);

/* The entry of @code valid on @on; with @on NH_DATE_NONE the latest. (nullable) */
const NhCode *nh_catalog_get_code (NhCatalog *self, const char *list, const char *code, NhDate on);
/* The latest entry of @code valid on some day of a range. (nullable) */
const NhCode *nh_catalog_get_code_between (NhCatalog *self, const char *list, const char *code, NhDate from, NhDate to);
/* Valid on @on (NONE: all), by position (transfer container) */
GPtrArray *nh_catalog_get_codes (NhCatalog *self, const char *list, NhDate on);
/* Best first. @best_only: only the best matches: one if the query is unambiguous. (transfer container) */
GPtrArray *nh_catalog_search_codes (NhCatalog *self, const char *list, const char *query, NhDate on,
                                    gboolean best_only);
/* The code itself when unknown. */
const char *nh_catalog_get_code_title (NhCatalog *self, const char *list, const char *code);
/* Codes of choices that an office added (nh_catalog_add_code ()) begin so. */
#define NH_CODE_OWN "own_"
/* (transfer full) (nullable) */
char *nh_code_get_attribute (const NhCode *code, const char *name);
/* How many letters of @folded, a folded text, are what the code is called: its title, its abbreviation, or one of the
 * other names (names=) of its codebook, as whole words; of several the longest. @beginning: only those that it begins
 * with. 0: none. */
gsize nh_code_find_name (const NhCode *code, const char *folded, gboolean beginning);
