/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-bar-chart.h"

#include "nh-a11y-labels.h"
#include "nh-i18n.h"
#include "nh-money.h"
#include "nh-number.h"
#include "nh-point.h"
#include "nh-template.h"
#include "nh-total.h"
#include "nh-widget-util.h"

#define SHOWN 10 /* rows before "Show all" */
#define NAMED 3  /* of the greatest, in the accessible description */
#define NAME_CHARS 22
#define BESIDE_SCROLLBAR 10
#define LEAST_WIDTH 60
#define LEAST_HEIGHT 14
#define SHORTEST 2 /* of any number above zero */
#define THICK 0.46 /* of the height, which is one line of text */
#define THIN 0.19
#define BETWEEN 1
#define RADIUS 2

/* --- A bar --- */

#define NH_TYPE_BAR (nh_bar_get_type ())
G_DECLARE_FINAL_TYPE (NhBar, nh_bar, NH, BAR, GtkWidget)

/* The bar of this year above the thin one of last year. Its row has the accessible text. */
struct _NhBar
{
  GtkWidget parent_instance;

  double part, before;
  gboolean paired;
};

G_DEFINE_FINAL_TYPE (NhBar, nh_bar, GTK_TYPE_WIDGET)

static void
nh_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : LEAST_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 4 * LEAST_WIDTH : LEAST_HEIGHT;
}

static void
draw_bar (NhBar *self, GtkSnapshot *snapshot, int y, double part, int height, const char *colour_name)
{
  double width = part > 0 ? MAX (gtk_widget_get_width (GTK_WIDGET (self)) * part, SHORTEST) : 0;
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, (float) y, (float) width, (float) height);
  GskRoundedRect shape;
  GdkRGBA colour;

  if (width <= 0 ||
      !gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), colour_name, &colour))
    return;
  gsk_rounded_rect_init_from_rect (&shape, &area, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &colour, &area);
  gtk_snapshot_pop (snapshot);
}

static void
nh_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NhBar *self = NH_BAR (widget);
  int height = gtk_widget_get_height (widget);
  int thick = (int) (height * THICK + 0.5), thin = (int) (height * THIN + 0.5);
  int top = (height - (self->paired ? thick + BETWEEN + thin : thick)) / 2;

  draw_bar (self, snapshot, top, self->part, thick, "nh_bar");
  draw_bar (self, snapshot, top + thick + BETWEEN, self->before, thin, "nh_bar_before");
}

