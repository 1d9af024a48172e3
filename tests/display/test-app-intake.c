/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of a spreadsheet becomes records. In the real window. */
#include "app-fixture.h"

#include <time.h>

#include "nh-intake-rows.h"
#include "nh-forms-window.h"
#include "nh-intake-table.h"
#include "nh-intake-window.h"
#include "nh-raw-data.h"
#include "nh-workbook-form.h"

#define CAM_XUYEN "18673"
#define MANY 1200

static gboolean
says (GtkWidget *window, const char *text)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  app_collect (window, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    if (gtk_widget_get_mapped (labels->pdata[i]) && strstr (gtk_label_get_text (labels->pdata[i]), text) != NULL)
      return TRUE;
  return FALSE;
}

static GtkWidget *
begin (AppDesk *desk, const char *text)
{
  g_autoptr (NhIntakeSource) source = nh_intake_source_new_text (text);
  g_autofree char *ledger = app_ledger (CAM_XUYEN);

  app_desk_begin (desk, ledger);
  nh_intake_window_show (GTK_WIDGET (desk->page), desk->session, nh_record_page_get_record_type (desk->page), source);
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) != NULL);
  return app_find_window (NH_TYPE_INTAKE_WINDOW);
}

static GtkWidget *
find_check (GtkWidget *window, const char *label)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new ();

  app_collect (window, GTK_TYPE_CHECK_BUTTON, checks);
  for (guint i = 0; i < checks->len; i++)
    if (g_strcmp0 (gtk_check_button_get_label (checks->pdata[i]), label) == 0)
      return checks->pdata[i];
  g_error ("no check “%s”", label);
}

static NhIntakeTable *
table_of (GtkWidget *window)
{
  return NH_INTAKE_TABLE (app_find_type (window, NH_TYPE_INTAKE_TABLE));
}

/* What is chosen as the field of a column. */
static GtkDropDown *
choice_of (GtkWidget *window, guint column)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();

  app_collect (GTK_WIDGET (table_of (window)), GTK_TYPE_DROP_DOWN, choices);
  g_assert_cmpuint (column, <, choices->len);
  return choices->pdata[column];
}

static const char *const list = "STT\tĐịa điểm\tThời gian\tSố người dự\n"
                                "1\tThôn Mỹ Sơn\t9/8/2026\t210\n"
                                "2\tTổ dân phố 2\t31/2/2026\t185\n"
                                "3\tTh«n B×nh Quang, thÞ trÊn\t8/8/2026\t40\n"
                                "Tổng cộng\t\t\t435\n";

/* The rows that a list shows, with all fields. */
static void
check_raw_data (AppDesk *desk)
{
  g_autofree char *path = app_path ("thô.csv"), *text = NULL;
  g_autoptr (NhQuery) query = nh_query_new (nh_record_page_get_record_type (desk->page));

  query->search = g_strdup ("my son");
  nh_raw_data_write (GTK_WIDGET (desk->page), desk->ledger, query, FALSE, path);
  app_wait (g_str_has_prefix (app_notice (desk->window), "Written: "));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Households"));
  g_assert_nonnull (strstr (text, "Thôn Mỹ Sơn"));
  g_assert_null (strstr (text, "Bình Quang"));
}

/* Verdicts and reasons; the good rows come in as one change, and the notice takes it back. */
static void
test_brought_in (void)
{
  AppDesk desk;
  GtkWidget *window = begin (&desk, list);
  const NhIntakeRow *row;
  guint at;
  int column;

  app_wait (says (window, "2 rows can come in, 1 sent back"));
  app_wait (nh_intake_table_get_current (table_of (window), &at, &row, &column));
  g_assert_cmpint (row->verdict, ==, NH_ROW_REFUSED); /* the first cell to look at */
  g_assert_cmpint (column, ==, 2);
  g_assert_true (says (window, "C3"));
  app_click (app_find_button (window, "_Bring in 2 rows"));
  app_wait (says (window, "2 rows were brought in."));
  app_desk_wait_rows (&desk, 2);
  check_raw_data (&desk);
  app_click (app_find_button (window, "_Undo"));
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) == NULL);
  app_desk_wait_rows (&desk, 0);
  app_desk_end (&desk);
}

