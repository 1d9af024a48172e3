/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-filter-bar.h"

#include "nh-access.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-store.h"
#include "nh-wrap-layout.h"

struct _NhFilterBar
{
  GtkWidget parent_instance;

  NhSession *session;              /* owned */
  const NhRecordType *type;
  NhFilter *filter;                /* owned */
  GArray *fields;                  /* owned: guint, those in the drop-down */
  GPtrArray *conditions;           /* owned: char*, what the entries of `ways` stand for; "?" a value */
  GPtrArray *codes;                /* owned: char*, of the boxes in `code_box` */
  gboolean filling;                /* the popover is set by us */

  GHashTable *names;               /* owned: "type id" → name of a record that is referred to; "": not read yet */
  GtkMenuButton *button;           /* owned */
  GtkDropDown *field, *way;
  GtkStack *value;                 /* "none", "words", "codes", "range" */
  GtkEntry *words, *from, *to;
  GtkBox *code_box, *saved_box;
  GtkLabel *error;
  GtkCheckButton *deleted, *drafts, *problems;
  GtkEntry *name;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhFilterBar, nh_filter_bar, GTK_TYPE_WIDGET)

static void show (NhFilterBar *self);

static NhCatalog *
catalog_of (NhFilterBar *self)
{
  return nh_session_get_catalog (self->session);
}

static const NhField *
chosen_field (NhFilterBar *self, guint *index)
{
  guint at = gtk_drop_down_get_selected (self->field);

  *index = at < self->fields->len ? g_array_index (self->fields, guint, at) : 0;
  return &self->type->fields[*index];
}

static void
announce (NhFilterBar *self)
{
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- what is asked -------------------------------------------------------------------------------------------------------- */

static void
on_remove (NhFilterBar *self, GtkWidget *chip)
{
  int field = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "field"));
  gboolean *state = g_object_get_data (G_OBJECT (chip), "state");

  if (state != NULL)
    *state = FALSE;
  else if (field >= 0)
    nh_filter_set (self->filter, (guint) field, NULL, NULL);
  else
    {
      nh_filter_free (self->filter);
      self->filter = nh_filter_new (self->type);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  announce (self);
}

static void
add_chip (NhFilterBar *self, const char *text, int field, gboolean *state)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *spoken = g_strdup_printf (_("Take away the filter: %s"), text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "nh-chip");
  gtk_widget_set_tooltip_text (chip, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (chip), "field", GINT_TO_POINTER (field));
  g_object_set_data (G_OBJECT (chip), "state", state);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (chip, GTK_WIDGET (self));
}

/* A record that is referred to has a name, which is read when it is first asked for. NULL: this is no such condition. */
static char *
name_key (NhFilterBar *self, guint field)
{
  const NhField *described = &self->type->fields[field];
  const char *condition = self->filter->conditions[field];

  if (described->kind != NH_KIND_REFERENCE || condition == NULL || *condition == '\0' || condition[strspn (condition, "0123456789")] != '\0')
    return NULL;
  return g_strconcat (described->codebook, " ", condition, NULL);
}

static char *
describe (NhFilterBar *self, guint field)
{
  g_autofree char *key = name_key (self, field);
  const char *name = key != NULL ? g_hash_table_lookup (self->names, key) : NULL;

  if (name == NULL || *name == '\0')
    return nh_filter_describe (self->filter, field, catalog_of (self));
  return g_strdup_printf ("%s: %s", _(self->type->fields[field].title), name);
}

static void show_chips (NhFilterBar *self);

static void
on_name (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFilterBar) self = user_data;
  g_autoptr (NhLoaded) loaded = nh_store_load_finish (NH_LEDGER (source), result, NULL);
  const NhRecordInfo *info = loaded != NULL ? nh_record_get_info (loaded->record) : NULL;

  if (info == NULL || self->session == NULL)
    return;
  g_hash_table_insert (self->names,
                       g_strdup_printf ("%s %" G_GINT64_FORMAT, nh_record_get_record_type (loaded->record)->name, info->id),
                       nh_record_get_name (loaded->record, catalog_of (self)));
  show_chips (self);
}

