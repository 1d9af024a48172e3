/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-filter-popover.h"

#include "nh-a11y-labels.h"
#include "nh-i18n.h"
#include "nh-template.h"
#include "nh-widget-util.h"

struct _NhFilterPopover
{
  GtkPopover parent_instance;

  NhSession *session; /* owned */
  const NhRecordType *type;
  NhFilter *filter;          /* owned */
  GArray *fields;            /* owned: guint, those in the drop-down */
  const char *conditions[6]; /* of the entries of `way`; "?": made from the value */
  gboolean filling;          /* the program sets the check buttons */

  /* template */
  GtkDropDown *field, *way;
  GtkStack *value; /* child: "none", "words", "codes" or "range" */
  GtkEditable *words, *from, *to, *name;
  GtkWidget *code_box, *saved_box, *keeping;
  GtkLabel *error;
  GtkCheckButton *deleted, *drafts, *problems;
};

G_DEFINE_FINAL_TYPE (NhFilterPopover, nh_filter_popover, GTK_TYPE_POPOVER)

static const NhField *
chosen_field (NhFilterPopover *self, guint *index)
{
  guint at = gtk_drop_down_get_selected (self->field);

  *index = at < self->fields->len ? g_array_index (self->fields, guint, at) : 0;
  return &self->type->fields[*index];
}

static const char *
chosen_condition (NhFilterPopover *self)
{
  guint at = gtk_drop_down_get_selected (self->way);

  return at < G_N_ELEMENTS (self->conditions) ? self->conditions[at] : "";
}

static void
show_states (NhFilterPopover *self)
{
  self->filling = TRUE;
  gtk_check_button_set_active (self->deleted, self->filter->deleted);
  gtk_check_button_set_active (self->drafts, self->filter->drafts);
  gtk_check_button_set_active (self->problems, self->filter->problems);
  self->filling = FALSE;
}

/* --- Choosing a condition --- */

static void
on_way (NhFilterPopover *self)
{
  static const char *const pages[] = { "none", "words", "codes", "range" };
  guint index;
  const NhField *field = chosen_field (self, &index);
  gboolean value = g_str_equal (chosen_condition (self), "?");

  gtk_stack_set_visible_child_name (self->value, pages[value ? nh_filter_get_way (field->kind) : NH_FILTER_NOTHING]);
  nh_label_show (self->error, NULL);
}

static void
fill_codes (NhFilterPopover *self, const NhField *field)
{
  NhDate day = nh_catalog_season_day (nh_session_get_year (self->session));
  g_autoptr (GPtrArray) codes = NULL;

  nh_widget_clear (self->code_box);
  if (nh_filter_get_way (field->kind) != NH_FILTER_CODES)
    return;
  codes = nh_catalog_get_codes (nh_session_get_catalog (self->session), field->codebook, day);
  for (guint i = 0; i < codes->len; i++)
    {
      const NhCode *code = g_ptr_array_index (codes, i);
      GtkWidget *check = gtk_check_button_new_with_label (code->title);

      g_object_set_data_full (G_OBJECT (check), "code", g_strdup (code->code), g_free);
      gtk_box_append (GTK_BOX (self->code_box), check);
    }
}

