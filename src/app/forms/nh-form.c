/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-form-private.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-kind.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#define MARGIN 12 /* around the focused field when the form scrolls to it, in pixels */

guint nh_form_signals[NH_FORM_N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhForm, nh_form, GTK_TYPE_WIDGET)

/* --- Finding --- */

NhFieldEditor *
nh_form_get_focus_editor (NhForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  GtkWidget *editor = focus == NULL ? NULL : gtk_widget_get_ancestor (focus, NH_TYPE_FIELD_EDITOR);

  if (editor == NULL || !gtk_widget_is_ancestor (editor, GTK_WIDGET (self)))
    return NULL;
  return nh_field_editor_has_focus (NH_FIELD_EDITOR (editor)) ? NH_FIELD_EDITOR (editor) : NULL;
}

/* --- Sections --- */

char *
nh_form_get_folded (NhForm *self)
{
  GString *names = g_string_new (NULL);

  g_return_val_if_fail (NH_IS_FORM (self), NULL);

  for (guint i = 0; i < self->sections->len; i++)
    {
      NhFormSection *section = g_ptr_array_index (self->sections, i);

      if (nh_form_section_get_folded (section))
        g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "", gtk_widget_get_name (GTK_WIDGET (section)));
    }
  return g_string_free (names, FALSE);
}

void
nh_form_set_folded (NhForm *self, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, ",", -1);

  g_return_if_fail (NH_IS_FORM (self));

  for (guint i = 0; i < self->sections->len; i++)
    {
      NhFormSection *section = g_ptr_array_index (self->sections, i);

      nh_form_section_set_folded (
          section, g_strv_contains ((const char *const *) list, gtk_widget_get_name (GTK_WIDGET (section))));
    }
}

/* Initial values of a new record do not count. */
static gboolean
is_filled (NhForm *self, guint field)
{
  const NhField *described = &self->type->fields[field];
  g_autofree char *text = nh_kind_to_canonical (described, nh_record_get (self->context.draft, field));

  return *text != '\0' && g_strcmp0 (text, described->initial) != 0;
}

static void
count_filled (NhForm *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      NhFormSection *section = g_ptr_array_index (self->sections, i);
      guint filled = 0;

      for (guint j = 0; self->context.draft != NULL && j < self->context.editors->len; j++)
        {
          NhFieldEditor *editor = g_ptr_array_index (self->context.editors, j);

          filled += nh_form_section_of (editor) == section && gtk_widget_get_visible (GTK_WIDGET (editor)) &&
                    is_filled (self, nh_field_editor_get_index (editor));
        }
      nh_form_section_set_filled (section, filled);
    }
}

static void
on_section_toggled (NhForm *self)
{
  g_signal_emit (self, nh_form_signals[NH_FORM_FOLDED], 0);
}

static void
adopt_sections (NhForm *self)
{
  int digit = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_ptr_array_add (self->sections, child);
      if (nh_form_section_get_head (NH_FORM_SECTION (child)) != NULL && digit < 9)
        nh_form_section_set_digit (NH_FORM_SECTION (child), ++digit);
      g_signal_connect_object (child, "toggled", G_CALLBACK (on_section_toggled), self, G_CONNECT_SWAPPED);
    }
}

/* --- Editors --- */

static gboolean
scroll_to_focus (gpointer data)
{
  NhForm *self = NH_FORM (data);
  NhFieldEditor *editor = nh_form_get_focus_editor (self);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  GtkWidget *problems = editor != NULL ? nh_problem_box_get_widget (nh_field_editor_get_problem_box (editor)) : NULL;
  graphene_rect_t box, below;

  if (editor == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (editor), self->content, &box))
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_mapped (problems) && gtk_widget_compute_bounds (problems, self->content, &below))
    graphene_rect_union (&box, &below, &box);
  gtk_adjustment_clamp_page (adjustment, box.origin.y - MARGIN, box.origin.y + box.size.height + MARGIN);
  return G_SOURCE_REMOVE;
}

static void
scroll_soon (NhForm *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, scroll_to_focus, g_object_ref (self), g_object_unref);
}

static void
on_editor_changed (NhForm *self)
{
  count_filled (self);
  nh_form_clear_mended (self);
  scroll_soon (self);
  g_signal_emit (self, nh_form_signals[NH_FORM_CHANGED], 0);
}

