/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview: units side by side, who has reported, what is to be done, and where each of them leads. */
#include "app-fixture.h"

#include <string.h>

#include "nh-bar-chart.h"
#include "nh-filter-bar.h"
#include "nh-overview-page.h"
#include "nh-point.h"
#include "nh-sidebar.h"
#include "nh-store.h"
#include "nh-settings.h"
#include "nh-todo.h"

#define PROVINCE "42"
#define CAM_XUYEN "18673"
#define THANH_SEN "18073"

/* --- helpers --- */

static GtkWidget *
get_overview (AppDesk *desk)
{
  app_desk_show (desk, "overview");
  return app_find_type (desk->window, NH_TYPE_OVERVIEW_PAGE);
}

static GtkListBox *
get_list (GtkWidget *part)
{
  GtkWidget *list = app_find (part, "todo.list");

  return GTK_LIST_BOX (list != NULL ? list : app_find (part, "list"));
}

static GtkWidget *
get_row (GtkListBox *list, guint n)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (list, (int) n));
}

static guint
count_rows (GtkListBox *list)
{
  guint n = 0;

  while (get_row (list, n) != NULL)
    n++;
  return n;
}

static void
activate (GtkListBox *list, guint n)
{
  g_assert_nonnull (get_row (list, n));
  g_signal_emit_by_name (get_row (list, n), "activate");
}

/* All that a row says, its lines in order. */
static char *
row_text (GtkWidget *row)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  app_collect (row, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", gtk_label_get_text (g_ptr_array_index (labels, i)));
  return g_string_free (text, FALSE);
}

static gboolean
has_row (GtkListBox *list, guint n, const char *expected)
{
  g_autofree char *text = get_row (list, n) != NULL ? row_text (get_row (list, n)) : NULL;

  return g_strcmp0 (text, expected) == 0;
}

/* Its place in the list; -1 when there is none yet. */
static int
find_row (GtkListBox *list, const char *begin)
{
  for (guint i = 0; get_row (list, i) != NULL; i++)
    {
      g_autofree char *text = row_text (get_row (list, i));

      if (g_str_has_prefix (text, begin))
        return (int) i;
    }
  return -1;
}

typedef struct
{
  const char *type, *fields;
  gint64 unit;
  int year;
} Saving;

static gpointer
save (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *saving = data;
  g_autoptr (NhRecord) draft = nh_record_new (nh_record_type_find (saving->type), saving->unit, saving->year);
  g_auto (GStrv) parts = g_strsplit (saving->fields, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');

      *value++ = '\0';
      if (!nh_record_set_canonical (draft, parts[i], value, error))
        return NULL;
    }
  return nh_store_save (connection, ledger, draft, NULL, error);
}

static gint64
find_unit (AppDesk *desk, const char *code, int year)
{
  return nh_catalog_find_unit (nh_ledger_get_catalog (desk->ledger), code, nh_catalog_season_day (year))->id;
}

/* @fields: "place=Thôn 1|attendance=10". Gives its id. */
static gint64
save_record (AppDesk *desk, const char *type, const char *unit, int year, const char *fields)
{
  g_autoptr (GError) error = NULL;
  Saving saving = { type, fields, find_unit (desk, unit, year), year };
  g_autoptr (NhRecord) saved = nh_ledger_call (desk->ledger, NH_ON_WRITER, save, &saving, NULL, &error);

  g_assert_no_error (error);
  return nh_record_get_info (saved)->id;
}

/* --- the chart --- */

/* Chooses what the chart compares, as in its drop-down. FALSE: it is not among the choices. */
static gboolean
choose (GtkWidget *chart, const char *code)
{
  GtkDropDown *choice = GTK_DROP_DOWN (app_find (chart, "choice"));
  GListModel *titles = gtk_drop_down_get_model (choice);

  for (guint i = 0; i < g_list_model_get_n_items (titles); i++)
    {
      g_autoptr (GtkStringObject) title = g_list_model_get_item (titles, i);

      if (!g_str_equal (gtk_string_object_get_string (title), nh_indicator_find (code)->title))
        continue;
      gtk_drop_down_set_selected (choice, i);
      return TRUE;
    }
  return FALSE;
}

static void
assert_chosen (GtkWidget *chart, const char *code)
{
  gpointer chosen = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (app_find (chart, "choice")));

  g_assert_cmpstr (gtk_string_object_get_string (chosen), ==, nh_indicator_find (code)->title);
}

