/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-scenes.h"

#include <string.h>

#include "ledger-fixture.h"
#include "nh-choice-entry.h"
#include "nh-commendation.h"
#include "nh-field-editor.h"
#include "nh-forms-window.h"
#include "nh-i18n.h"
#include "nh-intake-window.h"
#include "nh-invitation.h"
#include "nh-notice.h"
#include "nh-page-view.h"
#include "nh-point.h"
#include "nh-preview.h"
#include "nh-sample-packages.h"
#include "nh-store.h"
#include "nh-unit-chooser.h"

#define ROWS_IN_VIEW 20

/* --- Ledgers --- */

/* A commune's season: the type, the year where it is not this one, and the fields as they are stored. Other records are
 * named by their numbers. */
static const char *const season[] = {
  "point|place=Thôn Mỹ Sơn|place_kind=thon|status=held|date_from=2026-08-08|attendance=240|households=118|pacts=3|"
  "cost=3000000|leaders=commune",
  "point|place=Thôn Đông Hạ|place_kind=thon|status=held|date_from=2026-08-08|attendance=185|households=96|pacts=2|"
  "cost=3250000",
  "point|place=Thôn Tân An|place_kind=thon|status=held|date_from=2026-08-09|date_to=2026-08-10|attendance=210|"
  "households=104|pacts=4|cost=3500000",
  "point|place=Tổ dân phố 2|place_kind=to_dan_pho|status=held|date_from=2026-08-12|attendance=1305|households=142|"
  "pacts=2|cost=12750000|leaders=commune",
  "point|place=Liên thôn Trung Tiến – Trung Đông|place_kind=lien_thon|status=held|date_from=2026-08-14|attendance=420|"
  "households=203|pacts=3|cost=4000000|leaders=province,commune|province_names=Phó Giám đốc Công an tỉnh",
  "point|place=Trường THCS Cẩm Xuyên|place_kind=truong|status=held|date_from=2026-08-15|attendance=380|cost=4250000",
  "point|place=Nhà máy may Hưng Phát|place_kind=doanh_nghiep|status=held|date_from=2026-08-16|attendance=190",
  "point|place=Thôn Bắc Hòa|place_kind=thon|status=planned|date_from=2026-08-19",
  "gift|category=ho_ngheo|kind=suat_qua|quantity=12|unit_value=500000|date=2026-08-18|giver=Ủy ban MTTQ xã|point=1",
  "gift|category=nguoi_co_cong|kind=suat_qua|quantity=8|unit_value=1000000|date=2026-08-18|giver=Công an tỉnh|point=1",
  "gift|category=hoc_sinh|kind=xe_dap|quantity=5|unit_value=2200000|date=2026-08-15|giver=Ủy ban MTTQ xã|point=6",
  "gift|category=hoan_canh_kho_khan|kind=nha|quantity=1|unit_value=80000000|date=2026-08-18|point=3",
  "gift|category=ho_can_ngheo|kind=suat_qua|quantity=15|date=2026-08-12|point=4",
  "commendation|form=giay_khen_xa|decision_number=15/QĐ-UBND|decision_date=2026-08-12|recipient_kind=ca_nhan|"
  "recipient=Nguyễn Văn An|position=Trưởng thôn|quantity=1|state=decided",
  "commendation|form=giay_khen_xa|decision_number=15/QĐ-UBND|decision_date=2026-08-12|recipient_kind=ca_nhan|"
  "recipient=Trần Thị Bình|position=Chi hội trưởng Hội Phụ nữ|quantity=1|state=decided",
  "commendation|form=giay_khen_xa|decision_number=15/QĐ-UBND|decision_date=2026-08-12|recipient_kind=tap_the|"
  "recipient=Nhân dân và cán bộ thôn Mỹ Sơn|quantity=1|state=decided",
  "commendation|form=giay_khen_ca_tinh|decision_number=1204/QĐ-CAT|decision_date=2026-08-10|recipient_kind=tap_the|"
  "recipient=Tổ an ninh, trật tự Tổ dân phố 2|quantity=1|state=decided",
  "total|indicator=pacts|value=31",
  "activity|kind=hoi_nghi|period=ngay_hoi|name=Hội nghị tuyên truyền phòng, chống lừa đảo trên không gian mạng|"
  "date_from=2026-08-05|number=3|participants=420",
  "activity|kind=loa|period=ngay_hoi|date_from=2026-08-01|date_to=2026-08-18|number=36",
  "body|name=Thôn Mỹ Sơn|kind=khu_dan_cu|state=cong_nhan|households=118",
  "body|name=Trường THCS Cẩm Xuyên|kind=truong|state=dang_ky",
  "assessment|criterion=xa_1|result=dat|evidence=Nghị quyết số 02-NQ/ĐU|evidence_date=2026-02-12",
  "assessment|criterion=kdc_3|body=1|result=chua_dat|evidence=Báo cáo vụ việc",
  "point@2025|place=Thôn Mỹ Sơn|place_kind=thon|status=held|date_from=2025-08-10|attendance=225",
  "point@2025|place=Thôn Hoàng Diệu|place_kind=thon|status=held|date_from=2025-08-11|attendance=204",
};