static void
on_editor_entered (NhForm *self, NhFieldEditor *editor)
{
  const NhField *field = nh_field_editor_get_field (editor);

  gtk_label_set_text (GTK_LABEL (self->hint), field->hint == NULL ? "" : _ (field->hint));
  /* After the viewport's own scrolling, which shows the control but not its label. */
  scroll_soon (self);
}

static void
on_editor_left (NhForm *self, NhFieldEditor *editor)
{
  nh_form_update_problem_list (self);
  g_signal_emit (self, nh_form_signals[NH_FORM_FIELD_LEFT], 0, nh_field_editor_get_index (editor));
}

static void
on_waive (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *rule, *reason;

  g_variant_get (parameter, "(&s&s)", &rule, &reason);
  nh_form_waive (NH_FORM (widget), rule, reason);
}

static void
load (NhForm *self)
{
  self->root = nh_form_context_build (self->type, "form", "form");
  gtk_box_prepend (GTK_BOX (self->content), self->root);
  g_object_unref (self->root);
  nh_form_context_add (&self->context, self->type, self->root);
  nh_form_context_set_mnemonics (&self->context, "");
  adopt_sections (self);
  for (guint i = 0; i < self->context.editors->len; i++)
    {
      GObject *editor = g_ptr_array_index (self->context.editors, i);

      g_signal_connect_object (editor, "changed", G_CALLBACK (on_editor_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (editor, "entered", G_CALLBACK (on_editor_entered), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (editor, "left", G_CALLBACK (on_editor_left), self, G_CONNECT_SWAPPED);
    }
}

/* --- Making --- */

static gboolean
nh_form_grab_focus (GtkWidget *widget)
{
  nh_form_focus_start (NH_FORM (widget));
  return TRUE;
}

static void
drop_draft (NhForm *self)
{
  if (self->context.draft != NULL)
    g_signal_handlers_disconnect_by_data (self->context.draft, self);
  g_clear_object (&self->context.draft);
}

static void
nh_form_dispose (GObject *object)
{
  NhForm *self = NH_FORM (object);

  /* First, since the focus leaves the widgets below, and an editor that loses it reads the draft. */
  drop_draft (self);
  self->came_from = NULL;
  self->before = NULL;
  g_ptr_array_set_size (self->context.editors, 0);
  g_ptr_array_set_size (self->sections, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_FORM);
  g_clear_object (&self->last_year);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  G_OBJECT_CLASS (nh_form_parent_class)->dispose (object);
}

static void
nh_form_finalize (GObject *object)
{
  NhForm *self = NH_FORM (object);

  nh_form_context_clear (&self->context);
  g_ptr_array_unref (self->sections);
  g_free (self->shown_problems);
  G_OBJECT_CLASS (nh_form_parent_class)->finalize (object);
}

static void
nh_form_class_init (NhFormClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  object->dispose = nh_form_dispose;
  object->finalize = nh_form_finalize;
  widget->grab_focus = nh_form_grab_focus;
  nh_form_signals[NH_FORM_CHANGED] = NH_SIGNAL ("changed", NH_TYPE_FORM, 0);
  nh_form_signals[NH_FORM_ACCEPT] = NH_SIGNAL ("accept", NH_TYPE_FORM, 0);
  nh_form_signals[NH_FORM_FIELD_LEFT] = NH_SIGNAL ("field-left", NH_TYPE_FORM, 1, G_TYPE_UINT);
  nh_form_signals[NH_FORM_FOLDED] = NH_SIGNAL ("folded", NH_TYPE_FORM, 0);
  nh_form_signals[NH_FORM_WAIVE] = NH_SIGNAL ("waive", NH_TYPE_FORM, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_install_action (widget, "form.waive", "(ss)", on_waive);
  gtk_widget_class_set_template_from_resource (widget, "/vn/ngayhoi/forms/nh-form.ui");
  NH_BIND_CHILDREN (widget, NhForm, scrolled, content, problem_list, problem_title, problem_rows, hint);
  NH_BIND_CALLBACKS (widget, nh_form_on_key_pressed);
  gtk_widget_class_set_css_name (widget, "form");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_FORM);
}

static void
nh_form_init (NhForm *self)
{
  self->sections = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The form became lower: something appeared beside it, as the gifts of a saved point. */
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)),
                           "notify::page-size", G_CALLBACK (scroll_soon), self, G_CONNECT_SWAPPED);
}

GtkWidget *
nh_form_new (const NhRecordType *type)
{
  NhForm *self = g_object_new (NH_TYPE_FORM, NULL);

  g_return_val_if_fail (type != NULL, NULL);

  self->type = type;
  load (self);
  nh_widget_set_name (self, _ (type->title));
  nh_form_set_draft (self, NULL);
  return GTK_WIDGET (self);
}

