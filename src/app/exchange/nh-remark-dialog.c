/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-remark-dialog.h"

#include "nh-a11y-labels.h"
#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-record.h"
#include "nh-remark.h"
#include "nh-text.h"
#include "nh-widget-util.h"

typedef struct
{
  GtkWidget *parent, *window;  /* parent: owned */
  NhLedger *ledger;            /* owned */
  GPtrArray *records;          /* owned: of NhRecord */
  GArray *fields;              /* owned: of guint: those of the drop-down, after "the whole record" */
  GtkDropDown *record, *field; /* field, value: NULL where several values are proposed */
  GtkEditable *value, *why;
  GtkLabel *now, *problem;
  NhRecord *draft;     /* owned (nullable): what is proposed … */
  GArray *proposed;    /* owned: … for these fields, of guint */
  NhRemarkAdded added; /* (nullable) */
  gboolean all;        /* what is being sent are the proposed values */
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_object_unref (self->parent);
  g_object_unref (self->ledger);
  g_ptr_array_unref (self->records);
  g_array_unref (self->fields);
  g_array_unref (self->proposed);
  g_clear_object (&self->draft);
  g_free (self);
}

static NhRecord *
record_of (Dialog *self)
{
  return self->records->pdata[MIN (gtk_drop_down_get_selected (self->record), self->records->len - 1)];
}

/* -1: the whole record. */
static int
field_of (Dialog *self)
{
  guint selected = self->field != NULL ? gtk_drop_down_get_selected (self->field) : 0;

  return selected == 0 || selected > self->fields->len ? -1 : (int) g_array_index (self->fields, guint, selected - 1);
}

/* What stands in the field now. */
static void
show_value (Dialog *self)
{
  int field = field_of (self);
  g_autofree char *text = field >= 0
                              ? nh_record_format (record_of (self), (guint) field, nh_ledger_get_catalog (self->ledger))
                              : NULL;
  g_autofree char *line = text != NULL ? g_strdup_printf (_ ("Now: %s"), *text != '\0' ? text : "–") : NULL;

  nh_label_show (self->now, line);
  gtk_widget_set_sensitive (GTK_WIDGET (self->value), field >= 0);
}

static void
fill_fields (Dialog *self)
{
  const NhRecordType *type = nh_record_get_record_type (record_of (self));
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_string_list_append (titles, _ ("The whole record"));
  g_array_set_size (self->fields, 0);
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind != NH_KIND_REFERENCE)
      {
        g_array_append_val (self->fields, i);
        gtk_string_list_append (titles, _ (type->fields[i].title));
      }
  gtk_drop_down_set_model (self->field, G_LIST_MODEL (titles));
  show_value (self);
}

/* As it is typed: "hơn" before a number is a field of its own. (transfer full) */
static char *
format_field (Dialog *self, NhRecord *record, guint field)
{
  return nh_kind_format (&nh_record_get_record_type (record)->fields[field], nh_record_get (record, field),
                         nh_ledger_get_catalog (self->ledger));
}

static void
choose_field (Dialog *self, int field)
{
  g_autofree char *value = format_field (self, self->draft, (guint) field);

  for (guint i = 0; i < self->fields->len; i++)
    if ((int) g_array_index (self->fields, guint, i) == field)
      {
        gtk_drop_down_set_selected (self->field, i + 1);
        gtk_editable_set_text (self->value, value);
        gtk_widget_grab_focus (GTK_WIDGET (self->why));
      }
}

static void
notify_noted (Dialog *self)
{
  nh_notify (self->parent, NH_NOTICE_DONE,
             self->field != NULL
                 ? _ ("Noted. Return the hand-in, or save the reply, so that the unit reads it. Ctrl+Z takes the "
                      "request back.")
                 : _ ("Noted. Return the hand-in, or save the reply, so that the unit reads it. Each Ctrl+Z takes one "
                      "of the requests back."));
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Dialog *self = user_data;
  GtkWidget *window = self->window;
  g_autoptr (GtkWidget) held = window; /* by add() */
  g_autoptr (GError) error = NULL;

  if (nh_remark_add_finish (NH_LEDGER (source), result, &error))
    {
      notify_noted (self);
      if (self->added != NULL)
        self->added (self->parent, self->all);
      gtk_window_destroy (GTK_WINDOW (window));
      return;
    }
  nh_label_show (self->problem, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (field_of (self) >= 0 ? self->value : self->why));
}

/* The field that is chosen and its value. Sets self->all. */
static void
add_chosen (Dialog *self, GStrvBuilder *words)
{
  int field = field_of (self);
  g_autofree char *value = nh_text_clean (gtk_editable_get_text (self->value));
  const char *name = field >= 0 ? nh_record_get_record_type (record_of (self))->fields[field].name : "";
  g_autofree char *word = field >= 0 && *value != '\0' ? g_strdup_printf ("%s=%s", name, value) : g_strdup (name);

  g_strv_builder_add (words, word);
  self->all = *value != '\0' && self->proposed->len == 1 && (int) g_array_index (self->proposed, guint, 0) == field;
}

static void
add_proposed (Dialog *self, GStrvBuilder *words)
{
  for (guint i = 0; i < self->proposed->len; i++)
    {
      guint field = g_array_index (self->proposed, guint, i);
      g_autofree char *value = format_field (self, self->draft, field);
      const char *name = nh_record_get_record_type (record_of (self))->fields[field].name;
      g_autofree char *word = g_strdup_printf ("%s=%s", name, value);

      g_strv_builder_add (words, word);
    }
  self->all = TRUE;
}

