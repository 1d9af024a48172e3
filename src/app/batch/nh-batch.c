/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-batch-private.h"

#include "nh-batch-notice.h"
#include "nh-batch-unplaced.h"
#include "nh-count.h"
#include "nh-dialog.h"
#include "nh-draft-keeper.h"
#include "nh-guard.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-number.h"
#include "nh-pair-layout.h"
#include "nh-store.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#define WIDTH 1180
#define HEIGHT 640
#define MIN_WIDTH 600
#define MIN_HEIGHT 400
#define FIRST_ROWS 10

G_DEFINE_FINAL_TYPE (NhBatch, nh_batch, GTK_TYPE_WINDOW)

NhBatchRow *
nh_batch_row_at (NhBatch *self, guint index)
{
  return g_ptr_array_index (self->rows, index);
}

static gboolean
is_blank (NhBatch *self, guint index)
{
  return nh_batch_fields_are_blank (&nh_batch_row_at (self, index)->fields);
}

void
nh_batch_show_message (NhBatch *self, const char *text, gboolean error)
{
  gtk_label_set_text (self->message, text);
  nh_widget_set_css_class (self->message, "nh-error", error);
}

static guint
count_filled (NhBatch *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += !is_blank (self, i);
  return n;
}

/* What the rows add up to so far. */
static void
append_totals (NhBatch *self, GString *text)
{
  for (guint field = 0; field < self->type->n_fields; field++)
    {
      const NhField *described = &self->type->fields[field];
      g_auto (NhValue) sum = NH_VALUE_INIT;
      g_autofree char *total = NULL;

      if ((described->flags & NH_FIELD_SUMMED) == 0 ||
          nh_form_context_find (&nh_batch_row_at (self, 0)->fields.context, (int) field) == NULL)
        continue;
      nh_value_set_number (&sum, 0);
      for (guint i = 0; i < self->rows->len; i++)
        if (!is_blank (self, i) && nh_record_is_summed (nh_batch_row_at (self, i)->fields.context.draft, field,
                                                        nh_session_get_catalog (self->session)))
          sum.number += nh_batch_row_get_number (nh_batch_row_at (self, i), field);
      total = nh_kind_format (described, &sum, NULL);
      if (sum.number > 0)
        g_string_append_printf (text, " · %s: %s",
                                _ (described->sum_title != NULL ? described->sum_title : described->title), total);
    }
}

static void
show_count (NhBatch *self)
{
  guint n = count_filled (self);
  g_autofree char *number = nh_number_format (n);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%s row filled in", "%s rows filled in", n), number);
  append_totals (self, text);
  nh_batch_show_message (
      self,
      n > 0 ? text->str
            : _ ("Enter goes to the next row, Tab to the next column. Rows copied from Excel can be pasted."),
      FALSE);
  gtk_widget_set_sensitive (self->save, n > 0 && self->saved == NULL);
}

gboolean
nh_batch_check (NhBatch *self, gboolean whole)
{
  gboolean right = nh_batch_fields_check (&self->common, whole);

  for (guint i = 0; i < self->rows->len; i++)
    right = nh_batch_row_check (nh_batch_row_at (self, i), whole) && right;
  return right;
}

/* --- Drafts --- */