/* --- Contents --- */

void
nh_form_set_open (NhForm *self, gboolean open)
{
  g_return_if_fail (NH_IS_FORM (self));
  for (guint i = 0; i < self->context.editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->context.editors, i);

      gtk_widget_set_sensitive (GTK_WIDGET (editor), open);
      gtk_widget_set_sensitive (nh_problem_box_get_widget (nh_field_editor_get_problem_box (editor)), open);
    }
}

static void
on_draft_changed (NhForm *self)
{
  nh_form_context_refresh (&self->context);
  count_filled (self); /* a span fills in its last day too, perhaps in a folded section */
}

void
nh_form_set_context (NhForm *self, NhCatalog *catalog, const NhRecord *season)
{
  g_return_if_fail (NH_IS_FORM (self));
  g_return_if_fail (NH_IS_CATALOG (catalog));

  g_set_object (&self->context.catalog, catalog);
  g_set_object (&self->context.season, (NhRecord *) season);
  nh_form_context_refresh (&self->context);
  nh_form_set_last_year (self, self->last_year);
}

void
nh_form_set_draft (NhForm *self, NhRecord *draft)
{
  g_return_if_fail (NH_IS_FORM (self));
  g_return_if_fail (draft == NULL || (nh_record_is_draft (draft) && nh_record_get_record_type (draft) == self->type));

  g_clear_pointer (&self->problems, g_ptr_array_unref);
  if (draft != NULL)
    g_object_ref (draft);
  drop_draft (self);
  /* A composition must not end up in the next record. */
  if (nh_form_get_focus_editor (self) != NULL)
    nh_input_commit (GTK_WIDGET (self));
  self->context.draft = draft;
  if (draft != NULL)
    {
      const NhRecordInfo *info = nh_record_get_info (draft);

      g_signal_connect_object (draft, "changed", G_CALLBACK (on_draft_changed), self, G_CONNECT_SWAPPED);
      self->context.whole = info->version > 0;
      if (self->context.date_hint != NH_DATE_NONE && nh_date_year (self->context.date_hint) != info->year)
        self->context.date_hint = NH_DATE_NONE;
    }
  for (guint i = 0; i < self->context.editors->len; i++)
    nh_field_editor_reset (g_ptr_array_index (self->context.editors, i));
  if (draft != NULL)
    nh_form_context_refresh (&self->context);
  gtk_widget_set_sensitive (self->root, draft != NULL);
  count_filled (self);
  nh_form_update_problem_list (self);
}

NhFormContext *
nh_form_get_context (NhForm *self)
{
  g_return_val_if_fail (NH_IS_FORM (self), NULL);

  return &self->context;
}

void
nh_form_set_last_year (NhForm *self, const NhRecord *record)
{
  g_return_if_fail (NH_IS_FORM (self));

  g_set_object (&self->last_year, (NhRecord *) record);
  for (guint i = 0; i < self->context.editors->len; i++)
    nh_field_editor_set_last_year (g_ptr_array_index (self->context.editors, i), record);
}

/* --- Reading out --- */

void
nh_form_commit (NhForm *self)
{
  NhFieldEditor *editor;

  g_return_if_fail (NH_IS_FORM (self));

  editor = nh_form_get_focus_editor (self);
  if (editor == NULL || self->context.draft == NULL)
    return;
  nh_field_editor_conclude (editor);
  nh_form_update_problem_list (self);
}

gboolean
nh_form_restore_field (NhForm *self)
{
  NhFieldEditor *editor;

  g_return_val_if_fail (NH_IS_FORM (self), FALSE);

  editor = nh_form_get_focus_editor (self);
  return editor != NULL && nh_field_editor_restore (editor);
}

void
nh_form_accept_field (NhForm *self)
{
  NhFieldEditor *editor;

  g_return_if_fail (NH_IS_FORM (self));

  editor = nh_form_get_focus_editor (self);
  if (editor != NULL)
    nh_field_editor_accept (editor);
}

/* --- The focus --- */

gboolean
nh_form_is_open (GtkWidget *editor)
{
  return gtk_widget_get_visible (editor) && !nh_form_section_get_folded (nh_form_section_of (editor));
}

