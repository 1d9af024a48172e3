/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of a list: which, in which order and how wide; remembered, added up and copied as they stand. */
#include "app-fixture.h"

#include "nh-column-menu.h"
#include "nh-columns.h"
#include "nh-point.h"
#include "nh-record-view.h"
#include "nh-report-page.h"
#include "nh-settings.h"

/* --- by themselves --- */

static void
assert_columns (const NhRecordType *type, GArray *columns, const char *expected)
{
  g_autofree char *text = nh_columns_to_text (type, columns);

  g_assert_true (text != NULL ? g_str_has_prefix (text, expected) : *expected == '\0');
}

static void
test_designed (void)
{
  static const int first[] = { NH_COLUMN_UNIT,      NH_POINT_DATE_FROM, NH_POINT_PLACE, NH_POINT_PLACE_KIND,
                               NH_POINT_ATTENDANCE, NH_POINT_LEADERS,   NH_POINT_PACTS };
  g_autoptr (GArray) columns = nh_columns_new (&nh_point_type, NULL);

  g_assert_cmpuint (nh_columns_count (columns), ==, G_N_ELEMENTS (first));
  for (guint i = 0; i < columns->len; i++)
    {
      const NhColumn *column = &g_array_index (columns, NhColumn, i);

      g_assert_true (!column->shown == (i >= G_N_ELEMENTS (first)));
      g_assert_cmpint (column->width, ==, 0);
      g_assert_true (nh_columns_find (columns, column->field) == column);
      if (i < G_N_ELEMENTS (first))
        g_assert_cmpint (column->field, ==, first[i]);
    }
  g_assert_cmpuint (columns->len, ==, nh_point_type.n_fields + 1); /* one for the unit */
  g_assert_false (nh_columns_find (columns, NH_POINT_DUPLICATE_OF)->shown);
  assert_columns (&nh_point_type, columns, "");
}

static void
test_remembered (void)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "place:300,unit,-date_from", "place:300,unit,-date_from,place_kind,attendance," },
    { "place:300,place:20,nothing,,:,-,cost:x", "place:300,cost,unit,date_from," },
    { "place:1,cost:99999999", "place:20,cost:4000," },
    { "duplicate_of,date_to:-5", "duplicate_of,date_to,unit,date_from," },
    { "-unit,-date_from,-place,-place_kind,-attendance,-leaders,-pacts",
      "" }, /* none would be shown: then as designed, */
    { "nothing", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) columns = nh_columns_new (&nh_point_type, cases[i].text);
      g_autofree char *text = nh_columns_to_text (&nh_point_type, columns);
      g_autoptr (GArray) again = nh_columns_new (&nh_point_type, text);

      assert_columns (&nh_point_type, columns, cases[i].expected);
      g_assert_cmpuint (columns->len, ==, nh_point_type.n_fields + 1);
      g_assert_cmpuint (nh_columns_count (columns), >, 0);
      g_assert_true (nh_columns_equal (columns, again));
    }
}

static void
test_moved (void)
{
  g_autoptr (GArray) columns = nh_columns_new (&nh_point_type, "unit,-cost,-note,place,date_from");
  const int wanted[] = { NH_POINT_DATE_FROM, NH_COLUMN_UNIT, NH_POINT_PLACE };
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (int));

  g_assert_cmpuint (nh_columns_move (columns, 0, -1), ==, 0);
  g_assert_cmpuint (nh_columns_move (columns, 0, 1), ==, 3); /* past what is not shown */
  assert_columns (&nh_point_type, columns, "-cost,-note,place,unit,date_from,");
  g_assert_cmpuint (nh_columns_move (columns, 2, -1), ==, 2);
  g_assert_cmpuint (nh_columns_move (columns, 1, -1), ==, 1);
  g_array_append_vals (fields, wanted, G_N_ELEMENTS (wanted));
  nh_columns_arrange (columns, fields);
  assert_columns (&nh_point_type, columns, "-cost,-note,date_from,unit,place,");
}

/* --- in the window --- */

static NhRecordView *
view_of (AppDesk *desk)
{
  return NH_RECORD_VIEW (app_find_type (GTK_WIDGET (desk->page), NH_TYPE_RECORD_VIEW));
}