static void
read_names (NhFilterBar *self)
{
  for (guint i = 0; i < self->type->n_fields; i++)
    {
      g_autofree char *key = name_key (self, i);

      if (key == NULL || g_hash_table_contains (self->names, key))
        continue;
      nh_store_load_async (nh_session_get_ledger (self->session), nh_record_type_find (self->type->fields[i].codebook),
                   g_ascii_strtoll (self->filter->conditions[i], NULL, 10), NULL, on_name, g_object_ref (self));
      g_hash_table_insert (self->names, g_steal_pointer (&key), g_strdup (""));   /* asked for */
    }
}

static void
show_chips (NhFilterBar *self)
{
  const struct { gboolean *state; const char *text; } states[] = {
    { &self->filter->problems, _("With problems") },
    { &self->filter->drafts, _("Not saved yet") },
    { &self->filter->deleted, C_("filter", "Deleted") },
  };
  guint n = 0;
  GtkWidget *child;

  read_names (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  for (guint i = 0; i < self->type->n_fields; i++)
    if (self->filter->conditions[i] != NULL)
      {
        g_autofree char *text = describe (self, i);

        add_chip (self, text, (int) i, NULL);
        n++;
      }
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (*states[i].state)
      {
        add_chip (self, states[i].text, -1, states[i].state);
        n++;
      }
  if (n > 1)
    add_chip (self, _("All filters"), -1, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
show (NhFilterBar *self)
{
  show_chips (self);
  self->filling = TRUE;
  gtk_check_button_set_active (self->deleted, self->filter->deleted);
  gtk_check_button_set_active (self->drafts, self->filter->drafts);
  gtk_check_button_set_active (self->problems, self->filter->problems);
  self->filling = FALSE;
}

/* --- asking --------------------------------------------------------------------------------------------------------------- */

static const char *
chosen_condition (NhFilterBar *self)
{
  guint at = gtk_drop_down_get_selected (self->way);

  return at < self->conditions->len ? g_ptr_array_index (self->conditions, at) : "";
}

static void
say_error (NhFilterBar *self, const char *text)
{
  gtk_label_set_text (self->error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), text != NULL);
}

static void
on_way (NhFilterBar *self)
{
  static const char *const pages[] = { "none", "words", "codes", "range" };
  guint index;
  const NhField *field = chosen_field (self, &index);
  gboolean value = g_str_equal (chosen_condition (self), "?");

  gtk_stack_set_visible_child_name (self->value, pages[value ? nh_filter_get_way (field->kind) : NH_FILTER_NOTHING]);
  say_error (self, NULL);
}

static void
fill_codes (NhFilterBar *self, const NhField *field)
{
  g_autoptr (GPtrArray) codes = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->code_box))) != NULL)
    gtk_box_remove (self->code_box, child);
  g_ptr_array_set_size (self->codes, 0);
  if (nh_filter_get_way (field->kind) != NH_FILTER_CODES)
    return;
  codes = nh_catalog_get_codes (catalog_of (self), field->codebook, nh_catalog_season_day (nh_session_get_year (self->session)));
  for (guint i = 0; i < codes->len; i++)
    {
      const NhCode *code = g_ptr_array_index (codes, i);

      gtk_box_append (self->code_box, gtk_check_button_new_with_label (code->title));
      g_ptr_array_add (self->codes, g_strdup (code->code));
    }
}

static void
add_way (NhFilterBar *self, GtkStringList *titles, const char *title, const char *condition)
{
  gtk_string_list_append (titles, title);
  g_ptr_array_add (self->conditions, g_strdup (condition));
}

static void
on_field (NhFilterBar *self)
{
  static const char *const values[] = { "", N_("contains"), N_("is one of"), N_("is between") };
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint index;
  const NhField *field = chosen_field (self, &index);

  g_ptr_array_set_size (self->conditions, 0);
  if (field->kind != NH_KIND_REFERENCE)   /* which one is asked from that record's own form */
    add_way (self, titles, _(values[nh_filter_get_way (field->kind)]), "?");
  add_way (self, titles, _("is filled in"), "!");
  add_way (self, titles, _("is blank"), "");
  if (nh_kind_may_be_nil (field->kind))
    add_way (self, titles, _("is “none”"), "none");
  if (nh_kind_may_be_unknown (field->kind))
    add_way (self, titles, _("is not known yet"), "unknown");
  fill_codes (self, field);
  gtk_editable_set_text (GTK_EDITABLE (self->words), "");
  gtk_editable_set_text (GTK_EDITABLE (self->from), "");
  gtk_editable_set_text (GTK_EDITABLE (self->to), "");
  gtk_drop_down_set_model (self->way, G_LIST_MODEL (titles));
  on_way (self);
}

