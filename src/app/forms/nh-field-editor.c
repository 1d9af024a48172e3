/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-field-editor.h"

#include "nh-choice-entry.h"
#include "nh-editor-kind.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-mnemonic.h"
#include "nh-pair-layout.h"
#include "nh-widget-util.h"

#define GAP 2 /* between the lines, in pixels */

struct _NhFieldEditor
{
  GtkWidget parent;

  char *name;
  gboolean main, bare;

  NhFieldText text;
  const NhEditorKind *kind;

  gboolean loading; /* the program sets the control */
  gboolean left;    /* the focus was here and left: problems may show */
  char *before;     /* text when the focus entered; NULL: not focused */
  char *judged;     /* text when it was last checked since; NULL: not yet */
  guint parting;    /* idle source that emits "left"; 0: none */

  GtkWidget *head, *label, *last_year;
  GtkWidget *control, *target;
  GtkWidget *foot, *echo; /* foot: of echo and problems */
  NhProblemBox *problems; /* owned */
};

enum
{
  PROP_0,
  PROP_FIELD,
  PROP_WIDE,
  PROP_MAIN,
  PROP_BARE
};
enum
{
  CHANGED,
  ENTERED,
  LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhFieldEditor, nh_field_editor, GTK_TYPE_WIDGET)

/* --- Reading --- */

static void
update_echo (NhFieldEditor *self, const char *text)
{
  g_autofree char *line = self->kind->echo == NULL ? NULL : self->kind->echo (self->text.field, text);

  gtk_label_set_text (GTK_LABEL (self->echo), line == NULL ? "" : line);
  gtk_widget_set_visible (self->echo, line != NULL);
}

static void
read_text (NhFieldEditor *self, const char *text)
{
  update_echo (self, text);
  if (!nh_field_text_read_both (&self->text, text))
    nh_field_text_read (&self->text, text);
}

/* What follows from the text that has replaced @before; NULL: it has replaced none. */
static void
suggest (NhFieldEditor *self, const char *before)
{
  if (before != NULL)
    nh_record_suggest (self->text.context->draft, self->text.index, before, self->text.context->catalog);
}

static void
show_value (NhFieldEditor *self)
{
  g_autofree char *both = nh_field_text_format_both (&self->text);
  g_autofree char *text = NULL;

  self->loading = TRUE;
  if (both != NULL)
    self->kind->put (self->control, both);
  else
    nh_editor_kind_show (self->kind, self->control, self->text.field, nh_field_text_get_value (&self->text),
                         self->text.context->catalog);
  self->loading = FALSE;
  text = self->kind->read (self->control);
  update_echo (self, text);
}

/* Reads the text and shows it in its usual form. */
static void
settle (NhFieldEditor *self)
{
  g_autofree char *text = NULL;

  if (self->text.context->draft == NULL)
    return;
  text = self->kind->read (self->control);
  read_text (self, text);
  suggest (self, self->before);
  if (self->text.typed == NULL)
    show_value (self);
  if (self->before != NULL && g_strcmp0 (text, self->before) != 0)
    nh_field_text_remember_day (&self->text);
}

/* --- Problems --- */

static gboolean
is_being_typed (NhFieldEditor *self)
{
  g_autofree char *text = NULL;

  if (self->before == NULL)
    return FALSE;
  text = self->kind->read (self->control);
  return g_strcmp0 (text, self->judged == NULL ? self->before : self->judged) != 0;
}

/* No problem shows before the focus left once, or during typing. */
static void
update_problems (NhFieldEditor *self)
{
  nh_problem_box_update (self->problems, (self->left || self->text.context->whole) && !is_being_typed (self));
}

void
nh_field_editor_set_problems (NhFieldEditor *self, GPtrArray *problems)
{
  g_return_if_fail (NH_IS_FIELD_EDITOR (self));

  nh_problem_box_set_problems (self->problems, problems);
  update_problems (self);
}

NhProblemBox *
nh_field_editor_get_problem_box (NhFieldEditor *self)
{
  return self->problems;
}

/* --- Input --- */

static void
remember_text (NhFieldEditor *self)
{
  g_free (self->before);
  self->before = self->kind->read (self->control);
}

static void
on_control_changed (NhFieldEditor *self)
{
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;

  if (self->loading || self->text.context == NULL || self->text.context->draft == NULL)
    return;
  text = self->kind->read (self->control);
  if (self->before == NULL)
    before = nh_record_format (self->text.context->draft, self->text.index, self->text.context->catalog);
  read_text (self, text);
  suggest (self, before);
  g_signal_emit (self, signals[CHANGED], 0);
  /* An input method may commit its last word after the focus has left. */
  if (self->before == NULL)
    {
      settle (self);
      update_problems (self);
    }
}

