/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to records, each as one change: saving, the recycle bin, one field of many. */
#include "nh-store-private.h"

#include "nh-draft.h"
#include "nh-error.h"
#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"

static gboolean
discard_draft (NhConnection *connection, NhRecord *record, GError **error)
{
  return nh_connection_run (connection, _ ("save the record"), error, "DELETE FROM draft WHERE type = ?1 AND uuid = ?2",
                            "ss", nh_record_get_record_type (record)->name, nh_record_get_info (record)->uuid);
}

/* The stored record, if the draft is based on its version. */
static gboolean
get_before (NhConnection *connection, NhRecord *draft, NhRecord **before, GError **error)
{
  const NhRecordInfo *info = nh_record_get_info (draft);

  *before = NULL;
  if (info->id == 0)
    return TRUE;
  if (!nh_store_read (connection, nh_record_get_record_type (draft), info->id, before, error))
    return FALSE;
  if (*before == NULL)
    {
      nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("save the record"),
                    _ ("it is no longer in the ledger; what you typed is kept."));
      return FALSE;
    }
  if (nh_record_get_info (*before)->version != info->version)
    {
      g_clear_object (before);
      return nh_store_set_conflict (error);
    }
  return TRUE;
}

/* A change that starts with the first record that differs, so that saving without a difference writes nothing. */
typedef struct
{
  NhConnection *connection;
  NhLedger *ledger;
  const char *action; /* nullable: what the first record needs */
  const char *why;
  gint64 id;
  GArray *touched; /* owned, nullable: a NhRecordRef of each type that has changed, with the id 0 for several records */
} OpenChange;

static void
touch (OpenChange *change, const NhRecordRef *put)
{
  if (change->touched == NULL)
    change->touched = g_array_new (FALSE, FALSE, sizeof (NhRecordRef));
  for (guint i = 0; i < change->touched->len; i++)
    {
      NhRecordRef *ref = &g_array_index (change->touched, NhRecordRef, i);

      if (ref->type != put->type)
        continue;
      if (ref->id != put->id)
        ref->id = 0;
      return;
    }
  g_array_append_vals (change->touched, put, 1);
}

static gboolean
change_put (OpenChange *change, NhRecord *before, NhRecord *draft, const char *action, GError **error)
{
  if (change->id == 0)
    change->id = nh_history_begin (change->connection, change->action != NULL ? change->action : action, change->why, 0,
                                   error);
  if (change->id == 0 || !nh_store_put (change->connection, change->ledger, change->id, before, draft, action, error))
    return FALSE;
  touch (change, &(NhRecordRef){ nh_record_get_record_type (draft), nh_record_get_info (draft)->id });
  return TRUE;
}

/* What belongs to a record is of its unit; in the recycle bin, too, from which it may be restored. */
static gboolean
move_children (OpenChange *change, NhRecord *before, NhRecord *work, GError **error)
{
  const NhRecordInfo *info = nh_record_get_info (work);
  g_autoptr (GArray) refs = NULL;

  if (before == NULL || nh_record_get_info (before)->unit == info->unit)
    return TRUE;
  refs = nh_store_find_all_children (change->connection, nh_record_get_record_type (work), &info->id, 1, TRUE, error);
  for (guint i = 0; refs != NULL && i < refs->len; i++)
    {
      const NhRecordRef *ref = &g_array_index (refs, NhRecordRef, i);
      g_autoptr (NhRecord) child = nh_store_get (change->connection, change->ledger, ref->type, ref->id, error);
      g_autoptr (NhRecord) moved = child != NULL ? nh_record_edit (child) : NULL;

      if (moved == NULL)
        return FALSE;
      nh_record_edit_info (moved)->unit = info->unit;
      if (!change_put (change, child, moved, "update", error))
        return FALSE;
    }
  return refs != NULL;
}

