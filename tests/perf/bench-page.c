/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a season's points as a clerk uses it: when the first rows stand with their records, when all are there,
 * and how long the window is held up at most, in processor time of its thread. */
#include <time.h>

#include "bench-data.h"
#include "bench-window.h"
#include "ledger-fixture.h"
#include "nh-filter-bar.h"
#include "nh-i18n.h"
#include "nh-point.h"
#include "nh-record-page.h"
#include "nh-record-view.h"

#define QUIET_S 0.3 /* after the last rows: what follows from them is measured too */
#define HOLD_MS 100

typedef struct
{
  NhLedger *ledger;
  NhSession *session;
  GtkWidget *window;
  GtkWidget *page;
  NhKeyList *list;
  guint changes; /* of the list since the last act */
  guint frames;
  gulong painting;
  double begun; /* of the act, in seconds */
} Page;

/* Seconds of one act. */
typedef struct
{
  double first, all, hold;
} Times;

static double
thread_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
turn (Times *times)
{
  double begun = thread_now ();

  if (g_main_context_iteration (NULL, FALSE))
    times->hold = MAX (times->hold, thread_now () - begun);
  else
    g_usleep (200);
}

static void
on_changed (Page *self)
{
  self->changes++;
  self->frames = 0;
}

static void
on_painted (Page *self)
{
  self->frames++;
}

/* The first row is another one now, has its record, and was painted. */
static gboolean
has_first (Page *self)
{
  g_autoptr (NhRow) row = NULL;

  if (self->frames == 0)
    return FALSE;
  row = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  return row == NULL || nh_row_get_value (row) != NULL;
}

static gboolean
is_counting (Page *self)
{
  GtkLabel *foot = GTK_LABEL (gtk_widget_get_template_child (self->page, NH_TYPE_RECORD_PAGE, "summary_label"));

  return g_str_equal (gtk_label_get_text (foot), _ ("Counting…"));
}

static void
open_page (Page *self, gpointer unused)
{
  self->page = nh_record_page_new (self->session, &nh_point_type);
  self->list = nh_record_page_get_list (NH_RECORD_PAGE (self->page));
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (on_changed), self);
  gtk_window_set_child (GTK_WINDOW (self->window), self->page);
  gtk_window_present (GTK_WINDOW (self->window));
  if (self->painting == 0)
    self->painting = g_signal_connect_swapped (gtk_widget_get_frame_clock (self->window), "after-paint",
                                               G_CALLBACK (on_painted), self);
}

static void
sort_page (Page *self, gpointer column)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (bench_find (self->page, GTK_TYPE_COLUMN_VIEW));
  g_autoptr (GtkColumnViewColumn)
      head = g_list_model_get_item (gtk_column_view_get_columns (view), GPOINTER_TO_UINT (column));
  static guint n;

  gtk_column_view_sort_by_column (view, head, n++ % 2 == 0 ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/* The entry waits for the next letter; only what comes after that counts. */
static void
search_page (Page *self, gpointer words)
{
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_template_child (self->page, NH_TYPE_RECORD_PAGE, "search")),
                         words);
  while (nh_key_list_is_settled (self->list))
    g_main_context_iteration (NULL, TRUE);
  self->begun = bench_now (BENCH_WALL);
}

/* @condition: as on the command line; "problems": only those; NULL: all again. */
static void
filter_page (Page *self, gpointer condition)
{
  g_autoptr (NhFilter) filter = nh_filter_new (&nh_point_type);
  NhFilterBar *bar = NH_FILTER_BAR (bench_find (self->page, NH_TYPE_FILTER_BAR));

  filter->problems = g_strcmp0 (condition, "problems") == 0;
  if (condition != NULL && !filter->problems)
    nh_filter_set_word (filter, condition, NULL);
  nh_filter_bar_set_filter (bar, filter);
}

static void
select_page (Page *self, gpointer action)
{
  gtk_widget_activate_action (gtk_widget_get_last_child (bench_find (self->page, GTK_TYPE_COLUMN_VIEW)), action, NULL);
  on_changed (self);
}

typedef void (*Act) (Page *self, gpointer argument);

/* @whole: until all is there, the foot too, and nothing follows any more. */
static Times
measure (Page *self, Act act, gpointer argument, gboolean whole)
{
  Times times = { 0 };
  double held = thread_now (), quiet = 0;

  self->changes = self->frames = 0;
  self->begun = bench_now (BENCH_WALL);
  act (self, argument);
  times.hold = thread_now () - held;
  while (times.first == 0 ||
         (whole && (times.all == 0 || is_counting (self) || bench_now (BENCH_WALL) - quiet < QUIET_S)))
    {
      gboolean settled = nh_key_list_is_settled (self->list);

      turn (&times);
      if (times.first == 0 && (self->changes > 0 ? has_first (self) : settled))
        times.first = bench_now (BENCH_WALL) - self->begun;
      if (times.all == 0 && settled && (self->frames > 0 || self->changes == 0))
        times.all = (quiet = bench_now (BENCH_WALL)) - self->begun;
    }
  return times;
}