static void
on_enter (NhFieldEditor *self)
{
  if (nh_input_is_busy () || self->before != NULL || self->kind == NULL)
    return;
  remember_text (self);
  g_signal_emit (self, signals[ENTERED], 0);
}

static gboolean
part (gpointer data)
{
  NhFieldEditor *self = NH_FIELD_EDITOR (data);

  self->parting = 0;
  if (GTK_IS_EDITABLE (self->target) && self->before == NULL) /* show the beginning of a long text */
    gtk_editable_set_position (GTK_EDITABLE (self->target), 0);
  update_problems (self);
  g_signal_emit (self, signals[LEFT], 0);
  return G_SOURCE_REMOVE;
}

/* The text is read at once. "left" waits for an idle moment: handlers may replace widgets, and GTK is about to
 * focus one of them. The selection waits, too: given up now, its X11 selection would be lost just before the next field
 * takes it, and the word of the loss, which comes later, would unselect that field.
 */
static void
on_leave (NhFieldEditor *self)
{
  if (nh_input_is_busy () || self->before == NULL)
    return;
  settle (self);
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->judged, g_free);
  self->left = TRUE;
  if (self->parting == 0)
    self->parting = g_idle_add_full (G_PRIORITY_DEFAULT, part, self, NULL);
}

void
nh_field_editor_conclude (NhFieldEditor *self)
{
  g_return_if_fail (NH_IS_FIELD_EDITOR (self));

  if (self->before == NULL)
    return;
  nh_input_commit (GTK_WIDGET (self));
  settle (self);
  g_free (self->judged);
  self->judged = self->kind->read (self->control);
  self->left = TRUE;
  update_problems (self);
}

void
nh_field_editor_accept (NhFieldEditor *self)
{
  g_return_if_fail (NH_IS_FIELD_EDITOR (self));

  if (self->before != NULL)
    remember_text (self);
}

gboolean
nh_field_editor_restore (NhFieldEditor *self)
{
  g_autofree char *text = NULL;
  GtkWidget *choice;
  gboolean closed;

  g_return_val_if_fail (NH_IS_FIELD_EDITOR (self), FALSE);

  if (self->before == NULL)
    return FALSE;
  nh_input_commit (GTK_WIDGET (self));
  choice = nh_editor_kind_get_choice (self->control);
  closed = choice != NULL && nh_choice_entry_is_open (NH_CHOICE_ENTRY (choice));
  if (closed)
    nh_choice_entry_close (NH_CHOICE_ENTRY (choice));
  text = self->kind->read (self->control);
  if (g_strcmp0 (text, self->before) == 0)
    return closed;
  nh_field_editor_type (self, self->before);
  if (GTK_IS_EDITABLE (self->target))
    gtk_editable_select_region (GTK_EDITABLE (self->target), 0, -1);
  return TRUE;
}

void
nh_field_editor_type (NhFieldEditor *self, const char *text)
{
  g_return_if_fail (NH_IS_FIELD_EDITOR (self));
  g_return_if_fail (self->text.context != NULL && self->text.context->draft != NULL);

  self->loading = TRUE;
  self->kind->put (self->control, text);
  self->loading = FALSE;
  on_control_changed (self);
}

/* --- Showing --- */

static void
offer (NhFieldEditor *self)
{
  NhRecord *draft = self->text.context->draft;

  if (self->kind->offer == NULL || self->text.context->catalog == NULL)
    return;
  self->loading = TRUE;
  self->kind->offer (self->control, self->text.field, nh_field_text_get_value (&self->text),
                     self->text.context->catalog, nh_record_get_day (draft));
  self->loading = FALSE;
}

void
nh_field_editor_refresh (NhFieldEditor *self)
{
  NhRecord *draft;

  g_return_if_fail (NH_IS_FIELD_EDITOR (self));

  draft = self->text.context->draft;
  if (draft == NULL || self->text.writing)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), nh_record_applies (draft, self->text.index));
  /* They may stand beside the editor in its parent. */
  gtk_widget_set_child_visible (nh_problem_box_get_widget (self->problems), gtk_widget_get_visible (GTK_WIDGET (self)));
  offer (self);
  /* A value set elsewhere replaces an unreadable text; a blank value is the result of that text. */
  if (self->text.typed != NULL && nh_field_text_get_value (&self->text)->state == NH_VALUE_BLANK)
    return;
  show_value (self);
  if (self->text.typed == NULL)
    return;
  nh_field_text_set_typed (&self->text, NULL, NULL);
  update_problems (self);
}

void
nh_field_editor_reset (NhFieldEditor *self)
{
  g_return_if_fail (NH_IS_FIELD_EDITOR (self));

  self->left = FALSE;
  g_clear_handle_id (&self->parting, g_source_remove);
  nh_field_text_set_typed (&self->text, NULL, NULL);
  nh_field_editor_set_problems (self, NULL);
  if (self->text.context->draft == NULL)
    {
      self->loading = TRUE;
      self->kind->put (self->control, "");
      self->loading = FALSE;
      update_echo (self, "");
      return;
    }
  nh_field_editor_refresh (self);
  if (self->before != NULL)
    {
      remember_text (self);
      g_clear_pointer (&self->judged, g_free);
    }
}