/* Focuses the first visible editor; @blank: the first whose field is empty. */
static gboolean
focus_first (NhForm *self, gboolean blank)
{
  for (guint i = 0; i < self->context.editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->context.editors, i);

      if (nh_form_is_open (GTK_WIDGET (editor)) &&
          (!blank || nh_record_get (self->context.draft, nh_field_editor_get_index (editor))->state == NH_VALUE_BLANK))
        return gtk_widget_grab_focus (GTK_WIDGET (editor));
    }
  return FALSE;
}

void
nh_form_focus_start (NhForm *self)
{
  g_return_if_fail (NH_IS_FORM (self));

  focus_first (self, FALSE);
}

void
nh_form_focus_blank (NhForm *self)
{
  g_return_if_fail (NH_IS_FORM (self));

  if (self->context.draft == NULL || !focus_first (self, TRUE))
    focus_first (self, FALSE);
}

gboolean
nh_form_focus_field (NhForm *self, guint field)
{
  NhFieldEditor *editor;

  g_return_val_if_fail (NH_IS_FORM (self), FALSE);

  editor = nh_form_context_find (&self->context, (int) field);
  if (editor == NULL || !gtk_widget_get_visible (GTK_WIDGET (editor)))
    return FALSE;
  nh_form_section_set_folded (nh_form_section_of (editor), FALSE);
  return gtk_widget_grab_focus (GTK_WIDGET (editor));
}

int
nh_form_get_focus_field (NhForm *self)
{
  NhFieldEditor *editor;

  g_return_val_if_fail (NH_IS_FORM (self), -1);

  editor = nh_form_get_focus_editor (self);
  return editor == NULL ? -1 : (int) nh_field_editor_get_index (editor);
}

/* Copies the value of the field from @record. */
static void
take_field (NhForm *self, NhFieldEditor *editor, const NhRecord *record)
{
  guint index = nh_field_editor_get_index (editor);

  nh_input_commit (GTK_WIDGET (self));
  if (nh_record_get (record, index)->state == NH_VALUE_BLANK)
    nh_field_editor_type (editor, ""); /* clears an unreadable text, which is not in the draft */
  nh_record_set (self->context.draft, index, nh_record_get (record, index));
  nh_field_editor_refresh (editor);
  on_editor_changed (self);
}

gboolean
nh_form_copy_previous (NhForm *self, const NhRecord *record)
{
  NhFieldEditor *editor;

  g_return_val_if_fail (NH_IS_FORM (self), FALSE);
  g_return_val_if_fail (record != NULL && nh_record_get_record_type (record) == self->type, FALSE);

  editor = nh_form_get_focus_editor (self);
  if (editor == NULL || self->context.draft == NULL ||
      nh_record_get (record, nh_field_editor_get_index (editor))->state == NH_VALUE_BLANK)
    return FALSE;
  take_field (self, editor, record);
  return TRUE;
}

gboolean
nh_form_copy_field (NhForm *self, guint field, const NhRecord *record)
{
  NhFieldEditor *editor;

  g_return_val_if_fail (NH_IS_FORM (self), FALSE);
  g_return_val_if_fail (record != NULL && nh_record_get_record_type (record) == self->type, FALSE);

  editor = nh_form_context_find (&self->context, (int) field);
  if (editor == NULL || self->context.draft == NULL)
    return FALSE;
  take_field (self, editor, record);
  return TRUE;
}

gboolean
nh_form_revert_field (NhForm *self, const NhRecord *record)
{
  NhFieldEditor *editor;
  guint index;

  g_return_val_if_fail (NH_IS_FORM (self), FALSE);
  g_return_val_if_fail (record != NULL && nh_record_get_record_type (record) == self->type, FALSE);

  editor = nh_form_get_focus_editor (self);
  if (editor == NULL || self->context.draft == NULL)
    return FALSE;
  index = nh_field_editor_get_index (editor);
  if (nh_field_editor_get_field_text (editor)->typed == NULL &&
      nh_value_equal (nh_record_get (record, index), nh_record_get (self->context.draft, index)))
    return FALSE;
  take_field (self, editor, record);
  return TRUE;
}

void
nh_form_set_before (NhForm *self, GtkWidget *field)
{
  g_return_if_fail (NH_IS_FORM (self));

  self->before = field;
}

void
nh_form_reserve_mnemonics (NhForm *self, const char *letters)
{
  g_autofree char *lower = NULL;

  g_return_if_fail (NH_IS_FORM (self));

  lower = g_ascii_strdown (letters, -1);
  nh_form_context_set_mnemonics (&self->context, lower);
}