static gpointer
read_bare (NhConnection *connection, NhLedger *ledger, gpointer sql, GCancellable *cancellable, GError **error)
{
  g_autofree char *whole = g_strdup_printf ("SELECT point.id FROM point %s", (const char *) sql);
  sqlite3_stmt *statement = nh_connection_prepare (connection, whole, error);

  while (sqlite3_step (statement) == SQLITE_ROW)
    ;
  nh_statement_done (statement);
  return NULL;
}

static double
floor_of (Page *self, const char *sql)
{
  double begun = bench_now (BENCH_WALL);
  g_autoptr (GError) error = NULL;

  nh_ledger_call (self->ledger, NH_ON_LISTER, read_bare, (gpointer) sql, NULL, &error);
  g_assert_no_error (error);
  return bench_now (BENCH_WALL) - begun;
}

static void
row (Bench *bench, const char *title, const char *what, const char *floor, GArray *numbers, double limit)
{
  g_autofree char *whole = g_strdup_printf ("%s: %s", title, what);

  bench_row (bench, "19", whole, floor, numbers, limit, FALSE);
}

/* @bare: the same asked in SQL, its outcome read to the end and thrown away: the floor. @back: what is done after each
 * round, unmeasured; NULL: nothing. */
static void
bench_act (Bench *bench, Page *self, const char *title, const char *bare, Act act, gpointer argument, Act back,
           gboolean whole, guint rounds)
{
  GArray *first = g_array_new (FALSE, FALSE, sizeof (double)), *all = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *hold = g_array_new (FALSE, FALSE, sizeof (double));
  static const char floor[] = "the same: SELECT id … ORDER BY";

  for (guint i = 0; i < rounds; i++)
    {
      double floored = floor_of (self, bare);
      Times times = measure (self, act, argument, whole);

      times.first /= floored;
      times.all /= floored;
      times.hold *= 1000;
      g_array_append_val (first, times.first);
      g_array_append_val (all, times.all);
      g_array_append_val (hold, times.hold);
      if (back != NULL)
        measure (self, back, NULL, TRUE);
    }
  row (bench, title, "first rows", floor, first, 4);
  if (whole)
    row (bench, title, "all rows", floor, all, 4);
  else
    g_array_unref (all);
  row (bench, title, "window held (ms)", "", hold, HOLD_MS);
}

static void
clear_search (Page *self, gpointer unused)
{
  search_page (self, (gpointer) "");
}

#define SEASON "WHERE deleted = 0 AND year = " G_STRINGIFY (BENCH_LAST_YEAR)
#define OWN_ORDER " ORDER BY date_from, place_key, id"

void
bench_page (Bench *bench, const char *path)
{
  Page self = { .ledger = fixture_open (path, NH_OPEN_DEFAULT) };
  guint rounds = bench->tiny ? 1 : 5;

  self.session = nh_session_new (self.ledger, BENCH_LAST_YEAR);
  self.window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self.window), 1280, 700);
  bench_act (bench, &self, "a season opened", SEASON OWN_ORDER, open_page, NULL, NULL, TRUE, 1);
  bench_act (bench, &self, "by day", SEASON " ORDER BY date_from, id", sort_page, GUINT_TO_POINTER (1), NULL, TRUE,
             rounds);
  bench_act (bench, &self, "by place", SEASON " ORDER BY place_key, id", sort_page, GUINT_TO_POINTER (2), NULL, TRUE,
             rounds);
  bench_act (bench, &self, "by people", SEASON " ORDER BY attendance, id", sort_page, GUINT_TO_POINTER (4), NULL, TRUE,
             rounds);
  bench_act (bench, &self, "by unit",
             "JOIN unit ON unit.id = point.unit " SEASON " ORDER BY unit.position, date_from, place_key, point.id",
             sort_page, GUINT_TO_POINTER (0), NULL, TRUE, rounds);
  bench_act (bench, &self, "“th” searched", SEASON " AND search LIKE '%th%'" OWN_ORDER, search_page, (gpointer) "th",
             clear_search, TRUE, rounds);
  bench_act (bench, &self, "one place searched",
             SEASON " AND search LIKE '%thon%' AND search LIKE '%dong%' AND search LIKE '%tien%'"
                    " AND search LIKE '%1%'" OWN_ORDER,
             search_page, (gpointer) "thon dong tien 1", clear_search, TRUE, rounds);
  bench_act (bench, &self, "filtered by people", SEASON " AND attendance BETWEEN 100 AND 120" OWN_ORDER, filter_page,
             (gpointer) "attendance=100..120", filter_page, TRUE, rounds);
  bench_act (bench, &self, "all selected", SEASON OWN_ORDER, select_page, (gpointer) "list.select-all", NULL, TRUE, 1);
  bench_act (bench, &self, "by day, all selected", SEASON " ORDER BY date_from, id", sort_page, GUINT_TO_POINTER (1),
             NULL, TRUE, rounds);
  bench_act (bench, &self, "only with problems", SEASON OWN_ORDER, filter_page, (gpointer) "problems", filter_page,
             FALSE, rounds);
  gtk_window_destroy (GTK_WINDOW (self.window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  nh_session_close (self.session);
  nh_ledger_close (self.ledger);
  g_object_unref (self.session);
  g_object_unref (self.ledger);
}
