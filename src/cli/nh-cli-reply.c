/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on single records that were handed in: duplicates, remark and reply at the province, read-reply and
 * proposals at a commune. */

#include "nh-cli.h"

#include <string.h>

#include "nh-board.h"
#include "nh-duplicate.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-remark.h"
#include "nh-reply.h"
#include "nh-store.h"

/* --- Reported by two units --- */

gboolean
nh_cli_duplicates (NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "type", "title", "first", "unit", "second", "unit", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  g_autoptr (GPtrArray) found = nh_duplicate_find (options->connection, options->ledger, nh_cli_year (options), error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const NhDuplicate *pair = found->pdata[i];
      const NhRecordInfo *first = nh_record_get_info (pair->first), *second = nh_record_get_info (pair->second);
      g_autofree char *title = nh_record_get_title (pair->first, options->catalog);

      nh_cli_rows_add (rows, nh_record_get_record_type (pair->first)->name, title, first->uuid,
                       nh_catalog_get_unit (options->catalog, first->unit)->title, second->uuid,
                       nh_catalog_get_unit (options->catalog, second->unit)->title, NULL);
    }
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

gboolean
nh_cli_duplicate (NhCliOptions *options, GError **error)
{
  return nh_duplicate_mark (options->connection, options->ledger, options->record, options->of, error);
}

/* --- At the province --- */

gboolean
nh_cli_remark (NhCliOptions *options, GError **error)
{
  const char *word = options->words[1]; /* NULL: none */
  const char *typed = word != NULL ? strchr (word, '=') : NULL;
  g_autofree char *field = word != NULL ? g_strndup (word, strcspn (word, "=")) : NULL;
  g_autofree char *value = NULL;

  for (const NhRecordType *const *type = nh_record_types (); typed != NULL && *type != NULL; type++)
    {
      g_autoptr (NhRecord) record = nh_store_find (options->connection, options->ledger, *type, options->record, NULL);

      if (record != NULL && (value = nh_remark_read_typed (record, field, typed + 1, options->catalog, error)) == NULL)
        return FALSE;
    }
  return nh_remark_add (options->connection, options->ledger, options->record, field, value, options->reason, error);
}

static gboolean
write_reply (const NhCliOptions *options, const NhBoardRow *row, int year, GError **error)
{
  g_autoptr (GBytes) file = nh_reply_make (options->connection, options->ledger, row->unit->id, year, error);
  g_autofree char *name = nh_reply_name (row, year);
  g_autofree char *path = g_build_filename (options->out, name, NULL);

  if (!nh_cli_write_file (path, file, error))
    return FALSE;
  g_print ("%s\n", path);
  return TRUE;
}

gboolean
nh_cli_reply (NhCliOptions *options, GError **error)
{
  g_autoptr (GPtrArray) board = NULL;
  int year = nh_cli_year (options);
  gint64 unit = nh_cli_unit (options, error);

  board = unit != 0 ? nh_board_read (options->connection, options->ledger, year, error) : NULL;
  if (board == NULL)
    return FALSE;
  for (guint i = 0; i < board->len; i++)
    {
      const NhBoardRow *row = board->pdata[i];

      if (row->version != 0 && (options->unit == NULL || unit == row->unit->id) &&
          !write_reply (options, row, year, error))
        return FALSE;
    }
  return TRUE;
}

/* --- At a commune --- */

static void
print_remarks (GPtrArray *remarks, const char *format)
{
  const char *const titles[] = { "type", "record", "field", "from", "to", "why", "answer", "reason", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();

  for (guint i = 0; i < remarks->len; i++)
    {
      const NhRemark *one = remarks->pdata[i];

      nh_cli_rows_add (rows, one->type->name, one->uuid, one->field, one->old != NULL ? one->old : "",
                       one->new != NULL ? one->new : "", one->why, one->answer, one->answer_why, NULL);
    }
  nh_cli_print_table (titles, rows, format);
}

gboolean
nh_cli_read_reply (NhCliOptions *options, GError **error)
{
  g_autoptr (NhReply) reply = nh_reply_read_file (options->connection, options->ledger, options->words[1], error);
  g_autoptr (GPtrArray) remarks = NULL;

  if (reply != NULL)
    remarks = nh_remark_list_open (options->connection, reply->unit, reply->year, error);
  if (remarks == NULL)
    return FALSE;
  g_print ("%d\t%d\t%s\t%s\t%s\n", reply->year, reply->version, reply->state, reply->received, reply->reason);
  if (!reply->is_last)
    g_print ("%s\n", _ ("It is about an earlier version than the last one. Nothing was changed."));
  if (reply->locked)
    g_print (_ ("The province has accepted the year %d: it is locked here.\n"), reply->year);
  for (guint i = 0; i < reply->figures->len; i++)
    g_print ("%s\n", (const char *) reply->figures->pdata[i]);
  print_remarks (remarks, "tsv");
  return TRUE;
}

/* The record that was named; NULL: all. */
static const char *
get_uuid (const char *typed)
{
  return g_str_equal (typed, "all") ? NULL : typed;
}

gboolean
nh_cli_proposals (NhCliOptions *options, GError **error)
{
  g_autoptr (GPtrArray) remarks = NULL;
  NhConnection *connection = options->connection;
  int year = nh_cli_year (options);
  gint64 unit = nh_cli_unit (options, error);
  guint n_skipped = 0;

  if (unit == 0 || (options->take != NULL && nh_remark_take (connection, options->ledger, unit, year,
                                                             get_uuid (options->take), &n_skipped, error) < 0))
    return FALSE;
  if (options->decline != NULL &&
      !nh_remark_decline (connection, unit, year, get_uuid (options->decline), options->reason, error))
    return FALSE;
  remarks = nh_remark_list_open (connection, unit, year, error);
  if (remarks == NULL)
    return FALSE;
  print_remarks (remarks, options->format);
  if (n_skipped > 0)
    g_printerr (ngettext ("%u proposal was not set: the value is another one by now.\n",
                          "%u proposals were not set: the values are other ones by now.\n", n_skipped),
                n_skipped);
  return n_skipped == 0;
}
