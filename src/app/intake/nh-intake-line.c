/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-intake-line.h"

#include "nh-i18n.h"
#include "nh-widget-util.h"

#define MARGIN_X 8 /* around a text */
#define MARGIN_Y 4
#define INSET_X 3 /* around a cell that is marked */
#define INSET_Y 2
#define RADIUS 3
#define MARK_SIZE 12
#define MARK_SPACE 16
#define FOCUS_WIDTH 2

typedef enum
{
  LOOK_PLAIN,
  LOOK_CORRECTED,
  LOOK_DOUBTFUL,
  LOOK_REFUSED,
} Look;

static const struct
{
  const char *icon, *color, *ground; /* names of colours */
  float alpha;                       /* of the ground */
} looks[] = {
  [LOOK_CORRECTED] = { "object-select-symbolic", "nh_secondary", NULL, 0 },
  [LOOK_DOUBTFUL] = { "dialog-warning-symbolic", "nh_warning", "warning_color", 0.18f },
  [LOOK_REFUSED] = { "dialog-error-symbolic", "nh_error", "error_color", 0.14f },
};

struct _NhIntakeLine
{
  GtkWidget parent_instance;

  const NhIntakeColumns *columns; /* borrowed */
  NhIntakeItem *item;             /* owned, nullable */
  PangoLayout *layout;            /* owned, nullable: of the cell being drawn */
  int current;
};

G_DEFINE_FINAL_TYPE (NhIntakeLine, nh_intake_line, GTK_TYPE_WIDGET)

/* --- What is in the cells --- */

static const char *
name_verdict (const NhIntakeRow *row)
{
  if (row == NULL)
    return "";
  switch (row->verdict)
    {
    case NH_ROW_NEW:
    case NH_ROW_CHANGED:
      return nh_intake_row_has_problem (row) ? _ ("Look at it") : _ ("Will come in");
    case NH_ROW_HELD:
      return _ ("Is there already");
    case NH_ROW_LEFT_OUT:
      return _ ("No record");
    default:
      return _ ("Sent back");
    }
}

/* (transfer full) */
static char *
dup_text (NhIntakeItem *item, int column)
{
  const NhIntakeTrial *trial = nh_intake_item_get_trial (item);
  guint row = nh_intake_item_get_row (item);
  const NhGridCell *cell;
  char *text;

  if (column == NH_INTAKE_NUMBER)
    return g_strdup_printf ("%u", nh_grid_get_number (trial->grid, row));
  if (column == NH_INTAKE_VERDICT)
    return g_strdup (name_verdict (nh_intake_item_get (item)));
  cell = nh_grid_get (trial->grid, row, (guint) column);
  text = cell != NULL && cell->kind == NH_GRID_ERROR ? g_strdup (cell->text)
         : trial->mapping->columns[column].unicode   ? nh_grid_dup_unconverted (trial->grid, cell)
                                                     : nh_grid_dup_text (trial->grid, cell);
  return g_strdelimit (text, "\n\r\t", ' ');
}

static Look
find_look (NhIntakeItem *item, int column)
{
  const NhIntakeRow *row = nh_intake_item_get (item);
  const NhRowNote *note = column >= 0 ? nh_intake_item_find_note (item, column) : NULL;

  if (note != NULL)
    return note->refused ? LOOK_REFUSED : note->doubtful ? LOOK_DOUBTFUL : LOOK_CORRECTED;
  if (row == NULL || column != NH_INTAKE_VERDICT)
    return LOOK_PLAIN;
  return row->verdict == NH_ROW_REFUSED ? LOOK_REFUSED : nh_intake_row_has_problem (row) ? LOOK_DOUBTFUL : LOOK_PLAIN;
}

/* Nothing of it comes in. */
static gboolean
is_dim (NhIntakeItem *item, int column)
{
  const NhIntakeRow *row = nh_intake_item_get (item);

  return (row != NULL && (row->verdict == NH_ROW_LEFT_OUT || row->verdict == NH_ROW_HELD)) ||
         (column >= 0 && nh_intake_item_get_trial (item)->mapping->columns[column].field == NH_MAP_NONE);
}

/* "12; Sent back; Thôn 2; 31/2/2026: not a day", for screen readers. */
static void
name_row (NhIntakeLine *self)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; self->item != NULL && i < self->columns->columns->len; i++)
    {
      int column = g_array_index (self->columns->columns, int, i);
      const NhRowNote *note = column >= 0 ? nh_intake_item_find_note (self->item, column) : NULL;
      g_autofree char *text = dup_text (self->item, column);

      if (*text == '\0' && note == NULL)
        continue;
      g_string_append_printf (name, "%s%s%s%s", name->len > 0 ? "; " : "", text, note != NULL ? ": " : "",
                              note != NULL ? note->text : "");
    }
  nh_widget_set_name (self, name->str);
}

/* --- Drawing --- */

static GdkRGBA
find_color (NhIntakeLine *self, const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;

  if (name == NULL || !gtk_style_context_lookup_color (style, name, &color))
    gtk_style_context_get_color (style, &color);
  return color;
}

static void
draw_mark (NhIntakeLine *self, GtkSnapshot *snapshot, Look look, float x, float height)
{
  GdkRGBA color = find_color (self, looks[look].color);
  GdkRGBA colors[] = { color, color, color, color };
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
      theme, looks[look].icon, NULL, MARK_SIZE, gtk_widget_get_scale_factor (GTK_WIDGET (self)), GTK_TEXT_DIR_NONE, 0);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, (height - MARK_SIZE) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, MARK_SIZE, MARK_SIZE, colors,
                                            G_N_ELEMENTS (colors));
  gtk_snapshot_restore (snapshot);
}