/* What was typed as one end of a range, as it stands in a condition; NULL with @error. */
static char *
read_bound (NhFilterBar *self, const NhField *field, GtkEntry *entry, GError **error)
{
  int year = nh_session_get_year (self->session);
  NhParseContext context = { catalog_of (self), nh_catalog_season_day (year), nh_date_new (year, 8, 1) };
  g_auto (NhValue) value = NH_VALUE_INIT;

  if (!nh_kind_parse (field, gtk_editable_get_text (GTK_EDITABLE (entry)), &context, &value, error))
    return NULL;
  return nh_value_is_set (&value) ? nh_kind_to_canonical (field, &value) : g_strdup ("");
}

static char *
read_codes (NhFilterBar *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (self->code_box));

  for (guint i = 0; box != NULL; i++, box = gtk_widget_get_next_sibling (box))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (box)))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", (char *) g_ptr_array_index (self->codes, i));
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* The condition as it stands in the popover; NULL: nothing was chosen or typed, or @error. */
static char *
read_condition (NhFilterBar *self, const NhField *field, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!g_str_equal (chosen_condition (self), "?"))
    return g_strdup (chosen_condition (self));
  if (nh_filter_get_way (field->kind) == NH_FILTER_CODES)
    return read_codes (self);
  if (nh_filter_get_way (field->kind) == NH_FILTER_WORDS)
    return *gtk_editable_get_text (GTK_EDITABLE (self->words)) != '\0'
             ? g_strconcat ("~", gtk_editable_get_text (GTK_EDITABLE (self->words)), NULL) : NULL;
  from = read_bound (self, field, self->from, error);
  to = from != NULL ? read_bound (self, field, self->to, error) : NULL;
  if (to == NULL || (*from == '\0' && *to == '\0'))
    return NULL;
  return g_strconcat (from, "..", to, NULL);
}

static void
on_ask (NhFilterBar *self)
{
  guint index;
  const NhField *field = chosen_field (self, &index);
  g_autoptr (GError) error = NULL;
  g_autofree char *condition = read_condition (self, field, &error);

  if (condition == NULL || !nh_filter_set (self->filter, index, condition, &error))
    {
      say_error (self, error != NULL ? error->message : _("Please choose or type what to look for."));
      return;
    }
  gtk_menu_button_popdown (self->button);
  announce (self);
}

static void
on_state (NhFilterBar *self)
{
  if (self->filling)
    return;
  self->filter->deleted = gtk_check_button_get_active (self->deleted);
  self->filter->drafts = gtk_check_button_get_active (self->drafts);
  self->filter->problems = gtk_check_button_get_active (self->problems);
  announce (self);
}

/* --- kept by name --------------------------------------------------------------------------------------------------------- */

static void read_saved (NhFilterBar *self);

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFilterBar) self = user_data;
  g_autoptr (GError) error = NULL;

  nh_filter_keep_finish (NH_LEDGER (source), result, &error);
  if (error != NULL)
    say_error (self, error->message);
  read_saved (self);
}

static void
keep (NhFilterBar *self, const char *name, const NhFilter *filter)
{
  nh_filter_keep_async (nh_session_get_ledger (self->session), self->type, name, filter, NULL, on_kept, g_object_ref (self));
}

static void
on_keep (NhFilterBar *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));

  if (nh_filter_is_empty (self->filter) || *name == '\0')
    {
      say_error (self, _("First choose what to filter, and type a name."));
      return;
    }
  keep (self, name, self->filter);
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
}

static void
on_saved_chosen (NhFilterBar *self, GtkWidget *button)
{
  gtk_menu_button_popdown (self->button);
  nh_filter_bar_set_filter (self, g_object_get_data (G_OBJECT (button), "filter"));
}

static void
on_saved_removed (NhFilterBar *self, GtkWidget *button)
{
  keep (self, g_object_get_data (G_OBJECT (button), "name"), NULL);
}

static void
free_filter (gpointer filter)
{
  nh_filter_free (filter);
}

