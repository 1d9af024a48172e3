/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-intake-head.h"

#include "nh-a11y-labels.h"
#include "nh-i18n.h"
#include "nh-widget-util.h"

#define HEAD "nh-head" /* of the box */

static const struct
{
  gint64 worth;
  const char *word, *title; /* N_() */
} scales[] = {
  { 0, NULL, N_ ("(unit not known)") }, /* until it is chosen, or follows from the heading */
  { 1, "dong", N_ ("in đồng") },
  { 1000, "nghin", N_ ("in thousands") },
  { 1000000, "trieu", N_ ("in millions") },
};

typedef struct
{
  NhIntakeTrial *trial; /* owned, nullable */
  guint column;
  GArray *fields; /* owned: of int, by position */
  GtkLabel *heading;
  GtkDropDown *field, *scale;
  gboolean showing; /* what is chosen is only shown */
  void (*chosen) (const char *word, gpointer data);
  gpointer data;
} Head;

static void
head_free (gpointer data)
{
  Head *head = data;

  g_clear_pointer (&head->trial, nh_intake_trial_unref);
  g_array_unref (head->fields);
  g_free (head);
}

/* --- The text of the button, which is as wide as the column, and of the list --- */

void
nh_intake_head_narrow (GtkWidget *label)
{
  gtk_label_set_width_chars (GTK_LABEL (label), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer narrow)
{
  GtkWidget *label = nh_label_new (NULL, NULL, FALSE);

  if (narrow == NULL)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  else
    nh_intake_head_narrow (label);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkListItemFactory *
make_factory (gboolean narrow)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GINT_TO_POINTER (narrow));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  return factory;
}

/* @titles: taken over. */
static GtkDropDown *
make_drop_down (GtkStringList *titles)
{
  g_autoptr (GtkListItemFactory) narrow = make_factory (TRUE), wide = make_factory (FALSE);
  GtkDropDown *made = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (titles), NULL));

  gtk_drop_down_set_factory (made, narrow);
  gtk_drop_down_set_list_factory (made, wide);
  return made;
}

/* --- Choosing --- */

static void
tell (Head *head, const char *field, const char *more)
{
  g_autofree char *column = nh_grid_column_name (head->column);
  g_autofree char *word = g_strconcat (column, "=", field, more != NULL ? ":" : NULL, more, NULL);

  head->chosen (word, head->data);
}

static void
on_field (Head *head)
{
  guint selected = gtk_drop_down_get_selected (head->field);

  if (!head->showing && selected < head->fields->len)
    tell (head, nh_mapping_get_name (head->trial->type, g_array_index (head->fields, int, selected)), NULL);
}

static void
on_scale (Head *head)
{
  int field = head->trial->mapping->columns[head->column].field;
  guint selected = gtk_drop_down_get_selected (head->scale);

  if (!head->showing && selected < G_N_ELEMENTS (scales) && scales[selected].word != NULL)
    tell (head, nh_mapping_get_name (head->trial->type, field), scales[selected].word);
}

static void
add_field (Head *head, const NhRecordType *type, GtkStringList *titles, int field)
{
  g_array_append_val (head->fields, field);
  gtk_string_list_append (titles, field != NH_MAP_NONE ? nh_mapping_get_field_title (type, field) : _ ("(not taken)"));
}

static void
make_field (Head *head, const NhRecordType *type)
{
  GtkStringList *titles = gtk_string_list_new (NULL);

  add_field (head, type, titles, NH_MAP_NONE);
  for (guint i = 0; i < type->n_fields; i++)
    if (!(type->fields[i].flags & NH_FIELD_HIDDEN))
      add_field (head, type, titles, (int) i);
  for (int other = NH_MAP_UNIT; other >= NH_MAP_LAST; other--)
    add_field (head, type, titles, other);
  head->field = make_drop_down (titles);
  g_signal_connect_swapped (head->field, "notify::selected", G_CALLBACK (on_field), head);
}

static void
make_scale (Head *head)
{
  GtkStringList *titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    gtk_string_list_append (titles, _ (scales[i].title));
  head->scale = make_drop_down (titles);
  nh_a11y_name_drop_down (head->scale, _ ("Unit of money"));
  g_signal_connect_swapped (head->scale, "notify::selected", G_CALLBACK (on_scale), head);
}

GtkWidget *
nh_intake_head_new (const NhRecordType *type, guint column, void (*chosen) (const char *word, gpointer data),
                    gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  Head *head = g_new0 (Head, 1);

  head->column = column;
  head->fields = g_array_new (FALSE, FALSE, sizeof (int));
  head->chosen = chosen;
  head->data = data;
  head->heading = GTK_LABEL (nh_label_new (NULL, "nh-small", FALSE));
  nh_intake_head_narrow (GTK_WIDGET (head->heading));
  make_field (head, type);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (head->heading));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (head->field));
  g_object_set_data_full (G_OBJECT (box), HEAD, head, head_free);
  gtk_widget_add_css_class (box, "nh-intake-head");
  return box;
}

/* --- What is chosen --- */

static void
show_heading (Head *head)
{
  const NhMapColumn *mapped = &head->trial->mapping->columns[head->column];
  g_autofree char *letter = nh_grid_column_name (head->column);
  g_autofree char *name = g_strdup_printf (_ ("Column %s, %s"), letter, mapped->heading);
  g_autofree char *heading = g_strdup_printf ("%s  %s", letter, mapped->heading);

  g_strdelimit (heading, "\n\r", ' ');
  gtk_label_set_text (head->heading, heading);
  gtk_widget_set_tooltip_text (GTK_WIDGET (head->heading), mapped->heading);
  nh_a11y_name_drop_down (head->field, name);
}

static void
show_field (Head *head)
{
  const NhMapColumn *mapped = &head->trial->mapping->columns[head->column];
  guint selected = 0;

  for (guint i = 0; i < head->fields->len; i++)
    if (g_array_index (head->fields, int, i) == mapped->field)
      selected = i;
  gtk_drop_down_set_selected (head->field, selected);
  nh_widget_set_css_class (head->field, "nh-guessed", mapped->likely);
}

/* Only over money. */
static void
show_scale (Head *head, GtkBox *box)
{
  const NhMapColumn *mapped = &head->trial->mapping->columns[head->column];
  gboolean money = mapped->field >= 0 && head->trial->type->fields[mapped->field].kind == NH_KIND_MONEY;
  guint selected = 0;

  if (money && head->scale == NULL)
    {
      make_scale (head);
      gtk_box_append (box, GTK_WIDGET (head->scale));
    }
  if (head->scale == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (scales[i].worth == mapped->scale)
      selected = i;
  gtk_drop_down_set_selected (head->scale, selected);
  gtk_widget_set_visible (GTK_WIDGET (head->scale), money);
}

void
nh_intake_head_show (GtkWidget *box, NhIntakeTrial *trial, int width)
{
  Head *head = g_object_get_data (G_OBJECT (box), HEAD);

  g_clear_pointer (&head->trial, nh_intake_trial_unref);
  head->trial = nh_intake_trial_ref (trial);
  head->showing = TRUE;
  show_heading (head);
  show_field (head);
  show_scale (head, GTK_BOX (box));
  head->showing = FALSE;
  gtk_widget_set_size_request (box, width, -1);
}

void
nh_intake_head_open (GtkWidget *head)
{
  Head *self = g_object_get_data (G_OBJECT (head), HEAD);

  if (gtk_widget_grab_focus (GTK_WIDGET (self->field)))
    gtk_widget_activate (gtk_widget_get_first_child (GTK_WIDGET (self->field)));
}
