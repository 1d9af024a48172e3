/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-filter-bar.h"

#include "nh-filter-popover.h"
#include "nh-i18n.h"
#include "nh-store.h"
#include "nh-widget-util.h"
#include "nh-wrap-layout.h"

struct _NhFilterBar
{
  GtkWidget parent_instance;

  NhSession *session; /* owned */
  const NhRecordType *type;
  GHashTable *names;        /* owned: "type id" → name of a referenced record; "": being read */
  GtkMenuButton *button;    /* owned */
  NhFilterPopover *popover; /* owned: has the filter */
};

G_DEFINE_FINAL_TYPE (NhFilterBar, nh_filter_bar, GTK_TYPE_WIDGET)

/* What a chip removes: a field's condition by its index, everything, or a state. */
static const gsize states[] = {
  G_STRUCT_OFFSET (NhFilter, problems),
  G_STRUCT_OFFSET (NhFilter, drafts),
  G_STRUCT_OFFSET (NhFilter, deleted),
};
#define ALL_FILTERS (-1)
#define STATE(index) (-2 - (int) (index))

static NhFilter *
filter_of (NhFilterBar *self)
{
  return nh_filter_popover_get_filter (self->popover);
}

static void show_chips (NhFilterBar *self);

static void
on_changed (NhFilterBar *self)
{
  show_chips (self);
  g_signal_emit_by_name (self, "changed");
}

static void
on_remove (NhFilterBar *self, GtkWidget *chip)
{
  int what = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "what"));
  NhFilter *filter = what == ALL_FILTERS ? nh_filter_new (self->type) : nh_filter_copy (filter_of (self));

  if (what >= 0)
    nh_filter_set (filter, (guint) what, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (what == STATE (i))
      G_STRUCT_MEMBER (gboolean, filter, states[i]) = FALSE;
  nh_filter_popover_take_filter (self->popover, filter);
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  on_changed (self);
}

static void
add_chip (NhFilterBar *self, const char *text, int what)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *label = nh_label_new (text, NULL, FALSE);
  g_autofree char *spoken = g_strdup_printf (_ ("Take away the filter: %s"), text);

  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_button_set_child (GTK_BUTTON (chip), nh_box_new (GTK_ORIENTATION_HORIZONTAL, 6, label,
                                                       gtk_image_new_from_icon_name ("window-close-symbolic"), NULL));
  gtk_widget_add_css_class (chip, "nh-chip");
  gtk_widget_set_tooltip_text (chip, spoken);
  nh_widget_set_name (chip, spoken);
  g_object_set_data (G_OBJECT (chip), "what", GINT_TO_POINTER (what));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (chip, GTK_WIDGET (self));
}

/* --- Names of referenced records --- */

/* The key in `names` of the record that a condition names; NULL: it names none. */
static char *
name_key (NhFilterBar *self, guint field)
{
  const NhField *described = &self->type->fields[field];
  const char *condition = filter_of (self)->conditions[field];

  if (described->kind != NH_KIND_REFERENCE || condition == NULL || *condition == '\0' ||
      condition[strspn (condition, "0123456789")] != '\0')
    return NULL;
  return g_strconcat (described->codebook, " ", condition, NULL);
}

static char *
describe (NhFilterBar *self, guint field)
{
  g_autofree char *key = name_key (self, field);
  const char *name = key != NULL ? g_hash_table_lookup (self->names, key) : NULL;

  if (name == NULL || *name == '\0')
    return nh_filter_describe (filter_of (self), field, nh_session_get_catalog (self->session));
  return g_strdup_printf ("%s: %s", _ (self->type->fields[field].title), name);
}

static void
on_name (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NhFilterBar) self = data;
  g_autoptr (NhLoaded) loaded = nh_store_load_finish (NH_LEDGER (source), result, NULL);
  const NhRecordInfo *info = loaded != NULL ? nh_record_get_info (loaded->record) : NULL;
  char *key;

  if (info == NULL || self->session == NULL)
    return;
  key = g_strdup_printf ("%s %" G_GINT64_FORMAT, nh_record_get_record_type (loaded->record)->name, info->id);
  g_hash_table_insert (self->names, key, nh_record_get_name (loaded->record, nh_session_get_catalog (self->session)));
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
                           g_ascii_strtoll (filter_of (self)->conditions[i], NULL, 10), NULL, on_name,
                           g_object_ref (self));
      g_hash_table_insert (self->names, g_steal_pointer (&key), g_strdup (""));
    }
}

/* --- The widget --- */

static void
show_chips (NhFilterBar *self)
{
  const char *const titles[] = { _ ("With problems"), _ ("Not saved yet"), C_ ("filter", "Deleted") };
  GtkWidget *first;

  read_names (self);
  nh_widget_unparent_children (self);
  for (guint i = 0; i < self->type->n_fields; i++)
    if (filter_of (self)->conditions[i] != NULL)
      {
        g_autofree char *text = describe (self, i);

        add_chip (self, text, (int) i);
      }
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (G_STRUCT_MEMBER (gboolean, filter_of (self), states[i]))
      add_chip (self, titles[i], STATE (i));
  first = gtk_widget_get_first_child (GTK_WIDGET (self));
  if (first != NULL && gtk_widget_get_next_sibling (first) != NULL)
    add_chip (self, _ ("All filters"), ALL_FILTERS);
  gtk_widget_set_visible (GTK_WIDGET (self), first != NULL);
}

static void
nh_filter_bar_dispose (GObject *object)
{
  NhFilterBar *self = NH_FILTER_BAR (object);

  nh_widget_unparent_children (self);
  g_clear_object (&self->button);
  g_clear_object (&self->popover);
  g_clear_object (&self->session);
  g_clear_pointer (&self->names, g_hash_table_unref);
  G_OBJECT_CLASS (nh_filter_bar_parent_class)->dispose (object);
}

static void
nh_filter_bar_class_init (NhFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_filter_bar_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "filterbar");
  NH_SIGNAL ("changed", G_TYPE_FROM_CLASS (klass), 0);
}

static void
nh_filter_bar_init (NhFilterBar *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), nh_wrap_layout_new (4, 6));
}

GtkWidget *
nh_filter_bar_new (NhSession *session, const NhRecordType *type)
{
  NhFilterBar *self = g_object_new (NH_TYPE_FILTER_BAR, NULL);

  self->session = g_object_ref (session);
  self->type = type;
  self->popover = g_object_ref_sink (nh_filter_popover_new (session, type));
  self->button = g_object_ref_sink (GTK_MENU_BUTTON (gtk_menu_button_new ()));
  gtk_menu_button_set_label (self->button, C_ ("filter", "Filter"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Show only some records (Ctrl+Shift+F)"));
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  g_signal_connect_object (self->popover, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show_chips (self);
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
  return filter_of (self);
}

void
nh_filter_bar_set_filter (NhFilterBar *self, const NhFilter *filter)
{
  g_return_if_fail (NH_IS_FILTER_BAR (self));
  nh_filter_popover_take_filter (self->popover, filter != NULL ? nh_filter_copy (filter) : nh_filter_new (self->type));
  g_hash_table_remove_all (self->names); /* they may have been renamed since */
  on_changed (self);
}

void
nh_filter_bar_open (NhFilterBar *self)
{
  g_return_if_fail (NH_IS_FILTER_BAR (self));
  gtk_menu_button_popup (self->button);
}