/* A column that is chosen otherwise, and one whose font is not converted. Read again, and remembered. */
static void
test_chosen (void)
{
  AppDesk desk;
  GtkWidget *window = begin (&desk, list);
  g_autoptr (NhIntakeSource) again = nh_intake_source_new_text (list);
  GtkDropDown *day;
  guint as_day;

  app_wait (says (window, "2 rows can come in"));
  day = choice_of (window, 2);
  as_day = gtk_drop_down_get_selected (day);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (day)));
  gtk_drop_down_set_selected (day, 0);
  app_wait (says (window, "3 rows can come in")); /* without the day that is none */
  g_assert_true (choice_of (window, 2) == day);   /* where the keyboard is */
  g_signal_emit_by_name (table_of (window), "word", "C=date_from");
  app_wait (says (window, "2 rows can come in"));
  g_assert_cmpuint (gtk_drop_down_get_selected (day), ==, as_day);
  g_signal_emit_by_name (table_of (window), "word", "D=households");
  app_wait (says (window, "2 rows can come in"));
  g_signal_emit_by_name (table_of (window), "word", "B=place:unicode");
  app_wait (says (window, "1 row can come in, 2 sent back")); /* what kind of place is “Th«n”? */
  g_signal_emit_by_name (table_of (window), "word", "B=place");
  app_wait (says (window, "2 rows can come in"));
  app_click (app_find_button (window, "_Bring in 2 rows"));
  app_desk_wait_rows (&desk, 2);
  gtk_window_close (GTK_WINDOW (window));
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) == NULL);

  nh_intake_window_show (GTK_WIDGET (desk.page), desk.session, nh_record_page_get_record_type (desk.page), again);
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) != NULL);
  app_wait (says (app_find_window (NH_TYPE_INTAKE_WINDOW), "2 are there already"));
  g_assert_true (says (app_find_window (NH_TYPE_INTAKE_WINDOW), "columns as last time"));
  gtk_window_close (GTK_WINDOW (app_find_window (NH_TYPE_INTAKE_WINDOW)));
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) == NULL);
  app_desk_end (&desk);
}

/* The unit of money over a column that nothing speaks of. */
static GtkDropDown *
scale_of (GtkWidget *window)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();

  app_collect (GTK_WIDGET (table_of (window)), GTK_TYPE_DROP_DOWN, choices);
  for (guint i = 0; i < choices->len; i++)
    {
      GListModel *titles = gtk_drop_down_get_model (choices->pdata[i]);

      if (g_list_model_get_n_items (titles) == 4 && gtk_widget_get_visible (choices->pdata[i]))
        return choices->pdata[i];
    }
  g_error ("no unit of money");
}

static const char *
get_scale (GtkWidget *window)
{
  return gtk_string_object_get_string (gtk_drop_down_get_selected_item (scale_of (window)));
}

/* What is only guessed is not shown as chosen: each unit can be chosen, also the one that was guessed. */
static void
test_scale (void)
{
  AppDesk desk;
  GtkWidget *window = begin (&desk, "Địa điểm\tThời gian\tKinh phí\nThôn Mỹ Sơn\t8/8/2026\t300\n");

  app_wait (says (window, "1 row can come in, 1 of them to be looked at"));
  g_assert_cmpstr (get_scale (window), ==, "(unit not known)");
  gtk_drop_down_set_selected (scale_of (window), 2);
  app_wait (!says (window, "to be looked at"));
  app_wait (says (window, "1 row can come in"));
  g_assert_cmpstr (get_scale (window), ==, "in thousands");
  g_signal_emit_by_name (table_of (window), "word", "C=cost");
  app_wait (says (window, "1 of them to be looked at"));
  gtk_drop_down_set_selected (scale_of (window), 1);
  app_wait (!says (window, "to be looked at"));
  app_wait (says (window, "1 row can come in"));
  g_assert_cmpstr (get_scale (window), ==, "in đồng");
  gtk_window_close (GTK_WINDOW (window));
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) == NULL);
  app_desk_end (&desk);
}

