/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-figure-table.h"

#include "nh-figure-text.h"
#include "nh-filter.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-point.h"
#include "nh-total.h"
#include "nh-widget-util.h"

#define N_COLUMNS 3 /* of numbers: this year, last year, the difference */
#define LEAST_CHARS 18

typedef struct
{
  GtkListBox *list;
  const NhOverview *overview;
  NhCatalog *catalog;
  int year;
  const NhFiguresSent *sent;      /* nullable */
  GtkSizeGroup *sizes[N_COLUMNS]; /* owned */
} Table;

/* --- Where a row leads --- */

/* The codes of the list of @field that have the attribute, as "column=residential". */
static void
add_codes (GStrvBuilder *words, NhCatalog *catalog, const NhField *field, const char *attribute)
{
  g_auto (GStrv) parts = g_strsplit (attribute, "=", 2);
  g_autofree char *word = nh_filter_codes_word (catalog, field, parts[0], parts[1]);

  if (!g_str_has_suffix (word, "="))
    g_strv_builder_add (words, word);
}

/* For "workplace.show-filtered". */
static GVariant *
target_of (const NhIndicator *indicator, const NhFigure *figure, NhCatalog *catalog)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const NhRecordType *type = indicator->type != NULL ? indicator->type : &nh_point_type;
  g_auto (GStrv) all = NULL;

  if (figure->from == NH_FROM_TOTAL)
    {
      g_autofree char *word = g_strconcat ("indicator=", indicator->code, NULL);

      type = &nh_total_type;
      g_strv_builder_add (words, word);
    }
  else
    {
      if (indicator->choice != NULL)
        add_codes (words, catalog, &type->fields[type->counting->choice], indicator->choice);
      if (indicator->filter != NULL)
        g_strv_builder_add (words, indicator->filter);
      if (type->counting->state >= 0)
        add_codes (words, catalog, &type->fields[type->counting->state], "counted=1");
    }
  all = g_strv_builder_end (words);
  return g_variant_new ("(s^as)", type->name, all);
}

/* --- Texts --- */

/* (transfer full) */
static char *
figure_text (const NhFigure *figure)
{
  g_autofree char *text = nh_figure_format (figure);

  return *text != '\0' ? g_steal_pointer (&text) : g_strdup ("–");
}

/* "+2", where they may be compared. (transfer full) */
static char *
difference_text (const Table *self, const NhIndicator *indicator, const NhFigure *now, const NhFigure *before)
{
  gint64 difference = now->value - before->value;
  g_autofree char *number = nh_number_format (ABS (difference));

  if (!nh_figures_may_compare (self->overview->figures, self->overview->last_year, indicator->code))
    return g_strdup ("");
  return g_strdup_printf ("%s%s", difference > 0 ? "+" : difference < 0 ? "−" : "", number);
}

/* A total and records that differ: the number that is not used. (transfer full) (nullable) */
static char *
conflict_text (const NhFigure *figure)
{
  g_autofree char *other = nh_number_format (figure->other);

  if (!figure->conflict)
    return NULL;
  return g_strdup_printf (figure->from == NH_FROM_TOTAL ? _ ("Records say %s%s%s.") : _ ("The total says %s%s%s."),
                          figure->other_qualifier != NULL ? figure->other_qualifier : "",
                          figure->other_qualifier != NULL ? " " : "", other);
}

/* --- Rows --- */

static GtkWidget *
add_row (Table *self, const char *title, const char *const *numbers, const char *style)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *name = nh_label_new (title, NULL, TRUE);
  GtkWidget *texts = nh_box_new (GTK_ORIENTATION_VERTICAL, 0, name, NULL);
  GtkWidget *box = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 12, texts, NULL);

  /* Narrower, the card goes below the other one. */
  gtk_label_set_width_chars (GTK_LABEL (name), LEAST_CHARS);
  gtk_widget_set_hexpand (texts, TRUE);
  for (guint i = 0; numbers != NULL && i < N_COLUMNS; i++)
    {
      GtkWidget *label = nh_label_new (numbers[i], "numeric", FALSE);

      g_object_set (label, "xalign", 1.0, "ellipsize", PANGO_ELLIPSIZE_NONE, "valign", GTK_ALIGN_START, NULL);
      if (i > 0)
        gtk_widget_add_css_class (label, "dim-label");
      gtk_size_group_add_widget (self->sizes[i], label);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, style);
  g_object_set_data (G_OBJECT (row), "texts", texts);
  gtk_list_box_append (self->list, row);
  return row;
}