static void
draw_ground (NhIntakeLine *self, GtkSnapshot *snapshot, Look look, const graphene_rect_t *cell)
{
  GdkRGBA color = find_color (self, looks[look].ground);
  GskRoundedRect rounded;

  color.alpha *= looks[look].alpha;
  gsk_rounded_rect_init_from_rect (&rounded, cell, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &color, cell);
  gtk_snapshot_pop (snapshot);
}

static void
draw_focus (NhIntakeLine *self, GtkSnapshot *snapshot, const graphene_rect_t *cell)
{
  GdkRGBA color = find_color (self, "nh_focus");
  const float widths[] = { FOCUS_WIDTH, FOCUS_WIDTH, FOCUS_WIDTH, FOCUS_WIDTH };
  const GdkRGBA colors[] = { color, color, color, color };
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, cell, RADIUS);
  gtk_snapshot_append_border (snapshot, &rounded, widths, colors);
}

static void
draw_text (NhIntakeLine *self, GtkSnapshot *snapshot, int column, float x, float width)
{
  g_autofree char *text = dup_text (self->item, column);
  GdkRGBA color = find_color (self, is_dim (self->item, column) ? "nh_secondary" : NULL);
  int height;

  if (*text == '\0' || width <= 0)
    return;
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_set_width (self->layout, (int) (width * PANGO_SCALE));
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (x, (float) (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2));
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_cell (NhIntakeLine *self, GtkSnapshot *snapshot, int column, float start, float end)
{
  Look look = find_look (self->item, column);
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self)), x = start + MARGIN_X;
  graphene_rect_t cell = GRAPHENE_RECT_INIT (start + INSET_X, INSET_Y, end - start - 2 * INSET_X, height - 2 * INSET_Y);

  if (look != LOOK_PLAIN && looks[look].ground != NULL)
    draw_ground (self, snapshot, look, &cell);
  if (look != LOOK_PLAIN)
    {
      draw_mark (self, snapshot, look, x, height);
      x += MARK_SPACE;
    }
  draw_text (self, snapshot, column, x, end - MARGIN_X - x);
  if (column == self->current && column != NH_INTAKE_NUMBER)
    draw_focus (self, snapshot, &cell);
}

static void
nh_intake_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NhIntakeLine *self = NH_INTAKE_LINE (widget);
  int start = 0;

  if (self->item == NULL)
    return;
  if (self->layout == NULL)
    {
      self->layout = gtk_widget_create_pango_layout (widget, NULL);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (self->layout, TRUE);
    }
  for (guint i = 0; i < self->columns->columns->len; i++)
    {
      int end = g_array_index (self->columns->ends, int, i);

      draw_cell (self, snapshot, g_array_index (self->columns->columns, int, i), (float) start, (float) end);
      start = end;
    }
}

static void
nh_intake_line_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  const NhIntakeColumns *columns = NH_INTAKE_LINE (widget)->columns;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = columns->ends->len > 0 ? g_array_index (columns->ends, int, columns->ends->len - 1) : 0;
  else
    {
      PangoContext *context = gtk_widget_get_pango_context (widget);
      PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

      *minimum = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics)) + 2 * MARGIN_Y;
      pango_font_metrics_unref (metrics);
    }
  *natural = *minimum;
}

static void
nh_intake_line_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  NhIntakeLine *self = NH_INTAKE_LINE (widget);

  GTK_WIDGET_CLASS (nh_intake_line_parent_class)->css_changed (widget, change);
  g_clear_object (&self->layout); /* of another font, perhaps */
  gtk_widget_queue_draw (widget);
}

/* --- The widget --- */

static void
nh_intake_line_dispose (GObject *object)
{
  NhIntakeLine *self = NH_INTAKE_LINE (object);

  g_clear_object (&self->item);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (nh_intake_line_parent_class)->dispose (object);
}

static void
nh_intake_line_class_init (NhIntakeLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_intake_line_dispose;
  widget_class->snapshot = nh_intake_line_snapshot;
  widget_class->measure = nh_intake_line_measure;
  widget_class->css_changed = nh_intake_line_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
nh_intake_line_init (NhIntakeLine *self)
{
  self->current = NH_INTAKE_NUMBER;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
nh_intake_line_new (const NhIntakeColumns *columns)
{
  NhIntakeLine *self = g_object_new (NH_TYPE_INTAKE_LINE, NULL);

  self->columns = columns;
  return GTK_WIDGET (self);
}

void
nh_intake_line_set_item (NhIntakeLine *self, NhIntakeItem *item)
{
  g_return_if_fail (NH_IS_INTAKE_LINE (self));
  g_set_object (&self->item, item);
  name_row (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
nh_intake_line_set_current (NhIntakeLine *self, int column)
{
  g_return_if_fail (NH_IS_INTAKE_LINE (self));
  if (self->current == column)
    return;
  self->current = column;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

int
nh_intake_line_find_column (NhIntakeLine *self, double x)
{
  g_return_val_if_fail (NH_IS_INTAKE_LINE (self), NH_INTAKE_VERDICT);
  for (guint i = 0; i < self->columns->columns->len; i++)
    if (x < g_array_index (self->columns->ends, int, i))
      return g_array_index (self->columns->columns, int, i);
  return NH_INTAKE_VERDICT;
}
