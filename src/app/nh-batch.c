/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-batch-private.h"

#include "nh-dialog.h"
#include "nh-form-section.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-mnemonic.h"
#include "nh-number.h"
#include "nh-store.h"
#include "nh-typed.h"

#include "nh-forms-resource.h"

#define WIDTH 1180
#define HEIGHT 640
#define MIN_WIDTH 600
#define MIN_HEIGHT 400
#define FIRST_ROWS 5

static char *
path_of (const NhRecordType *type)
{
  g_resources_register (nh_forms_get_resource ());
  return g_strdup_printf ("/vn/ngayhoi/forms/%s-batch.ui", type->name);
}

gboolean
nh_batch_has (const NhRecordType *type)
{
  g_autofree char *path = path_of (type);

  return g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL);
}

GtkBuilder *
nh_batch_build (const NhRecordType *type, const char *part)
{
  const char *const parts[] = { part, NULL };
  g_autofree char *path = path_of (type);
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GError) error = NULL;

  g_type_ensure (NH_TYPE_FIELD_EDITOR);
  g_type_ensure (NH_TYPE_FORM_SECTION);
  gtk_builder_set_translation_domain (builder, GETTEXT_PACKAGE);
  if (!gtk_builder_add_objects_from_resource (builder, path, (const char **) parts, &error))
    g_error ("%s", error->message);
  return g_steal_pointer (&builder);
}

static void
batch_free (NhBatch *self)
{
  g_clear_handle_id (&self->keeping, g_source_remove);
  g_cancellable_cancel (self->referring);
  g_clear_object (&self->referring);
  g_clear_object (&self->keeper);
  g_ptr_array_unref (self->pasted);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->editors);
  g_ptr_array_unref (self->headings);
  g_signal_handlers_disconnect_by_data (self->context.draft, self);
  g_object_set_data (G_OBJECT (self->window), "nh-batch", NULL);
  g_clear_object (&self->context.catalog);
  g_clear_object (&self->context.season);
  g_clear_object (&self->context.draft);
  g_clear_object (&self->begun);
  g_clear_object (&self->session);
  g_clear_object (&self->parent);
  g_free (self);
}

void
nh_batch_say (NhBatch *self, const char *text, gboolean trouble)
{
  gtk_label_set_text (self->message, text);
  if (trouble)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "nh-trouble");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "nh-trouble");
}

static guint
count_filled (NhBatch *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += !nh_batch_row_is_blank (g_ptr_array_index (self->rows, i));
  return n;
}

