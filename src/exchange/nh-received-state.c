/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-received-state.h"

#include <string.h>

#include "nh-board.h"
#include "nh-content.h"
#include "nh-envelope.h"
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
list_said (NhReceivedState *self, GArray *last)
{
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  self->said = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_figure_change_free);
  for (guint i = 0; last != NULL && i < n; i++)
    {
      g_autofree char *key = g_strconcat ("figure.", indicators[i].code, NULL);
      const char *text = get (last, key);

      if (*text != '\0' && strcmp (text, "0") != 0)
        g_ptr_array_add (self->said, nh_figure_change_new (indicators[i].title, "", text));
    }
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

static void
read_manifests (NhReceivedState *self)
{
  guint n = self->versions->len;
  g_autoptr (GArray) last = n > 0 ? read_members (self->versions->pdata[n - 1]) : NULL;
  g_autoptr (GArray) before = n > 1 ? read_members (self->versions->pdata[n - 2]) : NULL;

  self->nil = nh_text_clean (get (last, "nil"));
  self->why = nh_text_clean (get (last, "reason"));
  self->answers = nh_remark_read_answers (get (last, "answers"));
  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_figure_change_free);
  list_said (self, last);
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
static gboolean
read_records (NhConnection *connection, NhLedger *ledger, NhReceivedState *self, int year, GError **error)
{
  g_autoptr (NhContent) content = nh_content_load (connection, ledger, self->unit->id, year, error);

  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; content != NULL && i < content->records->len; i++)
    {
      const NhContentRecord *one = content->records->pdata[i];
      NhRecord *record = nh_store_find (connection, ledger, nh_record_get_record_type (one->record),
                                        nh_record_get_info (one->record)->uuid, NULL);

      if (record != NULL)
        g_ptr_array_add (self->records, record);
    }
  return content != NULL;
}

/* A record of a package has history rows of its own only from changes after it was taken. */
static gboolean
count_changed (NhConnection *connection, NhReceivedState *self, int year, GError **error)
{
  const NhSubmission *counted = nh_submission_find_counted (self->versions);

  for (const NhRecordType *const *type = nh_record_types (); counted != NULL && *type != NULL; type++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT count (DISTINCT p.id) FROM %s AS p JOIN history AS h ON h.type = ?1 AND h.record = p.id AND"
          " h.change > ?4 WHERE p.unit = ?2 AND p.year = ?3",
          (*type)->name);
      g_autoptr (sqlite3_stmt) statement = (*type)->beside
                                               ? NULL
                                               : nh_connection_query (connection, error, sql, "slil", (*type)->name,
                                                                      self->unit->id, year, counted->change);

      if ((*type)->beside)
        continue;
      if (nh_connection_step (connection, statement, _ ("read the hand-ins"), error) != SQLITE_ROW)
        return FALSE;
      self->n_changed += (guint) sqlite3_column_int (statement, 0);
    }
  return TRUE;
}

static NhReceivedState *
read_state (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  g_autoptr (NhReceivedState) self = g_new0 (NhReceivedState, 1);
  const NhSubmission *last;

  self->unit = nh_catalog_get_unit (nh_ledger_get_catalog (ledger), unit);
  self->versions = nh_submission_list (connection, NH_SIDE_RECEIVED, unit, year, error);
  if (self->versions == NULL || !read_key (connection, self, error) ||
      !read_records (connection, ledger, self, year, error) || !count_changed (connection, self, year, error))
    return NULL;
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
  if (self->rows == NULL)
    return NULL;
  self->invited = nh_invitation_has_year (connection, year);
  self->deadline = nh_board_get_deadline (connection, year);
  self->code = keys != NULL ? nh_public_keys_get_code (nh_keys_get_public (keys)) : g_strdup ("");
  return g_steal_pointer (&self);
}

NH_DEFINE_ASYNC (nh_reception_board_read, NhReceptionBoard *, nh_reception_board_free, NH_ON_READER,
                 (NhLedger * ledger, int year), (.number = (guint) year),
                 read_board (connection, ledger, (int) args->number, error))