/* MANY rows, three of them with a day that is none. (transfer full) */
static char *
make_many (void)
{
  GString *text = g_string_new ("Địa điểm\tThời gian\tSố người dự\n");

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, "Thôn số %u\t%s\t%u\n", i, i % 400 == 200 ? "31/2/2026" : "8/8/2026", 10 + i % 90);
  return g_string_free (text, FALSE);
}

/* Only those with problems; stopped; a file that is no table. */
static void
test_many (void)
{
  AppDesk desk;
  g_autofree char *text = make_many ();
  g_autofree char *path = app_path ("ảnh.xlsx");
  GtkWidget *window;

  window = begin (&desk, text);
  app_wait (says (window, "1.197 rows can come in, 3 sent back"));
  app_click (app_find_button (window, "_Bring in 1.197 rows"));
  app_wait (says (window, "1.197 rows were brought in."));
  app_click (app_find_button (window, "_Undo"));
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) == NULL);
  app_desk_wait_rows (&desk, 0);

  g_assert_true (g_file_set_contents (path, "\x89PNG\r\n\x1a\n", 8, NULL));
  nh_intake_window_show_file (desk.window, desk.session, NULL, path);
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) != NULL);
  app_wait (says (app_find_window (NH_TYPE_INTAKE_WINDOW), "The table could not be read"));
  gtk_window_close (GTK_WINDOW (app_find_window (NH_TYPE_INTAKE_WINDOW)));
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) == NULL);
  app_desk_end (&desk);
}

/* From cell to cell: the first row, two cells of one row, and around. */
static void
test_problems (void)
{
  static const int columns[] = { 1, 1, 2, 1 };
  static const guint numbers[] = { 1, 2, 2, 1 };
  AppDesk desk;
  GtkWidget *window = begin (&desk, "Địa điểm\tThời gian\tSố người dự\nThôn 1\t31/2/2026\t5\nThôn 2\t32/8/2026\t1,185\n"
                                    "Thôn 3\t8/8/2026\t7\n");
  const NhIntakeRow *row;

  app_wait (says (window, "1 row can come in, 2 sent back"));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      guint at = 0;
      int column = -1;

      g_assert_true (i == 0 || app_press (window, GDK_KEY_F8));
      g_assert_true (nh_intake_table_get_current (table_of (window), &at, &row, &column));
      g_assert_cmpuint (at, ==, numbers[i]);
      g_assert_cmpint (column, ==, columns[i]);
    }
  gtk_window_close (GTK_WINDOW (window));
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) == NULL);
  app_desk_end (&desk);
}

static void
test_rows (void)
{
  AppDesk desk;
  GtkWidget *window = begin (&desk, list), *only;
  GListModel *rows;

  app_wait (says (window, "2 rows can come in"));
  rows = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (app_find_type (window, GTK_TYPE_COLUMN_VIEW))));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 4);
  only = find_check (window, "Only those with _problems");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (only), TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (only), FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 4);
  gtk_window_close (GTK_WINDOW (window));
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) == NULL);
  app_desk_end (&desk);
}

/* The entry over the table that has @text. */
static GtkEditable *
find_entry (GtkWidget *window, const char *text)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  app_collect (window, GTK_TYPE_ENTRY, entries);
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (gtk_editable_get_text (entries->pdata[i]), text))
      return entries->pdata[i];
  g_error ("no entry has “%s”", text);
}

/* As the user does: the keyboard stays in it. */
static void
type (GtkEditable *entry, const char *text)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (entry)));

  app_wait (gtk_window_is_active (window));
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_set_text (entry, text);
}

/* Closed with another year, or other headings, in the entry that has the keyboard: nothing is read any more. */
static void
test_closed (void)
{
  static const char *const typed[][2] = { { "2026", "2025" }, { "1", "2" } };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      AppDesk desk;
      GtkWidget *window = begin (&desk, list);
      gpointer here = window;

      app_wait (says (window, "2 rows can come in"));
      g_object_add_weak_pointer (G_OBJECT (window), &here);
      type (find_entry (window, typed[i][0]), typed[i][1]);
      gtk_window_close (GTK_WINDOW (window));
      app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) == NULL);
      app_wait (here == NULL);
      g_assert_null (g_main_context_find_source_by_user_data (NULL, window)); /* nobody looks at the progress */
      app_desk_end (&desk);
    }
}

