/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-raw-export.h"

#include <string.h>

#include "nh-csv.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-flat-writer.h"
#include "nh-i18n.h"
#include "nh-store.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define AT_ONCE 500 /* records in memory */
#define N_LEADING 3 /* unit, code, year */
#define WIDEST 40

typedef struct
{
  NhConnection *connection;
  NhLedger *ledger;
  const NhQuery *query;
  NhCatalog *catalog;
  gboolean personal;
  gint *done;
  GCancellable *cancellable;
  GArray *fields; /* of guint */
  GArray *ids;
  GHashTable *offers;   /* "unit/year" → NhCatalog with the records that references may mean; owned */
  NhFlatWriter *writer; /* nullable: then: */
  GString *csv;
} Export;

static guint
count_columns (const Export *self)
{
  return N_LEADING + self->fields->len + 2;
}

static const NhField *
field_at (const Export *self, guint i)
{
  return &self->query->type->fields[g_array_index (self->fields, guint, i)];
}

static void
add_text (Export *self, guint row, guint column, const char *text, NhFlatLook look)
{
  if (self->writer != NULL)
    {
      nh_flat_add_text (self->writer, row, column, text, look);
      return;
    }
  if (column > 0)
    g_string_append_c (self->csv, ',');
  nh_csv_append_cell (self->csv, text, ',');
  if (column + 1 == count_columns (self))
    g_string_append (self->csv, "\r\n");
}

static void
add_headings (Export *self)
{
  const char *const leading[] = { _ ("Unit"), _ ("Unit code"), _ ("Year") };
  const char *const trailing[] = { _ ("Passed warnings"), _ ("Number of the record") };

  for (guint i = 0; self->writer != NULL && i < self->fields->len; i++)
    nh_flat_set_width (
        self->writer, N_LEADING + i,
        MIN (MAX (nh_field_get_width (field_at (self, i)), (int) g_utf8_strlen (_ (field_at (self, i)->title), -1)),
             WIDEST));
  if (self->writer != NULL)
    nh_flat_set_width (self->writer, 0, 22);
  for (guint i = 0; i < N_LEADING; i++)
    add_text (self, 0, i, leading[i], NH_FLAT_HEADING);
  for (guint i = 0; i < self->fields->len; i++)
    add_text (self, 0, N_LEADING + i, _ (field_at (self, i)->title), NH_FLAT_HEADING);
  for (guint i = 0; i < G_N_ELEMENTS (trailing); i++)
    add_text (self, 0, N_LEADING + self->fields->len + i, trailing[i], NH_FLAT_HEADING);
}

/* What is read as that record again. (transfer full) */
static char *
name_reference (Export *self, const NhRecord *record, guint field)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "/%d", info->unit, info->year);
  NhCatalog *offer = g_hash_table_lookup (self->offers, key);

  if (offer == NULL)
    offer = nh_store_offer_references (self->connection, self->ledger, self->query->type, info->unit, info->year, NULL);
  if (offer == NULL)
    return nh_record_format (record, field, self->catalog);
  if (!g_hash_table_contains (self->offers, key))
    g_hash_table_insert (self->offers, g_steal_pointer (&key), offer);
  return nh_store_name_reference (self->connection, self->ledger, record, field, offer);
}