static void
add_saved (NhFilterBar *self, const NhSavedFilter *saved)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *choose = gtk_button_new_with_label (saved->name);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (choose));
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *spoken = g_strdup_printf (_("Forget the filter “%s”"), saved->name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_has_frame (GTK_BUTTON (choose), FALSE);
  gtk_button_set_has_frame (GTK_BUTTON (remove), FALSE);
  gtk_widget_set_hexpand (choose, TRUE);
  gtk_widget_set_tooltip_text (remove, spoken);
  gtk_widget_set_visible (remove, !nh_ledger_is_read_only (nh_session_get_ledger (self->session)));
  g_object_set_data_full (G_OBJECT (choose), "filter", nh_filter_copy (saved->filter), free_filter);
  g_object_set_data_full (G_OBJECT (remove), "name", g_strdup (saved->name), g_free);
  g_signal_connect_object (choose, "clicked", G_CALLBACK (on_saved_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_saved_removed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), choose);
  gtk_box_append (GTK_BOX (row), remove);
  gtk_box_append (self->saved_box, row);
}

static void
on_saved_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFilterBar) self = user_data;
  g_autoptr (GPtrArray) list = nh_filter_list_finish (NH_LEDGER (source), result, NULL);
  GtkWidget *child;

  if (list == NULL || self->saved_box == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->saved_box))) != NULL)
    gtk_box_remove (self->saved_box, child);
  for (guint i = 0; i < list->len; i++)
    add_saved (self, g_ptr_array_index (list, i));
  gtk_widget_set_visible (GTK_WIDGET (self->saved_box), list->len > 0);
}

static void
read_saved (NhFilterBar *self)
{
  nh_filter_list_async (nh_session_get_ledger (self->session), self->type, NULL, on_saved_read, g_object_ref (self));
}

/* --- the widget ----------------------------------------------------------------------------------------------------------- */

static GtkEntry *
make_entry (NhFilterBar *self, const char *placeholder, GCallback activated)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, placeholder, -1);
  g_signal_connect_object (entry, "activate", activated, self, G_CONNECT_SWAPPED);
  return GTK_ENTRY (entry);
}

static GtkStack *
make_value (NhFilterBar *self)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *range = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->words = make_entry (self, _("Words, marks are not needed"), G_CALLBACK (on_ask));
  self->from = make_entry (self, C_("filter", "From"), G_CALLBACK (on_ask));
  self->to = make_entry (self, C_("filter", "To"), G_CALLBACK (on_ask));
  self->code_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->from), 10);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->to), 10);
  gtk_box_append (GTK_BOX (range), GTK_WIDGET (self->from));
  gtk_box_append (GTK_BOX (range), GTK_WIDGET (self->to));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 190);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->code_box));
  gtk_stack_set_vhomogeneous (GTK_STACK (stack), FALSE);
  gtk_stack_add_named (GTK_STACK (stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "none");
  gtk_stack_add_named (GTK_STACK (stack), GTK_WIDGET (self->words), "words");
  gtk_stack_add_named (GTK_STACK (stack), scrolled, "codes");
  gtk_stack_add_named (GTK_STACK (stack), range, "range");
  return GTK_STACK (stack);
}

static GtkDropDown *
make_fields (NhFilterBar *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *down;

  for (guint i = 0; i < self->type->n_fields; i++)
    if (!(self->type->fields[i].flags & NH_FIELD_HIDDEN) && nh_filter_get_way (self->type->fields[i].kind) != NH_FILTER_NOTHING)
      {
        gtk_string_list_append (titles, _(self->type->fields[i].title));
        g_array_append_val (self->fields, i);
      }
  down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
  nh_access_name_drop_down (GTK_DROP_DOWN (down), _("Field"));
  return GTK_DROP_DOWN (down);
}

static GtkCheckButton *
make_check (NhFilterBar *self, GtkBox *box, const char *label)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  g_signal_connect_object (check, "toggled", G_CALLBACK (on_state), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, check);
  return GTK_CHECK_BUTTON (check);
}

static void
append_keeping (NhFilterBar *self, GtkBox *box)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_with_label (C_("filter", "Keep"));

  self->name = make_entry (self, _("Keep this filter as…"), G_CALLBACK (on_keep));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_keep), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (row), button);
  gtk_widget_set_visible (row, !nh_ledger_is_read_only (nh_session_get_ledger (self->session)));
  gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (box, GTK_WIDGET (self->saved_box));
  gtk_box_append (box, row);
}