void
nh_field_editor_set_placeholder (NhFieldEditor *self, const char *text)
{
  g_return_if_fail (NH_IS_FIELD_EDITOR (self));

  if (GTK_IS_ENTRY (self->target))
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->target), text);
}

void
nh_field_editor_set_last_year (NhFieldEditor *self, const NhRecord *record)
{
  g_autofree char *value = NULL, *text = NULL;

  g_return_if_fail (NH_IS_FIELD_EDITOR (self));

  if (record != NULL)
    value = nh_record_format (record, self->text.index, self->text.context->catalog);
  gtk_widget_set_visible (self->last_year, value != NULL && value[0] != '\0');
  if (value == NULL || value[0] == '\0')
    return;
  text = g_strdup_printf ("%d: %s", nh_record_get_info (record)->year, value);
  g_strdelimit (text, "\n", ' ');
  gtk_label_set_text (GTK_LABEL (self->last_year), text);
  gtk_widget_set_tooltip_text (self->last_year, text);
}

/* --- Making --- */

void
nh_field_editor_set_mnemonic (NhFieldEditor *self, const char *letter)
{
  const char *title = _ (self->text.field->title);
  g_autofree char *marked = nh_mnemonic_mark (title, letter);
  g_autofree char *text = g_strconcat (marked, (self->text.field->flags & NH_FIELD_REQUIRED) ? "\u00a0*" : "", NULL);

  gtk_label_set_text_with_mnemonic (GTK_LABEL (self->label), text);
  nh_label_set_wrap_over (GTK_LABEL (self->label), 20);
  nh_widget_set_name (self->label, title);
}

/* The owner shows label and errors. */
static void
make_bare (NhFieldEditor *self)
{
  int width = nh_field_get_width (self->text.field);

  gtk_widget_set_visible (self->head, FALSE);
  gtk_widget_set_visible (self->foot, FALSE);
  nh_widget_set_name (self->target, _ (self->text.field->title));
  if (!GTK_IS_EDITABLE (self->target))
    return;
  gtk_editable_set_width_chars (GTK_EDITABLE (self->target), width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->target), width); /* the default is wider than a number */
}

static void
build_control (NhFieldEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->control = self->kind->make ();
  self->target = self->kind->target != NULL ? self->kind->target (self->control) : self->control;
  gtk_widget_insert_after (self->control, GTK_WIDGET (self), self->head);
  nh_editor_kind_connect (self->control, G_CALLBACK (on_control_changed), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_enter), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (self->control, focus);

  if (self->bare)
    make_bare (self);
  else
    {
      gtk_widget_set_margin_top (self->control, GAP);
      gtk_label_set_mnemonic_widget (GTK_LABEL (self->label), self->target);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->target), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->label,
                                      NULL, -1);
    }
  if (self->text.field->flags & NH_FIELD_REQUIRED && GTK_IS_ENTRY (self->target))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->target), GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE, -1);
  if (self->text.field->hint != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->target), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    _ (self->text.field->hint), -1);
}

gboolean
nh_field_editor_attach (NhFieldEditor *self, const NhRecordType *type, NhFormContext *context)
{
  int index;

  g_return_val_if_fail (NH_IS_FIELD_EDITOR (self), FALSE);
  g_return_val_if_fail (self->kind == NULL, FALSE);

  index = self->name == NULL ? -1 : nh_record_type_field (type, self->name);
  if (index < 0 || type->fields[index].flags & NH_FIELD_HIDDEN || nh_editor_kind (&type->fields[index]) == NULL)
    return FALSE;
  self->text.type = type;
  self->text.index = index;
  self->text.field = &type->fields[index];
  self->kind = nh_editor_kind (self->text.field);
  self->text.context = context;
  build_control (self);
  self->text.unreadable.field = index;
  self->text.unreadable.severity = NH_SEVERITY_BLOCK;
  self->text.unreadable.rule = g_strdup_printf ("%s.unreadable", type->name);
  self->problems = nh_problem_box_new (self->target, &self->text.unreadable);
  if (!nh_pair_layout_put_below (GTK_WIDGET (self), nh_problem_box_get_widget (self->problems)))
    {
      gtk_widget_set_margin_top (nh_problem_box_get_widget (self->problems), GAP);
      gtk_box_append (GTK_BOX (self->foot), nh_problem_box_get_widget (self->problems));
    }
  nh_field_editor_set_mnemonic (self, NULL);
  return TRUE;
}