/* Ctrl+Enter in the entry of the year takes the year over first, and saves nothing under the old one. */
static void
test_typed_last (void)
{
  AppDesk desk;
  GtkWidget *window = begin (&desk, list);
  GtkEditable *year;

  app_wait (says (window, "2 rows can come in"));
  year = find_entry (window, "2026");
  type (year, "19");
  g_assert_true (app_press_with (window, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_true (says (window, "2 rows can come in"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (year), "error"));
  type (year, "2025");
  g_assert_true (app_press_with (window, GDK_KEY_Return, GDK_CONTROL_MASK));
  app_wait (says (window, "0 rows can come in, 3 sent back")); /* no day of that year */
  g_assert_cmpstr (gtk_editable_get_text (year), ==, "2025");
  type (year, "2026");
  g_signal_emit_by_name (year, "activate");
  app_wait (says (window, "2 rows can come in"));
  g_assert_true (app_press_with (window, GDK_KEY_Return, GDK_CONTROL_MASK));
  app_desk_wait_rows (&desk, 2);
  gtk_window_close (GTK_WINDOW (window));
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) == NULL);
  app_desk_end (&desk);
}

/* After a reading that was stopped or failed the choices are those of the rows that are shown, and others can be made.
 */
static void
test_back (void)
{
  AppDesk desk;
  g_autofree char *text = make_many ();
  GtkWidget *window = begin (&desk, text);
  GtkEditable *year, *headings;
  guint as_day;

  app_wait (says (window, "1.197 rows can come in"));
  year = find_entry (window, "2026");
  headings = find_entry (window, "1");
  type (year, "2025");
  g_signal_emit_by_name (year, "activate");
  app_click (app_find_button (window, "S_top"));
  app_wait (says (window, "1.197 rows can come in"));
  g_assert_cmpstr (gtk_editable_get_text (year), ==, "2026");
  as_day = gtk_drop_down_get_selected (choice_of (window, 1));
  gtk_drop_down_set_selected (choice_of (window, 1), 0);
  app_click (app_find_button (window, "S_top"));
  app_wait (says (window, "1.197 rows can come in"));
  g_assert_cmpuint (gtk_drop_down_get_selected (choice_of (window, 1)), ==, as_day);
  type (headings, "7-12");
  g_signal_emit_by_name (headings, "activate");
  app_wait (says (window, "headings are one to three rows"));
  g_assert_cmpstr (gtk_editable_get_text (headings), ==, "1");
  g_signal_emit_by_name (table_of (window), "word", "B=");
  app_wait (says (window, "1.200 rows can come in"));
  gtk_window_close (GTK_WINDOW (window));
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) == NULL);
  app_desk_end (&desk);
}