/* (nullable) */
static GHashTable *
get_typed (NhRecord *draft, gpointer data)
{
  NhBatch *self = data;
  GHashTable *typed = nh_form_context_collect_typed (&self->common.context, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (nh_batch_row_at (self, i)->fields.context.draft == draft)
      nh_form_context_collect_typed (&nh_batch_row_at (self, i)->fields.context, typed);
  return typed;
}

/* --- Rows --- */

/* A new row copies the sticky fields of the row before, such as the kind of gift. */
static NhRecord *
make_draft (NhBatch *self)
{
  NhRecord *common = self->common.context.draft;
  NhRecord *draft = nh_record_new (self->type, nh_record_get_info (common)->unit, nh_record_get_info (common)->year);

  nh_record_carry_over (draft, common);
  if (self->rows->len > 0)
    nh_record_carry_over (draft, nh_batch_row_at (self, self->rows->len - 1)->fields.context.draft);
  nh_batch_fields_copy (&self->common, common, draft);
  return draft;
}

static void add_row (NhBatch *self);

NhBatchRow *
nh_batch_get_row (NhBatch *self, guint index)
{
  while (self->rows->len <= index && self->rows->len < NH_BATCH_ROWS)
    add_row (self);
  return index < self->rows->len ? nh_batch_row_at (self, index) : NULL;
}

static gboolean
focus_cell (NhBatch *self, int index, int column)
{
  NhBatchRow *row = index < 0 ? NULL : nh_batch_get_row (self, (guint) index);
  NhFieldEditor *cell = row != NULL ? nh_batch_row_get_cell (row, column) : NULL;

  return cell != NULL && gtk_widget_grab_focus (GTK_WIDGET (cell));
}

static void
on_row_remove (NhBatchRow *row)
{
  NhBatch *self = row->batch;
  guint index;

  if (self->saved != NULL || !g_ptr_array_find (self->rows, row, &index))
    return;
  nh_batch_row_forget (row, self->keeper);
  g_ptr_array_set_size (self->pasted, 0);
  nh_batch_row_detach (row, self->grid, index);
  g_ptr_array_remove_index (self->rows, index);
  nh_batch_get_row (self, 0);
  for (guint i = index; i < self->rows->len; i++)
    nh_batch_row_set_index (nh_batch_row_at (self, i), i);
  show_count (self);
  focus_cell (self, (int) MIN (index, self->rows->len - 1), 0);
}

static void
on_row_changed (NhBatchRow *row)
{
  NhBatch *self = row->batch;

  if (!self->pasting)
    g_ptr_array_set_size (self->pasted, 0);
  nh_batch_row_keep (row, self->keeper);
  show_count (self);
  /* Add the next row before it gets the focus: GTK scrolls only to allocated widgets. */
  if (row == nh_batch_row_at (self, self->rows->len - 1))
    nh_batch_get_row (self, self->rows->len);
}

static void
on_row_left (NhBatchRow *row)
{
  nh_batch_check (row->batch, FALSE);
}

static void
add_row (NhBatch *self)
{
  g_autoptr (GtkWidget) cells = nh_form_context_build (self->type, "batch", "row");
  NhBatchRow *row = nh_batch_row_new (self->grid, self->rows->len, GTK_BOX (cells), &self->common.context,
                                      make_draft (self));

  row->batch = self;
  for (guint i = 0; i < row->fields.context.editors->len; i++)
    {
      g_signal_connect_swapped (row->fields.context.editors->pdata[i], "changed", G_CALLBACK (on_row_changed), row);
      g_signal_connect_swapped (row->fields.context.editors->pdata[i], "left", G_CALLBACK (on_row_left), row);
    }
  g_signal_connect_swapped (row->remove, "clicked", G_CALLBACK (on_row_remove), row);
  g_ptr_array_add (self->rows, row);
}

/* --- The focus --- */

/* The cell that has the focus, with its row and column; a common field has row and column -1. (nullable) */
static NhFieldEditor *
get_focused (NhBatch *self, int *index, int *column)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *editor = focus != NULL ? gtk_widget_get_ancestor (focus, NH_TYPE_FIELD_EDITOR) : NULL;

  *index = *column = -1;
  if (editor == NULL || !nh_field_editor_has_focus (NH_FIELD_EDITOR (editor)))
    return NULL;
  for (guint i = 0; i < self->rows->len && *column < 0; i++)
    {
      *column = nh_batch_row_find_cell (nh_batch_row_at (self, i), NH_FIELD_EDITOR (editor));
      *index = *column < 0 ? -1 : (int) i;
    }
  return NH_FIELD_EDITOR (editor);
}

/* Ends the composition of the input method, and reads the focused field. */
static void
commit (NhBatch *self)
{
  int index, column;
  NhFieldEditor *editor = get_focused (self, &index, &column);

  if (editor != NULL)
    nh_field_editor_conclude (editor);
}

/* To the next common field from @from on; from the last into the grid. */
static void
focus_common (NhBatch *self, guint from, gboolean only_blank)
{
  for (guint i = from; i < self->common.context.editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->common.context.editors, i);
      const NhValue *value = nh_record_get (self->common.context.draft, nh_field_editor_get_index (editor));

      if (!gtk_widget_get_mapped (GTK_WIDGET (editor)) || (only_blank && value->state != NH_VALUE_BLANK))
        continue;
      gtk_widget_grab_focus (GTK_WIDGET (editor));
      return;
    }
  focus_cell (self, 0, 0);
}