static GtkColumnView *
table_of (AppDesk *desk)
{
  return GTK_COLUMN_VIEW (app_find_type (GTK_WIDGET (desk->page), GTK_TYPE_COLUMN_VIEW));
}

/* Their titles with bars between, as they stand on the screen. */
static char *
titles (AppDesk *desk)
{
  GListModel *columns = gtk_column_view_get_columns (table_of (desk));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", gtk_column_view_column_get_title (column));
    }
  return g_string_free (text, FALSE);
}

#define assert_titles(desk, expected)         \
  G_STMT_START                                \
  {                                           \
    g_autofree char *titles_ = titles (desk); \
    g_assert_cmpstr (titles_, ==, expected);  \
  }                                           \
  G_STMT_END

static GtkWidget *
find_check (GtkWidget *menu, const char *label)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new ();

  app_collect (menu, GTK_TYPE_CHECK_BUTTON, checks);
  for (guint i = 0; i < checks->len; i++)
    if (g_str_equal (gtk_check_button_get_label (checks->pdata[i]), label))
      return checks->pdata[i];
  g_error ("no “%s”", label);
}

static void
tick (GtkWidget *menu, const char *label, gboolean on)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (menu, label)), on);
}

static const char *
sums_of (AppDesk *desk)
{
  return app_label (GTK_WIDGET (desk->page), "summary_label");
}

static void
forget_columns (void)
{
  nh_settings_set_of_type (NH_SETTINGS_COLUMNS, "point", NULL);
}

static void
begin_sample (AppDesk *desk)
{
  g_autofree char *path = app_sample ();

  app_desk_begin (desk, path);
  app_desk_wait_rows (desk, 1407);
}

#define DESIGNED "Unit|Day|Place|Kind|People|Leaders|Pacts"

static GtkWidget *
open_menu (AppDesk *desk)
{
  GtkWidget *menu;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->page), "page.columns", NULL));
  menu = app_find_type (GTK_WIDGET (desk->page), NH_TYPE_COLUMN_MENU);
  app_wait (gtk_widget_get_mapped (menu));
  return menu;
}

/* Ticked and moved: the table, its foot and the keyboard's menu tell the same; another window begins with that. */
static void
test_menu (void)
{
  AppDesk desk;
  GtkWidget *menu, *row;
  g_autofree char *remembered = NULL;

  forget_columns ();
  begin_sample (&desk);
  assert_titles (&desk, DESIGNED);
  app_wait (strstr (sums_of (&desk), "Attendance: 84.213") != NULL);
  g_assert_null (strstr (sums_of (&desk), "Residential"));
  menu = open_menu (&desk);
  g_assert_false (gtk_widget_get_sensitive (app_find_button (menu, "Back to the usual columns")));

  tick (menu, "Attendance", FALSE);
  tick (menu, "Residential areas covered", TRUE);
  assert_titles (&desk, "Unit|Day|Place|Kind|Leaders|Pacts|Residential areas covered");
  g_assert_null (strstr (sums_of (&desk), "Attendance"));
  g_assert_nonnull (strstr (sums_of (&desk), " · Residential areas covered: 1.376"));

  row = gtk_widget_get_parent (find_check (menu, "Place"));
  for (int i = 0; i < 2; i++)
    app_click (gtk_widget_get_prev_sibling (gtk_widget_get_last_child (row)));
  assert_titles (&desk, "Place|Unit|Day|Kind|Leaders|Pacts|Residential areas covered");
  g_assert_true (gtk_widget_get_first_child (gtk_widget_get_parent (row)) == row);
  g_assert_false (gtk_widget_get_sensitive (gtk_widget_get_prev_sibling (gtk_widget_get_last_child (row))));
  app_click (gtk_widget_get_last_child (row));
  assert_titles (&desk, "Unit|Place|Day|Kind|Leaders|Pacts|Residential areas covered");
  remembered = nh_settings_get_of_type (NH_SETTINGS_COLUMNS, "point");
  g_assert_true (g_str_has_prefix (remembered, "unit,place,date_from,place_kind,-attendance,leaders,pacts,"));
  app_desk_end (&desk);

  begin_sample (&desk);
  assert_titles (&desk, "Unit|Place|Day|Kind|Leaders|Pacts|Residential areas covered");
  menu = open_menu (&desk);
  app_click (app_find_button (menu, "Back to the usual columns"));
  assert_titles (&desk, DESIGNED);
  g_assert_null (nh_settings_get_of_type (NH_SETTINGS_COLUMNS, "point"));
  app_desk_end (&desk);
}