static void
nh_bar_class_init (NhBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = nh_bar_measure;
  widget_class->snapshot = nh_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
nh_bar_init (NhBar *self)
{
}

/* @part, @before: share of the greatest value of the chart, 0…1; negative: no bar. @paired: leave room for the second
 * bar even if there is none. */
static GtkWidget *
bar_new (double part, double before, gboolean paired)
{
  NhBar *self = g_object_new (NH_TYPE_BAR, NULL);

  self->part = part;
  self->before = before;
  self->paired = paired;
  return GTK_WIDGET (self);
}

/* --- The chart --- */

struct _NhBarChart
{
  GtkWidget parent_instance;

  NhOverview *overview;         /* borrowed, nullable */
  GPtrArray *codes;             /* owned: of const NhIndicator*, as in the drop-down */
  const NhIndicator *indicator; /* nullable */
  GPtrArray *sorted;            /* owned, nullable: of const NhRanked*, borrowed from the overview */
  GtkSizeGroup *names, *values; /* owned */
  gboolean all;
  gboolean filling; /* the drop-down is being filled: ignore its signals */

  /* template */
  GtkWidget *content, *levels, *before_swatch, *scrolled, *more;
  GtkToggleButton *by_district;
  GtkLabel *title, *now, *before;
  GtkDropDown *choice;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (NhBarChart, nh_bar_chart, GTK_TYPE_WIDGET)

/* --- Numbers in words --- */

/* "1.407", "trên 84.000", "12,5 triệu đồng", "none"; "" if blank. */
static char *
short_text (const NhIndicator *indicator, const NhFigure *figure)
{
  g_autofree char *money = NULL;

  if (figure->state != NH_VALUE_SET || !g_str_equal (indicator->measure, "đồng"))
    return nh_figure_format (figure);
  money = nh_money_format_short (figure->value);
  if (nh_figure_is_least (figure))
    return g_strdup_printf ("≥ %s", money);
  return figure->qualifier != NULL ? g_strdup_printf ("%s %s", figure->qualifier, money) : g_steal_pointer (&money);
}

/* The same with the unit of measure: "1.407 điểm". */
static char *
full_text (const NhIndicator *indicator, const NhFigure *figure)
{
  g_autofree char *text = nh_figure_format (figure);

  return figure->state == NH_VALUE_SET ? g_strdup_printf ("%s %s", text, indicator->measure) : g_steal_pointer (&text);
}

static const NhFigure *
now_of (NhBarChart *self, const NhRanked *ranked)
{
  return &ranked->figures[nh_indicator_index (self->indicator->code)];
}

static const NhFigure *
before_of (NhBarChart *self, const NhRanked *ranked)
{
  return &ranked->before[nh_indicator_index (self->indicator->code)];
}

static char *
value_text (NhBarChart *self, const NhRanked *ranked)
{
  const NhFigure *now = now_of (self, ranked);

  if (now->state != NH_VALUE_BLANK)
    return short_text (self->indicator, now);
  if (ranked->reported)
    return g_strdup ("–");
  return g_strdup (nh_figures_is_final_only (self->overview->figures) ? _ ("not accepted") : _ ("not reported"));
}

/* "+2", "−3"; "" unless both are numbers. */
static char *
change_text (const NhFigure *now, const NhFigure *before)
{
  gint64 change = now->value - before->value;
  g_autofree char *number = nh_number_format (ABS (change));

  /* "trên 84.000" and "≥ 9" have no exact difference. */
  if (now->state != NH_VALUE_SET || before->state != NH_VALUE_SET || !nh_figure_may_compare (now, before))
    return g_strdup ("");
  return g_strdup_printf (" (%s%s)", change > 0 ? "+" : change < 0 ? "−" : "±", number);
}

/* The two years, with @separator between them. */
static char *
years_text (NhBarChart *self, const NhRanked *ranked, const char *separator)
{
  int year = nh_figures_get_year (self->overview->figures);
  const NhFigure *now = now_of (self, ranked), *before = before_of (self, ranked);
  g_autofree char *now_text = now->state != NH_VALUE_BLANK ? full_text (self->indicator, now)
                                                           : value_text (self, ranked);
  g_autofree char *before_text = full_text (self->indicator, before);
  g_autofree char *change = change_text (now, before);

  if (ranked->split)
    return g_strdup_printf (_ ("%d: %s%s%d: not comparable, since a unit was divided"), year, now_text, separator,
                            year - 1);
  if (*before_text == '\0')
    return g_strdup_printf ("%d: %s", year, now_text);
  return g_strdup_printf ("%d: %s%s%d: %s%s", year, now_text, separator, year - 1, before_text, change);
}

static char *
name_text (const NhRanked *ranked)
{
  return ranked->group != NULL ? g_strdup_printf ("%s, %s", ranked->name, ranked->group->title)
                               : g_strdup (ranked->name);
}

/* --- Rows --- */

/* @group: nullable. */
static GtkWidget *
add_text (GtkWidget *box, GtkSizeGroup *group, const char *text, float xalign)
{
  GtkWidget *label = nh_label_new (text, NULL, FALSE);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (group != NULL)
    gtk_size_group_add_widget (group, label);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static double
part_of (const NhFigure *figure, gint64 greatest)
{
  return figure->state == NH_VALUE_SET && greatest > 0 ? (double) figure->value / (double) greatest : -1;
}

static void
describe_row (NhBarChart *self, GtkWidget *row, const NhRanked *ranked)
{
  g_autofree char *name = name_text (ranked);
  g_autofree char *lines = years_text (self, ranked, "\n");
  g_autofree char *spoken = years_text (self, ranked, "; ");
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s", name, lines);
  g_autofree char *label = g_strdup_printf ("%s: %s", name, spoken);

  gtk_widget_set_tooltip_text (row, tooltip);
  nh_widget_set_name (row, label);
}

/* A point opens its form, a unit its records. */
static void
set_action (NhBarChart *self, GtkWidget *row, const NhRanked *ranked)
{
  const NhRecordType *type = self->indicator->type != NULL ? self->indicator->type : &nh_point_type;
  GtkActionable *actionable = GTK_ACTIONABLE (row);

  if (now_of (self, ranked)->from == NH_FROM_TOTAL)
    type = &nh_total_type;
  gtk_actionable_set_action_name (actionable, ranked->record != 0 ? "workplace.open-record" : "workplace.show-records");
  if (ranked->record != 0)
    gtk_actionable_set_action_target (actionable, "(sxxi)", nh_point_type.name, ranked->record, ranked->unit->id,
                                      nh_figures_get_year (self->overview->figures));
  else
    gtk_actionable_set_action_target (actionable, "(xs)", ranked->unit->id, type->name);
}

static GtkWidget *
make_row (NhBarChart *self, const NhRanked *ranked, gint64 greatest, gboolean paired)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *bar = bar_new (part_of (now_of (self, ranked), greatest), part_of (before_of (self, ranked), greatest),
                            paired);
  gboolean is_number = now_of (self, ranked)->state == NH_VALUE_SET;
  g_autofree char *value = value_text (self, ranked);
  GtkWidget *name, *number;

  name = add_text (box, self->names, ranked->name, 0);
  gtk_label_set_max_width_chars (GTK_LABEL (name), NAME_CHARS);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  number = add_text (box, is_number ? self->values : NULL, value, 1); /* there is no bar beside words */
  gtk_label_set_ellipsize (GTK_LABEL (number), PANGO_ELLIPSIZE_NONE);
  if (!is_number)
    gtk_widget_add_css_class (number, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  set_action (self, row, ranked);
  describe_row (self, row, ranked);
  return row;
}

/* The greatest value of both years. @paired: there is a bar of last year. */
static gint64
find_greatest (NhBarChart *self, gboolean *paired)
{
  gint64 greatest = 0;

  *paired = FALSE;
  for (guint i = 0; i < self->sorted->len; i++)
    {
      const NhRanked *ranked = g_ptr_array_index (self->sorted, i);
      const NhFigure *before = before_of (self, ranked);

      greatest = MAX (greatest, MAX (now_of (self, ranked)->value, before->value));
      *paired = *paired || before->state == NH_VALUE_SET;
    }
  return greatest;
}

/* The total of the year, "1.407 điểm"; not @full: money is short, "171,8 triệu đồng". */
static char *
total_text (NhBarChart *self, NhFigures *figures, gboolean full)
{
  const NhFigure *figure = nh_figures_get (nh_figures_get_total (figures), self->indicator->code);

  return full || !g_str_equal (self->indicator->measure, "đồng") ? full_text (self->indicator, figure)
                                                                 : short_text (self->indicator, figure);
}

static void
add_year (NhBarChart *self, GString *text, NhFigures *figures)
{
  g_autofree char *total = total_text (self, figures, TRUE);

  if (*total != '\0')
    g_string_append_printf (text, "%d: %s. ", nh_figures_get_year (figures), total);
}

/* A summary for screen readers. */
static void
describe (NhBarChart *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *count = nh_number_format (self->sorted->len);
  g_autofree char *label = g_strdup_printf ("%s: %s", gtk_label_get_text (self->title), self->indicator->title);

  add_year (self, text, self->overview->figures);
  add_year (self, text, self->overview->last_year);
  g_string_append_printf (text, ngettext ("%s bar. Greatest:", "%s bars. Greatest:", self->sorted->len), count);
  for (guint i = 0; i < self->sorted->len && i < NAMED; i++)
    {
      const NhRanked *ranked = g_ptr_array_index (self->sorted, i);
      g_autofree char *value = value_text (self, ranked);

      g_string_append_printf (text, "%s %s %s", i > 0 ? "," : "", ranked->name, value);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
}

static void
set_legend (NhBarChart *self, gboolean paired)
{
  int year = nh_figures_get_year (self->overview->figures);
  g_autofree char *now = total_text (self, self->overview->figures, FALSE);
  g_autofree char *before = total_text (self, self->overview->last_year, FALSE);
  g_autofree char *now_text = g_strdup_printf ("%d: %s", year, *now != '\0' ? now : "–");
  g_autofree char *before_text = g_strdup_printf ("%d: %s", year - 1, *before != '\0' ? before : "–");

  gtk_label_set_text (self->now, now_text);
  gtk_label_set_text (self->before, before_text);
  gtk_widget_set_visible (GTK_WIDGET (self->before), paired || *before != '\0');
  gtk_widget_set_visible (self->before_swatch, paired);
}

static int
get_focused_row (NhBarChart *self)
{
  GtkWidget *focus = gtk_widget_get_root (GTK_WIDGET (self)) != NULL
                         ? gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)))
                         : NULL;

  return GTK_IS_LIST_BOX_ROW (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list))
             ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus))
             : -1;
}