/* Tab goes to the first row of a list or, where that takes no focus, past the list. */
static void
add_heading (Table *self, const char *title, const char *const *numbers, const char *style)
{
  GtkWidget *row = add_row (self, title, numbers, style);
  gboolean first = gtk_list_box_get_row_at_index (self->list, 1) == NULL;

  g_object_set (row, "activatable", FALSE, "focusable", first, NULL);
  nh_widget_set_name (row, title);
}

/* The third number. (transfer full) */
static char *
beside_text (const Table *self, const NhIndicator *indicator, const NhFigure *figure, const NhFigure *before)
{
  g_autofree char *text = NULL;

  if (self->sent == NULL)
    return difference_text (self, indicator, figure, before);
  text = nh_figure_text_format (self->sent->figures[nh_indicator_index (indicator->code)]);
  return *text != '\0' ? g_steal_pointer (&text) : g_strdup ("–");
}

static gboolean
is_as_sent (const Table *self, const NhIndicator *indicator, const NhFigure *figure)
{
  g_autofree char *text = nh_figure_to_text (figure);

  return nh_figure_text_is_same (text, self->sent->figures[nh_indicator_index (indicator->code)]);
}

static void
add_figure (Table *self, const NhIndicator *indicator, const NhFigure *figure, const NhFigure *before)
{
  g_autofree char *now = figure_text (figure), *then = figure_text (before);
  g_autofree char *difference = beside_text (self, indicator, figure, before), *conflict = conflict_text (figure);
  const char *const numbers[N_COLUMNS] = { now, then, difference };
  const char *title = nh_indicator_get_title (indicator, self->catalog);
  GtkWidget *row = add_row (self, title, numbers, "nh-figure");
  g_autofree char *name = g_strdup_printf ("%s: %s %s; %d: %s", title, now,
                                           figure->value != 0 ? indicator->measure : "", self->year - 1, then);

  if (self->sent != NULL && !is_as_sent (self, indicator, figure))
    {
      gtk_widget_add_css_class (row, "nh-changed");
      gtk_box_append (g_object_get_data (G_OBJECT (row), "texts"),
                      nh_label_new (_ ("Changed since it was handed in."), "nh-conflict", TRUE));
    }
  if (conflict != NULL)
    gtk_box_append (g_object_get_data (G_OBJECT (row), "texts"), nh_label_new (conflict, "nh-conflict", TRUE));
  nh_widget_set_name (row, name);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target_of (indicator, figure, self->catalog));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "workplace.show-filtered");
}

static gboolean
has_something (const NhFigure *figure)
{
  return figure->from != NH_FROM_NOTHING && figure->state != NH_VALUE_BLANK && !(figure->implied && figure->value == 0);
}

/* FALSE: the group has no figures. */
static gboolean
add_group (Table *self, const NhIndicatorGroup *group, const NhOverview *overview)
{
  gboolean any = FALSE;
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      const NhFigure *figure = nh_figures_get (nh_figures_get_total (overview->figures), indicators[i].code);
      const NhFigure *before = nh_figures_get (nh_figures_get_total (overview->last_year), indicators[i].code);

      if (!g_str_equal (indicators[i].group, group->code) || !(has_something (figure) || has_something (before)))
        continue;
      if (!any)
        add_heading (self, _ (group->title), NULL, "nh-figure-group");
      add_figure (self, &indicators[i], figure, before);
      any = TRUE;
    }
  return any;
}

gboolean
nh_figure_table_fill (GtkListBox *list, const NhOverview *overview, const NhFiguresSent *sent, NhCatalog *catalog)
{
  Table self = { .list = list,
                 .overview = overview,
                 .catalog = catalog,
                 .year = nh_figures_get_year (overview->figures),
                 .sent = sent };
  g_autofree char *year = g_strdup_printf ("%d", self.year), *before = g_strdup_printf ("%d", self.year - 1);
  const char *const heads[N_COLUMNS] = { year, before, sent != NULL ? sent->title : "±" };
  guint n_groups;
  const NhIndicatorGroup *groups = nh_indicator_groups (&n_groups);
  gboolean any = FALSE;

  nh_widget_clear (list);
  for (guint i = 0; i < N_COLUMNS; i++)
    self.sizes[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  add_heading (&self, _ ("All figures"), heads, "nh-figure-head");
  for (guint i = 0; i < n_groups; i++)
    any = add_group (&self, &groups[i], overview) || any;
  for (guint i = 0; i < N_COLUMNS; i++)
    g_object_unref (self.sizes[i]);
  return any;
}
