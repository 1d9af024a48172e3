/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checking and saving what was typed in a window for many, all of it or nothing. */
#include "nh-batch-private.h"

#include "nh-form-section.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-store.h"
#include "nh-typed.h"

/* --- checking ------------------------------------------------------------------------------------------------------------- */

static GPtrArray *
check_row (NhBatch *self, NhBatchRow *row)
{
  NhCheckContext context = { self->context.catalog, nh_date_today (), self->context.season, NULL, NULL };

  return nh_record_check (row->context.draft, &context);
}

/* What is wrong with a field that all have in common stands there once, and stops everything. */
static gboolean
check_common (NhBatch *self)
{
  NhCheckContext context = { self->context.catalog, nh_date_today (), self->context.season, NULL, NULL };
  g_autoptr (GPtrArray) problems = nh_record_check (self->context.draft, &context);
  gboolean right = TRUE;

  for (guint i = 0; i < self->editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->editors, i);

      nh_field_editor_set_problems (editor, problems);
      right = right && !nh_field_editor_is_unreadable (editor);
      for (guint k = 0; k < problems->len; k++)
        {
          const NhProblem *problem = g_ptr_array_index (problems, k);

          right = right && !(problem->field == (int) nh_field_editor_get_index (editor) && problem->severity == NH_SEVERITY_BLOCK);
        }
    }
  return right;
}

void
nh_batch_check (NhBatch *self)
{
  check_common (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      NhBatchRow *row = g_ptr_array_index (self->rows, i);
      g_autoptr (GPtrArray) problems = nh_batch_row_is_blank (row) ? NULL : check_row (self, row);

      nh_batch_row_set_problems (row, problems);
    }
}

/* --- saving --------------------------------------------------------------------------------------------------------------- */

static void
set_saving (NhBatch *self, gboolean saving)
{
  self->saving = saving;
  gtk_widget_set_sensitive (gtk_widget_get_parent (GTK_WIDGET (self->grid)), !saving);   /* with what is common */
  gtk_widget_set_sensitive (self->save, !saving);
}

/* The rows that are saved: those with something in them, in their order. */
static GPtrArray *
filled_rows (NhBatch *self)
{
  GPtrArray *filled = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    if (!nh_batch_row_is_blank (g_ptr_array_index (self->rows, i)))
      g_ptr_array_add (filled, g_ptr_array_index (self->rows, i));
  return filled;
}

static void
focus_trouble (NhBatch *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->editors, i);
      GtkWidget *section = gtk_widget_get_ancestor (GTK_WIDGET (editor), NH_TYPE_FORM_SECTION);

      if (!gtk_widget_has_css_class (nh_field_editor_get_target (editor), "error"))
        continue;
      if (section != NULL)
        nh_form_section_set_folded (NH_FORM_SECTION (section), FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (editor));
      return;
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      NhBatchRow *row = g_ptr_array_index (self->rows, i);

      for (guint k = 0; k < row->editors->len; k++)
        if (gtk_widget_has_css_class (nh_field_editor_get_target (g_ptr_array_index (row->editors, k)), "error"))
          {
            gtk_widget_grab_focus (g_ptr_array_index (row->editors, k));
            return;
          }
    }
}

static void
refuse (NhBatch *self)
{
  nh_batch_say (self, _("Nothing is saved yet. What is marked must be put right first, or its row removed."), TRUE);
  focus_trouble (self);
}

/* FALSE: something stands in the way; it shows. */
gboolean
nh_batch_look_over (NhBatch *self)
{
  gboolean right;

  self->context.whole = TRUE;
  right = check_common (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      NhBatchRow *row = g_ptr_array_index (self->rows, i);
      g_autoptr (GPtrArray) problems = nh_batch_row_is_blank (row) ? NULL : check_row (self, row);

      row->context.whole = TRUE;
      nh_batch_row_set_problems (row, problems);
      right = right && !nh_typed_is_in (row->editors) && (problems == NULL || !nh_problems_block (problems));
    }
  return right;
}

static void
on_undo (gpointer window)
{
  gtk_widget_activate_action (window, "win.undo-change", NULL);
}

/* The first warning is told by name; all of them stand in their forms. */
static void
tell_saved (NhBatch *self, GPtrArray *records, const NhAdded *added)
{
  NhNotice *notice = nh_notice_of (self->parent);
  g_autofree char *number = nh_number_format (records->len);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_warned = 0;

  g_string_append_printf (text, ngettext ("%s record saved.", "%s records saved.", records->len), number);
  for (guint i = 0; i < added->problems->len; i++)
    {
      GPtrArray *problems = g_ptr_array_index (added->problems, i);
      g_autofree char *title = NULL;

      if (!nh_problems_warn (problems) || n_warned++ > 0)
        continue;
      title = nh_record_get_title (g_ptr_array_index (records, i), self->context.catalog);
      for (guint k = 0; k < problems->len; k++)
        {
          const NhProblem *problem = g_ptr_array_index (problems, k);

          if (problem->severity != NH_SEVERITY_WARN || problem->reason != NULL)
            continue;
          g_string_append_c (text, ' ');
          g_string_append_printf (text, _("“%s” is saved with a warning: %s"), title, problem->text);
          break;
        }
    }
  if (n_warned > 1)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, ngettext ("%u more record has a warning.", "%u more records have warnings.", n_warned - 1), n_warned - 1);
    }
  if (notice != NULL)
    nh_notice_offer (notice, n_warned > 0 ? NH_NOTICE_WARNING : NH_NOTICE_DONE, text->str, _("_Undo"), G_CALLBACK (on_undo),
                     g_object_ref (self->parent), g_object_unref);
}

typedef struct
{
  NhBatch *batch;
  GtkWidget *window;      /* owned */
  GPtrArray *records;     /* owned */
} Saving;

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  NhBatch *self = saving->batch;
  g_autoptr (GtkWidget) window = saving->window;
  g_autoptr (GPtrArray) records = saving->records;
  g_autoptr (GPtrArray) rows = filled_rows (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAdded) added = nh_store_add_many_finish (NH_LEDGER (source), result, &error);

  g_free (saving);
  set_saving (self, FALSE);
  if (added == NULL)
    {
      g_autofree char *text = g_strdup_printf (_("%s What you typed is kept here."), error->message);
      nh_batch_say (self, text, TRUE);
      return;
    }
  if (!added->saved)
    {
      for (guint i = 0; i < rows->len && i < added->problems->len; i++)
        nh_batch_row_set_problems (g_ptr_array_index (rows, i), g_ptr_array_index (added->problems, i));
      refuse (self);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    nh_batch_forget (self, g_ptr_array_index (rows, i));
  tell_saved (self, records, added);
  self->sure = TRUE;
  gtk_window_destroy (GTK_WINDOW (window));
}

void
nh_batch_save (NhBatch *self)
{
  g_autoptr (GPtrArray) rows = NULL;
  Saving *saving;

  if (self->saving)
    return;
  nh_batch_commit (self);
  rows = filled_rows (self);
  if (rows->len == 0)
    {
      nh_batch_say (self, _("There is nothing to save yet: nothing was typed."), TRUE);
      return;
    }
  if (!nh_batch_look_over (self))
    {
      refuse (self);
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->batch = self;
  saving->window = g_object_ref (self->window);
  saving->records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (saving->records, nh_batch_row_seal (g_ptr_array_index (rows, i)));
  set_saving (self, TRUE);
  nh_batch_say (self, _("Saving…"), FALSE);
  nh_store_add_many_async (nh_session_get_ledger (self->session), saving->records, NULL, on_added, saving);
}
