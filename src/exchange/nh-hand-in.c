/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-hand-in.h"

#include <string.h>

#include "nh-error.h"
#include "nh-figure-text.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-invitation.h"
#include "nh-ledger-async.h"
#include "nh-package.h"
#include "nh-partner.h"
#include "nh-remark.h"
#include "nh-season.h"
#include "nh-setting.h"
#include "nh-submission.h"
#include "nh-succession.h"
#include "nh-text.h"

#define LISTED_MOST 100 /* deleted records that are named */

typedef struct
{
  NhConnection *connection;
  NhLedger *ledger;
  const NhHandInRequest *request;
  const char *path; /* nullable */
  const NhUnit *unit;
  NhPublicKeys province;
  GPtrArray *sent;          /* owned */
  const NhSubmission *last; /* nullable */
  NhContent *content;       /* owned */
  GBytes *text;             /* owned */
  char *answers;            /* owned: to the last reply, as the manifest says them */
  NhHandIn *made;           /* owned */
} Maker;

void
nh_hand_in_free (NhHandIn *self)
{
  if (self == NULL)
    return;
  g_free (self->hash);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *reason)
{
  nh_error_set (error, NH_ERROR_INVALID, _ ("hand in"), "%s", reason);
  return FALSE;
}

/* --- What must be so --- */

static gboolean
find_unit (Maker *maker, GError **error)
{
  NhCatalog *catalog = nh_ledger_get_catalog (maker->ledger);
  gint64 id = maker->request->unit != 0 ? maker->request->unit : nh_ledger_get_unit (maker->ledger);
  g_autofree char *text = NULL, *former = NULL;

  maker->unit = nh_catalog_get_unit (catalog, id);
  if (maker->unit != NULL && nh_catalog_unit_valid (catalog, id, nh_catalog_season_day (maker->request->year)))
    return TRUE;
  former = nh_succession_name_former (catalog, id, nh_catalog_season_day (maker->request->year));
  if (former != NULL)
    text = g_strdup_printf (_ ("%s is not a unit of the season %d. Then it was %s: that year is handed in for each of "
                               "them."),
                            maker->unit->title, maker->request->year, former);
  else
    text = g_strdup_printf (_ ("%s is not a unit of the season %d. Old years are handed in for the unit of that time."),
                            maker->unit != NULL ? maker->unit->title : "?", maker->request->year);
  return refuse (error, text);
}

static gboolean
find_province (Maker *maker, GError **error)
{
  gint64 province = nh_partner_get_province (maker->connection);
  gboolean found = FALSE;

  if (province != 0 && !nh_partner_get (maker->connection, province, &maker->province, &found, error))
    return FALSE;
  if (!found || !nh_invitation_has_year (maker->connection, maker->request->year))
    return refuse (error, _ ("the invitation of the province for this year was not read yet. Open the file that came "
                             "with the dispatch first."));
  return TRUE;
}

static gboolean
check_state (Maker *maker, GError **error)
{
  maker->last = maker->sent->len > 0 ? maker->sent->pdata[maker->sent->len - 1] : NULL;
  if (maker->last != NULL && strcmp (maker->last->state, "accepted") == 0)
    return refuse (error, _ ("the province has accepted this year. To hand in more, open it with “Supplement” and give "
                             "a reason."));
  return TRUE;
}

/* Only the season may stand beside a signed nil. */
static gboolean
check_nil (Maker *maker, GError **error)
{
  if (maker->request->nil == NULL && maker->content->records->len == nh_content_count (maker->content, &nh_season_type))
    return refuse (error, _ ("the ledger has no records of this year. Enter them first, or say that there was no "
                             "festival, and why."));
  if (maker->request->nil == NULL)
    return TRUE;
  if (*maker->request->nil == '\0')
    return refuse (error, _ ("say why there was no festival."));
  if (maker->content->records->len > nh_content_count (maker->content, &nh_season_type))
    return refuse (error, _ ("the ledger has records of this year, so it cannot say that there was no festival. Delete "
                             "them first, or hand in without “nil”."));
  return TRUE;
}

