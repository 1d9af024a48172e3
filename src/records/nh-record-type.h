/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-catalog.h"
#include "nh-field.h"

/* Singular and plural, which xgettext reads as one message. */
#define NH_COUNTED(one, many) \
  {                           \
    one, many                 \
  }

/* Which fields decide whether a record counts, and in which columns; -1: the type has no such field. The rule itself:
 * nh-count.h. */
typedef struct
{
  int state;     /* CHOICE whose codebook entry has counted=1 when the record counts */
  int choice;    /* CHOICE whose codebook entry says in which columns it counts */
  int duplicate; /* REFERENCE to the record that was reported before; set: it does not count */
} NhCounting;

/* A record type is a const table of fields (DESIGN §3.1). Its table in the database has the same name. */
typedef struct
{
  const char *name;   /* "point" */
  const char *title;  /* N_("Festival point") */
  const char *plural; /* N_("Festival points") */
  /* NH_COUNTED ("%s festival point", "%s festival points"): a number of them, for ngettext() */
  const char *counted[2];
  const char *add_label; /* N_("_Add a point") */
  const char *new_title; /* N_("New point"): heading of one that has no name yet */
  const char *purpose;   /* N_(): what its page is for, where the name does not say it; nullable */
  const NhField *fields; /* those that code refers to have an index in the type's enum */
  guint n_fields;
  int date_field;             /* index of the field whose day decides which codes are valid; -1: 19/8 of the year */
  const NhCounting *counting; /* NULL: records of the type are not counted; needs a date_field */
  /* Of the register or a programme, whose year is not the festival's: neither handed in nor locked with it */
  gboolean beside;
  const char *sort;                                       /* default order of the list: "date_from,place" */
  void (*check) (const NhRecord *record, NhCheck *check); /* rules over several fields; nullable */
  void (*complete) (NhRecord *draft, NhCatalog *catalog); /* see nh_record_complete(); nullable */
  /* Takes over from the record of the year before what holds again; nullable: none is begun so */
  void (*again) (NhRecord *draft, const NhRecord *before);
  /* See nh_record_suggest(); nullable */
  void (*suggest) (NhRecord *draft, guint field, const char *before, NhCatalog *catalog);
} NhRecordType;

extern const NhRecordType nh_season_type;
extern const NhRecordType nh_point_type;
extern const NhRecordType nh_total_type;
extern const NhRecordType nh_gift_type;
extern const NhRecordType nh_commendation_type;
extern const NhRecordType nh_activity_type;
extern const NhRecordType nh_body_type;
extern const NhRecordType nh_assessment_type;

const NhRecordType *const *nh_record_types (void);          /* NULL-terminated, in the order of the sidebar */
const NhRecordType *nh_record_type_find (const char *name); /* (nullable) */
int nh_record_type_field (const NhRecordType *type, const char *name); /* index; -1: none */
/* Has a field that offers records: a reference that is not hidden, or a text. */
gboolean nh_record_type_refers (const NhRecordType *type);
/* The visible field of @type by which its records belong to one of @parent, another type; -1: none. */
int nh_record_type_child_field (const NhRecordType *type, const NhRecordType *parent);
/* Those of @type that belong to one of @parent can be kept when that one is deleted. */
gboolean nh_record_type_can_keep (const NhRecordType *type, const NhRecordType *parent);
/* Splits the `when` of @field: returns the other field and sets @code (borrowed); -1: it always applies. */
int nh_record_type_condition (const NhRecordType *type, guint field, const char **code);
/* May the field be copied or exported: not a hidden one, a personal one only @with_personal. */
gboolean nh_field_is_exported (const NhField *field, gboolean with_personal);
/* The field that says "trên" or "gần" of the number in @field: "attendance_qualifier" of "attendance", "qualifier"
 * where a type has one number; -1: none. */
int nh_record_type_qualifier (const NhRecordType *type, guint field);
/* Index of the IDENTITY field; -1: none. */
int nh_record_type_identity (const NhRecordType *type);
/* A unit has at most one record of the type a year: it has no identity but these two. */
gboolean nh_record_type_is_single (const NhRecordType *type);