static NhRecord *
read_line (NhLedger *ledger, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "|", -1);
  g_auto (GStrv) head = g_strsplit (parts[0], "@", 2);
  NhRecord *draft = nh_record_new (nh_record_type_find (head[0]), nh_ledger_get_unit (ledger),
                                   head[1] != NULL ? atoi (head[1]) : 2026);
  g_autoptr (GError) error = NULL;

  for (guint i = 1; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');

      *value = '\0';
      nh_record_set_canonical (draft, parts[i], value + 1, &error);
      g_assert_no_error (error);
    }
  return draft;
}

static gpointer
write_season (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (season); i++)
    {
      g_autoptr (NhRecord) draft = read_line (ledger, season[i]);
      g_autoptr (NhRecord) saved = nh_store_save (connection, ledger, draft, NULL, error);

      g_assert_nonnull (saved);
    }
  return NULL;
}

char *
scene_ledger (SceneLedger kind)
{
  char *path = kind == SCENE_PROVINCE ? app_sample () : app_ledger ("18673");

  if (kind == SCENE_COMMUNE)
    {
      NhLedger *ledger = fixture_open (path, NH_OPEN_DEFAULT);

      nh_ledger_call (ledger, NH_ON_WRITER, write_season, NULL, NULL, NULL);
      fixture_close (ledger);
    }
  return path;
}

/* --- What is over the window --- */

GtkWidget *
scene_get_window (AppDesk *desk)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = desk->window;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != desk->window && gtk_widget_get_mapped (window))
        found = window;
    }
  return found;
}

/* --- Scenes --- */

/* What stands in the first rows of the list was read: a row has dashes before. */
static void
wait_rows (AppDesk *desk)
{
  GListModel *rows = G_LIST_MODEL (app_desk_get_rows (desk));

  for (guint i = 0; i < MIN (g_list_model_get_n_items (rows), ROWS_IN_VIEW); i++)
    {
      g_autoptr (NhRow) row = g_list_model_get_item (rows, i);

      nh_row_request (row);
      app_wait (!nh_row_is_stale (row));
    }
}

static void
show_page (AppDesk *desk, const char *page)
{
  app_desk_show (desk, page);
  if (desk->page == NULL)
    return;
  nh_form_pane_start_new (desk->pane);
  wait_rows (desk);
}

/* It has read all records. */
static void
show_overview (AppDesk *desk, const char *page)
{
  show_page (desk, page);
  app_wait (!gtk_widget_get_visible (app_find (desk->window, "todo.checking")));
}

/* A new record. In a small window the form is over the list then. */
static void
begin_record (AppDesk *desk, const char *page)
{
  show_page (desk, page);
  nh_record_page_show_form (desk->page);
  app_wait_drawn (desk->window);
}

static void
show_dialog (AppDesk *desk, const char *action)
{
  app_desk_act (desk, action);
  app_wait (scene_get_window (desk) != desk->window);
}

static void
open_first (AppDesk *desk, const char *page)
{
  app_desk_show (desk, page);
  app_wait (app_desk_count_rows (desk) > 0);
  wait_rows (desk);
  gtk_selection_model_select_item (app_desk_get_rows (desk), 0, TRUE);
  app_wait (nh_form_pane_get_id (desk->pane) != 0);
  nh_record_page_show_form (desk->page);
}

static void
choose_several (AppDesk *desk, const char *page)
{
  open_first (desk, page);
  gtk_selection_model_select_range (app_desk_get_rows (desk), 1, 3, FALSE);
}