/* All fields of the window in the order in which they are read, common ones first. (transfer full) */
static GPtrArray *
collect_fields (NhBatch *self)
{
  GPtrArray *fields = g_ptr_array_new ();

  g_ptr_array_extend (fields, self->common.context.editors, NULL, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_extend (fields, nh_batch_row_at (self, i)->fields.context.editors, NULL, NULL);
  return fields;
}

static void
focus_next_problem (NhBatch *self)
{
  g_autoptr (GPtrArray) fields = NULL;
  int index, column;
  NhFieldEditor *focused = get_focused (self, &index, &column);

  commit (self); /* what is being typed is checked first */
  nh_batch_check (self, FALSE);
  fields = collect_fields (self);
  if (!nh_batch_fields_focus_problem (fields, focused))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
focus_error (NhBatch *self)
{
  gboolean found = nh_batch_fields_focus_error (&self->common);

  for (guint i = 0; !found && i < self->rows->len; i++)
    found = nh_batch_fields_focus_error (&nh_batch_row_at (self, i)->fields);
}

/* --- Saving --- */

static void
refuse (NhBatch *self)
{
  nh_batch_show_message (self, _ ("Nothing is saved yet. What is marked must be put right first, or its row removed."),
                         TRUE);
  focus_error (self);
}

/* @records: NULL: it has ended. */
static void
set_saving (NhBatch *self, GPtrArray *records)
{
  g_clear_pointer (&self->saved, g_ptr_array_unref);
  self->saved = records;
  gtk_widget_set_sensitive (self->body, records == NULL);
  gtk_widget_set_sensitive (self->save, records == NULL);
}

/* Of each record that was to be saved; those of blank rows were left out. */
static void
show_problems (NhBatch *self, GPtrArray *problems)
{
  for (guint i = 0, n = 0; i < self->rows->len && n < problems->len; i++)
    if (!is_blank (self, i))
      nh_batch_row_set_problems (nh_batch_row_at (self, i), g_ptr_array_index (problems, n++));
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhBatch) self = user_data;
  g_autoptr (GPtrArray) records = g_ptr_array_ref (self->saved);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAdded) added = nh_store_add_many_finish (NH_LEDGER (source), result, &error);
  NhNotice *notice = nh_notice_of (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))));
  g_autofree char *text = error != NULL ? g_strdup_printf (_ ("%s What you typed is kept here."), error->message)
                                        : NULL;

  set_saving (self, NULL);
  if (added == NULL)
    nh_batch_show_message (self, text, TRUE);
  else if (!added->saved)
    {
      show_problems (self, added->problems);
      refuse (self);
    }
  else
    {
      nh_batch_forget_drafts (self);
      nh_batch_notify_saved (notice, records, added, self->common.context.catalog);
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

static void
on_may_save (gboolean may, gpointer data)
{
  g_autoptr (NhBatch) self = data;

  if (!may)
    {
      set_saving (self, NULL);
      return;
    }
  nh_batch_show_message (self, _ ("Saving…"), FALSE);
  nh_store_add_many_async (nh_session_get_ledger (self->session), self->saved, NULL, on_added, g_object_ref (self));
}

static void
save (NhBatch *self)
{
  GPtrArray *records;

  if (self->saved != NULL)
    return;
  commit (self);
  if (nh_batch_unplaced_focus (self->unplaced))
    {
      nh_batch_show_message (self, _ ("Nothing is saved yet. Say first where the marked columns belong."), TRUE);
      return;
    }
  if (count_filled (self) == 0)
    {
      nh_batch_show_message (self, _ ("There is nothing to save yet: nothing was typed."), TRUE);
      return;
    }
  if (!nh_batch_check (self, TRUE))
    {
      refuse (self);
      return;
    }
  records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->rows->len; i++)
    if (!is_blank (self, i))
      g_ptr_array_add (records, nh_batch_row_seal (nh_batch_row_at (self, i)));
  set_saving (self, records);
  nh_guard_ask_records (GTK_WIDGET (self), self->session, records, on_may_save, g_object_ref (self));
}

/* --- Closing --- */