static gboolean
check_reason (Maker *maker, GError **error)
{
  if (maker->last == NULL || (maker->request->reason != NULL && *maker->request->reason != '\0'))
    return TRUE;
  return refuse (error, _ ("this is a correction of a version that was handed in. Give its reason."));
}

/* --- What the manifest says --- */

/* Answers go with a version of their own when nothing else has changed. */
static gboolean
is_unchanged (Maker *maker, const char *hash)
{
  g_autofree char *nil = maker->last != NULL ? nh_submission_dup_said (maker->last, "nil") : NULL;

  return maker->last != NULL && strcmp (maker->last->content, hash) == 0 && *maker->answers == '\0' &&
         g_strcmp0 (nil, maker->request->nil != NULL ? maker->request->nil : "") == 0;
}

/* Why the record was deleted; "" when that was not said. (transfer full) */
static char *
why_deleted (NhConnection *connection, const NhRecordType *type, const char *uuid)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT why FROM change JOIN history ON history.change = change.id WHERE type = ?1"
      " AND record = (SELECT id FROM %s WHERE uuid = ?2) AND history.action = 'delete' ORDER BY id DESC LIMIT 1",
      type->name);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, NULL, sql, "ss", type->name, uuid);

  return nh_connection_step (connection, statement, _ ("read the history"), NULL) == SQLITE_ROW
             ? nh_text_clean (nh_statement_get_text (statement, 0))
             : g_strdup ("");
}

static GHashTable *
uuids_of (const NhContent *content)
{
  GHashTable *uuids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < content->records->len; i++)
    g_hash_table_add (uuids, nh_record_get_info (((NhContentRecord *) content->records->pdata[i])->record)->uuid);
  return uuids;
}