static void
show_count (NhBatch *self)
{
  guint n = count_filled (self);
  g_autofree char *number = nh_number_format (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s row filled in", "%s rows filled in", n), number);

  nh_batch_say (self, n > 0 ? text : _("Enter goes to the next row, Tab to the next column. Rows copied from Excel can be pasted."), FALSE);
  gtk_widget_set_sensitive (self->save, n > 0 && !self->saving);
}

/* --- rows ----------------------------------------------------------------------------------------------------------------- */

NhBatchRow *
nh_batch_get_row (NhBatch *self, guint index)
{
  while (self->rows->len <= index && self->rows->len < NH_BATCH_ROWS)
    nh_batch_row_new (self);
  return index < self->rows->len ? g_ptr_array_index (self->rows, index) : NULL;
}

void
nh_batch_typed (NhBatch *self, NhBatchRow *row)
{
  if (!self->pasting)
    g_ptr_array_set_size (self->pasted, 0);
  nh_batch_keep (self, row);
  show_count (self);
  /* The next one is there before the keyboard comes to it: only what has a place is scrolled to. */
  if (row != NULL && row == g_ptr_array_index (self->rows, self->rows->len - 1))
    nh_batch_get_row (self, self->rows->len);
}

void
nh_batch_left (NhBatch *self)
{
  nh_batch_check (self);
}

static void
number_rows (NhBatch *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    nh_batch_row_place (g_ptr_array_index (self->rows, i), i);
}

static gboolean
focus_cell (NhBatch *self, int index, int column)
{
  NhBatchRow *row = index < 0 ? NULL : nh_batch_get_row (self, (guint) index);
  NhFieldEditor *cell = row != NULL ? nh_batch_row_get_cell (row, column) : NULL;

  return cell != NULL && gtk_widget_grab_focus (GTK_WIDGET (cell));
}

void
nh_batch_remove (NhBatch *self, NhBatchRow *row)
{
  guint index;

  if (self->saving || !g_ptr_array_find (self->rows, row, &index))
    return;
  nh_batch_forget (self, row);
  g_ptr_array_set_size (self->pasted, 0);
  for (guint i = 0; i < row->editors->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (row->editors, i), row);
  g_ptr_array_steal_index (self->rows, index);
  gtk_grid_remove_row (self->grid, 1 + 2 * (int) index);
  gtk_grid_remove_row (self->grid, 1 + 2 * (int) index);
  nh_batch_row_free (row);
  nh_batch_get_row (self, 0);
  number_rows (self);
  show_count (self);
  focus_cell (self, (int) MIN (index, self->rows->len - 1), 0);
}

/* The cell (or the common field) that has the focus. */
static NhFieldEditor *
get_focused (NhBatch *self, int *index, int *column)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window));
  GtkWidget *editor = focus != NULL ? gtk_widget_get_ancestor (focus, NH_TYPE_FIELD_EDITOR) : NULL;

  *index = *column = -1;
  if (editor == NULL || !nh_field_editor_has_focus (NH_FIELD_EDITOR (editor)))
    return NULL;
  for (guint i = 0; i < self->rows->len && *column < 0; i++)
    {
      *column = nh_batch_row_find_cell (g_ptr_array_index (self->rows, i), NH_FIELD_EDITOR (editor));
      *index = (int) i;
    }
  if (*column < 0)
    *index = -1;
  return NH_FIELD_EDITOR (editor);
}

/* Ends what is being typed: a syllable in the making, a text not yet in its usual form. */
void
nh_batch_commit (NhBatch *self)
{
  int index, column;
  NhFieldEditor *editor;

  nh_input_commit (self->window);
  editor = get_focused (self, &index, &column);
  if (editor != NULL)
    nh_field_editor_conclude (editor);
}

/* From one common field to the next, and from the last into the grid. */
static void
go_on_from (NhBatch *self, NhFieldEditor *editor)
{
  guint at;

  if (g_ptr_array_find (self->editors, editor, &at))
    for (guint i = at + 1; i < self->editors->len; i++)
      if (gtk_widget_get_mapped (g_ptr_array_index (self->editors, i)))
        {
          gtk_widget_grab_focus (g_ptr_array_index (self->editors, i));
          return;
        }
  focus_cell (self, 0, 0);
}

/* --- closing -------------------------------------------------------------------------------------------------------------- */

