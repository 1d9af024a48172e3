/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-overview-page.h"

#include "nh-bar-chart.h"
#include "nh-board.h"
#include "nh-draft.h"
#include "nh-figure-table.h"
#include "nh-gap.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-missing-units.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-pair-layout.h"
#include "nh-sample-packages.h"
#include "nh-setting.h"
#include "nh-template.h"
#include "nh-todo.h"
#include "nh-widget-util.h"

#define AGAIN_MS 1000
#define STROKE_PART 0.13 /* of the progress ring, of its size */

struct _NhOverviewPage
{
  GtkWidget parent_instance;

  NhSession *session;     /* owned */
  NhOverview *overview;   /* owned, nullable */
  GCancellable *reading;  /* owned, nullable: of the figures */
  GCancellable *checking; /* owned, nullable: of the problems */
  GCancellable *looking;  /* owned, nullable: for gaps */
  GCancellable *boarding; /* owned, nullable: of who has handed in */
  guint again;            /* source that reads the drafts again */
  gboolean stale;
  gboolean filling;      /* the switch is being set here */
  gboolean focus_wanted; /* the page gets the focus once it has content … */
  GtkWidget *focus_then; /* … unless the focus moved: only compared, never dereferenced */

  NhBarChart *chart;
  NhTodo todo;

  /* template */
  GtkWidget *content, *figures_card, *top, *empty, *chart_box, *progress_card, *start, *show_missing, *print_page;
  GtkCheckButton *final_only;
  GtkDrawingArea *progress_ring;
  GtkListBox *figures;
  GtkStack *first;
  GtkLabel *title, *reported, *empty_title, *empty_text;
};

G_DEFINE_FINAL_TYPE (NhOverviewPage, nh_overview_page, GTK_TYPE_WIDGET)

/* --- Reports --- */

/* What the progress ring shows: 100 % only if all is done. */
typedef struct
{
  guint done, all;
} Ring;

static void
stroke_arc (cairo_t *cairo, GtkStyleContext *style, const char *colour_name, double size, double part)
{
  GdkRGBA colour;

  if (part <= 0 || !gtk_style_context_lookup_color (style, colour_name, &colour))
    return;
  gdk_cairo_set_source_rgba (cairo, &colour);
  cairo_arc (cairo, 0, 0, size / 2 * (1 - STROKE_PART), -G_PI / 2, -G_PI / 2 + 2 * G_PI * part);
  cairo_stroke (cairo);
}

static void
draw_ring (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  const Ring *ring = data;
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (area));
  guint percent = ring->all > 0 ? (guint) ((guint64) ring->done * 100 / ring->all) : 0;
  g_autofree char *text = g_strdup_printf ("%u%%", percent);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (area), text);
  double size = MIN (width, height);
  int text_width, text_height;
  GdkRGBA colour;

  cairo_translate (cairo, width / 2.0, height / 2.0);
  cairo_set_line_width (cairo, size * STROKE_PART);
  stroke_arc (cairo, style, "nh_track", size, 1);
  stroke_arc (cairo, style, "nh_bar", size, ring->all > 0 ? (double) ring->done / ring->all : 0);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  gtk_style_context_get_color (style, &colour);
  gdk_cairo_set_source_rgba (cairo, &colour);
  cairo_move_to (cairo, -text_width / 2.0, -text_height / 2.0);
  pango_cairo_show_layout (cairo, layout);
}

/* Of what is accepted; "" for none. (transfer full) */
static char *
changed_text (guint n)
{
  g_autofree char *number = nh_number_format (n);

  return n > 0 ? g_strdup_printf (ngettext (". %s record was changed here since it was received",
                                            ". %s records were changed here since they were received", n),
                                  number)
               : g_strdup ("");
}