static void
test_chart (void)
{
  g_autofree char *path = app_sample ();
  GtkWidget *overview, *chart;
  GtkListBox *list;
  AppDesk desk;

  app_desk_begin (&desk, path);
  if (nh_session_get_year (desk.session) != 2022)
    g_signal_emit_by_name (app_find_type (desk.window, NH_TYPE_SIDEBAR), "view-requested",
                           nh_session_get_unit (desk.session), 2022);
  app_desk_wait_rows (&desk, 1407);
  overview = get_overview (&desk);
  chart = app_find_type (overview, NH_TYPE_BAR_CHART);
  list = get_list (chart);
  app_wait (count_rows (list) == 10);
  assert_chosen (chart, "points");
  gtk_test_accessible_assert_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL, "By district: Số điểm ngày hội");
  app_click (app_find (chart, "more"));
  g_assert_cmpuint (count_rows (list), ==, 13);
  app_click (app_find (chart, "more"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (app_find (chart, "by_unit")), TRUE);
  g_assert_true (has_row (list, 0, "Xã Quang Diệm|11"));
  gtk_test_accessible_assert_role (list, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL, "By unit: Số điểm ngày hội");
  gtk_test_accessible_assert_property (
      list, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "2022: 1.407 điểm. 216 bars. Greatest: Xã Quang Diệm 11, Xã Gia Hanh 11, Xã Thạch Khê 11");
  gtk_test_accessible_assert_role (get_row (list, 0), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (get_row (list, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Xã Quang Diệm, Huyện Hương Sơn: 2022: 11 điểm");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (get_row (list, 0)), ==,
                   "Xã Quang Diệm, Huyện Hương Sơn\n2022: 11 điểm");

  app_click (app_find (chart, "more"));
  g_assert_cmpuint (count_rows (list), ==, 216);
  g_assert_true (choose (chart, "attendance"));
  g_assert_cmpuint (count_rows (list), ==, 216);
  assert_chosen (chart, "attendance");
  g_assert_false (choose (chart, "weapons")); /* nobody has any: not among the choices */
  assert_chosen (chart, "attendance");
  g_assert_true (choose (chart, "points"));
  app_click (app_find (chart, "more"));
  g_assert_cmpuint (count_rows (list), ==, 10);

  /* It leads to the unit's points, and from there back. */
  activate (list, 0);
  desk.page = nh_workplace_get_page (desk.place);
  g_assert_true (nh_record_page_get_record_type (desk.page) == &nh_point_type);
  app_desk_wait_rows (&desk, 11);
  g_assert_cmpint (nh_session_get_unit (desk.session), !=, nh_ledger_get_unit (desk.ledger));
  app_wait (g_str_equal (app_notice (desk.window), "Now only Xã Quang Diệm is shown."));
  app_click (app_notice_button (desk.window));
  app_wait (nh_session_get_unit (desk.session) == nh_ledger_get_unit (desk.ledger));
  g_assert_null (nh_workplace_get_page (desk.place));
  app_wait (count_rows (list) == 10);
  app_desk_show (&desk, "point");
  app_desk_end (&desk);
}

/* Last year beside this one; figures of a commune come from its points, and a bar leads to the record. */
static void
test_points (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkWidget *overview, *chart;
  GtkListBox *list;
  AppDesk desk;
  gint64 id;

  app_desk_begin (&desk, path);
  save_record (&desk, "point", CAM_XUYEN, 2025, "place=Thôn Mỹ Sơn|place_kind=thon|status=held|attendance=40");
  save_record (&desk, "point", CAM_XUYEN, 2026, "place=Thôn Đông Hạ|place_kind=thon|status=held|attendance=12");
  id = save_record (&desk, "point", CAM_XUYEN, 2026, "place=Thôn Mỹ Sơn|place_kind=thon|status=held|attendance=1050");
  overview = get_overview (&desk);
  chart = app_find_type (overview, NH_TYPE_BAR_CHART);
  list = get_list (chart);
  app_wait (has_row (list, 0, "Thôn Mỹ Sơn|1.050") && has_row (list, 1, "Thôn Đông Hạ|12"));
  g_assert_false (gtk_widget_get_visible (app_find (overview, "progress_card")));
  gtk_test_accessible_assert_property (get_row (list, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Thôn Mỹ Sơn: 2026: 1.050 lượt người; 2025: 40 lượt người (+1.010)");
  gtk_test_accessible_assert_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL, "By point: Số lượt người dự");

  /* A change is seen without being asked for. */
  save_record (&desk, "point", CAM_XUYEN, 2026, "place=Thôn Tây Tiên|place_kind=thon|status=held|attendance=2000");
  app_wait (has_row (list, 0, "Thôn Tây Tiên|2.000"));

  activate (list, 1);
  desk.page = nh_workplace_get_page (desk.place);
  app_wait (nh_form_pane_get_id (nh_record_page_get_pane (desk.page)) == id);
  app_desk_show (&desk, "point");
  app_desk_end (&desk);
}

/* --- the figures --- */

/* Both years side by side; each row leads to the records it comes from, or to the total. */
static void
test_figures (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkListBox *list;
  AppDesk desk;

  app_desk_begin (&desk, path);
  save_record (&desk, "point", CAM_XUYEN, 2025,
               "place=Thôn Một|place_kind=thon|status=held|attendance=40|leaders=commune");
  save_record (&desk, "point", CAM_XUYEN, 2026,
               "place=Thôn Một|place_kind=thon|status=held|attendance=52|leaders=commune");
  save_record (&desk, "point", CAM_XUYEN, 2026, "place=Trường Hai|place_kind=truong|status=held|attendance=100");
  save_record (&desk, "point", CAM_XUYEN, 2026, "place=Thôn Ba|place_kind=thon|status=planned|leaders=commune");
  save_record (&desk, "total", CAM_XUYEN, 2026, "indicator=gifts.sets|value=45");
  list = GTK_LIST_BOX (app_find (get_overview (&desk), "figures"));
  app_wait (find_row (list, "Số điểm ngày hội|2|1|+1") > 0);
  g_assert_true (has_row (list, 0, "All figures|2026|2025|±"));
  g_assert_cmpint (find_row (list, "Số lượt người dự|152|40|+112"), >, 0);
  g_assert_cmpint (find_row (list, "Số vũ khí"), ==, -1);

  activate (list, (guint) find_row (list, "Số điểm có lãnh đạo xã dự|1|1|0"));
  desk.page = nh_workplace_get_page (desk.place);
  g_assert_true (nh_record_page_get_record_type (desk.page) == &nh_point_type);
  app_desk_wait_rows (&desk, 1); /* not the planned one */
  list = GTK_LIST_BOX (app_find (get_overview (&desk), "figures"));
  activate (list, (guint) find_row (list, "Số điểm ở cơ quan"));
  desk.page = nh_workplace_get_page (desk.place);
  app_desk_wait_rows (&desk, 1);
  list = GTK_LIST_BOX (app_find (get_overview (&desk), "figures"));
  activate (list, (guint) find_row (list, "Số suất quà|45|–|"));
  g_assert_cmpstr (nh_record_page_get_record_type (nh_workplace_get_page (desk.place))->name, ==, "total");

  save_record (&desk, "point", CAM_XUYEN, 2026, "place=Thôn Bốn|place_kind=thon|status=held");
  list = GTK_LIST_BOX (app_find (get_overview (&desk), "figures"));
  app_wait (find_row (list, "Số lượt người dự|≥ 152|40|") > 0);

  save_record (&desk, "commendation", CAM_XUYEN, 2026, "form=giay_khen_xa|recipient_kind=ca_nhan|quantity=1");
  save_record (&desk, "commendation", CAM_XUYEN, 2026, "form=giay_khen_xa|recipient_kind=khong_ro|quantity=7");
  list = GTK_LIST_BOX (app_find (get_overview (&desk), "figures"));
  app_wait (find_row (list, "Giấy khen của Chủ tịch UBND xã, phường: chưa rõ đối tượng|7|") > 0);
  activate (list, (guint) find_row (list, "Giấy khen của Chủ tịch UBND xã, phường: chưa rõ đối tượng|7|"));
  desk.page = nh_workplace_get_page (desk.place);
  app_desk_wait_rows (&desk, 1); /* not the sorted one */
  app_desk_show (&desk, "point");
  app_desk_end (&desk);
}

/* --- who has reported --- */

static GtkWidget *
find_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window)), title) == 0)
        return window;
    }
  return NULL;
}