/* A form is read from its folder; as a table it says what it is. */
static void
test_forms (void)
{
  AppDesk desk;
  g_autofree char *path = app_path ("phiếu.xlsx"), *folder = g_path_get_dirname (path);
  g_autofree char *ledger = app_ledger (CAM_XUYEN);
  const char *const paths[] = { folder, NULL };

  app_desk_begin (&desk, ledger);
  g_assert_true (nh_workbook_form_write (
      desk.ledger, nh_catalog_get_unit (nh_session_get_catalog (desk.session), nh_session_get_unit (desk.session)),
      2026, NULL, path, NULL));
  nh_forms_window_show (desk.window, desk.session, paths);
  gtk_window_close (GTK_WINDOW (app_find_window (NH_TYPE_FORMS_WINDOW))); /* stops, and tells what came in */
  g_assert_nonnull (app_find_window (NH_TYPE_FORMS_WINDOW));
  app_wait (!says (app_find_window (NH_TYPE_FORMS_WINDOW), "Reading the forms"));
  gtk_window_close (GTK_WINDOW (app_find_window (NH_TYPE_FORMS_WINDOW)));
  app_wait (app_find_window (NH_TYPE_FORMS_WINDOW) == NULL);
  nh_forms_window_show (desk.window, desk.session, paths);
  app_wait (says (app_find_window (NH_TYPE_FORMS_WINDOW), "1 workbook form: 0 new rows can come in"));
  g_assert_true (says (app_find_window (NH_TYPE_FORMS_WINDOW), "Xã Cẩm Xuyên"));
  gtk_window_close (GTK_WINDOW (app_find_window (NH_TYPE_FORMS_WINDOW)));
  app_wait (app_find_window (NH_TYPE_FORMS_WINDOW) == NULL);
  nh_intake_window_show_file (desk.window, desk.session, NULL, path);
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) != NULL);
  app_wait (says (app_find_window (NH_TYPE_INTAKE_WINDOW), "This is a workbook form of a unit."));
  gtk_window_close (GTK_WINDOW (app_find_window (NH_TYPE_INTAKE_WINDOW)));
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) == NULL);
  app_desk_end (&desk);
}

/* Several workbooks at once: none is passed over in silence. */
static void
test_several (void)
{
  AppDesk desk;
  const char *const paths[] = { "/một.xlsx", "/hai.csv", NULL };
  const char *const packages[] = { "/một.ngayhoi-moi", "/hai.ngayhoi-phieu", NULL };
  const char *const other[] = { "/ảnh.jpg", NULL };
  g_autofree char *ledger = app_ledger (CAM_XUYEN);

  app_desk_begin (&desk, ledger);
  nh_workplace_open_files (desk.place, paths);
  g_assert_null (app_find_window (NH_TYPE_INTAKE_WINDOW));
  g_assert_nonnull (strstr (app_notice (desk.window), "One table is opened at a time"));
  nh_workplace_open_files (desk.place, packages);
  g_assert_nonnull (
      strstr (app_notice (desk.window), "none of these was read: “một.ngayhoi-moi”, “hai.ngayhoi-phieu”"));
  nh_workplace_open_files (desk.place, other);
  g_assert_nonnull (strstr (app_notice (desk.window), "none that the program reads"));
  app_desk_end (&desk);
}

/* --- Very long tables --- */

#define BEAT_MS 4

/* The longest time for which the main loop was at something else, and the most that it worked in one such time: what
 * other programs take of the processor is in the first. In µs. */
typedef struct
{
  guint source;
  gint64 last, longest, begun;
  gint64 last_work, most_work;
} Pulse;

/* How long the processor worked for this thread. */
static gint64
get_work (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static gboolean
beat (gpointer data)
{
  Pulse *pulse = data;
  gint64 now = g_get_monotonic_time (), work = get_work ();

  pulse->longest = MAX (pulse->longest, now - pulse->last);
  pulse->most_work = MAX (pulse->most_work, work - pulse->last_work);
  pulse->last = now;
  pulse->last_work = work;
  return G_SOURCE_CONTINUE;
}

static void
pulse_begin (Pulse *pulse)
{
  *pulse = (Pulse){ .last = g_get_monotonic_time (), .begun = g_get_monotonic_time (), .last_work = get_work () };
  pulse->source = g_timeout_add (BEAT_MS, beat, pulse);
}

static void
pulse_end (Pulse *pulse, const char *what)
{
  gint64 until = g_get_monotonic_time () + 300000;

  app_wait (g_get_monotonic_time () > until); /* the frames that follow */
  beat (pulse);
  g_source_remove (pulse->source);
  g_test_message ("%s: %.2f s, at most %.0f ms at once, %.0f ms of work", what,
                  (double) (pulse->last - pulse->begun - 300000) / 1e6, (double) pulse->longest / 1e3,
                  (double) pulse->most_work / 1e3);
}

/* @n rows of twelve columns, one in 5,000 with a day that is none. (transfer full) */
static char *
make_long (guint n)
{
  GString *text = g_string_new ("Địa điểm\tLoại địa bàn\tNgày tổ chức\tSố người dự\tLãnh đạo cùng dự\tSố hộ\t"
                                "Kinh phí (đồng)\tCăn cứ\tGhi chú\tVũ khí\tĐơn vị\tTin báo\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "Thôn số %u\tThôn\t%s\t%u\tXã\t%u\t%u\tBC số %u\tghi chú %u\t%u\tXã Cẩm Xuyên\t%u\n",
                            i, i % 5000 == 100 ? "31/2/2026" : "8/8/2026", 10 + i % 90, i % 200,
                            3000000 + i % 300 * 10000, i % 97, i, i % 4, i % 9);
  return g_string_free (text, FALSE);
}

/* To its end by pages, then back by lines. */
static void
scroll (GtkWidget *window, Pulse *pulse)
{
  GtkWidget *list_view = gtk_widget_get_last_child (app_find_type (window, GTK_TYPE_COLUMN_VIEW));
  GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list_view));

  pulse_begin (pulse);
  for (guint i = 1; i <= 40; i++)
    {
      gint64 until = g_get_monotonic_time () + 10000;
      double last = gtk_adjustment_get_upper (down) - gtk_adjustment_get_page_size (down);

      gtk_adjustment_set_value (down, i <= 20 ? last * i / 20 : gtk_adjustment_get_value (down) - 60);
      app_wait (g_get_monotonic_time () > until);
    }
  pulse_end (pulse, "scrolled");
}