/* Sections unfolded by a scene; the settings keep that. (owned, nullable) */
static char *folded;

static void
unfold_all (AppDesk *desk)
{
  folded = nh_form_get_folded (desk->form);
  nh_form_set_folded (desk->form, "");
}

static void
unfold (AppDesk *desk, const char *page)
{
  open_first (desk, page);
  unfold_all (desk);
}

static NhFieldEditor *
find_editor (GtkWidget *root, const char *field)
{
  g_autoptr (GPtrArray) editors = g_ptr_array_new ();

  app_collect (root, NH_TYPE_FIELD_EDITOR, editors);
  for (guint i = 0; i < editors->len; i++)
    if (g_str_equal (nh_field_editor_get_name (g_ptr_array_index (editors, i)), field))
      return g_ptr_array_index (editors, i);
  g_error ("no field %s", field);
}

static void
type_wrong (AppDesk *desk, const char *page)
{
  begin_record (desk, page);
  unfold_all (desk);
  nh_field_editor_type (find_editor (GTK_WIDGET (desk->form), "place_kind"), "thon");
  app_desk_type (desk, NH_POINT_DATE_FROM, "31/2");
  app_desk_type (desk, NH_POINT_ATTENDANCE, "1.40");
  nh_form_pane_save (desk->pane, NH_AFTER_STAY);
}

static void
type_wrong_decision (AppDesk *desk, const char *page)
{
  begin_record (desk, page);
  app_desk_type (desk, NH_COMMENDATION_DECISION_NUMBER, "15/QĐ-UBND");
  app_desk_type (desk, NH_COMMENDATION_DECISION_DATE, "ngày mai");
  nh_form_pane_save (desk->pane, NH_AFTER_STAY);
}

static void
open_choice (AppDesk *desk, const char *page)
{
  begin_record (desk, page);
  app_desk_type (desk, NH_POINT_PLACE, "Thôn Bình Quang");
  nh_form_focus_field (desk->form, NH_POINT_PLACE_KIND);
  nh_choice_entry_handle_key (
      NH_CHOICE_ENTRY (
          app_find_type (GTK_WIDGET (find_editor (GTK_WIDGET (desk->form), "place_kind")), NH_TYPE_CHOICE_ENTRY)),
      GDK_KEY_F4, 0);
}

/* (nullable) */
static GtkWidget *
find_why (AppDesk *desk)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  app_collect (GTK_WIDGET (desk->form), GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (gtk_widget_get_visible (g_ptr_array_index (buttons, i)) &&
        g_strcmp0 (gtk_button_get_label (g_ptr_array_index (buttons, i)), _ ("Pass with a reason…")) == 0)
      return g_ptr_array_index (buttons, i);
  return NULL;
}

/* The rules that read the ledger answer later. */
static void
ask_why (AppDesk *desk, const char *page)
{
  open_first (desk, page);
  app_wait_drawn (desk->window);
  app_wait (find_why (desk) != NULL);
  app_click (find_why (desk));
  app_wait_drawn (desk->window);
  g_assert_null (find_why (desk)); /* the entry of the reason is in its place */
}

static void
open_filter (AppDesk *desk, const char *page)
{
  show_page (desk, page);
  app_desk_act (desk, "filter");
}

static void
filter (AppDesk *desk, const char *page)
{
  NhFilter *chosen = nh_filter_new (&nh_point_type);

  show_page (desk, page);
  nh_filter_set (chosen, NH_POINT_PLACE_KIND, "thon", NULL);
  nh_filter_set (chosen, NH_POINT_ATTENDANCE, "200..", NULL);
  nh_record_page_set_filter (desk->page, chosen);
  nh_filter_free (chosen);
}

static void
open_columns (AppDesk *desk, const char *page)
{
  show_page (desk, page);
  gtk_widget_activate_action (GTK_WIDGET (desk->page), "page.columns", NULL);
}

static void
open_record_history (AppDesk *desk, const char *page)
{
  open_first (desk, page);
  app_desk_act (desk, "record-history");
}

static void
open_menu (AppDesk *desk, const char *page)
{
  show_page (desk, page);
  gtk_menu_button_popup (GTK_MENU_BUTTON (app_find (desk->window, "menu")));
}