static void
add (Dialog *self)
{
  g_autofree char *why = nh_text_clean (gtk_editable_get_text (self->why));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if (*why == '\0')
    {
      nh_label_show (self->problem, _ ("Say why: the unit reads it."));
      gtk_widget_grab_focus (GTK_WIDGET (self->why));
      return;
    }
  g_strv_builder_add_many (builder, nh_record_get_info (record_of (self))->uuid, why, NULL);
  if (self->field != NULL)
    add_chosen (self, builder);
  else
    add_proposed (self, builder);
  words = g_strv_builder_end (builder);
  g_object_ref (self->window);
  nh_remark_add_async (self->ledger, (const char *const *) words, NULL, on_added, self);
}

static GtkWidget *
add_row (GtkWidget *box, const char *label, GtkWidget *widget)
{
  GtkWidget *title = gtk_label_new_with_mnemonic (label);

  g_object_set (title, "xalign", 0.0, "mnemonic-widget", widget, NULL);
  gtk_widget_add_css_class (title, "nh-more");
  if (gtk_widget_get_first_child (box) != NULL)
    gtk_widget_set_margin_top (title, 8);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), widget);
  return widget;
}

static GtkWidget *
make_records (Dialog *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; i < self->records->len; i++)
    {
      NhRecord *record = self->records->pdata[i];
      g_autofree char *name = nh_record_get_title (record, nh_ledger_get_catalog (self->ledger));
      g_autofree char *title = g_strdup_printf ("%s: %s", _ (nh_record_get_record_type (record)->title), name);

      gtk_string_list_append (titles, title);
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)),
                                 gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop_down), TRUE);
  return drop_down;
}

static GtkWidget *
make_buttons (Dialog *self)
{
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel")),
            *button = gtk_button_new_with_mnemonic (_ ("_Ask for it"));
  GtkWidget *buttons = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, cancel, button, NULL);

  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_widget_set_margin_top (buttons, 8);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (add), self);
  return buttons;
}

/* One field, and the value for it. */
static void
add_field_rows (Dialog *self, GtkWidget *box)
{
  self->field = GTK_DROP_DOWN (add_row (box, _ ("_Field"), gtk_drop_down_new (NULL, NULL)));
  self->now = GTK_LABEL (nh_label_new (NULL, NULL, TRUE));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->now));
  self->value = GTK_EDITABLE (add_row (box, _ ("_Proposed value (may be left empty)"), gtk_entry_new ()));
  nh_a11y_name_drop_down (self->field, _ ("Field"));
  fill_fields (self);
  g_signal_connect_swapped (self->record, "notify::selected", G_CALLBACK (fill_fields), self);
  g_signal_connect_swapped (self->field, "notify::selected", G_CALLBACK (show_value), self);
}

/* All that were typed, "Quantity: 10 → 12". */
static void
add_proposed_rows (Dialog *self, GtkWidget *box)
{
  for (guint i = 0; i < self->proposed->len; i++)
    {
      guint field = g_array_index (self->proposed, guint, i);
      g_autofree char *now = format_field (self, record_of (self), field);
      g_autofree char *value = format_field (self, self->draft, field);
      g_autofree char *text = g_strdup_printf ("%s: %s → %s",
                                               _ (nh_record_get_record_type (record_of (self))->fields[field].title),
                                               *now != '\0' ? now : "–", *value != '\0' ? value : "–");

      gtk_box_append (GTK_BOX (box), nh_label_new (text, NULL, TRUE));
    }
}

static void
connect_enter (Dialog *self)
{
  if (self->value != NULL)
    g_signal_connect_swapped (self->value, "activate", G_CALLBACK (gtk_widget_grab_focus), self->why);
  g_signal_connect_swapped (self->why, "activate", G_CALLBACK (add), self);
}

static Dialog *
dialog_new (GtkWidget *parent, NhLedger *ledger, GPtrArray *records, NhRecord *draft, GArray *fields,
            NhRemarkAdded added)
{
  Dialog *self = g_new0 (Dialog, 1);

  self->parent = g_object_ref (parent);
  self->ledger = g_object_ref (ledger);
  self->records = g_ptr_array_ref (records);
  self->draft = draft != NULL ? nh_record_seal (draft) : NULL;
  self->proposed = fields != NULL ? g_array_ref (fields) : g_array_new (FALSE, FALSE, sizeof (guint));
  self->added = added;
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
nh_remark_dialog_show (GtkWidget *parent, NhLedger *ledger, GPtrArray *records, NhRecord *draft, GArray *fields,
                       NhRemarkAdded added)
{
  Dialog *self = dialog_new (parent, ledger, records, draft, fields, added);
  GtkWidget *box = nh_box_new (GTK_ORIENTATION_VERTICAL, 3, NULL);

  self->record = GTK_DROP_DOWN (add_row (box, _ ("_Record"), make_records (self)));
  nh_a11y_name_drop_down (self->record, _ ("Record"));
  if (self->proposed->len > 1)
    add_proposed_rows (self, box);
  else
    add_field_rows (self, box);
  self->why = GTK_EDITABLE (add_row (box, _ ("_Why"), gtk_entry_new ()));
  self->problem = GTK_LABEL (nh_label_new (NULL, "nh-error", TRUE));
  nh_label_show (self->problem, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  gtk_editable_set_width_chars (self->why, 56);
  connect_enter (self);
  gtk_widget_add_css_class (box, "nh-reason");
  self->window = nh_dialog_window (parent, _ ("Ask for a change of a record"), box);
  g_object_set_data_full (G_OBJECT (self->window), "dialog", self, dialog_free);
  if (self->proposed->len == 1)
    choose_field (self, (int) g_array_index (self->proposed, guint, 0));
  else if (self->proposed->len > 1)
    gtk_widget_grab_focus (GTK_WIDGET (self->why));
  gtk_window_present (GTK_WINDOW (self->window));
}
