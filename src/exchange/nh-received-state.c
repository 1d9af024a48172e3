/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-received-state.h"

#include <string.h>

#include "nh-board.h"
#include "nh-content.h"
#include "nh-count.h"
#include "nh-envelope.h"
#include "nh-figure-source.h"
#include "nh-figure-text.h"
#include "nh-i18n.h"
#include "nh-invitation.h"
#include "nh-json.h"
#include "nh-ledger-async.h"
#include "nh-partner.h"
#include "nh-store.h"
#include "nh-text.h"

void
nh_received_state_free (NhReceivedState *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_free (self->code);
  g_free (self->nil);
  g_free (self->why);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->said, g_ptr_array_unref);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_clear_pointer (&self->elsewhere, g_ptr_array_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self);
}

const NhSubmission *
nh_received_state_get_last (const NhReceivedState *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->versions->len > 0 ? self->versions->pdata[self->versions->len - 1] : NULL;
}

NhRecord *
nh_received_state_find_record (const NhReceivedState *self, const char *uuid)
{
  for (guint i = 0; i < self->records->len; i++)
    if (strcmp (nh_record_get_info (self->records->pdata[i])->uuid, uuid) == 0)
      return self->records->pdata[i];
  return NULL;
}

static GArray *
read_members (const NhSubmission *version)
{
  return nh_json_read_object (version->manifest, strlen (version->manifest), NH_ENVELOPE_MEMBERS_MOST, NULL);
}

static const char *
get (GArray *members, const char *key)
{
  const char *text = members != NULL ? nh_json_get (members, key) : NULL;

  return text != NULL ? text : "";
}

static void
compare (NhReceivedState *self, GArray *before, GArray *after)
{
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strconcat ("figure.", indicators[i].code, NULL);

      if (!nh_figure_text_is_same (get (before, key), get (after, key)))
        g_ptr_array_add (self->figures,
                         nh_figure_change_new (indicators[i].title, get (before, key), get (after, key)));
    }
}

/* The version that the last one names as its predecessor; where it is not held, the one that came before. */
static const NhSubmission *
find_before (const NhReceivedState *self)
{
  const NhSubmission *last = nh_received_state_get_last (self);

  for (guint i = 0; i + 1 < self->versions->len; i++)
    if (strcmp (((const NhSubmission *) self->versions->pdata[i])->version.hash, last->version.previous) == 0)
      return self->versions->pdata[i];
  return self->versions->len > 1 ? self->versions->pdata[self->versions->len - 2] : NULL;
}

static void
read_manifests (NhReceivedState *self)
{
  const NhSubmission *newest = nh_received_state_get_last (self), *older = find_before (self);
  g_autoptr (GArray) last = newest != NULL ? read_members (newest) : NULL;
  g_autoptr (GArray) before = older != NULL ? read_members (older) : NULL;

  self->nil = nh_text_clean (get (last, "nil"));
  self->why = nh_text_clean (get (last, "reason"));
  self->answers = nh_remark_read_answers (get (last, "answers"));
  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_figure_change_free);
  self->said = last != NULL ? nh_figure_list_said (last)
                            : g_ptr_array_new_with_free_func ((GDestroyNotify) nh_figure_change_free);
  if (last != NULL && before != NULL)
    compare (self, before, last);
}

static gboolean
read_key (NhConnection *connection, NhReceivedState *self, GError **error)
{
  NhPublicKeys keys;
  gboolean found = FALSE;

  if (!nh_partner_get (connection, self->unit->id, &keys, &found, error))
    return FALSE;
  self->code = found ? nh_public_keys_get_code (&keys) : g_strdup ("");
  return TRUE;
}

/* With their row ids, which a content does not have. */
static void
find_records (NhConnection *connection, NhLedger *ledger, NhReceivedState *self, const NhContent *content)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < content->records->len; i++)
    {
      const NhContentRecord *one = content->records->pdata[i];
      NhRecord *record = nh_store_find (connection, ledger, nh_record_get_record_type (one->record),
                                        nh_record_get_info (one->record)->uuid, NULL);

      if (record != NULL)
        g_ptr_array_add (self->records, record);
    }
}

/* "Trường THPT Nguyễn Du: Xã Đức Quang": whose this office counts. */
static void
list_elsewhere (NhConnection *connection, NhLedger *ledger, NhReceivedState *self)
{
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);

  self->elsewhere = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->records->len; i++)
    {
      NhRecord *record = self->records->pdata[i];
      const NhRecordType *type = nh_record_get_record_type (record);
      gboolean marked = nh_record_is_duplicate (record);
      gint64 id = marked ? nh_record_get_number (record, (guint) type->counting->duplicate, 0) : 0;
      g_autoptr (NhRecord) other = id != 0 ? nh_store_get (connection, ledger, type, id, NULL) : NULL;
      const NhUnit *unit = other != NULL ? nh_catalog_get_unit (catalog, nh_record_get_info (other)->unit) : NULL;
      g_autofree char *title = nh_record_get_title (record, catalog);

      if (unit != NULL && unit != self->unit)
        g_ptr_array_add (self->elsewhere, g_strdup_printf ("%s: %s", title, unit->title));
    }
}

/* What the unit handed in: the content of the version that counts. NULL without an error: none. (transfer full) */
static NhContent *
read_counted (NhConnection *connection, const NhReceivedState *self, int year, GError **error)
{
  const NhSubmission *counted = nh_submission_find_counted (self->versions);
  g_autoptr (GBytes) text = counted != NULL ? nh_content_fetch (connection, counted->content, error) : NULL;

  return text != NULL
             ? nh_content_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), self->unit->id, year, error)
             : NULL;
}