/* The record as it stands afterwards, or NULL with @error. */
static NhRecord *
save_one (OpenChange *change, NhRecord *draft, GError **error)
{
  g_autoptr (NhRecord) work = nh_record_edit (draft);
  g_autoptr (NhRecord) before = NULL;

  nh_record_complete (work, nh_ledger_get_catalog (change->ledger));
  if (!get_before (change->connection, work, &before, error))
    return NULL;
  if (before != NULL && nh_record_equal (before, work))
    return discard_draft (change->connection, work, error) ? g_steal_pointer (&before) : NULL;

  if (before != NULL)
    nh_record_edit_info (work)->deleted = nh_record_get_info (before)->deleted;
  if (!change_put (change, before, work, before != NULL ? "update" : "insert", error) ||
      !move_children (change, before, work, error) || !discard_draft (change->connection, work, error))
    return NULL;
  return nh_record_seal (work);
}

/* Commits all or nothing, and tells of what was committed. */
static gboolean
change_finish (OpenChange *change, gboolean done, GError **error)
{
  if (done && change->id != 0)
    done = nh_history_end (change->connection, change->id, error);
  done = nh_connection_finish (change->connection, done, _ ("save the record"), error);
  for (guint i = 0; done && change->touched != NULL && i < change->touched->len; i++)
    {
      const NhRecordRef *ref = &g_array_index (change->touched, NhRecordRef, i);

      nh_ledger_note_change (change->ledger, ref->type, ref->id);
    }
  g_clear_pointer (&change->touched, g_array_unref);
  return done;
}

NhRecord *
nh_store_save (NhConnection *connection, NhLedger *ledger, NhRecord *draft, const char *why, GError **error)
{
  OpenChange change = { connection, ledger, NULL, why };
  g_autoptr (NhRecord) saved = NULL;

  if (!nh_connection_begin (connection, _ ("save the record"), error))
    return NULL;
  saved = save_one (&change, draft, error);
  if (!change_finish (&change, saved != NULL, error))
    return NULL;

  nh_draft_unmirror (nh_ledger_get_uuid (ledger), nh_record_get_info (saved)->uuid);
  return g_steal_pointer (&saved);
}

/* --- Recycle bin --- */

static gboolean
set_deleted_one (OpenChange *change, const NhRecordType *type, gint64 id, gboolean deleted, GError **error)
{
  g_autoptr (NhRecord) before = nh_store_get (change->connection, change->ledger, type, id, error);
  g_autoptr (NhRecord) draft = NULL;

  if (before == NULL)
    return FALSE;
  if (nh_record_get_info (before)->deleted == deleted)
    return TRUE;

  draft = nh_record_edit (before);
  nh_record_edit_info (draft)->deleted = deleted;
  return change_put (change, before, draft, deleted ? "delete" : "restore", error);
}

gboolean
nh_store_set_all_deleted (NhConnection *connection, NhLedger *ledger, const NhRecordRef *refs, guint n_refs,
                          gboolean deleted, const char *why, GError **error)
{
  OpenChange change = { connection, ledger, deleted ? "delete" : "restore", why };
  gboolean done = TRUE;

  if (!nh_connection_begin (connection, deleted ? _ ("delete the records") : _ ("restore the records"), error))
    return FALSE;
  for (guint i = 0; done && i < n_refs; i++)
    done = set_deleted_one (&change, refs[i].type, refs[i].id, deleted, error);
  return change_finish (&change, done, error);
}

gboolean
nh_store_set_deleted (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const gint64 *ids,
                      guint n_ids, gboolean deleted, const char *why, GError **error)
{
  g_autofree NhRecordRef *refs = g_new0 (NhRecordRef, n_ids);

  for (guint i = 0; i < n_ids; i++)
    refs[i] = (NhRecordRef){ type, ids[i] };
  return nh_store_set_all_deleted (connection, ledger, refs, n_ids, deleted, why, error);
}