/* Numbers, money and days are such in a workbook; in CSV they are texts that are read back. */
static void
add_value (Export *self, guint row, guint column, const NhRecord *record, guint field)
{
  const NhField *described = &nh_record_get_record_type (record)->fields[field];
  const NhValue *value = nh_record_get (record, field);
  g_autofree char *text = NULL;

  if (self->writer != NULL && nh_value_is_set (value))
    {
      if (described->kind == NH_KIND_INTEGER)
        nh_flat_add_number (self->writer, row, column, (double) value->number, NH_FLAT_PLAIN);
      else if (described->kind == NH_KIND_MONEY)
        nh_flat_add_money (self->writer, row, column, value->number, NH_FLAT_PLAIN);
      else if (described->kind == NH_KIND_DATE)
        nh_flat_add_date (self->writer, row, column, (NhDate) value->number, NH_FLAT_PLAIN);
      if (described->kind == NH_KIND_INTEGER || described->kind == NH_KIND_MONEY || described->kind == NH_KIND_DATE)
        return;
    }
  if (nh_value_is_set (value) && described->kind == NH_KIND_REFERENCE)
    text = name_reference (self, record, field);
  else
    text = nh_value_is_set (value) && nh_kind_is_numeric (described->kind)
               ? nh_kind_to_canonical (described, value)
               : nh_record_format (record, field, self->catalog);
  add_text (self, row, column, text, NH_FLAT_PLAIN);
}

static void
add_record (Export *self, guint row, const NhRecord *record)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  const NhUnit *unit = nh_catalog_get_unit (self->catalog, info->unit);
  g_autofree char *year = g_strdup_printf ("%d", info->year);

  add_text (self, row, 0, unit != NULL ? unit->title : "", NH_FLAT_PLAIN);
  add_text (self, row, 1, unit != NULL ? unit->code : "", NH_FLAT_PLAIN);
  if (self->writer != NULL)
    nh_flat_add_number (self->writer, row, 2, info->year, NH_FLAT_PLAIN);
  else
    add_text (self, row, 2, year, NH_FLAT_PLAIN);
  for (guint i = 0; i < self->fields->len; i++)
    add_value (self, row, N_LEADING + i, record, g_array_index (self->fields, guint, i));
  add_text (self, row, N_LEADING + self->fields->len, info->waived != NULL ? info->waived : "", NH_FLAT_PLAIN);
  add_text (self, row, N_LEADING + self->fields->len + 1, info->uuid, NH_FLAT_PLAIN);
}

static gboolean
add_records (Export *self, GError **error)
{
  add_headings (self);
  for (guint start = 0; start < self->ids->len; start += AT_ONCE)
    {
      g_autoptr (GPtrArray) records = nh_store_fetch (self->connection, self->ledger, self->query->type,
                                                      &g_array_index (self->ids, gint64, start),
                                                      MIN (AT_ONCE, self->ids->len - start), error);

      if (records == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      for (guint i = 0; i < records->len; i++)
        if (records->pdata[i] != NULL)
          add_record (self, start + i + 1, records->pdata[i]);
      if (self->done != NULL)
        g_atomic_int_add (self->done, (gint) records->len);
    }
  return TRUE;
}

static gboolean
fill (NhFlatWriter *writer, gpointer data, GError **error)
{
  Export *self = data;

  self->writer = writer;
  return add_records (self, error);
}

gboolean
nh_raw_export (NhConnection *connection, NhLedger *ledger, const NhQuery *query, gboolean personal, const char *path,
               gint *done, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GString) csv = g_string_new (BYTE_ORDER_MARK);
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autoptr (GHashTable) offers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  Export self = { connection, ledger, query, nh_ledger_get_catalog (ledger), personal, done, cancellable, fields, NULL,
                  offers,     NULL,   csv };

  for (guint i = 0; i < query->type->n_fields; i++)
    if (nh_field_is_exported (&query->type->fields[i], personal))
      g_array_append_val (fields, i);
  ids = nh_query_ids (connection, ledger, query, 0, error);
  if (ids == NULL)
    return FALSE;
  self.ids = ids;
  if (g_str_has_suffix (lower, ".xlsx"))
    return nh_flat_write (path, _ (query->type->plural), 1, fill, &self, error);
  if (g_str_has_suffix (lower, ".csv"))
    return add_records (&self, error) &&
           nh_file_replace_contents (path, csv->str, (gssize) csv->len, NH_FILE_DOCUMENT, error);
  nh_error_set (error, NH_ERROR_USAGE, _ ("write the table"), _ ("give it a name that ends in .xlsx or .csv"));
  return FALSE;
}
