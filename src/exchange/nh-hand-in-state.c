/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-hand-in-state.h"

#include <string.h>

#include "nh-board.h"
#include "nh-content.h"
#include "nh-envelope.h"
#include "nh-hand-in.h"
#include "nh-indicator.h"
#include "nh-invitation.h"
#include "nh-json.h"
#include "nh-ledger-async.h"
#include "nh-partner.h"
#include "nh-reply.h"
#include "nh-season.h"
#include "nh-setting.h"
#include "nh-store.h"
#include "nh-succession.h"

static void
unref_record (gpointer record)
{
  g_clear_object (&record);
}

void
nh_hand_in_state_free (NhHandInState *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->former);
  g_free (self->differs);
  g_free (self->file);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->sent, g_ptr_array_unref);
  g_clear_pointer (&self->figures, g_strfreev);
  g_free (self->nil);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self);
}

const NhSubmission *
nh_hand_in_state_get_last (const NhHandInState *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->sent->len > 0 ? self->sent->pdata[self->sent->len - 1] : NULL;
}

gboolean
nh_hand_in_state_is_locked (const NhHandInState *self)
{
  const NhSubmission *last = nh_hand_in_state_get_last (self);

  return last != NULL && strcmp (last->state, "accepted") == 0;
}

static gboolean
read_partner (NhConnection *connection, NhCatalog *catalog, NhHandInState *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (NhKeys) keys = nh_keys_load (connection, &problem);

  self->province = nh_catalog_get_unit (catalog, nh_partner_get_province (connection));
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  self->code = keys != NULL ? nh_public_keys_get_code (nh_keys_get_public (keys)) : g_strdup ("");
  return TRUE;
}

/* What the last version said. */
static void
read_manifest (NhHandInState *self)
{
  const NhSubmission *last = nh_hand_in_state_get_last (self);
  g_autoptr (GArray) members = last != NULL ? nh_json_read_object (last->manifest, strlen (last->manifest),
                                                                   NH_ENVELOPE_MEMBERS_MOST, NULL)
                                            : NULL;
  const char *nil = members != NULL ? nh_json_get (members, "nil") : NULL;
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  self->nil = g_strdup (nil != NULL ? nil : "");
  if (members == NULL)
    return;
  self->figures = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strconcat ("figure.", indicators[i].code, NULL);
      const char *text = nh_json_get (members, key);

      self->figures[i] = g_strdup (text != NULL ? text : "");
    }
}

/* Of the last version: once it is sent, those of the one before are of no interest. */
static char *
read_differs (NhConnection *connection, const NhHandInState *self, int year)
{
  const NhSubmission *last = nh_hand_in_state_get_last (self);
  g_autofree char *name = g_strdup_printf (NH_REPLY_FIGURES, year);

  return last != NULL && strcmp (last->state, "sent") != 0 ? nh_setting_get (connection, name) : g_strdup ("");
}

static gboolean
compare_content (NhConnection *connection, NhLedger *ledger, NhHandInState *self, int year, GError **error)
{
  const NhSubmission *last = nh_hand_in_state_get_last (self);
  g_autoptr (NhContent) content = nh_content_load (connection, ledger, self->unit->id, year, error);
  g_autoptr (GBytes) text = NULL;
  g_autofree char *hash = NULL;

  if (content == NULL)
    return FALSE;
  text = nh_content_write (content);
  hash = nh_envelope_hash (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  self->n_records = content->records->len - nh_content_count (content, &nh_season_type);
  self->edited = last == NULL || strcmp (last->content, hash) != 0;
  self->changed = self->edited;
  return TRUE;
}

/* (transfer full) (nullable) */
static NhContent *
read_sent (NhConnection *connection, const NhHandInState *self, int year, GError **error)
{
  const NhSubmission *last = nh_hand_in_state_get_last (self);
  g_autoptr (GBytes) text = last != NULL ? nh_content_fetch (connection, last->content, error) : NULL;

  return text != NULL
             ? nh_content_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), self->unit->id, year, error)
             : NULL;
}