static void
on_close_answered (guint button, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  NhBatch *self = g_object_get_data (G_OBJECT (window), "nh-batch");

  if (button != 0 || self == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    nh_batch_forget (self, g_ptr_array_index (self->rows, i));
  self->sure = TRUE;
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_common_typed (NhBatch *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->editors, i);
      guint field = nh_field_editor_get_index (editor);

      if (nh_field_editor_is_unreadable (editor)
          || !nh_value_equal (nh_record_get (self->context.draft, field), nh_record_get (self->begun, field)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
on_close (NhBatch *self)
{
  const char *const buttons[] = { _("_Discard"), _("_Go on typing"), NULL };
  guint n;

  if (self->saving)
    return TRUE;
  nh_batch_commit (self);
  n = count_filled (self);
  if (self->sure || (n == 0 && !is_common_typed (self)))
    return FALSE;
  nh_dialog_ask (self->window, n == 0 ? _("Discard what you typed?")
                                      : ngettext ("Discard the row that you filled in?", "Discard the rows that you filled in?", n), NULL, buttons, 1,
                 on_close_answered, g_object_ref (self->window));
  return TRUE;
}

static void
on_cancel (NhBatch *self)
{
  gtk_window_close (GTK_WINDOW (self->window));
}

/* --- keys ----------------------------------------------------------------------------------------------------------------- */

static gboolean
on_cell_key (NhBatch *self, NhFieldEditor *editor, int index, int column, guint keyval, gboolean shift)
{
  switch (keyval)
    {
    case GDK_KEY_Return: case GDK_KEY_KP_Enter: case GDK_KEY_ISO_Enter:
      if (index < 0)
        go_on_from (self, editor);
      else if (shift)
        focus_cell (self, index - 1, 0);
      else if (!focus_cell (self, index + 1, 0))
        gtk_widget_error_bell (self->window);
      return TRUE;
    case GDK_KEY_Down: case GDK_KEY_KP_Down:
      return index >= 0 && !shift && focus_cell (self, index + 1, column);
    case GDK_KEY_Up: case GDK_KEY_KP_Up:
      return index >= 0 && !shift && focus_cell (self, index - 1, column);
    default:
      return FALSE;
    }
}

static gboolean
on_key (NhBatch *self, guint keyval, guint keycode, GdkModifierType state)
{
  int index, column;
  NhFieldEditor *editor = get_focused (self, &index, &column);
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  state &= gtk_accelerator_get_default_mod_mask ();
  keyval = gdk_keyval_to_lower (keyval);
  if (state == GDK_CONTROL_MASK && (enter || keyval == GDK_KEY_s))
    {
      nh_batch_save (self);
      return TRUE;
    }
  if (editor != NULL && nh_field_editor_handle_key (editor, keyval, state))
    return TRUE;
  if (state == GDK_CONTROL_MASK && keyval == GDK_KEY_z)
    return nh_batch_unpaste (self) || (editor != NULL && nh_field_editor_restore (editor));
  if (state == GDK_CONTROL_MASK && keyval == GDK_KEY_v && index >= 0)
    {
      nh_batch_paste (self, index, column);
      return TRUE;
    }
  if (keyval == GDK_KEY_Escape && state == 0)
    {
      if (editor == NULL || !nh_field_editor_restore (editor))
        on_cancel (self);
      return TRUE;
    }
  return editor != NULL && (state & ~GDK_SHIFT_MASK) == 0 && !nh_field_editor_keeps_enter (editor)
         && on_cell_key (self, editor, index, column, keyval, (state & GDK_SHIFT_MASK) != 0);
}

static void
add_keys (NhBatch *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->window, keys);
}

/* --- what is common ------------------------------------------------------------------------------------------------------- */

/* Columns of a person's are not there for a body. */
static void
show_headings (NhBatch *self)
{
  NhBatchRow *row = g_ptr_array_index (self->rows, 0);

  for (guint i = 0; i < row->editors->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->headings, i), gtk_widget_get_visible (g_ptr_array_index (row->editors, i)));
}

static void
on_common_changed (NhBatch *self, guint field)
{
  for (guint i = 0; i < self->editors->len; i++)
    nh_field_editor_refresh (g_ptr_array_index (self->editors, i));
  for (guint i = 0; i < self->rows->len; i++)
    nh_batch_row_take (g_ptr_array_index (self->rows, i), field);
  show_headings (self);
  nh_batch_keep_all (self);
}

static void
on_references (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhCatalog) catalog = nh_store_offer_references_finish (NH_LEDGER (source), result, NULL);
  NhBatch *self = user_data;

  if (catalog == NULL)
    return;   /* cancelled, and the window gone with it; or there is nothing to choose among */
  g_set_object (&self->context.catalog, catalog);
  for (guint i = 0; i < self->editors->len; i++)
    nh_field_editor_refresh (g_ptr_array_index (self->editors, i));
  for (guint i = 0; i < self->rows->len; i++)
    g_set_object (&((NhBatchRow *) g_ptr_array_index (self->rows, i))->context.catalog, catalog);
}

static void
walk (NhBatch *self, GtkWidget *widget, GString *letters)
{
  if (NH_IS_FIELD_EDITOR (widget))
    {
      NhFieldEditor *editor = NH_FIELD_EDITOR (widget);

      if (!nh_field_editor_attach (editor, self->type, &self->context))
        {
          g_critical ("The grid of “%s” asks for “%s”, which is no field to enter", self->type->name, nh_field_editor_get_name (editor));
          return;
        }
      nh_field_editor_reset (editor);
      nh_field_editor_set_mnemonic (editor, nh_mnemonic_pick (nh_field_editor_get_title (editor), letters));
      g_signal_connect_swapped (editor, "left", G_CALLBACK (nh_batch_left), self);
      g_ptr_array_add (self->editors, editor);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    walk (self, child, letters);
}

static void
focus_blank (NhBatch *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (nh_record_get (self->context.draft, nh_field_editor_get_index (editor))->state == NH_VALUE_BLANK
          && gtk_widget_get_mapped (GTK_WIDGET (editor)))
        {
          gtk_widget_grab_focus (GTK_WIDGET (editor));
          return;
        }
    }
  focus_cell (self, 0, 0);
}

/* --- the window ----------------------------------------------------------------------------------------------------------- */

static void
make_headings (NhBatch *self)
{
  NhBatchRow *row = g_ptr_array_index (self->rows, 0);

  for (guint i = 0; i < row->editors->len; i++)
    {
      const NhField *field = nh_field_editor_get_field (g_ptr_array_index (row->editors, i));
      g_autofree char *text = g_strconcat (_(field->title), (field->flags & NH_FIELD_REQUIRED) ? " *" : "", NULL);
      GtkWidget *heading = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_label_set_yalign (GTK_LABEL (heading), 1);
      gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (heading), 6);
      gtk_widget_add_css_class (heading, "nh-heading");
      if (field->hint != NULL)
        gtk_widget_set_tooltip_text (heading, _(field->hint));
      gtk_grid_attach (self->grid, heading, 1 + (int) i, 0, 1, 1);
      g_ptr_array_add (self->headings, heading);
    }
  show_headings (self);
}