/* The last one stays. */
static void
test_last (void)
{
  AppDesk desk;
  GtkWidget *menu;

  forget_columns ();
  begin_sample (&desk);
  menu = open_menu (&desk);
  for (int field = -1; field < (int) nh_point_type.n_fields; field++)
    gtk_widget_activate_action (GTK_WIDGET (view_of (&desk)), "view.hide-column", "i", field);
  assert_titles (&desk, "Pacts");
  g_assert_false (gtk_widget_get_sensitive (find_check (menu, "Emulation pacts")));
  tick (menu, "Unit", TRUE);
  tick (menu, "Emulation pacts", FALSE);
  assert_titles (&desk, "Unit");
  nh_record_view_show_units (view_of (&desk), FALSE);
  assert_titles (&desk, "Unit");
  nh_record_view_set_columns (view_of (&desk), nh_columns_new (&nh_point_type, NULL));
  assert_titles (&desk, "Day|Place|Kind|People|Leaders|Pacts");
  app_desk_end (&desk);
}

/* By keys, as by a press on the heading: the other way round the second time, the usual order the third. */
static void
test_sorted (void)
{
  AppDesk desk;
  GtkWidget *menu, *sort;
  gboolean descending = TRUE;

  forget_columns ();
  begin_sample (&desk);
  menu = open_menu (&desk);
  sort = gtk_widget_get_next_sibling (find_check (menu, "Attendance"));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (sort)), ==, "Sort");
  app_click (sort);
  g_assert_cmpint (nh_record_view_get_sort (view_of (&desk), &descending), ==, NH_POINT_ATTENDANCE);
  g_assert_false (descending);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (sort)), ==, "Sort ↑");
  app_click (sort);
  g_assert_cmpint (nh_record_view_get_sort (view_of (&desk), &descending), ==, NH_POINT_ATTENDANCE);
  g_assert_true (descending);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (sort)), ==, "Sort ↓");
  app_click (sort);
  g_assert_cmpint (nh_record_view_get_sort (view_of (&desk), &descending), ==, NH_RECORD_VIEW_UNSORTED);
  app_click (gtk_widget_get_next_sibling (find_check (menu, "Unit")));
  g_assert_cmpint (nh_record_view_get_sort (view_of (&desk), &descending), ==, NH_COLUMN_UNIT);
  tick (menu, "Attendance", FALSE);
  g_assert_false (gtk_widget_get_visible (sort));
  app_desk_end (&desk);
}

/* Headings stand over their numbers and texts, also after columns came and went with the unit. */
static void
assert_headings (AppDesk *desk)
{
  GListModel *columns = gtk_column_view_get_columns (table_of (desk));
  GtkWidget *heads = gtk_widget_get_first_child (GTK_WIDGET (table_of (desk)));
  guint n = 0;

  for (GtkWidget *head = gtk_widget_get_first_child (heads); head != NULL; head = gtk_widget_get_next_sibling (head))
    for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
      {
        g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
        GtkWidget *box = gtk_widget_get_first_child (head);
        const char *title = gtk_column_view_column_get_title (column);

        if (!g_str_equal (gtk_label_get_text (GTK_LABEL (app_find_type (box, GTK_TYPE_LABEL))), title))
          continue;
        g_test_message ("%s", title);
        g_assert_cmpint (gtk_widget_get_halign (box), ==,
                         nh_key_view_get_column (column)->numeric ? GTK_ALIGN_END : GTK_ALIGN_FILL);
        n++;
      }
  g_assert_cmpuint (n, ==, g_list_model_get_n_items (columns));
}

static void
test_headings (void)
{
  AppDesk desk;

  forget_columns ();
  begin_sample (&desk);
  assert_headings (&desk);
  for (guint i = 0; i < 4; i++)
    {
      nh_record_view_show_units (view_of (&desk), i % 2 != 0);
      assert_headings (&desk);
      app_settle ();
      assert_headings (&desk);
    }
  app_desk_end (&desk);
}

