/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What needs a screen: starting, and the list. Run by tests/gui-run. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench-data.h"
#include "bench-window.h"
#include "ledger-fixture.h"
#include "nh-app-resource.h"
#include "nh-application.h"
#include "nh-i18n.h"
#include "nh-indicator.h"
#include "nh-point.h"
#include "nh-record-list.h"
#include "nh-record-view.h"
#include "nh-session.h"
#include "nh-workplace.h"

#define BEGUN "NGAY_HOI_BENCH_BEGUN" /* when the child was started, in µs */
#define FRAMES 60
#define FLOOR_ROWS 100000

/* ── Starting: a child each time
 * ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* Whether the ledger's page stands in it. */
static gboolean
shows_page (GtkWidget *widget)
{
  if (NH_IS_WORKPLACE (widget))
    return gtk_widget_get_mapped (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_page (child))
      return TRUE;
  return FALSE;
}

/* @awaited: the window whose page is to be seen; NULL: any frame will do. */
static void
on_painted (GdkFrameClock *clock, GtkWidget *awaited)
{
  const char *begun = g_getenv (BEGUN);

  if (awaited != NULL && !shows_page (awaited))
    return;

  printf ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - g_ascii_strtoll (begun, NULL, 10));
  fflush (stdout);
  _Exit (EXIT_SUCCESS);
}

static void
on_mapped (GtkWidget *window, gpointer to_page)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted),
                    to_page != NULL ? window : NULL);
}

static void
on_window_added (GtkApplication *application, GtkWindow *window, gpointer to_page)
{
  g_signal_connect (window, "map", G_CALLBACK (on_mapped), to_page);
}

static void
on_activate (GtkApplication *application, gpointer unused)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_window_present (GTK_WINDOW (window));
}

/* A window with nothing in it, or the program with its arguments until it paints, or paints the ledger's page. */
static int
run_child (const char *what, int argc, char *argv[])
{
  gpointer to_page = GINT_TO_POINTER (g_str_equal (what, "--child-page"));
  g_autoptr (GtkApplication) application = NULL;

  if (!g_str_equal (what, "--child-floor"))
    {
      nh_i18n_init (NH_LANGUAGE_VIETNAMESE);
      nh_indicators_init ();
      application = nh_application_new ();
    }
  else
    {
      application = gtk_application_new ("vn.ngayhoi.Floor", G_APPLICATION_NON_UNIQUE);
      g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
    }
  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application)) | G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "window-added", G_CALLBACK (on_window_added), to_page);
  return g_application_run (G_APPLICATION (application), argc, argv);
}

/* Seconds to that frame. */
static double
start_child (const char *self, const char *what, const char *path)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;

  g_subprocess_launcher_setenv (launcher, BEGUN, now, TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, self, what, path, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (child, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  return (double) g_ascii_strtoll (out, NULL, 10) / G_USEC_PER_SEC;
}

static void
bench_start (Bench *self, const char *program, const char *path)
{
  guint rounds = self->tiny ? 1 : 11;
  GArray *welcome = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *ledger = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *page = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *opening = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < rounds; i++)
    {
      double floor = start_child (program, "--child-floor", NULL),
             bare = start_child (program, "--child-program", NULL);
      double first = start_child (program, "--child-program", path),
             whole = start_child (program, "--child-page", path);
      double begun = bench_now (BENCH_WALL), share;
      NhLedger *opened = fixture_open (path, NH_OPEN_READ_ONLY);

      share = (bench_now (BENCH_WALL) - begun) / whole;
      fixture_close (opened);
      bare /= floor;
      first /= floor;
      whole /= floor;
      g_array_append_val (welcome, bare);
      g_array_append_val (ledger, first);
      g_array_append_val (page, whole);
      g_array_append_val (opening, share);
    }
  bench_row (self, "22", "started, to the first frame", "an empty window of GTK", welcome, 2, FALSE);
  bench_row (self, "22", "started with a ledger, to the first frame", "an empty window of GTK", ledger, 2, FALSE);
  bench_row (self, "22", "started with a ledger, to its first page", "an empty window of GTK", page, 3, FALSE);
  bench_row (self, "23", "the ledger opened (share of the start)", "the start with a ledger", opening, 0.05, FALSE);
}

/* ── The list
 * ────────────────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GtkWidget *window;
  GtkAdjustment *adjustment;
  double painting; /* CPU seconds since the frame began */
  GArray *frames;  /* nullable: CPU seconds of each */
  gboolean painted;
} View;

static void
on_before_paint (GdkFrameClock *clock, View *self)
{
  self->painting = bench_now (BENCH_CPU);
}

static void
on_after_paint (GdkFrameClock *clock, View *self)
{
  double seconds = bench_now (BENCH_CPU) - self->painting;

  if (self->frames != NULL)
    g_array_append_val (self->frames, seconds);
  self->painted = TRUE;
}

static void
wait_for_frame (View *self)
{
  self->painted = FALSE;
  gtk_widget_queue_draw (self->window);
  while (!self->painted)
    g_main_context_iteration (NULL, TRUE);
}

GtkWidget *
bench_find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = bench_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
view_show (View *self, GtkWidget *child)
{
  GdkFrameClock *clock;

  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), child);
  gtk_window_present (GTK_WINDOW (self->window));
  self->adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (bench_find (child, GTK_TYPE_SCROLLED_WINDOW)));
  clock = gtk_widget_get_frame_clock (self->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), self);
  wait_for_frame (self);
}