/* The record is kept, and refers to no record of @parent any more. */
static gboolean
detach_one (OpenChange *change, const NhRecordRef *ref, const NhRecordType *parent, GError **error)
{
  static const NhValue blank = NH_VALUE_INIT;
  g_autoptr (NhRecord) before = nh_store_get (change->connection, change->ledger, ref->type, ref->id, error);
  g_autoptr (NhRecord) draft = before != NULL ? nh_record_edit (before) : NULL;

  if (draft == NULL)
    return FALSE;
  nh_record_set (draft, (guint) nh_record_type_child_field (ref->type, parent), &blank);
  return change_put (change, before, draft, "update", error);
}

/* Into the recycle bin. What belongs to it belongs to none then, or goes with it: where it cannot be without it, or
 * @with_children. */
static gboolean
remove_one (OpenChange *change, const NhRecordRef *gone, gboolean with_children, GError **error)
{
  g_autoptr (GArray) children = nh_store_find_children (change->connection, gone->type, &gone->id, 1, error);
  gboolean done = children != NULL;

  for (guint i = 0; done && i < children->len; i++)
    {
      const NhRecordRef *child = &g_array_index (children, NhRecordRef, i);

      done = !with_children && nh_record_type_can_keep (child->type, gone->type)
                 ? detach_one (change, child, gone->type, error)
                 : set_deleted_one (change, child->type, child->id, TRUE, error);
    }
  return done && set_deleted_one (change, gone->type, gone->id, TRUE, error);
}

gint64
nh_store_delete_parents (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const gint64 *ids,
                         guint n_ids, gboolean with_children, GError **error)
{
  OpenChange change = { connection, ledger, "delete" };
  gboolean done = TRUE;

  if (!nh_connection_begin (connection, _ ("delete the records"), error))
    return 0;
  for (guint i = 0; done && i < n_ids; i++)
    done = remove_one (&change, &(NhRecordRef){ type, ids[i] }, with_children, error);
  return change_finish (&change, done, error) ? change.id : 0;
}

/* --- Many records --- */

gboolean
nh_store_replace (NhConnection *connection, NhLedger *ledger, GPtrArray *drafts, const NhRecordRef *gone, guint n_gone,
                  const char *action, const char *why, GError **error)
{
  OpenChange change = { connection, ledger, action, why };
  gboolean done = TRUE;

  if (!nh_connection_begin (connection, _ ("save the records"), error))
    return FALSE;
  for (guint i = 0; done && i < n_gone; i++)
    done = remove_one (&change, &gone[i], FALSE, error);
  for (guint i = 0; done && i < drafts->len; i++)
    {
      g_autoptr (NhRecord) saved = save_one (&change, drafts->pdata[i], error);

      done = saved != NULL;
    }
  return change_finish (&change, done, error);
}

gboolean
nh_store_save_many (NhConnection *connection, NhLedger *ledger, GPtrArray *drafts, const char *action, const char *why,
                    GError **error)
{
  return nh_store_replace (connection, ledger, drafts, NULL, 0, action, why, error);
}

/* --- One field of many --- */

/* One that was not there before. */
static const NhProblem *
find_new (GPtrArray *problems, GPtrArray *before, NhSeverity severity)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *problem = problems->pdata[i];
      gboolean was = FALSE;

      for (guint j = 0; j < before->len && !was; j++)
        was = g_strcmp0 (((NhProblem *) before->pdata[j])->rule, problem->rule) == 0;
      if (problem->severity == severity && problem->reason == NULL && !was)
        return problem;
    }
  return NULL;
}

