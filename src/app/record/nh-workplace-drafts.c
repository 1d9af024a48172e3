/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts: offered after a crash, and opened from the overview. */
#include "nh-workplace-private.h"

#include "nh-batch-fields.h"
#include "nh-batch.h"
#include "nh-dialog.h"
#include "nh-draft-keeper.h"
#include "nh-i18n.h"
#include "nh-notice.h"

static void offer_draft (NhWorkplace *self);

/* Takes @draft. */
static void
restore_draft (NhWorkplace *self, NhDraft *draft)
{
  const NhRecordType *type = nh_record_get_record_type (draft->record);
  int year = nh_record_get_info (draft->record)->year;
  NhFormPane *pane;

  nh_workplace_show_page (self, type->name);
  nh_workplace_set_view (self, nh_session_get_unit (self->session), year);
  if (draft->batch != NULL && nh_batch_fields_exist (type))
    {
      nh_batch_restore (GTK_WIDGET (nh_workplace_make_page (self, type)), self->session, draft);
      nh_draft_free (draft);
      g_clear_pointer (&self->drafts, g_ptr_array_unref); /* the others are offered next time */
      return;
    }
  pane = nh_record_page_get_pane (nh_workplace_make_page (self, type));
  nh_record_page_show_form (nh_workplace_make_page (self, type));
  nh_form_pane_restore (pane, draft);
  /* A form holds one draft and all forms show one season: the others are offered next time. */
  for (guint i = self->drafts != NULL ? self->drafts->len : 0; i-- > 0;)
    {
      NhRecord *other = ((NhDraft *) g_ptr_array_index (self->drafts, i))->record;

      if (nh_record_get_record_type (other) == type || nh_record_get_info (other)->year != year)
        g_ptr_array_remove_index (self->drafts, i);
    }
}

static void
discard_draft (NhWorkplace *self, NhDraft *draft)
{
  g_autoptr (NhDraftKeeper) keeper = nh_draft_keeper_new (nh_session_get_ledger (self->session), NULL, NULL, NULL);

  nh_draft_keeper_forget (keeper, draft->record);
  for (guint i = 0; draft->rows != NULL && i < draft->rows->len; i++)
    discard_draft (self, g_ptr_array_index (draft->rows, i));
}

static void
on_draft_answered (guint button, gpointer data)
{
  g_autoptr (NhWorkplace) self = data;

  if (self->drafts == NULL || self->drafts->len == 0)
    return;
  if (button == 1)
    discard_draft (self, g_ptr_array_index (self->drafts, 0));
  if (button == 0)
    restore_draft (self, g_ptr_array_steal_index (self->drafts, 0));
  else
    g_ptr_array_remove_index (self->drafts, 0);
  if (self->drafts != NULL)
    offer_draft (self);
}

/* (transfer full) */
static char *
ask_about (NhWorkplace *self, NhDraft *draft)
{
  const NhRecordType *type = nh_record_get_record_type (draft->record);
  guint n = 1 + (draft->rows != NULL ? draft->rows->len : 0);
  g_autofree char *name = nh_record_get_name (draft->record, nh_session_get_catalog (self->session));
  g_autofree char *at = nh_time_format (draft->saved_at);

  if (draft->batch != NULL)
    return g_strdup_printf (ngettext ("%s: %u row that was added with others is not saved (%s).",
                                      "%s: %u rows that were added together are not saved (%s).", n),
                            _ (type->plural), n, at);
  return g_strdup_printf (_ ("“%s” was being typed and was not saved (%s)."), *name != '\0' ? name : _ (type->title),
                          at);
}

static void
offer_draft (NhWorkplace *self)
{
  const char *const buttons[] = { _ ("_Go on with it"), _ ("_Discard it"), _ ("_Later"), NULL };
  g_autofree char *question = NULL;

  if (self->drafts->len == 0 || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  question = ask_about (self, g_ptr_array_index (self->drafts, 0));
  nh_dialog_ask (GTK_WIDGET (self), question, _ ("What was typed is kept. Go on with it?"), buttons, 0,
                 on_draft_answered, g_object_ref (self));
}

/* Drafts of this run may be kept before those of the last one are read. @batch: "" or NULL: none. */
static gboolean
is_being_typed (NhWorkplace *self, const char *uuid, const char *batch)
{
  if (batch != NULL && *batch != '\0' && nh_batch_is_open (batch))
    return TRUE;
  for (guint i = 0; i < self->pages->len; i++)
    {
      NhFormPane *pane = nh_record_page_get_pane (g_ptr_array_index (self->pages, i));
      NhRecord *open = nh_form_pane_is_dirty (pane) ? nh_form_get_context (nh_form_pane_get_form (pane))->draft : NULL;

      if (open != NULL && g_str_equal (nh_record_get_info (open)->uuid, uuid))
        return TRUE;
    }
  return FALSE;
}

static void
on_drafts (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhWorkplace) self = user_data;
  g_autoptr (GPtrArray) drafts = nh_draft_list_finish (NH_LEDGER (source), result, NULL);

  if (drafts == NULL || self->session == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  self->drafts = g_steal_pointer (&drafts);
  for (guint i = self->drafts->len; i-- > 0;)
    {
      const NhDraft *draft = g_ptr_array_index (self->drafts, i);

      if (is_being_typed (self, nh_record_get_info (draft->record)->uuid, draft->batch))
        g_ptr_array_remove_index (self->drafts, i);
    }
  offer_draft (self);
}

/* A draft that was asked for; each request keeps its own. */
typedef struct
{
  NhWorkplace *self;
  char *uuid;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->self);
  g_free (request->uuid);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
on_drafts_to_open (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  NhWorkplace *self = request->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = nh_draft_list_finish (NH_LEDGER (source), result, &error);

  if (error != NULL && self->session != NULL)
    nh_notify_error (GTK_WIDGET (self), error->message);
  for (guint i = drafts != NULL && self->session != NULL ? drafts->len : 0; i-- > 0;)
    {
      const NhDraft *draft = g_ptr_array_index (drafts, i);

      if (g_strcmp0 (nh_record_get_info (draft->record)->uuid, request->uuid) != 0)
        continue;
      restore_draft (self, g_ptr_array_steal_index (drafts, i)); /* and focuses where it was typed */
    }
}

static void
on_may_open_draft (gboolean may, gpointer data)
{
  Request *request = data;

  if (may)
    nh_draft_list_async (nh_session_get_ledger (request->self->session), NULL, on_drafts_to_open, request);
  else
    request_free (request);
}

/* A draft that is open in a form is only shown; any other is read again. */
void
nh_workplace_open_draft (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhWorkplace *self = NH_WORKPLACE (widget);
  const char *type, *uuid, *batch;
  Request *request;

  g_variant_get (parameter, "(&s&s&s)", &type, &uuid, &batch);
  if (is_being_typed (self, uuid, batch))
    {
      nh_workplace_show_page (self, type);
      nh_workplace_focus_page (self);
      return;
    }
  request = g_new0 (Request, 1);
  request->self = g_object_ref (self);
  request->uuid = g_strdup (uuid);
  nh_workplace_leave (self, on_may_open_draft, request);
}

void
nh_workplace_look_for_drafts (NhWorkplace *self)
{
  g_return_if_fail (NH_IS_WORKPLACE (self));
  if (!nh_session_is_read_only (self->session))
    nh_draft_list_async (nh_session_get_ledger (self->session), NULL, on_drafts, g_object_ref (self));
}