static guint
count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);
  return n;
}

/* NGAY_HOI_INTAKE_ROWS=100000 in a release build measures how long the window stands still. What takes it longest is to
 * make widgets, so these are counted. */
static void
test_long (void)
{
  const char *wanted = g_getenv ("NGAY_HOI_INTAKE_ROWS");
  guint n = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 300;
  g_autofree char *text = make_long (n);
  AppDesk desk;
  GtkWidget *window = begin (&desk, text), *only = find_check (window, "Only those with _problems");
  Pulse pulse;

  pulse_begin (&pulse);
  app_wait (says (window, "rows can come in"));
  pulse_end (&pulse, "read");
  g_assert_cmpuint (count_widgets (GTK_WIDGET (table_of (window))), <, 3000);
  scroll (window, &pulse);
  pulse_begin (&pulse);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (only), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (only), FALSE);
  pulse_end (&pulse, "only problems, all rows");
  pulse_begin (&pulse);
  g_signal_emit_by_name (table_of (window), "word", "C=");
  app_click (app_find_button (window, "S_top"));
  app_wait (says (window, "rows can come in"));
  pulse_end (&pulse, "stopped");
  pulse_begin (&pulse);
  g_signal_emit_by_name (table_of (window), "word", "C=");
  app_wait (!says (window, "sent back"));
  app_wait (says (window, "rows can come in"));
  pulse_end (&pulse, "another mapping");
  pulse_begin (&pulse);
  g_assert_true (app_press_with (window, GDK_KEY_Return, GDK_CONTROL_MASK));
  app_wait (app_find_window (NH_TYPE_INTAKE_WINDOW) == NULL);
  app_desk_wait_rows (&desk, n);
  pulse_end (&pulse, "brought in");
  pulse_begin (&pulse);
  gtk_widget_activate_action (desk.window, "win.undo", NULL);
  app_desk_wait_rows (&desk, 0);
  pulse_end (&pulse, "undone");
  app_desk_end (&desk);
}

void
app_add_intake_tests (void)
{
  g_test_add_func ("/intake/back", test_back);
  g_test_add_func ("/intake/brought-in", test_brought_in);
  g_test_add_func ("/intake/chosen", test_chosen);
  g_test_add_func ("/intake/closed", test_closed);
  g_test_add_func ("/intake/forms", test_forms);
  g_test_add_func ("/intake/long", test_long);
  g_test_add_func ("/intake/many", test_many);
  g_test_add_func ("/intake/problems", test_problems);
  g_test_add_func ("/intake/rows", test_rows);
  g_test_add_func ("/intake/scale", test_scale);
  g_test_add_func ("/intake/several", test_several);
  g_test_add_func ("/intake/typed-last", test_typed_last);
}