/* What the field was, if it is another by now. (transfer full) (nullable) */
static char *
find_before (const NhContent *sent, const NhRemark *remark, const NhRecord *record)
{
  int field = nh_record_type_field (remark->type, remark->field);
  g_autofree char *now = NULL, *before = NULL;

  for (guint i = 0; record != NULL && field >= 0 && before == NULL && i < sent->records->len; i++)
    {
      const NhRecord *one = ((const NhContentRecord *) sent->records->pdata[i])->record;

      if (strcmp (nh_record_get_info (one)->uuid, remark->uuid) == 0)
        before = nh_kind_to_canonical (&remark->type->fields[field], nh_record_get (one, (guint) field));
    }
  if (before == NULL)
    return NULL;
  now = nh_kind_to_canonical (&remark->type->fields[field], nh_record_get (record, (guint) field));
  return strcmp (now, before) != 0 ? g_steal_pointer (&before) : NULL;
}

static gboolean
compare_asked (NhConnection *connection, NhHandInState *self, int year, GError **error)
{
  g_autoptr (NhContent) sent = self->remarks->len > 0 ? read_sent (connection, self, year, error) : NULL;

  if (self->remarks->len > 0 && sent == NULL)
    return FALSE;
  self->before = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->remarks->len; i++)
    g_ptr_array_add (self->before, find_before (sent, self->remarks->pdata[i], self->records->pdata[i]));
  return TRUE;
}

/* "2 file:///…": of the last version? (transfer full) (nullable) */
static char *
read_file (NhConnection *connection, const NhHandInState *self, int year)
{
  const NhSubmission *last = nh_hand_in_state_get_last (self);
  g_autofree char *name = g_strdup_printf (NH_HAND_IN_FILE, year);
  g_autofree char *value = nh_setting_get (connection, name);
  char *uri;

  if (last == NULL || g_ascii_strtoll (value, &uri, 10) != last->version.version || *uri != ' ')
    return NULL;
  return g_filename_from_uri (uri + 1, NULL, NULL);
}

static gboolean
read_remarks (NhConnection *connection, NhLedger *ledger, NhHandInState *self, int year, GError **error)
{
  self->remarks = nh_remark_list_open (connection, self->unit->id, year, error);
  self->records = g_ptr_array_new_with_free_func (unref_record);
  for (guint i = 0; self->remarks != NULL && i < self->remarks->len; i++)
    {
      const NhRemark *remark = self->remarks->pdata[i];
      NhRecord *record = nh_store_find (connection, ledger, remark->type, remark->uuid, NULL);

      self->changed |= *remark->answer != '\0' && nh_remark_is_in_force (connection, ledger, remark);
      if (record != NULL && nh_record_get_info (record)->deleted)
        g_clear_object (&record);
      g_ptr_array_add (self->records, record);
    }
  return self->remarks != NULL;
}

NhHandInState *
nh_hand_in_state_read (NhConnection *connection, NhLedger *ledger, int year, GError **error)
{
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  g_autoptr (NhHandInState) self = g_new0 (NhHandInState, 1);

  self->unit = nh_catalog_get_unit (catalog, nh_ledger_get_unit (ledger));
  self->in_season = nh_catalog_unit_valid (catalog, self->unit->id, nh_catalog_season_day (year));
  if (!self->in_season)
    self->former = nh_succession_name_former (catalog, self->unit->id, nh_catalog_season_day (year));
  self->invited = nh_invitation_has_year (connection, year);
  self->deadline = nh_board_get_deadline (connection, year);
  self->sent = nh_submission_list (connection, NH_SIDE_SENT, self->unit->id, year, error);
  if (self->sent == NULL || !read_partner (connection, catalog, self, error))
    return NULL;
  read_manifest (self);
  self->differs = read_differs (connection, self, year);
  self->file = read_file (connection, self, year);
  if (!compare_content (connection, ledger, self, year, error) ||
      !read_remarks (connection, ledger, self, year, error) || !compare_asked (connection, self, year, error))
    return NULL;
  return g_steal_pointer (&self);
}

NH_DEFINE_ASYNC (nh_hand_in_state_read, NhHandInState *, nh_hand_in_state_free, NH_ON_REPORTER,
                 (NhLedger * ledger, int year), (.number = (guint) year),
                 nh_hand_in_state_read (connection, ledger, (int) args->number, error))