static void
show_reported (NhOverviewPage *self, NhFigures *figures)
{
  guint n_units;
  guint n_reported = nh_figures_count_reported (figures, &n_units);
  guint n_missing = n_units - n_reported;
  g_autofree char *reported = nh_number_format (n_reported);
  g_autofree char *units = nh_number_format (n_units);
  g_autofree char *missing = nh_number_format (n_missing);
  gboolean final_only = nh_figures_is_final_only (figures);
  g_autofree char *counted = g_strdup_printf (
      final_only ? _ ("Only what is accepted: %s of %s units") : _ ("%s of %s units have reported"), reported, units);
  g_autofree char *changed = changed_text (nh_figures_count_changed (figures));
  g_autofree char *text = g_strconcat (counted, changed, NULL);
  g_autofree char *show = g_strdup_printf (
      final_only ? ngettext ("_Which one is not accepted", "_Which %s are not accepted", n_missing)
                 : ngettext ("_Which one has not", "_Which %s have not", n_missing),
      missing);

  gtk_widget_set_visible (self->progress_card, n_units > 1);
  gtk_drawing_area_set_draw_func (self->progress_ring, draw_ring,
                                  g_memdup2 (&(Ring){ n_reported, n_units }, sizeof (Ring)), g_free);
  nh_widget_set_name (self->progress_ring, text);
  gtk_label_set_text (self->reported, text);
  gtk_widget_set_visible (self->show_missing, n_missing > 0);
  gtk_button_set_label (GTK_BUTTON (self->show_missing), show);
  self->todo.n_missing = n_missing;
  self->todo.final_only = final_only;
  self->todo.n_units = n_units;
  nh_todo_fill (&self->todo);
}

static GtkWidget *
get_focus (NhOverviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* The text in place of the chart. @any: there are figures. */
static void
explain_empty (NhOverviewPage *self, NhOverview *overview, gboolean any)
{
  const NhFigure *points = nh_figures_get (nh_figures_get_total (overview->figures), "points");
  g_autofree char *number = nh_number_format (NH_OVERVIEW_POINTS);
  g_autofree char *many = NULL;

  if (any && points->from == NH_FROM_RECORDS && points->value > 0) /* no chart of them: too many, now or last year */
    many = g_strdup_printf (
        _ ("Of more than %s points in a season no chart is drawn. Their list can be sorted by any heading."), number);
  gtk_label_set_text (self->empty_title, !any           ? _ ("No figures yet")
                                         : many != NULL ? _ ("Too many points for a chart")
                                                        : _ ("No points to compare yet"));
  gtk_label_set_text (self->empty_text,
                      !any ? _ ("They appear here as points and totals are entered.")
                      : many != NULL
                          ? many
                          : _ ("The chart shows held points side by side, and of this season none is entered."));
  gtk_widget_set_visible (self->start, !any && !nh_session_is_read_only (self->session));
}

/* A choice of the office that adds up the packages of others. */
static void
show_final_only (NhOverviewPage *self, NhFigures *figures)
{
  gboolean final_only = nh_figures_is_final_only (figures);

  self->filling = TRUE;
  gtk_check_button_set_active (self->final_only, final_only);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->final_only), final_only || nh_figures_has_packages (figures));
  gtk_widget_set_sensitive (GTK_WIDGET (self->final_only), !nh_session_is_read_only (self->session));
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhOverviewPage) self = user_data;
  g_autoptr (GError) error = NULL;

  nh_setting_set_all_finish (NH_LEDGER (source), result, &error);
  if (self->session == NULL)
    return;
  nh_notify_result (GTK_WIDGET (self), error, NULL);
  nh_session_read_outline (self->session); /* this page and that of reports follow */
}

static void
on_final_only (NhOverviewPage *self)
{
  g_autoptr (GHashTable) settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (self->filling)
    return;
  g_hash_table_insert (settings, g_strdup ("figures.final"),
                       g_strdup (gtk_check_button_get_active (self->final_only) ? "yes" : ""));
  nh_setting_set_all_async (nh_session_get_ledger (self->session), g_steal_pointer (&settings), NULL, on_kept,
                            g_object_ref (self));
}

/* Takes @overview over. */
static void
show_overview (NhOverviewPage *self, NhOverview *overview)
{
  gboolean any = nh_figure_table_fill (self->figures, overview, NULL, nh_session_get_catalog (self->session));
  gboolean compared = nh_bar_chart_show (self->chart, overview);

  g_clear_pointer (&self->overview, nh_overview_free);
  self->overview = overview;
  gtk_stack_set_visible_child (self->first, compared ? self->chart_box : self->empty);
  gtk_widget_set_visible (self->figures_card, any);
  gtk_widget_set_visible (self->print_page, any);
  show_final_only (self, overview->figures);
  explain_empty (self, overview, any);
  show_reported (self, overview->figures);
  gtk_widget_set_visible (self->top, TRUE);
  if (self->focus_wanted && get_focus (self) == self->focus_then)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  self->focus_wanted = FALSE;
}