static void
act (AppDesk *desk, const char *action)
{
  show_page (desk, "point");
  app_desk_act (desk, action);
}

static void
show_reports (AppDesk *desk, const char *report)
{
  GtkWidget *preview;

  g_action_group_activate_action (G_ACTION_GROUP (desk->window), "report", g_variant_new_string (report));
  app_wait (nh_workplace_get_report_page (desk->place) != NULL);
  app_wait (nh_report_page_get_sheet (nh_workplace_get_report_page (desk->place)) != NULL);
  preview = app_find_type (GTK_WIDGET (nh_workplace_get_report_page (desk->place)), NH_TYPE_PREVIEW);
  app_wait (nh_page_view_is_drawn (NH_PAGE_VIEW (app_find (preview, "view"))));
}

/* @typed: what is searched for. */
static void
open_report_choice (AppDesk *desk, const char *typed)
{
  GtkWidget *kind;

  show_reports (desk, "summary");
  kind = app_find (desk->window, "kind");
  gtk_menu_button_popup (GTK_MENU_BUTTON (app_find (kind, "button")));
  app_wait (gtk_widget_get_mapped (app_find (kind, "entry")));
  gtk_editable_set_text (GTK_EDITABLE (app_find (kind, "entry")), typed);
}

static void
open_letterhead (AppDesk *desk, const char *report)
{
  show_reports (desk, report);
  app_wait (gtk_widget_get_sensitive (app_find (desk->window, "letterhead")));
  app_click (app_find (desk->window, "letterhead"));
  app_wait (scene_get_window (desk) != desk->window);
}

static void
open_parts (AppDesk *desk, const char *report)
{
  show_reports (desk, report);
  app_click (app_find (desk->window, "parts"));
  app_wait (scene_get_window (desk) != desk->window);
}

static void
open_sentences (AppDesk *desk, const char *report)
{
  show_reports (desk, report);
  app_click (app_find (desk->window, "sentences"));
  app_wait (scene_get_window (desk) != desk->window);
  app_wait (strchr (gtk_label_get_text (GTK_LABEL (app_find (scene_get_window (desk), "preview"))), ':') != NULL);
}

static void
open_many (AppDesk *desk, const char *page)
{
  open_first (desk, page); /* its common fields are taken over */
  show_dialog (desk, "add-several");
}

static void
open_many_wrong (AppDesk *desk, const char *page)
{
  GtkWidget *many;

  open_many (desk, page);
  many = scene_get_window (desk);
  nh_field_editor_type (find_editor (many, "recipient_kind"), "ca_nhan");
  nh_field_editor_type (find_editor (many, "recipient"), "Nguyễn Văn An");
  nh_field_editor_type (find_editor (many, "birth_year"), "19711");
  app_click (app_find (many, "save"));
}

static void
change_several (AppDesk *desk, const char *page)
{
  choose_several (desk, page);
  gtk_widget_activate_action (GTK_WIDGET (desk->page), "page.change-rows", NULL);
  app_wait (scene_get_window (desk) != desk->window);
}

/* Rows of a spreadsheet: of each kind of verdict, and a text in a font of the nineties. */
static void
show_table (AppDesk *desk, const char *page)
{
  g_autoptr (NhIntakeSource)
      source = nh_intake_source_new_text ("STT\tĐịa điểm tổ chức\tThời gian\tSố người dự\tKinh phí (triệu đồng)\n"
                                          "1\tThôn Trại Tiểu\t19/8/2026\t210\t15\n"
                                          "2\tTh«n B×nh Quang, thÞ trÊn\t8.8.26\t185 người\t8,5\n"
                                          "3\tTổ dân phố 8\t31/2/2026\tkhoảng 300\tnt\n"
                                          "Tổng cộng\t\t\t395\t23,5\n");

  app_desk_show (desk, page);
  nh_intake_window_show (GTK_WIDGET (desk->page), desk->session, nh_record_type_find (page), source);
  app_wait (app_find_type (scene_get_window (desk), GTK_TYPE_IMAGE) != NULL);
  app_wait_drawn (scene_get_window (desk));
}