static GtkWidget *
make_foot (NhBatch *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->message = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_xalign (self->message, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->message), TRUE);
  self->save = gtk_button_new_with_mnemonic (C_("batch", "_Save all"));
  gtk_widget_set_tooltip_text (self->save, _("Save all rows as one change (Ctrl+Enter)"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_add_css_class (foot, "nh-batch-foot");
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->message));
  gtk_box_append (GTK_BOX (foot), cancel);
  gtk_box_append (GTK_BOX (foot), self->save);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (on_cancel), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (nh_batch_save), self);
  return foot;
}

static GtkWidget *
make_content (NhBatch *self)
{
  g_autoptr (GtkBuilder) builder = nh_batch_build (self->type, "common");
  g_autoptr (GString) letters = g_string_new ("scd");   /* of the buttons */
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *common = GTK_WIDGET (gtk_builder_get_object (builder, "common"));

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 6);
  gtk_grid_set_row_spacing (self->grid, 4);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "nh-batch-grid");
  gtk_widget_add_css_class (body, "nh-batch");
  gtk_box_append (GTK_BOX (body), common);
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->grid));
  walk (self, common, letters);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), body);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (whole), scrolled);
  gtk_box_append (GTK_BOX (whole), make_foot (self));
  return whole;
}

/* Within the window that it lies over. */
static void
fit (NhBatch *self)
{
  GtkWidget *over = GTK_WIDGET (gtk_widget_get_root (self->parent));
  int width = gtk_widget_get_width (over) - 40;
  int height = gtk_widget_get_height (over) - 40;

  gtk_window_set_default_size (GTK_WINDOW (self->window), CLAMP (width, MIN_WIDTH, WIDTH), CLAMP (height, MIN_HEIGHT, HEIGHT));
}