static void
show_missing (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhOverviewPage *self = NH_OVERVIEW_PAGE (widget);

  if (self->overview != NULL)
    nh_missing_units_show (widget, self->overview->figures);
}

/* --- Reading --- */

static void
on_overview (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhOverviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhOverview) overview = nh_overview_finish (NH_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->reading);
  if (overview != NULL)
    show_overview (self, g_steal_pointer (&overview));
  else
    nh_notify_error (GTK_WIDGET (self), error->message);
}

/* Takes @gaps over; NULL: being looked for. */
static void
set_gaps (NhOverviewPage *self, GPtrArray *gaps)
{
  g_clear_pointer (&self->todo.gaps, g_ptr_array_unref);
  self->todo.gaps = gaps;
  nh_todo_fill (&self->todo);
}

/* Takes @counts over; NULL: being counted. */
static void
set_problems (NhOverviewPage *self, gint64 *counts)
{
  g_free (self->todo.problems);
  self->todo.problems = counts;
  nh_todo_fill (&self->todo);
}

static void
on_problems (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhOverviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *counts = nh_outline_problems_finish (NH_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->checking);
  if (counts != NULL)
    set_problems (self, g_steal_pointer (&counts));
  else
    nh_notify_error (GTK_WIDGET (self), error->message);
}