static void
set_more (NhBarChart *self)
{
  g_autofree char *count = nh_number_format (self->sorted->len);
  g_autofree char *all = g_strdup_printf (_ ("Show a_ll %s"), count);
  g_autofree char *first = g_strdup_printf (_ ("On_ly the first %d"), SHOWN);
  gboolean scrolls = self->all && self->sorted->len > SHOWN;

  gtk_widget_set_visible (self->more, self->sorted->len > SHOWN);
  gtk_button_set_label (GTK_BUTTON (self->more), self->all ? first : all);
  /* Ten rows do not scroll: the wheel scrolls the page. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  scrolls ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  gtk_widget_set_margin_end (GTK_WIDGET (self->list), scrolls ? BESIDE_SCROLLBAR : 0);
}

/* Units, while there were districts these; or points. */
static GPtrArray *
get_ranked (NhBarChart *self)
{
  return self->overview->districts != NULL && gtk_toggle_button_get_active (self->by_district)
             ? self->overview->districts
             : self->overview->ranked;
}

static void
set_title (NhBarChart *self)
{
  GPtrArray *ranked = self->overview != NULL ? get_ranked (self) : NULL;
  gboolean by_point = ranked != NULL && ranked->len > 0 &&
                      ((const NhRanked *) g_ptr_array_index (ranked, 0))->record != 0;
  gboolean grouped = self->overview != NULL && self->overview->districts != NULL;

  gtk_label_set_text (self->title, by_point                                         ? _ ("By point")
                                   : grouped && ranked == self->overview->districts ? _ ("By district")
                                                                                    : _ ("By unit"));
  gtk_widget_set_visible (GTK_WIDGET (self->title), !grouped);
  gtk_widget_set_visible (self->levels, grouped);
}

static void
fill (NhBarChart *self)
{
  int focused = get_focused_row (self);
  guint n_shown;
  gboolean paired;
  gint64 greatest;

  nh_widget_clear (self->list);
  g_clear_pointer (&self->sorted, g_ptr_array_unref);
  if (self->overview == NULL || self->indicator == NULL)
    return;
  self->sorted = nh_ranking_sort (get_ranked (self), self->indicator->code);
  greatest = find_greatest (self, &paired);
  n_shown = self->all ? self->sorted->len : MIN (self->sorted->len, SHOWN);
  for (guint i = 0; i < n_shown; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (self->sorted, i), greatest, paired));
  set_legend (self, paired);
  set_more (self);
  describe (self);
  if (focused >= 0 && gtk_list_box_get_row_at_index (self->list, focused) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, focused)));
}