static void
show_forms (AppDesk *desk, const char *page)
{
  g_autofree char *path = app_path ("Phiếu xã.xlsx");
  const char *const paths[] = { path, NULL };

  fixture_write (path, "no workbook", -1);
  app_desk_show (desk, "point");
  nh_forms_window_show (GTK_WIDGET (desk->page), desk->session, paths);
  app_wait (scene_get_window (desk) != desk->window);
  app_wait_drawn (scene_get_window (desk));
}

static void
bring_last_year (AppDesk *desk, const char *page)
{
  app_desk_show (desk, page);
  gtk_widget_activate_action (GTK_WIDGET (desk->page), "page.from-last-year", NULL);
  app_wait (scene_get_window (desk) != desk->window);
}

/* A point with gifts: what of them? */
static void
ask_delete (AppDesk *desk, const char *page)
{
  app_desk_show (desk, page);
  nh_record_page_open (desk->page, 1);
  app_wait (nh_form_pane_get_id (desk->pane) == 1);
  app_wait (app_desk_can (desk, "delete"));
  show_dialog (desk, "delete");
}

static void
ask_leave (AppDesk *desk, const char *page)
{
  begin_record (desk, page);
  app_desk_type (desk, NH_POINT_ATTENDANCE, "120");
  app_desk_act (desk, "new");
  app_wait (scene_get_window (desk) != desk->window);
}

/* The invitation of the province, and what is printed beside it. */
typedef struct
{
  char *path, *code;
} Asked;

static gpointer
invite (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;
  g_autoptr (GBytes) file = nh_invitation_make (connection, ledger, 2026, 20260825, error);
  g_autoptr (NhKeys) keys = nh_keys_load (connection, error);

  asked->path = app_path ("mời.ngayhoi-moi");
  asked->code = nh_public_keys_get_code (nh_keys_get_public (keys));
  fixture_write (asked->path, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file));
  return NULL;
}

/* The invitation was opened by a double click. */
static void
read_invitation (AppDesk *desk, const char *page)
{
  g_autofree char *path = app_ledger ("42");
  NhLedger *province = fixture_open (path, NH_OPEN_DEFAULT);
  Asked asked;

  nh_ledger_call (province, NH_ON_WRITER, invite, &asked, NULL, NULL);
  fixture_close (province);
  nh_window_open_files (NH_WINDOW (desk->window), (const char *const[]){ asked.path, NULL });
  app_wait (gtk_widget_get_mapped (app_find (desk->window, "join_button")));
  gtk_editable_set_text (GTK_EDITABLE (app_find (desk->window, "code")), asked.code);
  g_free (asked.code);
  g_free (asked.path);
}

/* The code is typed already. */
static void
join (AppDesk *desk, const char *page)
{
  app_desk_show (desk, page);
  app_click (app_find (desk->window, "join_button"));
  app_wait (g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (app_find (desk->window, "stage"))), "work"));
}

/* The year that the sample's communes hand in. */
static void
show_board (AppDesk *desk, const char *page)
{
  nh_session_set_view (desk->session, nh_ledger_get_unit (desk->ledger), NH_SAMPLE_PACKAGES_YEAR);
  show_page (desk, page);
  app_wait (gtk_list_box_get_row_at_index (GTK_LIST_BOX (app_find (desk->window, "units")), 0) != NULL);
}

static void
open_unit (AppDesk *desk, const char *page)
{
  GtkListBox *units;

  show_board (desk, page);
  units = GTK_LIST_BOX (app_find (desk->window, "units"));
  gtk_list_box_select_row (units, gtk_list_box_get_row_at_index (units, 0));
}

static void
delete_one (AppDesk *desk, const char *page)
{
  open_first (desk, "commendation");
  app_wait (app_desk_can (desk, "delete"));
  app_desk_act (desk, "delete");
  app_wait (*app_notice (desk->window) != '\0');
}

static void
show_bin (AppDesk *desk, const char *page)
{
  delete_one (desk, page);
  show_page (desk, page);
}

static void
show_backups (AppDesk *desk, const char *page)
{
  app_desk_show (desk, "point");
  app_desk_act (desk, "backups");
  app_wait (app_find_type (desk->window, g_type_from_name ("NhOpenErrorPage")) != NULL);
  desk->place = NULL;
}

static GtkEditable *
find_welcome_entry (AppDesk *desk)
{
  app_wait (app_find_type (desk->window, NH_TYPE_UNIT_CHOOSER) != NULL);
  app_wait_units (desk->window);
  return GTK_EDITABLE (app_find_type (app_find_type (desk->window, NH_TYPE_UNIT_CHOOSER), GTK_TYPE_SEARCH_ENTRY));
}