static void
on_gaps (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhOverviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = nh_gap_list_finish (NH_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  nh_notify_result (GTK_WIDGET (self), error, NULL);
  set_gaps (self, g_steal_pointer (&gaps));
}

static void
on_drafts (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhOverviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = nh_draft_list_finish (NH_LEDGER (source), result, &error);

  if (self->session == NULL)
    return;
  nh_notify_result (GTK_WIDGET (self), error, NULL);
  if (drafts == NULL)
    return;
  g_clear_pointer (&self->todo.drafts, g_ptr_array_unref);
  self->todo.drafts = g_steal_pointer (&drafts);
  nh_todo_fill (&self->todo);
}

static void
read_drafts (NhOverviewPage *self)
{
  if (!nh_session_is_read_only (self->session))
    nh_draft_list_async (nh_session_get_ledger (self->session), NULL, on_drafts, g_object_ref (self));
}

static void
on_read_again (NhOverviewPage *self)
{
  self->again = 0;
  read_drafts (self);
}

/* NULL: it failed, was cancelled, or the page is gone; a failure is told. (transfer full) (nullable) */
static GPtrArray *
finish_board (NhOverviewPage *self, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = nh_board_read_finish (NH_LEDGER (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  nh_notify_result (GTK_WIDGET (self), error, NULL);
  return g_steal_pointer (&rows);
}

/* Takes @rows over: of the year that is shown. */
static void
set_board (NhOverviewPage *self, GPtrArray *rows)
{
  g_clear_pointer (&self->todo.board, g_ptr_array_unref);
  self->todo.board = rows;
  nh_todo_fill (&self->todo);
}

static void
on_board (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhOverviewPage) self = user_data;
  GPtrArray *rows = finish_board (self, source, result);

  if (rows != NULL)
    set_board (self, rows);
}

/* That year may be the one that is shown: it is read once. */
static void
on_sample_board (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhOverviewPage) self = user_data;
  g_autoptr (GPtrArray) rows = finish_board (self, source, result);

  if (rows == NULL)
    return;
  self->todo.sample_waits = TRUE;
  for (guint i = 0; i < rows->len; i++)
    if (((const NhBoardRow *) rows->pdata[i])->version > 0)
      self->todo.sample_waits = FALSE;
  if (nh_session_get_year (self->session) == NH_SAMPLE_PACKAGES_YEAR)
    set_board (self, g_steal_pointer (&rows));
  else
    nh_todo_fill (&self->todo);
}

/* Of the owner of the ledger, if others hand in to it. */
static void
read_board (NhOverviewPage *self)
{
  NhLedger *ledger = nh_session_get_ledger (self->session);
  g_autofree char *folder = nh_sample_packages_find (ledger);
  gboolean sample = folder != NULL && !nh_session_is_read_only (self->session);
  int year = nh_session_get_year (self->session);

  nh_cancel_and_renew (&self->boarding);
  if (!nh_session_has_below (self->session) || nh_session_get_unit (self->session) != nh_ledger_get_unit (ledger))
    return;
  if (sample)
    nh_board_read_async (ledger, NH_SAMPLE_PACKAGES_YEAR, self->boarding, on_sample_board, g_object_ref (self));
  if (!sample || year != NH_SAMPLE_PACKAGES_YEAR)
    nh_board_read_async (ledger, year, self->boarding, on_board, g_object_ref (self));
}

static void
receive_sample (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhOverviewPage *self = NH_OVERVIEW_PAGE (widget);

  gtk_widget_activate_action (widget, "workplace.show-year", "i", NH_SAMPLE_PACKAGES_YEAR);
  if (nh_session_get_year (self->session) == NH_SAMPLE_PACKAGES_YEAR) /* else a form is asked about first */
    gtk_widget_activate_action (widget, "win.hand-in", NULL);
}

static void
read_all (NhOverviewPage *self)
{
  NhLedger *ledger = nh_session_get_ledger (self->session);
  gint64 unit = nh_session_get_unit (self->session);
  int year = nh_session_get_year (self->session);
  g_autofree char *title = g_strdup_printf (_ ("Festival %d"), year);

  self->stale = TRUE;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->stale = FALSE;
  gtk_label_set_text (self->title, title);
  nh_overview_async (ledger, unit, year, nh_cancel_and_renew (&self->reading), on_overview, g_object_ref (self));
  nh_gap_list_async (ledger, unit, year, nh_cancel_and_renew (&self->looking), on_gaps, g_object_ref (self));
  nh_outline_problems_async (ledger, unit, year, nh_cancel_and_renew (&self->checking), on_problems,
                             g_object_ref (self));
  read_board (self);
  read_drafts (self);
}

static void
on_view_changed (NhOverviewPage *self)
{
  self->todo.sample_waits = FALSE;
  self->todo.n_units = self->todo.n_missing = 0; /* the present ones are of another unit or season */
  g_clear_pointer (&self->todo.board, g_ptr_array_unref);
  set_problems (self, NULL);
  set_gaps (self, NULL);
  read_all (self);
}

static void
nh_overview_page_map (GtkWidget *widget)
{
  NhOverviewPage *self = NH_OVERVIEW_PAGE (widget);

  GTK_WIDGET_CLASS (nh_overview_page_parent_class)->map (widget);
  if (self->stale)
    read_all (self);
  else
    read_drafts (self); /* drafts change without a change of the ledger */
  g_clear_handle_id (&self->again, g_source_remove);
  /* A draft discarded just now may still be in the ledger. */
  self->again = g_timeout_add_once (AGAIN_MS, (GSourceOnceFunc) on_read_again, self);
}

static gboolean
nh_overview_page_grab_focus (GtkWidget *widget)
{
  NhOverviewPage *self = NH_OVERVIEW_PAGE (widget);

  self->focus_wanted = self->overview == NULL;
  self->focus_then = get_focus (self);
  return !self->focus_wanted && gtk_widget_child_focus (self->top, GTK_DIR_TAB_FORWARD);
}

/* Tab comes to the head of the page first, and leaves it there on its way back. */
static gboolean
nh_overview_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  NhOverviewPage *self = NH_OVERVIEW_PAGE (widget);
  GtkWidget *const head[] = { GTK_WIDGET (self->final_only), GTK_WIDGET (self->print_page) };
  GtkWidget *focus = get_focus (self);
  gboolean enters = direction == GTK_DIR_TAB_FORWARD && (focus == NULL || !gtk_widget_is_ancestor (focus, widget));

  if (direction == GTK_DIR_TAB_BACKWARD && focus != NULL && focus == head[gtk_widget_get_mapped (head[0]) ? 0 : 1])
    return FALSE;
  for (guint i = 0; enters && i < G_N_ELEMENTS (head); i++)
    if (gtk_widget_get_mapped (head[i]) && gtk_widget_child_focus (head[i], direction))
      return TRUE;
  return GTK_WIDGET_CLASS (nh_overview_page_parent_class)->focus (widget, direction);
}