static NhBatch *
show (GtkWidget *parent, NhSession *session, NhRecord *common)
{
  NhBatch *self = g_new0 (NhBatch, 1);
  const NhRecordInfo *info = nh_record_get_info (common);
  NhLedger *ledger = nh_session_get_ledger (session);
  g_autofree char *title = NULL;

  self->type = nh_record_get_record_type (common);
  self->parent = g_object_ref (parent);
  self->session = g_object_ref (session);
  self->context.draft = common;
  self->begun = nh_record_seal (common);
  self->context.catalog = g_object_ref (nh_session_get_catalog (session));
  g_set_object (&self->context.season, nh_session_get_season (session));
  self->editors = g_ptr_array_new ();
  self->headings = g_ptr_array_new ();
  self->pasted = g_ptr_array_new_with_free_func (nh_batch_pasted_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_batch_row_free);
  self->keeper = nh_draft_keeper_new (ledger, nh_batch_get_typed, self);
  nh_draft_keeper_set_batch (self->keeper, info->uuid);
  self->referring = g_cancellable_new ();
  title = g_strdup_printf (_("Add several: %s"), _(self->type->plural));
  self->window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (self->window), title);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (self->window), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_child (GTK_WINDOW (self->window), make_content (self));
  nh_batch_get_row (self, FIRST_ROWS - 1);
  make_headings (self);
  show_count (self);
  fit (self);
  add_keys (self);
  g_signal_connect_swapped (common, "changed", G_CALLBACK (on_common_changed), self);
  g_signal_connect_swapped (self->window, "close-request", G_CALLBACK (on_close), self);
  g_signal_connect_swapped (self->window, "unmap", G_CALLBACK (nh_batch_flush), self);
  g_object_set_data (G_OBJECT (self->window), "nh-batch", self);
  g_object_weak_ref (G_OBJECT (self->window), (GWeakNotify) (GCallback) batch_free, self);
  nh_store_offer_references_async (ledger, self->type, info->unit, info->year, self->referring, on_references, self);
  gtk_window_present (GTK_WINDOW (self->window));
  return self;
}

void
nh_batch_show (GtkWidget *parent, NhSession *session, NhRecord *common)
{
  focus_blank (show (parent, session, common));
}

/* The window goes on with the batch, so that what is kept stays together. */
static NhRecord *
common_of (NhDraft *draft)
{
  const NhRecordType *type = nh_record_get_record_type (draft->record);
  NhRecord *common = nh_record_new (type, nh_record_get_info (draft->record)->unit, nh_record_get_info (draft->record)->year);
  NhRecordInfo *info = nh_record_edit_info (common);

  g_free (info->uuid);
  info->uuid = g_strdup (draft->batch);
  return common;
}

void
nh_batch_restore (GtkWidget *parent, NhSession *session, NhDraft *draft)
{
  NhBatch *self;
  guint n;

  g_return_if_fail (draft->batch != NULL && nh_batch_has (nh_record_get_record_type (draft->record)));
  self = show (parent, session, common_of (draft));
  /* What all have in common is the same in each row. The rest is each row's own, and nobody else begins with it. */
  for (guint i = 0; i < self->editors->len; i++)
    {
      guint field = nh_field_editor_get_index (g_ptr_array_index (self->editors, i));

      nh_record_set (self->context.draft, field, nh_record_get (draft->record, field));
    }
  nh_typed_restore (draft->typed, self->editors);
  nh_batch_row_restore (nh_batch_get_row (self, 0), draft);
  for (n = 1; draft->rows != NULL && n <= draft->rows->len && nh_batch_get_row (self, n) != NULL; n++)
    nh_batch_row_restore (nh_batch_get_row (self, n), g_ptr_array_index (draft->rows, n - 1));
  nh_batch_look_over (self);
  show_count (self);
  focus_cell (self, (int) n, 0);
}

gboolean
nh_batch_is_open (const char *batch)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);
      NhBatch *self = g_object_get_data (window, "nh-batch");

      if (self != NULL && g_str_equal (nh_record_get_info (self->context.draft)->uuid, batch))
        return TRUE;
    }
  return FALSE;
}