static NhDifference *
difference_new (const NhContent *content, NhRecord *now)
{
  NhDifference *difference = g_new0 (NhDifference, 1);

  difference->after = g_object_ref (now);
  for (guint i = 0; i < content->records->len; i++)
    {
      NhRecord *one = ((const NhContentRecord *) content->records->pdata[i])->record;

      if (strcmp (nh_record_get_info (one)->uuid, nh_record_get_info (now)->uuid) == 0)
        difference->before = g_object_ref (one);
    }
  return difference;
}

/* The unit from which this office moved the record here; 0: it did not. */
static gint64
find_origin (NhConnection *connection, const NhRecord *record, gint64 since)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, NULL,
      "SELECT CAST (json_extract (before, '$.@unit') AS INTEGER) FROM history WHERE type = ?1 AND record = ?2"
      " AND action = 'update' AND change > ?3 AND CAST (json_extract (after, '$.@unit') AS INTEGER) = ?4"
      " ORDER BY change DESC LIMIT 1",
      "slll", nh_record_get_record_type (record)->name, info->id, since, info->unit);

  return nh_connection_step (connection, statement, _ ("read the history"), NULL) == SQLITE_ROW
             ? sqlite3_column_int64 (statement, 0)
             : 0;
}

/* What the unit does not know may be another's: then it was as it is, but there. */
static void
add_origin (NhConnection *connection, NhDifference *difference, gint64 since)
{
  gint64 origin = find_origin (connection, difference->after, since);
  g_autoptr (NhRecord) draft = origin != 0 ? nh_record_edit (difference->after) : NULL;

  if (draft == NULL)
    return;
  nh_record_edit_info (draft)->unit = origin;
  difference->before = nh_record_seal (draft);
}

static gboolean
list_changed (NhConnection *connection, NhLedger *ledger, NhReceivedState *self, int year, GError **error)
{
  g_autoptr (GArray) refs = nh_figure_source_list_changed (connection, self->unit->id, year, error);
  g_autoptr (NhContent) content = NULL;

  self->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_difference_free);
  if (refs == NULL || (refs->len > 0 && (content = read_counted (connection, self, year, error)) == NULL))
    return FALSE;
  for (guint i = 0; i < refs->len; i++)
    {
      const NhRecordRef *ref = &g_array_index (refs, NhRecordRef, i);
      g_autoptr (NhRecord) now = nh_store_get (connection, ledger, ref->type, ref->id, error);
      NhDifference *difference;

      if (now == NULL)
        return FALSE;
      difference = difference_new (content, now);
      g_ptr_array_add (self->changed, difference);
      if (difference->before == NULL)
        add_origin (connection, difference, nh_submission_find_counted (self->versions)->change);
    }
  return TRUE;
}

static NhReceivedState *
read_state (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  g_autoptr (NhReceivedState) self = g_new0 (NhReceivedState, 1);
  g_autoptr (NhContent) content = nh_content_load (connection, ledger, unit, year, error);
  const NhSubmission *last;

  if (content == NULL)
    return NULL;
  self->unit = nh_catalog_get_unit (nh_ledger_get_catalog (ledger), unit);
  self->versions = nh_submission_list (connection, NH_SIDE_RECEIVED, unit, year, error);
  if (self->versions == NULL || !read_key (connection, self, error) ||
      !list_changed (connection, ledger, self, year, error))
    return NULL;
  find_records (connection, ledger, self, content);
  list_elsewhere (connection, ledger, self);
  read_manifests (self);
  last = nh_received_state_get_last (self);
  self->remarks = nh_remark_list (connection, last != NULL ? last->id : 0, error);
  return self->remarks != NULL ? g_steal_pointer (&self) : NULL;
}

NH_DEFINE_ASYNC (nh_received_state_read, NhReceivedState *, nh_received_state_free, NH_ON_READER,
                 (NhLedger * ledger, gint64 unit, int year), (.id = unit, .number = (guint) year),
                 read_state (connection, ledger, args->id, (int) args->number, error))

/* --- The year as a whole --- */

void
nh_reception_board_free (NhReceptionBoard *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->code);
  g_free (self);
}

static NhReceptionBoard *
read_board (NhConnection *connection, NhLedger *ledger, int year, GError **error)
{
  g_autoptr (NhReceptionBoard) self = g_new0 (NhReceptionBoard, 1);
  g_autoptr (GError) problem = NULL;
  g_autoptr (NhKeys) keys = nh_keys_load (connection, &problem);

  self->rows = nh_board_read (connection, ledger, year, error);
  if (self->rows == NULL || !nh_figure_sources_mark_board (connection, self->rows, year, error))
    return NULL;
  self->invited = nh_invitation_has_year (connection, year);
  self->deadline = nh_board_get_deadline (connection, year);
  self->code = keys != NULL ? nh_public_keys_get_code (nh_keys_get_public (keys)) : g_strdup ("");
  return g_steal_pointer (&self);
}

NH_DEFINE_ASYNC (nh_reception_board_read, NhReceptionBoard *, nh_reception_board_free, NH_ON_READER,
                 (NhLedger * ledger, int year), (.number = (guint) year),
                 read_board (connection, ledger, (int) args->number, error))