static GtkWidget *
make_popover (NhFilterBar *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  GtkWidget *ask = gtk_button_new_with_label (_("Filter by this"));

  self->field = make_fields (self);
  self->way = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  nh_access_name_drop_down (self->way, _("Condition"));
  self->value = make_value (self);
  self->error = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  self->saved_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_label_set_wrap (self->error, TRUE);
  gtk_label_set_xalign (self->error, 0);
  gtk_label_set_max_width_chars (self->error, 34);
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "error");
  gtk_widget_add_css_class (ask, "suggested-action");
  gtk_widget_add_css_class (GTK_WIDGET (box), "nh-filter");
  gtk_widget_set_size_request (GTK_WIDGET (box), 300, -1);
  g_signal_connect_object (ask, "clicked", G_CALLBACK (on_ask), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, GTK_WIDGET (self->field));
  gtk_box_append (box, GTK_WIDGET (self->way));
  gtk_box_append (box, GTK_WIDGET (self->value));
  gtk_box_append (box, GTK_WIDGET (self->error));
  gtk_box_append (box, ask);
  gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  self->problems = make_check (self, box, _("Only those with problems"));
  self->drafts = make_check (self, box, _("Only those not saved yet"));
  self->deleted = make_check (self, box, _("Only deleted ones"));
  append_keeping (self, box);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (box));
  g_signal_connect_object (popover, "show", G_CALLBACK (read_saved), self, G_CONNECT_SWAPPED);
  return popover;
}

static void
nh_filter_bar_dispose (GObject *object)
{
  NhFilterBar *self = NH_FILTER_BAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->saved_box = NULL;
  g_clear_object (&self->button);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_filter_bar_parent_class)->dispose (object);
}

static void
nh_filter_bar_finalize (GObject *object)
{
  NhFilterBar *self = NH_FILTER_BAR (object);

  g_clear_pointer (&self->filter, nh_filter_free);
  g_array_unref (self->fields);
  g_ptr_array_unref (self->conditions);
  g_ptr_array_unref (self->codes);
  g_hash_table_unref (self->names);
  G_OBJECT_CLASS (nh_filter_bar_parent_class)->finalize (object);
}

static void
nh_filter_bar_class_init (NhFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_filter_bar_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "filterbar");
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_filter_bar_init (NhFilterBar *self)
{
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  self->conditions = g_ptr_array_new_with_free_func (g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->codes = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), nh_wrap_layout_new (4, 6));
}

GtkWidget *
nh_filter_bar_new (NhSession *session, const NhRecordType *type)
{
  NhFilterBar *self = g_object_new (NH_TYPE_FILTER_BAR, NULL);

  self->session = g_object_ref (session);
  self->type = type;
  self->filter = nh_filter_new (type);
  self->button = g_object_ref_sink (GTK_MENU_BUTTON (gtk_menu_button_new ()));
  gtk_menu_button_set_label (self->button, C_("filter", "Filter"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Show only some records (Ctrl+Shift+F)"));
  gtk_menu_button_set_popover (self->button, make_popover (self));
  on_field (self);
  g_signal_connect_object (self->field, "notify::selected", G_CALLBACK (on_field), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->way, "notify::selected", G_CALLBACK (on_way), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

GtkWidget *
nh_filter_bar_get_button (NhFilterBar *self)
{
  g_return_val_if_fail (NH_IS_FILTER_BAR (self), NULL);
  return GTK_WIDGET (self->button);
}

const NhFilter *
nh_filter_bar_get_filter (NhFilterBar *self)
{
  g_return_val_if_fail (NH_IS_FILTER_BAR (self), NULL);
  return self->filter;
}

void
nh_filter_bar_set_filter (NhFilterBar *self, const NhFilter *filter)
{
  NhFilter *taken;

  g_return_if_fail (NH_IS_FILTER_BAR (self));

  taken = filter != NULL ? nh_filter_copy (filter) : nh_filter_new (self->type);
  nh_filter_free (self->filter);
  self->filter = taken;
  g_hash_table_remove_all (self->names);   /* they may have been renamed since */
  announce (self);
}

void
nh_filter_bar_open (NhFilterBar *self)
{
  g_return_if_fail (NH_IS_FILTER_BAR (self));
  gtk_menu_button_popup (self->button);
}