static void
test_reported (void)
{
  g_autofree char *path = app_ledger (PROVINCE);
  GtkWidget *overview, *window;
  GtkListBox *list;
  AppDesk desk;

  app_desk_begin (&desk, path);
  save_record (&desk, "total", THANH_SEN, 2026, "indicator=points|value=12");
  overview = get_overview (&desk);
  app_wait (g_str_equal (app_label (overview, "reported"), "1 of 69 units have reported"));
  gtk_test_accessible_assert_property (app_find (overview, "progress_ring"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "1 of 69 units have reported");
  g_assert_true (gtk_widget_get_mapped (app_find (overview, "progress_card")));
  list = get_list (app_find_type (overview, NH_TYPE_BAR_CHART));
  g_assert_true (has_row (list, 0, "Phường Thành Sen|12"));
  g_assert_true (has_row (list, 1, "Phường Trần Phú|not reported"));
  activate (list, 0); /* its number is a total: that is where it leads */
  g_assert_cmpstr (nh_record_page_get_record_type (nh_workplace_get_page (desk.place))->name, ==, "total");
  app_click (app_notice_button (desk.window));
  app_wait (g_str_equal (app_label (overview, "reported"), "1 of 69 units have reported"));

  app_click (app_find (overview, "show_missing"));
  app_wait ((window = find_window ("68 units have not reported")) != NULL);
  list = GTK_LIST_BOX (app_find_type (window, GTK_TYPE_LIST_BOX));
  g_assert_cmpuint (count_rows (list), ==, 68);
  g_assert_true (has_row (list, 0, "Phường Trần Phú"));
  activate (list, 0);
  app_wait (nh_session_get_unit (desk.session) == find_unit (&desk, "18100", 2026));
  g_assert_null (find_window ("68 units have not reported"));
  g_assert_true (nh_record_page_get_record_type (nh_workplace_get_page (desk.place)) == &nh_point_type);

  app_click (app_notice_button (desk.window));
  list = get_list (app_find (overview, "todo_box"));
  app_wait (find_row (list, "68 units have not reported") >= 0);
  activate (list, (guint) find_row (list, "68 units have not reported"));
  app_wait ((window = find_window ("68 units have not reported")) != NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  app_desk_show (&desk, "point");
  app_desk_end (&desk);
}

/* --- what is to be done --- */

static void
test_nothing (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkWidget *overview, *todo;
  AppDesk desk;

  app_desk_begin (&desk, path);
  overview = get_overview (&desk);
  todo = app_find (overview, "todo_box");
  app_wait (gtk_widget_get_mapped (app_find (todo, "todo.nothing")));
  g_assert_cmpuint (count_rows (get_list (todo)), ==, 0);
  g_assert_false (gtk_widget_get_mapped (app_find (todo, "todo.checking")));
  g_assert_true (gtk_widget_get_mapped (app_find (overview, "empty")));
  g_assert_false (gtk_widget_get_mapped (app_find_type (overview, NH_TYPE_BAR_CHART)));
  app_click (app_find (overview, "start"));
  g_assert_true (nh_record_page_get_record_type (nh_workplace_get_page (desk.place)) == &nh_point_type);
  app_desk_show (&desk, "overview");
  app_click (app_find (todo, "todo.set_deadline"));
  g_assert_cmpstr (nh_record_page_get_record_type (nh_workplace_get_page (desk.place))->name, ==, "season");
  app_desk_show (&desk, "point");
  app_desk_end (&desk);
}

/* Today is 20/8/2026. */
static void
test_deadline (void)
{
  static const struct
  {
    const char *deadline, *row;
  } days[] = {
    { "2026-08-25", "Reports are due by 25/08/2026|5 days left." },
    { "2026-08-21", "Reports are due by 21/08/2026|1 day left." },
    { "2026-08-20", "Reports are due by 20/08/2026|Today is the last day." },
    { "2026-08-18", "Reports are due by 18/08/2026|That was 2 days ago." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *path = app_ledger (PROVINCE);
      g_autofree char *fields = g_strdup_printf ("window_from=2026-08-01|window_to=2026-08-17|deadline=%s",
                                                 days[i].deadline);
      GtkListBox *list;
      GtkWidget *todo;
      AppDesk desk;

      app_desk_begin (&desk, path);
      save_record (&desk, "season", PROVINCE, 2026, fields);
      todo = app_find (get_overview (&desk), "todo_box");
      list = get_list (todo);
      app_wait (find_row (list, "Reports are due") >= 0);
      g_assert_true (has_row (list, 0, days[i].row));
      g_assert_false (gtk_widget_get_visible (app_find (todo, "todo.set_deadline")));
      activate (list, 0);
      g_assert_cmpstr (nh_record_page_get_record_type (nh_workplace_get_page (desk.place))->name, ==, "season");
      app_desk_show (&desk, "point");
      app_desk_end (&desk);
    }
}

/* What a province asked of the unit; @data: how the unit's version stands, or NULL. */
static gpointer
put_hand_in (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT OR REPLACE INTO invitation (year, at, deadline, body) VALUES (2026, '', '2026-08-18', '');"
      "INSERT OR IGNORE INTO content VALUES ('x', x'');"
      "INSERT INTO submission (side, unit, year, version, hash, previous, ledger, manifest, content, day, state)"
      " SELECT 'sent', unit, 2026, 1, '%s', '', '', '', 'x', '2026-08-18', '%s' FROM ledger WHERE '%s' <> ''",
      (char *) data, (char *) data, (char *) data);

  nh_connection_exec (connection, sql, "test", error);
  return NULL;
}

/* A unit that was asked for its figures is late until it hands them in, also when it has entered them. */
static void
test_not_handed_in (void)
{
  static const struct
  {
    const char *state;
    gboolean late;
  } cases[] = { { "", TRUE },          { "sent", FALSE },     { "returned", TRUE },
                { "accepted", FALSE }, { "received", FALSE }, { "reopened", FALSE } };
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkListBox *list;
  AppDesk desk;

  app_desk_begin (&desk, path);
  save_record (&desk, "point", CAM_XUYEN, 2026,
               "place=Thôn Một|place_kind=thon|status=held|date_from=2026-08-09|attendance=90|pacts=1");
  list = get_list (app_find (get_overview (&desk), "todo_box"));
  app_wait (!gtk_widget_get_visible (app_find (GTK_WIDGET (desk.window), "todo.checking")));
  g_assert_cmpint (find_row (list, "Reports are due"), ==, -1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const NhOutline *before = nh_session_get_outline (desk.session);
      g_autoptr (GError) error = NULL;

      nh_ledger_call (desk.ledger, NH_ON_WRITER, put_hand_in, (gpointer) cases[i].state, NULL, &error);
      g_assert_no_error (error);
      nh_session_read_outline (desk.session);
      app_wait (nh_session_get_outline (desk.session) != before &&
                nh_session_get_outline (desk.session)->handed_in == !cases[i].late);
      app_wait ((find_row (list, "Reports are due by 18/08/2026|That was 2 days ago.") >= 0) == cases[i].late);
    }
  app_desk_show (&desk, "point");
  app_wait_drawn (desk.window); /* until then GTK keeps the page that was under the pointer */
  app_desk_end (&desk);
}

/* "Nothing to do" is said only when all was looked for. */
static void
test_nothing_yet (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  g_autoptr (GtkWidget) list = g_object_ref_sink (gtk_list_box_new ());
  g_autoptr (GtkWidget) nothing = g_object_ref_sink (gtk_label_new ("")),
                        checking = g_object_ref_sink (gtk_spinner_new ());
  g_autoptr (GPtrArray) gaps = g_ptr_array_new ();
  gint64 problems[16] = { 0 };
  AppDesk desk;

  app_desk_begin (&desk, path);
  for (guint known = 0; known < 8; known++)
    {
      NhTodo todo = { .session = desk.session, .list = GTK_LIST_BOX (list), .nothing = nothing, .checking = checking };

      todo.problems = known & 1 ? problems : NULL;
      todo.gaps = known & 2 ? gaps : NULL;
      todo.n_units = known & 4 ? 1 : 0;
      nh_todo_fill (&todo);
      g_assert_cmpint (gtk_widget_get_visible (nothing), ==, known == 7);
      g_assert_cmpint (gtk_widget_get_visible (checking), ==, known != 7);
    }
  app_desk_end (&desk);
}

static void
test_problems (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkListBox *list;
  AppDesk desk;

  app_desk_begin (&desk, path);
  save_record (&desk, "season", CAM_XUYEN, 2026, "window_from=2026-08-01|window_to=2026-08-19|deadline=2026-08-19");
  save_record (&desk, "point", CAM_XUYEN, 2026,
               "place=Thôn Một|place_kind=thon|status=held|date_from=2026-08-09|attendance=90");
  save_record (&desk, "point", CAM_XUYEN, 2026,
               "place=Thôn Hai|place_kind=thon|status=held|date_from=2025-08-09|attendance=90");
  list = get_list (app_find (get_overview (&desk), "todo_box"));
  app_wait (find_row (list, "Festival points: 1 record to look at again") >= 0);
  g_assert_cmpint (find_row (list, "Reports are due"), ==, -1); /* over, and this unit has reported */
  activate (list, (guint) find_row (list, "Festival points"));
  desk.page = nh_workplace_get_page (desk.place);
  g_assert_true (nh_record_page_get_record_type (desk.page) == &nh_point_type);
  g_assert_true (
      nh_filter_bar_get_filter (NH_FILTER_BAR (app_find_type (GTK_WIDGET (desk.page), NH_TYPE_FILTER_BAR)))->problems);
  app_desk_wait_rows (&desk, 1);
  app_desk_show (&desk, "point");
  app_desk_end (&desk);
}

static gboolean
has_label (GtkWidget *root, const char *text)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  app_collect (root, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    if (gtk_widget_get_mapped (labels->pdata[i]) && g_str_equal (gtk_label_get_text (labels->pdata[i]), text))
      return TRUE;
  return FALSE;
}

static void
test_gaps (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkListBox *list;
  AppDesk desk;

  app_desk_begin (&desk, path);
  save_record (&desk, "point", CAM_XUYEN, 2026,
               "place=Thôn Một|place_kind=thon|status=held|date_from=2026-08-09|attendance=90");
  save_record (&desk, "point", CAM_XUYEN, 2026,
               "place=Thôn Hai|place_kind=thon|status=held|date_from=unknown|attendance=none");
  save_record (&desk, "point", CAM_XUYEN, 2026, "place=Thôn Ba|place_kind=thon|status=planned");
  save_record (&desk, "point", CAM_XUYEN, 2026,
               "place=Thôn Bốn|place_kind=lien_thon|status=held|date_from=2026-08-09|attendance=unknown");
  list = get_list (app_find (get_overview (&desk), "todo_box"));
  app_wait (find_row (list, "Festival points: 1 record without “Date”") >= 0);
  g_assert_cmpint (find_row (list, "Festival points: 1 record without “Residential areas covered”"), >=, 0);
  g_assert_cmpint (find_row (list, "Gifts: "), ==, -1);
  activate (list, (guint) find_row (list, "Festival points: 1 record without “Attendance”"));
  desk.page = nh_workplace_get_page (desk.place);
  g_assert_true (nh_record_page_get_record_type (desk.page) == &nh_point_type);
  app_desk_wait_rows (&desk, 1);
  /* It is in the form, and what it lacks can be typed. */
  app_desk_show (&desk, "point");
  app_wait (nh_form_get_focus_field (desk.form) == NH_POINT_ATTENDANCE);
  app_desk_assert_text (&desk, NH_POINT_PLACE, "Thôn Bốn");
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "120");
  app_desk_act (&desk, "save");
  app_desk_wait_rows (&desk, 0);
  app_wait (has_label (GTK_WIDGET (desk.page), "None lacks “Attendance” any more"));
  app_desk_end (&desk);
}

static void
test_drafts (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkListBox *list;
  AppDesk desk;

  app_desk_begin (&desk, path);
  app_desk_type (&desk, NH_POINT_PLACE, "Thôn Một");
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "185");
  nh_form_pane_keep (desk.pane);
  list = get_list (app_find (get_overview (&desk), "todo_box"));
  app_wait (find_row (list, "Unfinished: Thôn Một|Festival point 2026, typed") >= 0);
  activate (list, 0); /* it stands in its form */
  app_desk_show (&desk, "point");
  g_assert_true (nh_form_pane_is_dirty (desk.pane));
  app_desk_assert_text (&desk, NH_POINT_PLACE, "Thôn Một");
  app_desk_crash (&desk);

  app_desk_begin (&desk, path);
  app_answer (2); /* later … */
  app_wait (app_get_dialog () == NULL);
  list = get_list (app_find (get_overview (&desk), "todo_box"));
  app_wait (find_row (list, "Unfinished: Thôn Một") >= 0);
  activate (list, (guint) find_row (list, "Unfinished: Thôn Một")); /* … is now */
  app_wait (nh_workplace_get_page (desk.place) != NULL);
  app_desk_show (&desk, "point");
  app_wait (nh_form_pane_is_dirty (desk.pane));
  app_desk_assert_text (&desk, NH_POINT_PLACE, "Thôn Một");
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "185");
  nh_form_pane_discard (desk.pane);
  list = get_list (app_find (get_overview (&desk), "todo_box"));
  app_wait (find_row (list, "Unfinished") < 0);
  app_desk_show (&desk, "point");
  app_desk_end (&desk);
}