/* A record that already had the problem may be changed; new problems are refused. */
static gboolean
check_set (NhLedger *ledger, NhRecord *before, NhRecord *draft, NhSetMany *result, GError **error)
{
  NhCheckContext context = { .catalog = nh_ledger_get_catalog (ledger), .today = nh_date_today () };
  g_autoptr (GPtrArray) old = nh_record_check (before, &context);
  g_autoptr (GPtrArray) problems = nh_record_check (draft, &context);
  const NhProblem *block = find_new (problems, old, NH_SEVERITY_BLOCK);
  g_autofree char *title = NULL;

  if (block == NULL)
    {
      result->warned += find_new (problems, old, NH_SEVERITY_WARN) != NULL;
      return TRUE;
    }
  title = nh_record_get_title (before, nh_ledger_get_catalog (ledger));
  nh_error_set (error, NH_ERROR_INVALID, _ ("change the records"),
                _ ("“%s” does not allow it, and nothing was changed. %s"), title, block->text);
  return FALSE;
}

static gboolean
set_one (OpenChange *change, const NhRecordType *type, gint64 id, guint field, const NhValue *value,
         const NhValue *qualifier, NhSetMany *result, GError **error)
{
  static const NhValue exact = NH_VALUE_INIT;
  int beside = nh_record_type_qualifier (type, field);
  g_autoptr (NhRecord) before = nh_store_get (change->connection, change->ledger, type, id, error);
  g_autoptr (NhRecord) draft = before != NULL ? nh_record_edit (before) : NULL;

  if (draft == NULL)
    return FALSE;
  nh_record_set (draft, field, value);
  if (beside >= 0)
    nh_record_set (draft, (guint) beside, qualifier != NULL ? qualifier : &exact);
  nh_record_complete (draft, nh_ledger_get_catalog (change->ledger));
  if (nh_record_equal (before, draft))
    return TRUE;
  result->changed++;
  return check_set (change->ledger, before, draft, result, error) &&
         change_put (change, before, draft, "update", error);
}

gboolean
nh_store_set_many (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const gint64 *ids, guint n_ids,
                   guint field, const NhValue *value, const NhValue *qualifier, gint *done, NhSetMany *result,
                   GCancellable *cancellable, GError **error)
{
  OpenChange change = { connection, ledger, "update" };
  gboolean sound = TRUE;

  g_return_val_if_fail (type != NULL && field < type->n_fields, FALSE);

  *result = (NhSetMany){ 0 };
  if (!nh_connection_begin (connection, _ ("change the records"), error))
    return FALSE;
  for (guint i = 0; sound && i < n_ids; i++)
    {
      sound = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
              set_one (&change, type, ids[i], field, value, qualifier, result, error);
      if (done != NULL)
        g_atomic_int_inc (done);
    }
  return change_finish (&change, sound, error);
}

void
nh_added_free (NhAdded *added)
{
  g_ptr_array_unref (added->problems);
  g_free (added);
}

static gboolean
check_each (NhConnection *connection, NhLedger *ledger, GPtrArray *records, NhAdded *added, GError **error)
{
  g_ptr_array_set_size (added->problems, 0);
  added->saved = TRUE;
  for (guint i = 0; i < records->len; i++)
    {
      GPtrArray *problems = nh_store_check (connection, ledger, g_ptr_array_index (records, i), error);

      if (problems == NULL)
        return FALSE;
      g_ptr_array_add (added->problems, problems);
      added->saved = added->saved && !nh_problems_block (problems);
    }
  return TRUE;
}

/* The records as they now stand: for the rules that look at what else the ledger has, the others of the many among it.
 */
static GPtrArray *
find_each (NhConnection *connection, NhLedger *ledger, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    {
      NhRecord *record = g_ptr_array_index (records, i);
      NhRecord *saved = nh_store_find (connection, ledger, nh_record_get_record_type (record),
                                       nh_record_get_info (record)->uuid, error);

      if (saved == NULL)
        return NULL;
      g_ptr_array_add (found, saved);
    }
  return g_steal_pointer (&found);
}