static void
on_field (NhFilterPopover *self)
{
  static const char *const values[] = { "", N_ ("contains"), N_ ("is one of"), N_ ("is between") };
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint index, n = 0;
  const NhField *field = chosen_field (self, &index);
  const struct
  {
    gboolean offered;
    const char *condition, *title;
  } ways[] = {
    /* Which record is meant is chosen in the form of that record. */
    { field->kind != NH_KIND_REFERENCE, "?", values[nh_filter_get_way (field->kind)] },
    { TRUE, "!", N_ ("is filled in") },
    { TRUE, "", N_ ("is blank") },
    { nh_kind_may_be_nil (field->kind), "none", N_ ("is “none”") },
    { nh_kind_may_be_unknown (field->kind), "unknown", N_ ("is not known yet") },
    { nh_kind_may_be_unknown (field->kind), "missing", N_ ("is blank or not known yet") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (ways[i].offered)
      {
        gtk_string_list_append (titles, _ (ways[i].title));
        self->conditions[n++] = ways[i].condition;
      }
  fill_codes (self, field);
  gtk_editable_set_text (self->words, "");
  gtk_editable_set_text (self->from, "");
  gtk_editable_set_text (self->to, "");
  gtk_drop_down_set_model (self->way, G_LIST_MODEL (titles));
  on_way (self);
}

/* One end of a range in canonical form; NULL with @error. */
static char *
read_bound (NhFilterPopover *self, const NhField *field, GtkEditable *entry, GError **error)
{
  int year = nh_session_get_year (self->session);
  NhParseContext context = { nh_session_get_catalog (self->session), nh_catalog_season_day (year),
                             nh_date_new (year, 8, 1) };
  g_auto (NhValue) value = NH_VALUE_INIT;

  if (!nh_kind_parse (field, gtk_editable_get_text (entry), &context, &value, error))
    return NULL;
  return nh_value_is_set (&value) ? nh_kind_to_canonical (field, &value) : g_strdup ("");
}

static char *
read_codes (NhFilterPopover *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (GtkWidget *box = gtk_widget_get_first_child (self->code_box); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (box)))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "",
                              (char *) g_object_get_data (G_OBJECT (box), "code"));
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* The condition entered; NULL: none, or @error. */
static char *
read_condition (NhFilterPopover *self, const NhField *field, GError **error)
{
  const char *words = gtk_editable_get_text (self->words);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!g_str_equal (chosen_condition (self), "?"))
    return g_strdup (chosen_condition (self));
  if (nh_filter_get_way (field->kind) == NH_FILTER_CODES)
    return read_codes (self);
  if (nh_filter_get_way (field->kind) == NH_FILTER_WORDS)
    return *words != '\0' ? g_strconcat ("~", words, NULL) : NULL;
  from = read_bound (self, field, self->from, error);
  to = from != NULL ? read_bound (self, field, self->to, error) : NULL;
  if (to == NULL || (*from == '\0' && *to == '\0'))
    return NULL;
  return g_strconcat (from, "..", to, NULL);
}

static void
on_ask (NhFilterPopover *self)
{
  guint index;
  const NhField *field = chosen_field (self, &index);
  g_autoptr (GError) error = NULL;
  g_autofree char *condition = read_condition (self, field, &error);

  if (condition == NULL || !nh_filter_set (self->filter, index, condition, &error))
    {
      nh_label_show (self->error, error != NULL ? error->message : _ ("Please choose or type what to look for."));
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit_by_name (self, "changed");
}

static void
on_state (NhFilterPopover *self)
{
  if (self->filling)
    return;
  self->filter->deleted = gtk_check_button_get_active (self->deleted);
  self->filter->drafts = gtk_check_button_get_active (self->drafts);
  self->filter->problems = gtk_check_button_get_active (self->problems);
  g_signal_emit_by_name (self, "changed");
}

/* --- Filters kept by name --- */

static void read_saved (NhFilterPopover *self);

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NhFilterPopover) self = data;
  g_autoptr (GError) error = NULL;

  nh_filter_keep_finish (NH_LEDGER (source), result, &error);
  if (self->session == NULL)
    return;
  if (error != NULL)
    nh_label_show (self->error, error->message);
  read_saved (self);
}

static void
on_keep (NhFilterPopover *self)
{
  const char *name = gtk_editable_get_text (self->name);

  if (nh_filter_is_empty (self->filter) || *name == '\0')
    {
      nh_label_show (self->error, _ ("First choose what to filter, and type a name."));
      return;
    }
  nh_filter_keep_async (nh_session_get_ledger (self->session), self->type, name, self->filter, NULL, on_kept,
                        g_object_ref (self));
  gtk_editable_set_text (self->name, "");
}

static void
on_saved_chosen (NhFilterPopover *self, GtkWidget *button)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  nh_filter_popover_take_filter (self, nh_filter_copy (g_object_get_data (G_OBJECT (button), "filter")));
  g_signal_emit_by_name (self, "changed");
}

static void
on_saved_removed (NhFilterPopover *self, GtkWidget *button)
{
  nh_filter_keep_async (nh_session_get_ledger (self->session), self->type,
                        g_object_get_data (G_OBJECT (button), "name"), NULL, NULL, on_kept, g_object_ref (self));
}