/* Checks and reports share a thread: do not delay a report for a hidden page. */
static void
nh_overview_page_unmap (GtkWidget *widget)
{
  NhOverviewPage *self = NH_OVERVIEW_PAGE (widget);

  if (self->checking != NULL)
    {
      nh_cancel (&self->checking);
      self->stale = TRUE;
    }
  g_clear_handle_id (&self->again, g_source_remove);
  self->focus_wanted = FALSE;
  GTK_WIDGET_CLASS (nh_overview_page_parent_class)->unmap (widget);
}

/* Keys of a page scroll all of it; the lists in it take them only as far as they reach themselves. */
static gboolean
on_key (NhOverviewPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  static const struct
  {
    guint key;
    GtkScrollType scroll;
  } keys[] = {
    { GDK_KEY_Page_Down, GTK_SCROLL_PAGE_FORWARD },
    { GDK_KEY_Page_Up, GTK_SCROLL_PAGE_BACKWARD },
    { GDK_KEY_Home, GTK_SCROLL_START },
    { GDK_KEY_End, GTK_SCROLL_END },
  };
  guint key = nh_input_key (keyval);
  gboolean scrolled = FALSE;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (key == keys[i].key)
      g_signal_emit_by_name (self->content, "scroll-child", keys[i].scroll, FALSE, &scrolled);
  return scrolled;
}

/* --- The widget --- */

static void
nh_overview_page_dispose (GObject *object)
{
  NhOverviewPage *self = NH_OVERVIEW_PAGE (object);

  nh_cancel (&self->reading);
  nh_cancel (&self->checking);
  nh_cancel (&self->looking);
  nh_cancel (&self->boarding);
  g_clear_handle_id (&self->again, g_source_remove);
  if (self->chart != NULL)
    nh_bar_chart_show (self->chart, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_OVERVIEW_PAGE);
  g_clear_pointer (&self->overview, nh_overview_free);
  g_clear_pointer (&self->todo.drafts, g_ptr_array_unref);
  g_clear_pointer (&self->todo.gaps, g_ptr_array_unref);
  g_clear_pointer (&self->todo.board, g_ptr_array_unref);
  g_clear_pointer (&self->todo.problems, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_overview_page_parent_class)->dispose (object);
}

static void
nh_overview_page_class_init (NhOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_overview_page_dispose;
  g_type_ensure (NH_TYPE_BAR_CHART);
  g_type_ensure (NH_TYPE_PAIR_LAYOUT);
  widget_class->map = nh_overview_page_map;
  widget_class->unmap = nh_overview_page_unmap;
  widget_class->grab_focus = nh_overview_page_grab_focus;
  widget_class->focus = nh_overview_page_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-overview-page.ui");
  NH_BIND_CHILDREN (widget_class, NhOverviewPage, content, figures_card, figures, empty, top, first, empty_title,
                    empty_text, chart_box, progress_card, progress_ring);
  NH_BIND_CHILDREN (widget_class, NhOverviewPage, todo.list, todo.nothing, todo.checking, todo.set_deadline, start,
                    show_missing, print_page, final_only, title, reported, chart);
  NH_BIND_CALLBACKS (widget_class, on_final_only, on_key);
  gtk_widget_class_install_action (widget_class, "overview.show-missing", NULL, show_missing);
  gtk_widget_class_install_action (widget_class, "overview.receive-sample", NULL, receive_sample);
}

static void
nh_overview_page_init (NhOverviewPage *self)
{
  self->stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  nh_widget_set_one_stop (GTK_WIDGET (self->figures));
}

GtkWidget *
nh_overview_page_new (NhSession *session)
{
  NhOverviewPage *self = g_object_new (NH_TYPE_OVERVIEW_PAGE, NULL);

  g_return_val_if_fail (NH_IS_SESSION (session), GTK_WIDGET (self));
  self->session = g_object_ref (session);
  self->todo.session = session;
  g_signal_connect_object (session, "view-changed", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "outline-changed", G_CALLBACK (read_all), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