static NhAdded *
add_many (NhConnection *connection, NhLedger *ledger, GPtrArray *sealed, GError **error)
{
  g_autoptr (NhAdded) added = g_new0 (NhAdded, 1);
  g_autoptr (GPtrArray) saved = NULL;

  added->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  if (!check_each (connection, ledger, sealed, added, error))
    return NULL;
  if (!added->saved)
    return g_steal_pointer (&added);
  if (!nh_store_save_many (connection, ledger, sealed, "insert", NULL, error))
    return NULL;
  added->change = nh_history_newest (connection);
  /* They are saved whatever this finds out. */
  saved = find_each (connection, ledger, sealed, NULL);
  if (saved != NULL && !check_each (connection, ledger, saved, added, NULL))
    g_ptr_array_set_size (added->problems, 0);
  added->saved = TRUE;
  return g_steal_pointer (&added);
}

/* One field of many records: the arguments of set_many(). */
typedef struct
{
  NhValue value, qualifier;
  gint *done; /* a reference */
} FieldSetting;

static FieldSetting *
field_setting_new (const NhValue *value, const NhValue *qualifier, gint *done)
{
  FieldSetting *setting = g_new0 (FieldSetting, 1);

  setting->done = g_atomic_rc_box_acquire (done);
  nh_value_copy (value, &setting->value);
  if (qualifier != NULL)
    nh_value_copy (qualifier, &setting->qualifier);
  return setting;
}

static void
field_setting_free (FieldSetting *setting)
{
  nh_value_clear (&setting->value);
  nh_value_clear (&setting->qualifier);
  g_atomic_rc_box_release (setting->done);
  g_free (setting);
}

static NhSetMany *
set_many (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, GCancellable *cancellable,
          GError **error)
{
  g_autofree NhSetMany *result = g_new0 (NhSetMany, 1);
  FieldSetting *setting = args->data;

  if (!nh_store_set_many (connection, ledger, args->type, nh_async_args_get_ids (args), args->ids->len, args->number,
                          &setting->value, &setting->qualifier, setting->done, result, cancellable, error))
    return NULL;
  result->change = result->changed > 0 ? nh_history_newest (connection) : 0;
  return g_steal_pointer (&result);
}

NH_DEFINE_ASYNC (nh_store_save, NhRecord *, g_object_unref, NH_ON_WRITER, (NhLedger * ledger, NhRecord *sealed),
                 (NH_OWNED (g_object_ref (sealed), g_object_unref)),
                 nh_store_save (connection, ledger, args->data, NULL, error))

NH_DEFINE_ASYNC (nh_store_add_many, NhAdded *, nh_added_free, NH_ON_WRITER, (NhLedger * ledger, GPtrArray *sealed),
                 (NH_OWNED (g_ptr_array_ref (sealed), g_ptr_array_unref)),
                 add_many (connection, ledger, args->data, error))

NH_DEFINE_ASYNC (nh_store_set_deleted, gboolean, NULL, NH_ON_WRITER,
                 (NhLedger * ledger, const NhRecordType *type, GArray *ids, gboolean deleted),
                 (.type = type, .ids = ids, .number = (guint) deleted),
                 nh_store_set_deleted (connection, ledger, args->type, nh_async_args_get_ids (args), args->ids->len,
                                       (gboolean) args->number, NULL, error))

NH_DEFINE_ASYNC (nh_store_delete_parents, gint64, NULL, NH_ON_WRITER,
                 (NhLedger * ledger, const NhRecordType *type, GArray *ids, gboolean with_children),
                 (.type = type, .ids = ids, .number = (guint) with_children),
                 nh_store_delete_parents (connection, ledger, args->type, nh_async_args_get_ids (args), args->ids->len,
                                          (gboolean) args->number, error))

NH_DEFINE_ASYNC (nh_store_set_many, NhSetMany *, g_free, NH_ON_WRITER,
                 (NhLedger * ledger, const NhRecordType *type, GArray *ids, guint field, const NhValue *value,
                  const NhValue *qualifier, gint *done),
                 (.type = type, .ids = ids, .number = field,
                  NH_OWNED (field_setting_new (value, qualifier, done), field_setting_free)),
                 set_many (connection, ledger, args, cancellable, error))