static void
on_close_answered (guint button, gpointer data)
{
  g_autoptr (NhBatch) self = data;

  if (button != 0)
    return;
  nh_batch_forget_drafts (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
nh_batch_close_request (GtkWindow *window)
{
  const char *const buttons[] = { _ ("_Discard"), _ ("_Go on typing"), NULL };
  NhBatch *self = NH_BATCH (window);
  guint n;

  if (self->saved != NULL)
    return TRUE;
  commit (self);
  n = count_filled (self);
  if (n == 0 && nh_batch_fields_are_blank (&self->common))
    return FALSE;
  nh_dialog_ask (GTK_WIDGET (self),
                 n == 0 ? _ ("Discard what you typed?")
                        : ngettext ("Discard the row that you filled in?", "Discard the rows that you filled in?", n),
                 NULL, buttons, 1, on_close_answered, g_object_ref (self));
  return TRUE;
}

/* --- Keys --- */

static gboolean
on_cell_key (NhBatch *self, NhFieldEditor *editor, int index, int column, guint key, gboolean shift)
{
  guint at = 0;

  switch (key)
    {
    case GDK_KEY_Return:
      if (index < 0 && g_ptr_array_find (self->common.context.editors, editor, &at))
        focus_common (self, at + 1, FALSE);
      else if (shift)
        focus_cell (self, index - 1, 0);
      else if (!focus_cell (self, index + 1, 0))
        gtk_widget_error_bell (GTK_WIDGET (self));
      return TRUE;
    case GDK_KEY_Down:
      return index >= 0 && !shift && focus_cell (self, index + 1, column);
    case GDK_KEY_Up:
      return index >= 0 && !shift &&
             (index > 0 ? focus_cell (self, index - 1, column) : nh_batch_fields_focus_last (&self->common));
    case GDK_KEY_Tab: /* the cells are not of one height, by which GTK would choose */
      return index == 0 && column == 0 && shift && nh_batch_fields_focus_last (&self->common);
    default:
      return FALSE;
    }
}

static gboolean
on_key (NhBatch *self, guint keyval, guint keycode, GdkModifierType state)
{
  int index, column;
  NhFieldEditor *editor = get_focused (self, &index, &column);
  guint key = nh_input_key (gdk_keyval_to_lower (keyval));

  state &= gtk_accelerator_get_default_mod_mask ();
  if (state == GDK_CONTROL_MASK && (key == GDK_KEY_Return || key == GDK_KEY_s))
    {
      save (self);
      return TRUE;
    }
  if (state == 0 && key == GDK_KEY_F8)
    {
      focus_next_problem (self);
      return TRUE;
    }
  if (editor != NULL && nh_field_editor_handle_key (editor, keyval, state))
    return TRUE;
  if (state == GDK_CONTROL_MASK && key == GDK_KEY_z)
    return nh_batch_undo_paste (self) || (editor != NULL && nh_field_editor_restore (editor));
  if (state == GDK_CONTROL_MASK && key == GDK_KEY_v && index >= 0)
    {
      nh_batch_paste (self, index, column);
      return TRUE;
    }
  if (key == GDK_KEY_Escape && state == 0)
    {
      if (editor == NULL || !nh_field_editor_restore (editor))
        gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    }
  return editor != NULL && (state & ~GDK_SHIFT_MASK) == 0 && !nh_field_editor_keeps_enter (editor) &&
         on_cell_key (self, editor, index, column, key, (state & GDK_SHIFT_MASK) != 0);
}

/* --- Common fields --- */

static void
on_common_changed (NhBatch *self, guint field)
{
  NhRecord *common = self->common.context.draft;

  nh_form_context_refresh (&self->common.context);
  for (guint i = 0; i < self->rows->len; i++)
    {
      NhBatchRow *row = nh_batch_row_at (self, i);

      if (nh_form_context_find (&row->fields.context, (int) field) == NULL)
        {
          nh_record_set (row->fields.context.draft, field, nh_record_get (common, field));
          nh_form_context_refresh (&row->fields.context);
        }
      if (row->kept)
        nh_batch_row_keep (row, self->keeper);
    }
  nh_batch_row_show_headings (nh_batch_row_at (self, 0), self->headings);
}

static void
on_common_left (NhBatch *self)
{
  nh_batch_check (self, FALSE);
}

static void
on_references (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhCatalog) catalog = nh_store_offer_references_finish (NH_LEDGER (source), result, NULL);
  NhBatch *self = user_data;

  if (catalog == NULL)
    return; /* cancelled (the window was destroyed), or no choices */
  g_set_object (&self->common.context.catalog, catalog);
  nh_form_context_refresh (&self->common.context);
  for (guint i = 0; i < self->rows->len; i++)
    g_set_object (&nh_batch_row_at (self, i)->fields.context.catalog, catalog);
}

/* --- The window --- */

/* Write the drafts while the cells still exist. */
static void
nh_batch_unmap (GtkWidget *widget)
{
  nh_draft_keeper_flush (NH_BATCH (widget)->keeper);
  GTK_WIDGET_CLASS (nh_batch_parent_class)->unmap (widget);
}

static void
nh_batch_dispose (GObject *object)
{
  NhBatch *self = NH_BATCH (object);

  g_cancellable_cancel (self->referring);
  G_OBJECT_CLASS (nh_batch_parent_class)->dispose (object);
}

/* Not in dispose: editors use their drafts until they are disposed. */
static void
nh_batch_finalize (GObject *object)
{
  NhBatch *self = NH_BATCH (object);

  g_clear_object (&self->referring);
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->saved, g_ptr_array_unref);
  g_ptr_array_unref (self->pasted);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->headings, g_ptr_array_unref);
  nh_batch_fields_clear (&self->common);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_batch_parent_class)->finalize (object);
}