static void
show_welcome (AppDesk *desk, const char *typed)
{
  gtk_editable_set_text (find_welcome_entry (desk), typed);
}

static void
type_unit (AppDesk *desk, const char *page)
{
  find_welcome_entry (desk);
  app_click (app_find (desk->window, "not_listed"));
}

static void
show_damaged (AppDesk *desk, const char *page)
{
  g_autofree char *path = app_path ("Sổ hỏng.ngayhoi");

  fixture_write (path, "SQLite format 3", -1);
  nh_window_open (NH_WINDOW (desk->window), path);
  app_wait (app_find_type (desk->window, g_type_from_name ("NhOpenErrorPage")) != NULL);
}

/* --- All --- */

void
scene_clear (AppDesk *desk)
{
  g_autoptr (GPtrArray) popovers = g_ptr_array_new ();
  GtkWidget *window;

  while ((window = scene_get_window (desk)) != desk->window)
    {
      gtk_window_destroy (GTK_WINDOW (window));
      app_settle ();
    }
  app_collect (desk->window, GTK_TYPE_POPOVER, popovers);
  for (guint i = 0; i < popovers->len; i++)
    if (gtk_widget_get_mapped (g_ptr_array_index (popovers, i)))
      gtk_popover_popdown (g_ptr_array_index (popovers, i));
  app_settle ();
  if (desk->place == NULL || nh_workplace_get_page (desk->place) == NULL)
    return;
  if (folded != NULL)
    nh_form_set_folded (desk->form, folded);
  g_clear_pointer (&folded, g_free);
  nh_record_page_set_filter (desk->page, NULL);
  if (nh_form_pane_is_dirty (desk->pane))
    nh_form_pane_discard (desk->pane);
  gtk_selection_model_unselect_all (app_desk_get_rows (desk));
  nh_form_pane_start_new (desk->pane);
  nh_record_page_escape (desk->page); /* back to the list */
  app_settle ();
  nh_notice_hide (nh_notice_of (desk->window));
}

