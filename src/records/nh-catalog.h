/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "nh-date.h"

G_BEGIN_DECLS

/* The units and codebooks of a ledger, read once and immutable, so any thread may use it. Made by the ledger from its tables, or
 * from our data files for a new one. Lookups are by hash; the arrays are borrowed. */
#define NH_TYPE_CATALOG (nh_catalog_get_type ())
G_DECLARE_FINAL_TYPE (NhCatalog, nh_catalog, NH, CATALOG, GObject)

typedef enum { NH_LEVEL_COUNTRY, NH_LEVEL_PROVINCE, NH_LEVEL_DISTRICT, NH_LEVEL_COMMUNE } NhLevel;

/* One version of an administrative unit. The id is the identity: a code or a name is not (DOMAIN §3). */
typedef struct
{
  gint64   id;
  char    *code;
  char    *name;        /* "Cẩm Nhượng" */
  char    *kind;        /* "xã", "phường", "thị trấn", "huyện", "thị xã", "thành phố", "tỉnh" */
  char    *title;       /* "Xã Cẩm Nhượng" */
  char    *fold;        /* folded title */
  gint64   parent;      /* 0: none; the parent valid in the same period */
  NhLevel  level;
  NhDate   from, to;    /* inclusive; NH_DATE_NONE: open */
  int      position;    /* order on sheets */
  gboolean typed_in;    /* added by hand */
} NhUnit;

/* "@from's area and people went to @to": part = TRUE when only some of it did. */
typedef struct { gint64 from, to; gboolean part; NhDate effective; char *note; } NhSuccession;

/* One dated entry of a codebook. */
typedef struct
{
  char    *list;        /* "place_kind" */
  char    *code;        /* "thon" */
  char    *title;       /* "Thôn" */
  char    *abbreviation; /* "" when none */
  char    *fold;        /* folded title and abbreviation, separated by \n */
  NhDate   from, to;    /* inclusive; NH_DATE_NONE: open */
  int      position;
  char    *attributes;  /* "column=residential;suat=1"; "" */
} NhCode;

/* A catalog in the making, for one thread. */
typedef NhCatalog NhCatalogBuilder;
NhCatalogBuilder *nh_catalog_builder_new         (void);
void              nh_catalog_builder_add_unit    (NhCatalogBuilder *self, const NhUnit *unit);     /* copied; title and fold are derived */
void              nh_catalog_builder_add_succession (NhCatalogBuilder *self, const NhSuccession *succession);
void              nh_catalog_builder_add_code    (NhCatalogBuilder *self, const NhCode *code);     /* copied; fold is derived */
NhCatalog        *nh_catalog_builder_end         (NhCatalogBuilder *self);                         /* takes the builder (transfer full) */

/* The same catalog with lists that are nobody's codebook: records that a reference may choose among (code: the id). @self is kept.
 * (transfer full) */
NhCatalog        *nh_catalog_with_codes          (NhCatalog *self, const NhCode *codes, guint n_codes);

/* A list that is part of the program and not of the file (the indicators of figures/): seen in every catalog made afterwards,
 * except where the file itself has the entry. To be called once at start, before threads. @codes: borrowed for ever. */
void              nh_catalog_provide             (const NhCode *codes, guint n_codes);

/* Unit lists have a floor: their first day is where our knowledge begins, not when the units were founded. A day before the first day
 * of all units counts as that day, so that totals of earlier years can be entered. */
const NhUnit     *nh_catalog_get_unit            (NhCatalog *self, gint64 id);                     /* (nullable) */
const NhUnit     *nh_catalog_find_unit           (NhCatalog *self, const char *code, NhDate on);   /* NONE: the latest (nullable) */
GPtrArray        *nh_catalog_get_units           (NhCatalog *self);                                /* all of const NhUnit*, by position (borrowed) */
/* Units valid on @on (NONE: all) whose title or code matches @query (diacritics as typed; "x cam nh", "tp ha tinh"), best first, at
 * most @limit (0: all). An empty query gives all, by position. (transfer container) */
GPtrArray        *nh_catalog_search_units        (NhCatalog *self, const char *query, NhDate on, guint limit);
/* Direct children valid on @on, by position. Communes of a province are returned through districts with @level COMMUNE. (transfer container) */
GPtrArray        *nh_catalog_get_below           (NhCatalog *self, gint64 unit, NhLevel level, NhDate on);
gboolean          nh_catalog_unit_valid          (NhCatalog *self, gint64 unit, NhDate on);
gboolean          nh_catalog_unit_is_within      (NhCatalog *self, gint64 unit, gint64 ancestor);
/* The day on which a season's units are taken: 19/8 of its year (DESIGN §8). */
NhDate            nh_catalog_season_day          (int year);
GPtrArray        *nh_catalog_get_successions     (NhCatalog *self, gint64 unit, gboolean backwards);   /* of const NhSuccession* (transfer container) */

/* The entry of @code valid on @on; with @on NH_DATE_NONE the latest. (nullable) */
const NhCode     *nh_catalog_get_code            (NhCatalog *self, const char *list, const char *code, NhDate on);
/* The same for a span of days: valid on some day of it; where several are, the latest. (nullable) */
const NhCode     *nh_catalog_get_code_between    (NhCatalog *self, const char *list, const char *code, NhDate from, NhDate to);
GPtrArray        *nh_catalog_get_codes           (NhCatalog *self, const char *list, NhDate on);       /* valid on @on (NONE: all), by position (transfer container) */
GPtrArray        *nh_catalog_search_codes        (NhCatalog *self, const char *list, const char *query, NhDate on);   /* best first (transfer container) */
/* Only those that fit best: one when the query is unambiguous. (transfer container) */
GPtrArray        *nh_catalog_match_codes         (NhCatalog *self, const char *list, const char *query, NhDate on);
const char       *nh_catalog_get_code_title      (NhCatalog *self, const char *list, const char *code);   /* the code itself when unknown */
char             *nh_code_get_attribute          (const NhCode *code, const char *name);                  /* (transfer full) (nullable) */

G_END_DECLS