static gboolean
nh_field_editor_grab_focus (GtkWidget *widget)
{
  NhFieldEditor *self = NH_FIELD_EDITOR (widget);

  return self->control != NULL && gtk_widget_grab_focus (self->target);
}

static void
nh_field_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NhFieldEditor *self = NH_FIELD_EDITOR (object);

  switch (id)
    {
    case PROP_FIELD:
      g_free (self->name);
      self->name = g_value_dup_string (value);
      break;
    case PROP_WIDE:
      nh_pair_layout_set_wide (GTK_WIDGET (self), g_value_get_boolean (value));
      break;
    case PROP_MAIN:
      self->main = g_value_get_boolean (value);
      break;
    case PROP_BARE:
      self->bare = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
nh_field_editor_dispose (GObject *object)
{
  NhFieldEditor *self = NH_FIELD_EDITOR (object);

  g_clear_handle_id (&self->parting, g_source_remove);
  nh_widget_unparent_children (self);
  self->control = NULL;
  G_OBJECT_CLASS (nh_field_editor_parent_class)->dispose (object);
}

static void
nh_field_editor_finalize (GObject *object)
{
  NhFieldEditor *self = NH_FIELD_EDITOR (object);

  g_clear_pointer (&self->problems, nh_problem_box_free);
  g_free (self->text.typed);
  g_free (self->text.unreadable.rule);
  g_free (self->text.unreadable.text);
  g_free (self->before);
  g_free (self->judged);
  g_free (self->name);
  G_OBJECT_CLASS (nh_field_editor_parent_class)->finalize (object);
}

static void
nh_field_editor_class_init (NhFieldEditorClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;
  static const char *const names[N_SIGNALS] = { "changed", "entered", "left" };

  object->set_property = nh_field_editor_set_property;
  object->dispose = nh_field_editor_dispose;
  object->finalize = nh_field_editor_finalize;
  widget->grab_focus = nh_field_editor_grab_focus;
  g_object_class_install_property (object, PROP_FIELD, g_param_spec_string ("field", NULL, NULL, NULL, flags));
  g_object_class_install_property (object, PROP_WIDE, g_param_spec_boolean ("wide", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object, PROP_MAIN, g_param_spec_boolean ("main", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object, PROP_BARE, g_param_spec_boolean ("bare", NULL, NULL, FALSE, flags));
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = NH_SIGNAL (names[i], NH_TYPE_FIELD_EDITOR, 0);
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget, "fieldeditor");
}

static void
nh_field_editor_init (NhFieldEditor *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "yalign", 1.0, "hexpand", TRUE, NULL);
  self->last_year = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "yalign", 1.0, "ellipsize", PANGO_ELLIPSIZE_END,
                                  "max-width-chars", 20, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->last_year, "echo");
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (self->head), self->label);
  gtk_box_append (GTK_BOX (self->head), self->last_year);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));

  self->echo = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "max-width-chars", 20, "visible", FALSE,
                             "margin-top", GAP, NULL);
  gtk_widget_add_css_class (self->echo, "echo");
  self->foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->foot), self->echo);
  gtk_widget_set_parent (self->foot, GTK_WIDGET (self));
}

/* --- Accessors --- */

const char *
nh_field_editor_get_name (NhFieldEditor *self)
{
  return self->name;
}

guint
nh_field_editor_get_index (NhFieldEditor *self)
{
  return self->text.index;
}

const NhField *
nh_field_editor_get_field (NhFieldEditor *self)
{
  return self->text.field;
}

GtkWidget *
nh_field_editor_get_target (NhFieldEditor *self)
{
  return self->target;
}

gboolean
nh_field_editor_is_main (NhFieldEditor *self)
{
  return self->main;
}

const char *
nh_field_editor_get_title (NhFieldEditor *self)
{
  return _ (self->text.field->title);
}

char *
nh_field_editor_get_text (NhFieldEditor *self)
{
  return self->kind->read (self->control);
}

const NhFieldText *
nh_field_editor_get_field_text (NhFieldEditor *self)
{
  return &self->text;
}

gboolean
nh_field_editor_has_focus (NhFieldEditor *self)
{
  return gtk_widget_get_focus_child (GTK_WIDGET (self)) == self->control && self->control != NULL;
}

gboolean
nh_field_editor_handle_key (NhFieldEditor *self, guint keyval, GdkModifierType state)
{
  GtkWidget *choice = nh_editor_kind_get_choice (self->control);

  return choice != NULL && nh_choice_entry_handle_key (NH_CHOICE_ENTRY (choice), keyval, state);
}

gboolean
nh_field_editor_step (NhFieldEditor *self, int delta)
{
  return self->kind->step != NULL && self->kind->step (self->control, delta);
}

gboolean
nh_field_editor_keeps_enter (NhFieldEditor *self)
{
  return self->kind->keeps_enter;
}