/* --- by keys --- */

static gboolean
tab_into (AppDesk *desk, GtkWidget *part)
{
  for (guint i = 0; i < 80; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (desk->window));

      if (focus != NULL && gtk_widget_is_ancestor (focus, part))
        return TRUE;
      if (!gtk_widget_child_focus (desk->window, GTK_DIR_TAB_FORWARD))
        return FALSE;
      app_settle ();
    }
  return FALSE;
}

/* The figures are reached, and the page goes with the focus; keys of pages scroll all of it. */
static void
test_keys (void)
{
  g_autofree char *path = app_sample ();
  AppDesk desk;
  GtkWidget *overview, *content, *figures;
  GtkAdjustment *scroll;

  app_desk_begin (&desk, path);
  overview = get_overview (&desk);
  content = app_find (overview, "content");
  figures = app_find (overview, "figures");
  scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (content));
  app_wait (count_rows (GTK_LIST_BOX (figures)) > 20);
  app_wait_drawn (desk.window);
  app_wait (gtk_adjustment_get_upper (scroll) > gtk_adjustment_get_page_size (scroll));
  gtk_widget_grab_focus (overview);
  g_assert_true (app_press (content, GDK_KEY_End));
  app_wait (gtk_adjustment_get_value (scroll) + gtk_adjustment_get_page_size (scroll) >=
            gtk_adjustment_get_upper (scroll) - 1);
  g_assert_true (app_press (content, GDK_KEY_Home));
  app_wait (gtk_adjustment_get_value (scroll) < 1);
  g_assert_true (tab_into (&desk, figures));
  gtk_widget_grab_focus (get_row (GTK_LIST_BOX (figures), count_rows (GTK_LIST_BOX (figures)) - 1));
  app_wait (gtk_adjustment_get_value (scroll) > 1);
  app_desk_end (&desk);
}