/* What is ticked is shown; what the list cannot show is not offered. */
static void
test_offered (void)
{
  g_autofree char *path = app_ledger ("18673");
  g_autoptr (GPtrArray) checks = g_ptr_array_new ();
  AppDesk desk;
  GtkWidget *menu;
  guint n_ticked = 0;

  forget_columns ();
  app_desk_begin (&desk, path);
  menu = open_menu (&desk);
  app_collect (menu, GTK_TYPE_CHECK_BUTTON, checks);
  for (guint i = 0; i < checks->len; i++)
    n_ticked += gtk_widget_get_visible (gtk_widget_get_parent (checks->pdata[i])) &&
                gtk_check_button_get_active (checks->pdata[i]);
  g_assert_cmpuint (n_ticked, ==, g_list_model_get_n_items (gtk_column_view_get_columns (table_of (&desk))));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (find_check (menu, "Unit"))));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (find_check (menu, "District leaders"))));
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (find_check (menu, "Provincial leaders"))));
  nh_session_set_view (desk.session, nh_session_get_unit (desk.session), 2024);
  gtk_popover_popdown (GTK_POPOVER (menu));
  menu = open_menu (&desk);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (find_check (menu, "District leaders"))));
  app_desk_end (&desk);
}

static gboolean
remembers (const char *begin)
{
  g_autofree char *text = nh_settings_get_of_type (NH_SETTINGS_COLUMNS, "point");

  return text != NULL && g_str_has_prefix (text, begin);
}

/* What GTK does when a head is drawn to another place or size. */
static void
test_drawn (void)
{
  AppDesk desk;
  GListModel *columns;
  int width;

  forget_columns ();
  begin_sample (&desk);
  g_assert_true (gtk_column_view_get_reorderable (table_of (&desk)));
  columns = gtk_column_view_get_columns (table_of (&desk));
  {
    g_autoptr (GtkColumnViewColumn) place = g_list_model_get_item (columns, 2);

    g_assert_true (gtk_column_view_column_get_resizable (place));
    g_assert_true (gtk_column_view_column_get_expand (place));
    gtk_column_view_insert_column (table_of (&desk), 6, place);
    gtk_column_view_column_set_fixed_width (place, 333);
    g_assert_false (gtk_column_view_column_get_expand (place));
  }
  app_wait (remembers ("unit,date_from,place_kind,attendance,leaders,pacts,place:"));
  app_desk_end (&desk);

  begin_sample (&desk);
  assert_titles (&desk, "Unit|Day|Kind|People|Leaders|Pacts|Place");
  {
    g_autoptr (GtkColumnViewColumn) place = g_list_model_get_item (gtk_column_view_get_columns (table_of (&desk)), 6);

    width = gtk_column_view_column_get_fixed_width (place);
    g_assert_cmpint (ABS (width - 333), <=, 1);
    g_assert_false (gtk_column_view_column_get_expand (place));
  }
  forget_columns ();
  app_desk_end (&desk);
  forget_columns ();
}

/* --- copying --- */

typedef struct
{
  GBytes *bytes;
  gboolean done;
} Read;

static void
on_spliced (GObject *source, GAsyncResult *result, gpointer data)
{
  Read *read = data;

  g_assert_cmpint (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL), >, 0);
  read->bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  read->done = TRUE;
}

static void
on_stream (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *mime;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, &mime, &error);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  g_assert_no_error (error);
  g_assert_cmpstr (mime, ==, "text/html");
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, on_spliced, data);
}