/* Those that change the ledger come last. */
const Scene scenes[] = {
  { SCENE_WELCOME, "welcome", show_welcome, "" },
  { SCENE_WELCOME, "welcome-found", show_welcome, "cam xuyen" },
  { SCENE_WELCOME, "welcome-former", show_welcome, "cam nhuong" },
  { SCENE_WELCOME, "welcome-unknown", show_welcome, "vinh lac" },
  { SCENE_WELCOME, "welcome-typed", type_unit },
  { SCENE_WELCOME, "damaged", show_damaged },
  { SCENE_NEW, "new-overview", show_page, "overview" },
  { SCENE_NEW, "new-point", show_page, "point" },
  { SCENE_NEW, "new-gift", show_page, "gift" },
  { SCENE_NEW, "new-commendation", show_page, "commendation" },
  { SCENE_NEW, "new-activity", show_page, "activity" },
  { SCENE_NEW, "new-total", show_page, "total" },
  { SCENE_NEW, "new-body", show_page, "body" },
  { SCENE_NEW, "new-assessment", show_page, "assessment" },
  { SCENE_NEW, "new-season", show_page, "season" },
  { SCENE_NEW, "new-bin", show_page, "bin" },
  { SCENE_COMMUNE, "overview", show_overview, "overview" },
  { SCENE_COMMUNE, "point", show_page, "point" },
  { SCENE_COMMUNE, "point-open", open_first, "point" },
  { SCENE_COMMUNE, "point-unfolded", unfold, "point" },
  { SCENE_COMMUNE, "point-several", choose_several, "point" },
  { SCENE_COMMUNE, "point-error", type_wrong, "point" },
  { SCENE_COMMUNE, "point-choice", open_choice, "point" },
  { SCENE_COMMUNE, "point-history", open_record_history, "point" },
  { SCENE_COMMUNE, "filter", open_filter, "point" },
  { SCENE_COMMUNE, "filtered", filter, "point" },
  { SCENE_COMMUNE, "columns", open_columns, "point" },
  { SCENE_COMMUNE, "gift", open_first, "gift" },
  { SCENE_COMMUNE, "gift-unfolded", unfold, "gift" },
  { SCENE_COMMUNE, "commendation", open_first, "commendation" },
  { SCENE_COMMUNE, "commendation-error", type_wrong_decision, "commendation" },
  { SCENE_COMMUNE, "activity", open_first, "activity" },
  { SCENE_COMMUNE, "activity-unfolded", unfold, "activity" },
  { SCENE_COMMUNE, "total", open_first, "total" },
  { SCENE_COMMUNE, "total-why", ask_why, "total" },
  { SCENE_COMMUNE, "body", open_first, "body" },
  { SCENE_COMMUNE, "assessment", open_first, "assessment" },
  { SCENE_COMMUNE, "season", show_page, "season" },
  { SCENE_COMMUNE, "reports", show_reports, "summary" },
  { SCENE_COMMUNE, "paragraph", show_reports, "paragraph" },
  { SCENE_COMMUNE, "charts", show_reports, "charts" },
  { SCENE_COMMUNE, "report-choice", open_report_choice, "" },
  { SCENE_COMMUNE, "report-choice-found", open_report_choice, "g" },
  { SCENE_COMMUNE, "letterhead", open_letterhead, "summary" },
  { SCENE_COMMUNE, "report-parts", open_parts, "whole" },
  { SCENE_COMMUNE, "report-sentences", open_sentences, "paragraph" },
  { SCENE_COMMUNE, "hand-in", show_page, "hand-in" },
  { SCENE_COMMUNE, "hand-in-code", read_invitation },
  { SCENE_COMMUNE, "history", show_page, "history" },
  { SCENE_COMMUNE, "menu", open_menu, "point" },
  { SCENE_COMMUNE, "years", act, "years" },
  { SCENE_COMMUNE, "preferences", show_dialog, "preferences" },
  { SCENE_COMMUNE, "help", show_dialog, "help" },
  { SCENE_COMMUNE, "keys", show_dialog, "keys" },
  { SCENE_COMMUNE, "about", show_dialog, "about" },
  { SCENE_COMMUNE, "many-points", open_many, "point" },
  { SCENE_COMMUNE, "many-gifts", open_many, "gift" },
  { SCENE_COMMUNE, "many-commendations", open_many, "commendation" },
  { SCENE_COMMUNE, "many-error", open_many_wrong, "commendation" },
  { SCENE_COMMUNE, "many-bodies", open_many, "body" },
  { SCENE_COMMUNE, "last-year", bring_last_year, "point" },
  { SCENE_COMMUNE, "forms", show_forms },
  { SCENE_COMMUNE, "table", show_table, "point" },
  { SCENE_COMMUNE, "change-several", change_several, "point" },
  { SCENE_COMMUNE, "ask-delete", ask_delete, "point" },
  { SCENE_COMMUNE, "ask-leave", ask_leave, "point" },
  { SCENE_COMMUNE, "hand-in-work", join, "hand-in" },
  { SCENE_COMMUNE, "deleted", delete_one, NULL },
  { SCENE_COMMUNE, "bin", show_bin, "bin" },
  { SCENE_COMMUNE, "backups", show_backups, NULL },
  { SCENE_PROVINCE, "province-overview", show_overview, "overview" },
  { SCENE_PROVINCE, "province-point", show_page, "point" },
  { SCENE_PROVINCE, "province-point-open", open_first, "point" },
  { SCENE_PROVINCE, "province-gift", show_page, "gift" },
  { SCENE_PROVINCE, "province-commendation", show_page, "commendation" },
  { SCENE_PROVINCE, "province-total", open_first, "total" },
  { SCENE_PROVINCE, "province-season", show_page, "season" },
  { SCENE_PROVINCE, "province-reports", show_reports, "summary" },
  { SCENE_PROVINCE, "province-reception", show_page, "reception" },
  { SCENE_PROVINCE, "province-history", show_page, "history" },
  { SCENE_PROVINCE, "province-bin", show_page, "bin" },
  { SCENE_PROVINCE, "province-table", show_table, "point" },
  { SCENE_PROVINCE, "units", act, "units" },
  { SCENE_PROVINCE, "province-board", show_board, "reception" },
  { SCENE_PROVINCE, "province-board-unit", open_unit, "reception" },
};
const guint n_scenes = G_N_ELEMENTS (scenes);