static float
find_foot (GtkWidget *overview, const char *id)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (app_find (overview, id), overview, &bounds));
  return bounds.origin.y + bounds.size.height;
}

/* However few bars there are, both halves end at the same height. */
static void
test_even (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkWidget *overview;
  AppDesk desk;

  nh_settings_set_size (1366, 768, FALSE);
  app_desk_begin (&desk, path);
  save_record (&desk, "point", CAM_XUYEN, 2026, "place=Thôn Mỹ Sơn|place_kind=thon|status=held|attendance=1050");
  overview = get_overview (&desk);
  app_wait (has_row (get_list (app_find_type (overview, NH_TYPE_BAR_CHART)), 0, "Thôn Mỹ Sơn|1.050"));
  app_wait_drawn (desk.window);
  g_assert_cmpfloat_with_epsilon (find_foot (overview, "chart_box"), find_foot (overview, "figures_card"), 1);
  app_desk_end (&desk);
}

void
app_add_overview_tests (void)
{
  g_test_add_func ("/overview/chart", test_chart);
  g_test_add_func ("/overview/points", test_points);
  g_test_add_func ("/overview/even", test_even);
  g_test_add_func ("/overview/reported", test_reported);
  g_test_add_func ("/overview/nothing", test_nothing);
  g_test_add_func ("/overview/deadline", test_deadline);
  g_test_add_func ("/overview/not-handed-in", test_not_handed_in);
  g_test_add_func ("/overview/nothing-yet", test_nothing_yet);
  g_test_add_func ("/overview/figures", test_figures);
  g_test_add_func ("/overview/problems", test_problems);
  g_test_add_func ("/overview/gaps", test_gaps);
  g_test_add_func ("/overview/drafts", test_drafts);
  g_test_add_func ("/overview/keys", test_keys);
}