static void
add_saved (NhFilterPopover *self, const NhSavedFilter *saved)
{
  GtkWidget *choose = g_object_new (GTK_TYPE_BUTTON, "label", saved->name, "has-frame", FALSE, "hexpand", TRUE, NULL);
  g_autofree char *spoken = g_strdup_printf (_ ("Forget the filter “%s”"), saved->name);
  GtkWidget *remove = nh_icon_button_new ("window-close-symbolic", spoken);

  g_object_set (gtk_button_get_child (GTK_BUTTON (choose)), "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_set_visible (remove, !nh_session_is_read_only (self->session));
  g_object_set_data_full (G_OBJECT (choose), "filter", nh_filter_copy (saved->filter), (GDestroyNotify) nh_filter_free);
  g_object_set_data_full (G_OBJECT (remove), "name", g_strdup (saved->name), g_free);
  g_signal_connect_object (choose, "clicked", G_CALLBACK (on_saved_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_saved_removed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->saved_box), nh_box_new (GTK_ORIENTATION_HORIZONTAL, 4, choose, remove, NULL));
}

static void
on_saved_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NhFilterPopover) self = data;
  g_autoptr (GPtrArray) list = nh_filter_list_finish (NH_LEDGER (source), result, NULL);

  if (list == NULL || self->session == NULL)
    return;
  nh_widget_clear (self->saved_box);
  for (guint i = 0; i < list->len; i++)
    add_saved (self, g_ptr_array_index (list, i));
  gtk_widget_set_visible (self->saved_box, list->len > 0);
}

static void
read_saved (NhFilterPopover *self)
{
  nh_filter_list_async (nh_session_get_ledger (self->session), self->type, NULL, on_saved_read, g_object_ref (self));
}

/* --- The widget --- */

static void
fill_fields (NhFilterPopover *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  NhCatalog *catalog = nh_session_get_catalog (self->session);

  g_array_set_size (self->fields, 0);
  for (guint i = 0; i < self->type->n_fields; i++)
    if (nh_record_type_offers (self->type, i, catalog, nh_session_get_year (self->session)) &&
        nh_filter_get_way (self->type->fields[i].kind) != NH_FILTER_NOTHING)
      {
        gtk_string_list_append (titles, _ (self->type->fields[i].title));
        g_array_append_val (self->fields, i);
      }
  gtk_drop_down_set_model (self->field, G_LIST_MODEL (titles));
}

static void
nh_filter_popover_dispose (GObject *object)
{
  NhFilterPopover *self = NH_FILTER_POPOVER (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_filter_popover_parent_class)->dispose (object);
  g_clear_pointer (&self->filter, nh_filter_free);
  g_clear_pointer (&self->fields, g_array_unref);
}

static void
nh_filter_popover_class_init (NhFilterPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_filter_popover_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-filter-popover.ui");
  NH_BIND_CHILDREN (widget_class, NhFilterPopover, field, way, value, words, from, to, name, code_box, saved_box,
                    keeping, error, deleted, drafts, problems);
  NH_BIND_CALLBACKS (widget_class, on_way, on_ask, on_state, on_keep, read_saved);
  NH_SIGNAL ("changed", G_TYPE_FROM_CLASS (klass), 0);
}

static void
nh_filter_popover_init (NhFilterPopover *self)
{
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
  nh_widget_set_one_stop (self->code_box);
  nh_a11y_name_drop_down (self->field, _ ("Field"));
  nh_a11y_name_drop_down (self->way, _ ("Condition"));
}

NhFilterPopover *
nh_filter_popover_new (NhSession *session, const NhRecordType *type)
{
  NhFilterPopover *self = g_object_new (NH_TYPE_FILTER_POPOVER, NULL);

  self->session = g_object_ref (session);
  self->type = type;
  self->filter = nh_filter_new (type);
  gtk_widget_set_visible (self->keeping, !nh_session_is_read_only (session));
  fill_fields (self);
  on_field (self);
  g_signal_connect_object (self->field, "notify::selected", G_CALLBACK (on_field), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "view-changed", G_CALLBACK (fill_fields), self, G_CONNECT_SWAPPED);
  return self;
}

NhFilter *
nh_filter_popover_get_filter (NhFilterPopover *self)
{
  g_return_val_if_fail (NH_IS_FILTER_POPOVER (self), NULL);
  return self->filter;
}

void
nh_filter_popover_take_filter (NhFilterPopover *self, NhFilter *filter)
{
  g_return_if_fail (NH_IS_FILTER_POPOVER (self));
  nh_filter_free (self->filter);
  self->filter = filter;
  show_states (self);
}