/* (transfer full); NULL with @error */
static char *
list_deleted (Maker *maker, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (NhContent) before = NULL;
  g_autoptr (GHashTable) now = uuids_of (maker->content);
  guint n = 0;

  if (maker->last == NULL)
    return g_strdup ("");
  text = nh_content_fetch (maker->connection, maker->last->content, error);
  if (text == NULL)
    return NULL;
  /* A content of an older program that this one cannot read says nothing of what was deleted. */
  before = nh_content_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), maker->unit->id,
                            maker->request->year, NULL);
  for (guint i = 0; before != NULL && i < before->records->len && n < LISTED_MOST; i++)
    {
      NhRecord *record = ((NhContentRecord *) before->records->pdata[i])->record;
      const char *uuid = nh_record_get_info (record)->uuid;
      g_autofree char *why = NULL;

      if (g_hash_table_contains (now, uuid))
        continue;
      why = why_deleted (maker->connection, nh_record_get_record_type (record), uuid);
      g_string_append_printf (list, "%s%s %s %s", n++ > 0 ? "\n" : "", nh_record_get_record_type (record)->name, uuid,
                              why);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* To what the last reply said. (transfer full); NULL with @error */
static char *
list_answers (Maker *maker, GError **error)
{
  g_autoptr (GPtrArray) remarks = nh_remark_list (maker->connection, maker->last != NULL ? maker->last->id : 0, error);
  GString *list;

  if (remarks == NULL)
    return NULL;
  list = g_string_new (NULL);
  for (guint i = 0; i < MIN (remarks->len, NH_REMARK_ANSWERS_MOST); i++)
    {
      const NhRemark *remark = remarks->pdata[i];

      if (*remark->answer != '\0' && nh_remark_is_in_force (maker->connection, maker->ledger, remark))
        g_string_append_printf (list, "%s%s\t%s\t%s\t%s\t%s", list->len > 0 ? "\n" : "", remark->type->name,
                                remark->uuid, remark->field, remark->answer, remark->answer_why);
    }
  return g_string_free (list, FALSE);
}

static char *
make_proof (Maker *maker, const NhKeys *keys, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *slip = nh_slip_get (maker->connection, maker->unit->id, &problem);
  g_autofree char *proved = NULL, *before = NULL;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  proved = slip != NULL ? nh_slip_prove (slip, nh_keys_get_public (keys), maker->unit) : NULL;
  before = nh_succession_get (maker->connection, keys);
  return g_strconcat (proved != NULL ? proved : "", proved != NULL && before != NULL ? " " : "",
                      before != NULL ? before : "", NULL);
}

static char *
make_manifest (Maker *maker, const NhKeys *keys, GError **error)
{
  g_auto (GStrv)
      figures = nh_figure_texts (maker->connection, maker->ledger, maker->unit->id, maker->request->year, error);
  g_autofree char *history = nh_connection_get_text (maker->connection,
                                                     "SELECT hash FROM change ORDER BY id DESC LIMIT 1");
  g_autofree char *deleted = figures != NULL ? list_deleted (maker, error) : NULL;
  g_autofree char *proof = deleted != NULL ? make_proof (maker, keys, error) : NULL;
  const NhPackageFacts facts = {
    .to = &maker->province,
    .unit = maker->unit,
    .year = maker->request->year,
    .version = { maker->last != NULL ? maker->last->version.version + 1 : 1, NULL,
                 maker->last != NULL ? maker->last->version.hash : "", nh_ledger_get_uuid (maker->ledger) },
    .reason = maker->request->reason,
    .history = history,
    .nil = maker->request->nil,
    .proof = proof,
    .deleted = deleted,
    .answers = maker->answers,
    .figures = figures,
  };

  if (proof == NULL)
    return NULL;
  return nh_package_make_manifest (maker->connection, keys, &facts, maker->content, maker->text);
}

/* --- Making --- */

static gboolean
keep (Maker *maker, const char *manifest, const char *content, NhHandIn *made, GError **error)
{
  g_autofree char *day = nh_date_to_iso (nh_date_today ());
  NhSubmission row = {
    .side = NH_SIDE_SENT,
    .unit = maker->unit->id,
    .year = maker->request->year,
    .version = { made->version, made->hash, maker->last != NULL ? maker->last->version.hash : "",
                 nh_ledger_get_uuid (maker->ledger) },
    .manifest = (char *) manifest,
    .content = (char *) content,
    .day = day,
    .state = (char *) "sent",
    .reason = (char *) maker->request->reason,
  };

  return nh_submission_put (maker->connection, &row, made->file, error);
}

static gboolean
make_version (Maker *maker, const char *content, NhHandIn *made, GError **error)
{
  g_autoptr (NhKeys) keys = nh_keys_ensure (maker->connection, error);
  g_autofree char *manifest = NULL;

  if (keys == NULL || !check_reason (maker, error))
    return FALSE;
  manifest = make_manifest (maker, keys, error);
  if (manifest == NULL)
    return FALSE;
  made->version = maker->last != NULL ? maker->last->version.version + 1 : 1;
  made->hash = nh_envelope_hash (manifest, strlen (manifest));
  made->file = nh_envelope_make (NH_ENVELOPE_PACKAGE, manifest, maker->text, keys, &maker->province, error);
  return made->file != NULL && keep (maker, manifest, content, made, error);
}

/* The same content and the same "nil": the file that was sent. */
static gboolean
give_again (Maker *maker, NhHandIn *made, GError **error)
{
  made->unchanged = TRUE;
  made->version = maker->last->version.version;
  made->hash = g_strdup (maker->last->version.hash);
  made->file = nh_submission_get_file (maker->connection, maker->last->id, error);
  return made->file != NULL;
}

static NhHandIn *
hand_in (Maker *maker, GError **error)
{
  g_autoptr (NhHandIn) made = g_new0 (NhHandIn, 1);
  g_autofree char *content = NULL;

  if (!find_unit (maker, error) || !find_province (maker, error))
    return NULL;
  maker->sent = nh_submission_list (maker->connection, NH_SIDE_SENT, maker->unit->id, maker->request->year, error);
  if (maker->sent == NULL || !check_state (maker, error))
    return NULL;
  maker->content = nh_content_load (maker->connection, maker->ledger, maker->unit->id, maker->request->year, error);
  if (maker->content == NULL || !check_nil (maker, error))
    return NULL;
  maker->text = nh_content_write (maker->content);
  maker->answers = list_answers (maker, error);
  content = maker->answers != NULL ? nh_content_keep (maker->connection, maker->text, error) : NULL;
  if (content == NULL ||
      !(is_unchanged (maker, content) ? give_again (maker, made, error) : make_version (maker, content, made, error)))
    return NULL;
  return g_steal_pointer (&made);
}

/* For the page: nothing else depends on it. */
static gboolean
keep_path (const Maker *maker, GError **error)
{
  g_autofree char *name = g_strdup_printf (NH_HAND_IN_FILE, maker->request->year);
  g_autofree char *whole = g_canonicalize_filename (maker->path, NULL);
  g_autofree char *uri = g_filename_to_uri (whole, NULL, NULL);
  g_autofree char *value = g_strdup_printf ("%d %s", maker->made->version, uri != NULL ? uri : "");

  return nh_setting_set (maker->connection, name, value, error);
}

/* @temporary: nullable. The file is there, under another name, before the version is remembered, and gets its own name
 * after that: a computer that stops in between has no file of a version that the ledger does not know, and the next
 * call gives the file of the one it knows. */
static gboolean
make_and_write (const char *temporary, gpointer data, GError **error)
{
  Maker *maker = data;
  gboolean done;

  if (!nh_connection_begin (maker->connection, _ ("hand in"), error))
    return FALSE;
  maker->made = hand_in (maker, error);
  done = maker->made != NULL &&
         (temporary == NULL || nh_file_replace_bytes (temporary, maker->made->file, NH_FILE_DOCUMENT, error)) &&
         (maker->path == NULL || keep_path (maker, error));
  return nh_connection_finish (maker->connection, done, _ ("hand in"), error);
}

NhHandIn *
nh_hand_in (NhConnection *connection, NhLedger *ledger, const NhHandInRequest *request, const char *path,
            GError **error)
{
  Maker maker = { connection, ledger, request, .path = path };
  gboolean done = path != NULL ? nh_file_replace (path, make_and_write, &maker, error)
                               : make_and_write (NULL, &maker, error);

  g_clear_pointer (&maker.sent, g_ptr_array_unref);
  g_clear_pointer (&maker.content, nh_content_free);
  g_clear_pointer (&maker.text, g_bytes_unref);
  g_free (maker.answers);
  if (!done)
    g_clear_pointer (&maker.made, nh_hand_in_free);
  return maker.made;
}

static gboolean
reopen (NhConnection *connection, gint64 unit, int year, const char *reason, GError **error)
{
  g_autoptr (GPtrArray) sent = nh_submission_list (connection, NH_SIDE_SENT, unit, year, error);
  const NhSubmission *last;

  if (sent == NULL)
    return FALSE;
  last = sent->len > 0 ? sent->pdata[sent->len - 1] : NULL;
  if (last == NULL || strcmp (last->state, "accepted") != 0)
    return refuse (error, _ ("this year is open: the province has not accepted it."));
  return nh_submission_set_state (connection, last->id, "reopened", reason, error);
}

gboolean
nh_hand_in_reopen (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, const char *reason,
                   GError **error)
{
  if (reason == NULL || *reason == '\0')
    return refuse (error, _ ("a supplement to an accepted year needs a reason."));
  return nh_connection_begin (connection, _ ("hand in"), error) &&
         nh_connection_finish (connection,
                               reopen (connection, unit != 0 ? unit : nh_ledger_get_unit (ledger), year, reason, error),
                               _ ("hand in"), error);
}

static gboolean
refuse_to_close (GError **error, const char *reason)
{
  nh_error_set (error, NH_ERROR_INVALID, _ ("give the supplement up"), "%s", reason);
  return FALSE;
}

static gboolean
close_again (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  g_autoptr (GPtrArray) sent = nh_submission_list (connection, NH_SIDE_SENT, unit, year, error);
  const NhSubmission *last = sent != NULL && sent->len > 0 ? sent->pdata[sent->len - 1] : NULL;
  g_autoptr (NhContent) content = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autofree char *hash = NULL;

  if (sent == NULL)
    return FALSE;
  if (last == NULL || strcmp (last->state, "reopened") != 0)
    return refuse_to_close (error, _ ("no supplement is under way."));
  content = nh_content_load (connection, ledger, unit, year, error);
  if (content == NULL)
    return FALSE;
  text = nh_content_write (content);
  hash = nh_envelope_hash (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  if (strcmp (hash, last->content) != 0)
    return refuse_to_close (error, _ ("records were changed since: hand the supplement in, or take the changes back."));
  return nh_submission_set_state (connection, last->id, "accepted", "", error);
}

gboolean
nh_hand_in_close (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  const char *action = _ ("give the supplement up");

  if (!nh_connection_begin (connection, action, error) ||
      !nh_connection_finish (connection, close_again (connection, ledger, unit, year, error), action, error))
    return FALSE;
  nh_ledger_note_change (ledger, NULL, 0);
  return TRUE;
}

/* --- From another thread --- */

typedef struct
{
  NhHandInRequest request; /* its texts are owned */
  char *path;              /* owned */
} Order;

static Order *
order_new (const NhHandInRequest *request, const char *path)
{
  Order *order = g_new0 (Order, 1);

  order->request = *request;
  order->request.reason = g_strdup (request->reason);
  order->request.nil = g_strdup (request->nil);
  order->path = g_strdup (path);
  return order;
}

static void
order_free (Order *order)
{
  g_free ((char *) order->request.reason);
  g_free ((char *) order->request.nil);
  g_free (order->path);
  g_free (order);
}

static NhHandIn *
hand_in_to_file (NhConnection *connection, NhLedger *ledger, const Order *order, GError **error)
{
  NhHandIn *made = nh_hand_in (connection, ledger, &order->request, order->path, error);

  nh_ledger_note_change (ledger, NULL, 0); /* a version may be there even though its file is not */
  return made;
}

NH_DEFINE_ASYNC (nh_hand_in, NhHandIn *, nh_hand_in_free, NH_ON_WRITER,
                 (NhLedger * ledger, const NhHandInRequest *request, const char *path),
                 (NH_OWNED (order_new (request, path), order_free)),
                 hand_in_to_file (connection, ledger, args->data, error))

static gboolean
reopen_and_note (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, GError **error)
{
  gboolean done = nh_hand_in_reopen (connection, ledger, args->id, (int) args->number, args->data, error);

  if (done)
    nh_ledger_note_change (ledger, NULL, 0);
  return done;
}

NH_DEFINE_ASYNC (nh_hand_in_reopen, gboolean, NULL, NH_ON_WRITER,
                 (NhLedger * ledger, gint64 unit, int year, const char *reason),
                 (.id = unit, .number = (guint) year, NH_OWNED (g_strdup (reason), g_free)),
                 reopen_and_note (connection, ledger, args, error))

NH_DEFINE_ASYNC (nh_hand_in_close, gboolean, NULL, NH_ON_WRITER, (NhLedger * ledger, gint64 unit, int year),
                 (.id = unit, .number = (guint) year),
                 nh_hand_in_close (connection, ledger, args->id, (int) args->number, error))