/* The clipboard's table for spreadsheets: the columns as they stand, numbers and days as such. (transfer full) */
static char *
read_html (AppDesk *desk)
{
  static const char *const types[] = { "text/html", NULL };
  Read read = { NULL, FALSE };
  char *text;

  gdk_clipboard_read_async (gtk_widget_get_clipboard (desk->window), (const char **) types, G_PRIORITY_DEFAULT, NULL,
                            on_stream, &read);
  app_wait (read.done);
  text = g_strndup (g_bytes_get_data (read.bytes, NULL), g_bytes_get_size (read.bytes));
  g_bytes_unref (read.bytes);
  return text;
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

static void
test_copied (void)
{
  AppDesk desk;
  g_autofree char *html = NULL;

  forget_columns ();
  nh_settings_set_of_type (NH_SETTINGS_COLUMNS, "point",
                           "place,date_from,households,-unit,-place_kind,-attendance,-leaders,-pacts");
  begin_sample (&desk);
  gtk_selection_model_select_range (app_desk_get_rows (&desk), 0, 3, TRUE);
  app_settle ();
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk.page), "page.copy-rows", NULL));
  app_wait (g_str_has_prefix (app_notice (desk.window), "3 rows"));
  html = read_html (&desk);
  g_assert_true (g_str_has_prefix (
      strstr (html, "<meta"),
      "<meta charset=\"utf-8\"><table><tr><th>Place</th><th>Date</th><th>Households</th></tr>\n<tr><td"));
  g_assert_true (g_utf8_validate (html, -1, NULL));
  g_assert_cmpuint (count (html, "<tr>"), ==, 4);
  g_assert_cmpuint (count (html, "<td"), ==, 9);
  g_assert_cmpuint (count (html, "mso-number-format:\"dd\\/mm\\/yyyy\"'>05/08/2022</td>"), ==, 3);
  g_assert_cmpuint (count (html, "x:num=\"44778\" sdval=\"44778\""), ==, 3);
  g_assert_cmpuint (count (html, "<td style='mso-number-format:\"\\@\"'>Thôn "), >, 0);
  forget_columns ();
  app_desk_end (&desk);
  forget_columns ();
}

/* A report is copied whole, headings over several columns included; its numbers are numbers. */
static void
test_copied_report (void)
{
  AppDesk desk;
  NhReportPage *page;
  g_autofree char *html = NULL;

  begin_sample (&desk);
  app_desk_act (&desk, "reports");
  page = nh_workplace_get_report_page (desk.place);
  app_wait (nh_report_page_get_sheet (page) != NULL);
  g_assert_true (gtk_widget_activate_action (app_find_type (GTK_WIDGET (page), NH_TYPE_PREVIEW), "report.copy", NULL));
  app_wait (g_str_has_prefix (app_notice (desk.window), "The report is copied"));
  html = read_html (&desk);
  g_assert_true (g_utf8_validate (html, -1, NULL));
  g_assert_cmpuint (count (html, "<tr>"), ==, 3 + 1 + 13 + 216);
  g_assert_nonnull (strstr (html, "<th colspan='4' rowspan='1'>Điểm ngày hội</th>"));
  g_assert_nonnull (strstr (html, "x:num='84213'"));
  g_assert_nonnull (strstr (html, "<b>84.213</b>"));
  app_desk_end (&desk);
}

/* Personal columns only on demand, and the notice offers it. */
static void
test_copied_without_personal (void)
{
  AppDesk desk;
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;

  forget_columns ();
  nh_settings_set_of_type (NH_SETTINGS_COLUMNS, "point",
                           "place,province_names,-unit,-date_from,-place_kind,-attendance,-leaders,-pacts");
  begin_sample (&desk);
  gtk_selection_model_select_range (app_desk_get_rows (&desk), 0, 3, TRUE);
  app_settle ();
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk.page), "page.copy-rows", NULL));
  app_wait (g_str_equal (app_notice (desk.window), "3 rows copied without personal data."));
  without = read_html (&desk);
  g_assert_nonnull (strstr (without, "<tr><th>Place</th></tr>"));
  g_assert_cmpuint (count (without, "<td"), ==, 3);
  app_click (app_notice_button (desk.window));
  app_wait (g_str_equal (app_notice (desk.window), "3 rows copied."));
  with = read_html (&desk);
  g_assert_nonnull (strstr (with, "<tr><th>Place</th><th>Provincial leaders</th></tr>"));
  g_assert_cmpuint (count (with, "<td"), ==, 6);
  forget_columns ();
  app_desk_end (&desk);
  forget_columns ();
}

void
app_add_column_tests (void)
{
  g_test_add_func ("/columns/designed", test_designed);
  g_test_add_func ("/columns/remembered", test_remembered);
  g_test_add_func ("/columns/moved", test_moved);
  g_test_add_func ("/columns/menu", test_menu);
  g_test_add_func ("/columns/last", test_last);
  g_test_add_func ("/columns/sorted", test_sorted);
  g_test_add_func ("/columns/headings", test_headings);
  g_test_add_func ("/columns/offered", test_offered);
  g_test_add_func ("/columns/drawn", test_drawn);
  g_test_add_func ("/columns/copied", test_copied);
  g_test_add_func ("/columns/copied-report", test_copied_report);
  g_test_add_func ("/columns/copied-without-personal", test_copied_without_personal);
}