/* --- The indicator --- */

static gboolean
has_something (NhOverview *overview, guint indicator)
{
  for (guint i = 0; i < overview->ranked->len; i++)
    {
      const NhRanked *ranked = g_ptr_array_index (overview->ranked, i);

      if (ranked->figures[indicator].value > 0 || ranked->before[indicator].value > 0)
        return TRUE;
    }
  return FALSE;
}

static void
find_codes (NhBarChart *self)
{
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  g_ptr_array_set_size (self->codes, 0);
  for (guint i = 0; self->overview != NULL && i < n; i++)
    if (has_something (self->overview, i))
      g_ptr_array_add (self->codes, (gpointer) &indicators[i]);
}

/* Keeps the current indicator if possible; else points of units, or attendance of points. */
static guint
find_chosen (NhBarChart *self)
{
  static const char *const usual[] = { "points", "attendance" };
  guint at = 0;

  if (self->indicator != NULL && g_ptr_array_find (self->codes, self->indicator, &at))
    return at;
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (g_ptr_array_find (self->codes, nh_indicator_find (usual[i]), &at))
      return at;
  return 0;
}

static void
fill_choice (NhBarChart *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint chosen = find_chosen (self);

  for (guint i = 0; i < self->codes->len; i++)
    gtk_string_list_append (titles, ((const NhIndicator *) g_ptr_array_index (self->codes, i))->title);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->choice, chosen);
  self->filling = FALSE;
  self->indicator = self->codes->len > 0 ? g_ptr_array_index (self->codes, chosen) : NULL;
}