static void
view_close (View *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->window);

  g_signal_handlers_disconnect_by_data (clock, self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The thumb is dragged: another place each frame. Seconds of the 95th of 100 frames. */
static double
scroll (Bench *self, View *view)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  double upper = gtk_adjustment_get_upper (view->adjustment) - gtk_adjustment_get_page_size (view->adjustment);

  for (guint i = 0; i < (self->tiny ? 3 : FRAMES); i++)
    {
      gtk_adjustment_set_value (view->adjustment, g_rand_double (rand) * upper);
      view->frames = frames;
      wait_for_frame (view);
      view->frames = NULL;
    }
  return bench_quantile (frames, 0.95);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  gtk_list_item_set_child (item, gtk_inscription_new (NULL));
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)),
                            gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
make_plain_list (Bench *self)
{
  GtkStringList *strings = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (strings)))),
            *scrolled = gtk_scrolled_window_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new ("x", factory);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);

  for (guint i = 0; i < MIN (self->rows, FLOOR_ROWS); i++)
    gtk_string_list_take (strings, bench_place (rand));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
  g_object_unref (column);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

typedef struct
{
  NhLedger *ledger;
  NhKeyList *list;
  View view;
  gboolean descending;
} Resort;

static gpointer
read_ids (NhConnection *connection, NhLedger *ledger, gpointer unused, GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection,
                                                   "SELECT id FROM point WHERE deleted = 0 ORDER BY place_key", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  nh_statement_done (statement);
  return NULL;
}

static void
sort_bare (gpointer data)
{
  Resort *self = data;

  nh_ledger_call (self->ledger, NH_ON_READER, read_ids, NULL, NULL, NULL);
}

static void
sort_list (gpointer data)
{
  Resort *self = data;
  NhQuery *query = nh_query_new (&nh_point_type);

  query->sort = NH_POINT_PLACE;
  query->descending = self->descending = !self->descending;
  nh_record_list_set_query (self->list, query);
  while (!nh_key_list_is_settled (self->list))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frame (&self->view);
}

static gsize
resident (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = strstr (status, "RssAnon:");
  return (gsize) g_ascii_strtoull (line + strlen ("RssAnon:"), NULL, 10) * 1024;
}

static void
bench_list (Bench *self, const char *path)
{
  Resort resort = { .ledger = fixture_open (path, NH_OPEN_DEFAULT) };
  g_autoptr (NhSession) session = nh_session_new (resort.ledger, BENCH_LAST_YEAR);
  g_autoptr (NhRowSelection) selection = NULL;
  BenchPair pair = { sort_bare, sort_list, NULL, &resort, BENCH_WALL };
  View plain = { 0 };
  GArray *memory = g_array_new (FALSE, FALSE, sizeof (double)), *frames = g_array_new (FALSE, FALSE, sizeof (double));
  gsize before;
  double growth;

  resort.list = nh_record_list_new (resort.ledger, &nh_point_type);
  selection = nh_row_selection_new (resort.list);
  view_show (&resort.view, nh_record_view_new (session, &nh_point_type, resort.list, selection));
  before = resident ();
  sort_list (&resort);
  scroll (self, &resort.view);
  growth = (double) (resident () > before ? resident () - before : 0) / (16.0 * self->rows + 24 * 1024 * 1024);
  g_array_append_val (memory, growth);

  bench_row (self, "19", "the list sorted anew, to its frame", "SELECT id … ORDER BY", bench_compare (self, &pair), 4,
             FALSE);
  bench_row (self, "20", "memory of the list", "16 bytes a row and 24 MiB", memory, 1, FALSE);
  view_show (&plain, make_plain_list (self));
  for (guint i = 0; i < self->rounds; i++)
    {
      double floor = scroll (self, &plain), ratio = scroll (self, &resort.view) / floor;

      g_array_append_val (frames, ratio);
    }
  bench_row (self, "21", "frames while the thumb is dragged (95th of 100)", "a list of strings, one column", frames, 8,
             FALSE);
  view_close (&plain);
  view_close (&resort.view);
  nh_session_close (session);
  nh_ledger_close (resort.ledger);
  g_object_unref (resort.list);
  g_object_unref (resort.ledger);
}

int
main (int argc, char *argv[])
{
  Bench bench = { 0 };
  g_autofree char *path = NULL, *small = NULL;

  if (argc > 1 && g_str_has_prefix (argv[1], "--child-"))
    {
      const char *what = argv[1];

      argv[1] = argv[0];
      return run_child (what, argc - 1, argv + 1);
    }
  nh_i18n_init (NH_LANGUAGE_VIETNAMESE);
  nh_indicators_init ();
  if (!bench_init (&bench, &argc, &argv))
    return 2;
  gtk_init ();
  g_resources_register (nh_app_get_resource ());
  small = bench_province (bench.folder, "nhỏ.ngayhoi", bench.tiny ? 20 : 1500, 1);
  bench_start (&bench, argv[0], small);
  path = bench_province (bench.folder, "lớn.ngayhoi", bench.rows, 1);
  bench_list (&bench, path);
  bench_page (&bench, path);
  return bench_end (&bench);
}