static void
nh_batch_class_init (NhBatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_batch_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_batch_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = nh_batch_close_request;
  widget_class->unmap = nh_batch_unmap;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-batch.ui");
  NH_BIND_CHILDREN (widget_class, NhBatch, body, grid, unplaced, message, save);
  NH_BIND_CALLBACKS (widget_class, on_key, save);
}

static void
nh_batch_init (NhBatch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_batch_row_free);
  self->pasted = nh_batch_pasted_new ();
  self->referring = g_cancellable_new ();
}

/* Takes @common. */
static NhBatch *
show (GtkWidget *parent, NhSession *session, NhRecord *common)
{
  NhRecordInfo info = *nh_record_get_info (common);
  const NhRecordType *type = nh_record_get_record_type (common);
  GtkWidget *below = GTK_WIDGET (gtk_widget_get_root (parent));
  NhLedger *ledger = nh_session_get_ledger (session);
  g_autofree char *title = g_strdup_printf (_ ("Add several: %s"), _ (type->plural));
  NhBatch *self = g_object_new (NH_TYPE_BATCH, "transient-for", below, "title", title, NULL);
  g_autoptr (GtkWidget) fields = nh_form_context_build (type, "batch", "common");

  self->type = type;
  self->session = g_object_ref (session);
  nh_batch_fields_init (&self->common, nh_session_get_catalog (session), nh_session_get_season (session), common);
  self->keeper = nh_draft_keeper_new (ledger, info.uuid, get_typed, self);
  nh_form_context_add (&self->common.context, type, fields);
  nh_form_context_set_mnemonics (&self->common.context, "scd"); /* without those of the buttons */
  for (guint i = 0; i < self->common.context.editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->common.context.editors, i);

      g_signal_connect_object (editor, "left", G_CALLBACK (on_common_left), self, G_CONNECT_SWAPPED);
      if (nh_field_editor_get_field (editor)->flags & NH_FIELD_REQUIRED)
        nh_pair_layout_reserve_below (GTK_WIDGET (editor));
    }
  gtk_box_prepend (GTK_BOX (self->body), fields);
  nh_batch_get_row (self, FIRST_ROWS - 1);
  self->headings = nh_batch_row_add_headings (nh_batch_row_at (self, 0), self->grid);
  show_count (self);
  /* No larger than the window below it. */
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (gtk_widget_get_width (below) - 40, MIN_WIDTH, WIDTH),
                               CLAMP (gtk_widget_get_height (below) - 40, MIN_HEIGHT, HEIGHT));
  g_signal_connect_object (common, "changed", G_CALLBACK (on_common_changed), self, G_CONNECT_SWAPPED);
  /* No reference: GTK 4.8 crashes when a window outlives the one that it is transient for. */
  nh_store_offer_references_async (ledger, type, info.unit, info.year, self->referring, on_references, self);
  /* Before GTK chooses one: a reference that loses the focus is read, and its list is not here yet. */
  focus_cell (self, 0, 0);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

void
nh_batch_show (GtkWidget *parent, NhSession *session, NhRecord *common)
{
  focus_common (show (parent, session, common), 0, TRUE);
}

void
nh_batch_show_pasted (GtkWidget *parent, NhSession *session, NhRecord *common, const char *text)
{
  NhBatch *self = show (parent, session, common);

  focus_cell (self, 0, 0);
  nh_batch_paste_text (self, 0, 0, text);
}

void
nh_batch_restore (GtkWidget *parent, NhSession *session, NhDraft *draft)
{
  const NhRecordInfo *info = nh_record_get_info (draft->record);
  NhRecord *common = nh_record_new (nh_record_get_record_type (draft->record), info->unit, info->year);
  NhBatch *self;
  guint n;

  g_return_if_fail (draft->batch != NULL && nh_batch_fields_exist (nh_record_get_record_type (draft->record)));
  nh_record_set_uuid (common, draft->batch); /* further drafts belong to the same batch */
  self = show (parent, session, common);
  nh_batch_fields_copy (&self->common, draft->record, common);
  nh_form_context_restore_typed (&self->common.context, draft->typed);
  nh_batch_row_restore (nh_batch_row_at (self, 0), draft);
  for (n = 1; draft->rows != NULL && n <= draft->rows->len && nh_batch_get_row (self, n) != NULL; n++)
    nh_batch_row_restore (nh_batch_row_at (self, n), g_ptr_array_index (draft->rows, n - 1));
  nh_batch_check (self, TRUE);
  show_count (self);
  focus_cell (self, (int) n, 0);
}