static void
on_selected (NhBarChart *self)
{
  guint at = gtk_drop_down_get_selected (self->choice);

  if (self->filling || at >= self->codes->len)
    return;
  self->indicator = g_ptr_array_index (self->codes, at);
  fill (self);
}

/* The button shortens a long title, the list has it in full. */
static void
set_factories (NhBarChart *self)
{
  g_autoptr (GtkListItemFactory)
      shortened = gtk_builder_list_item_factory_new_from_resource (NULL, "/vn/ngayhoi/app/ui/nh-short-item.ui");

  gtk_drop_down_set_list_factory (self->choice, gtk_drop_down_get_factory (self->choice));
  gtk_drop_down_set_factory (self->choice, shortened);
}

/* --- Acting --- */

static void
on_level (NhBarChart *self)
{
  set_title (self);
  fill (self);
}

static void
on_more (NhBarChart *self)
{
  self->all = !self->all;
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scrolled),
                                              self->all ? gtk_widget_get_height (self->scrolled) : -1);
  fill (self);
}

gboolean
nh_bar_chart_show (NhBarChart *self, NhOverview *overview)
{
  g_return_val_if_fail (NH_IS_BAR_CHART (self), FALSE);
  self->overview = overview;
  find_codes (self);
  fill_choice (self);
  set_title (self);
  fill (self);
  return self->indicator != NULL;
}

/* --- The widget --- */

static void
nh_bar_chart_dispose (GObject *object)
{
  NhBarChart *self = NH_BAR_CHART (object);

  self->overview = NULL;
  g_clear_pointer (&self->sorted, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_BAR_CHART);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_object (&self->names);
  g_clear_object (&self->values);
  G_OBJECT_CLASS (nh_bar_chart_parent_class)->dispose (object);
}

static void
nh_bar_chart_class_init (NhBarChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_bar_chart_dispose;
  gtk_widget_class_set_css_name (widget_class, "barchart");
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-bar-chart.ui");
  NH_BIND_CHILDREN (widget_class, NhBarChart, content, levels, by_district, before_swatch, scrolled, more, title, now,
                    before, choice, list);
  NH_BIND_CALLBACKS (widget_class, on_selected, on_more, on_level);
}

static void
nh_bar_chart_init (NhBarChart *self)
{
  self->codes = g_ptr_array_new ();
  self->names = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->values = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_widget_init_template (GTK_WIDGET (self));
  set_factories (self);
  nh_widget_set_one_stop (GTK_WIDGET (self->list));
  nh_a11y_name_drop_down (self->choice, _ ("What is compared"));
}
