/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record in its form: saving, refusing, going on, conflicts, leaving, undo, drafts. In the real window. */
#include "app-fixture.h"

#include "ledger-fixture.h"
#include "nh-appearance.h"
#include "nh-choice-entry.h"
#include "nh-commendation.h"
#include "nh-gift.h"
#include "nh-notice.h"
#include "nh-point.h"
#include "nh-season.h"
#include "nh-settings.h"
#include "nh-several.h"
#include "nh-store.h"
#include "nh-total.h"

#define CAM_XUYEN "18673"
#define HA_TINH "42"

/* --- the ledger as it is, read beside the window --- */

static gpointer
read_point (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_store_get (connection, ledger, &nh_point_type, *(gint64 *) data, error);
}

static NhRecord *
get_point (AppDesk *desk, gint64 id)
{
  g_autoptr (GError) error = NULL;
  NhRecord *record = nh_ledger_call (desk->ledger, NH_ON_READER, read_point, &id, NULL, &error);

  g_assert_no_error (error);
  return record;
}

static void
assert_point (AppDesk *desk, gint64 id, const char *place, gint64 attendance)
{
  g_autoptr (NhRecord) record = get_point (desk, id);

  g_assert_cmpstr (nh_record_get_text (record, NH_POINT_PLACE), ==, place);
  g_assert_cmpint (nh_record_get_number (record, NH_POINT_ATTENDANCE, -1), ==, attendance);
  g_assert_false (nh_record_get_info (record)->deleted);
}

static gpointer
change_elsewhere (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhRecord) record = nh_store_get (connection, ledger, &nh_point_type, *(gint64 *) data, error);
  g_autoptr (NhRecord) draft = record != NULL ? nh_record_edit (record) : NULL;

  if (draft == NULL)
    return NULL;
  nh_record_set_number (draft, NH_POINT_ATTENDANCE, 999);
  return nh_store_save (connection, ledger, draft, NULL, error);
}

static void
change (AppDesk *desk, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) saved = nh_ledger_call (desk->ledger, NH_ON_WRITER, change_elsewhere, &id, NULL, &error);

  g_assert_no_error (error);
}

/* --- typing --- */

static void
type_point (AppDesk *desk, const char *place, const char *attendance)
{
  app_desk_type (desk, NH_POINT_PLACE, place);
  app_desk_type (desk, NH_POINT_PLACE_KIND, "Thôn");
  app_desk_type (desk, NH_POINT_DATE_FROM, "8/8");
  app_desk_type (desk, NH_POINT_ATTENDANCE, attendance);
}

static const char *
state_of (AppDesk *desk)
{
  return app_label (GTK_WIDGET (desk->pane), "state");
}

static void
begin (AppDesk *desk)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);

  app_desk_begin (desk, path);
}

/* With points saved one by one: "Thôn 1", "Thôn 2" … */
static void
begin_with (AppDesk *desk, guint n)
{
  begin (desk);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *place = g_strdup_printf ("Thôn %u", i);

      type_point (desk, place, "100");
      g_assert_true (nh_form_pane_save (desk->pane, NH_AFTER_NEW));
    }
  if (n > 0)
    app_desk_wait_saved (desk, n);
  app_desk_wait_rows (desk, n);
}

static void
open_row (AppDesk *desk, guint position)
{
  NhRowSelection *rows = NH_ROW_SELECTION (app_desk_get_rows (desk));
  g_autoptr (NhRow) row = g_list_model_get_item (G_LIST_MODEL (rows), position);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (rows), position, TRUE);
  app_wait (nh_form_pane_get_id (desk->pane) == nh_row_get_key (row));
}

static void
discard (AppDesk *desk)
{
  nh_form_pane_discard (desk->pane);
  g_assert_false (nh_form_pane_is_dirty (desk->pane));
}

/* --- saving --- */

static void
test_save (void)
{
  AppDesk desk;
  NhRowSelection *rows;

  begin (&desk);
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), ==, 0);
  g_assert_false (nh_form_pane_is_dirty (desk.pane));
  g_assert_cmpstr (state_of (&desk), ==, "");
  type_point (&desk, "Thôn Bàu Láng", "185");
  g_assert_true (nh_form_pane_is_dirty (desk.pane));
  g_assert_cmpstr (state_of (&desk), ==, "Not saved");
  app_desk_act (&desk, "save");
  g_assert_false (nh_form_pane_is_dirty (desk.pane));
  app_desk_wait_saved (&desk, 1);
  app_desk_wait_rows (&desk, 1);
  g_assert_true (desk.saved_stays);
  g_assert_cmpint (desk.saved_id, >, 0);
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), ==, desk.saved_id);
  g_assert_cmpstr (state_of (&desk), ==, "Saved");
  g_assert_cmpstr (app_label (GTK_WIDGET (desk.pane), "title"), ==, "Thôn Bàu Láng");
  assert_point (&desk, desk.saved_id, "Thôn Bàu Láng", 185);
  rows = NH_ROW_SELECTION (app_desk_get_rows (&desk));
  g_assert_cmpint (nh_row_selection_get_single (rows), ==, desk.saved_id);

  app_desk_type (&desk, NH_POINT_ATTENDANCE, "186");
  app_desk_act (&desk, "save");
  app_desk_wait_saved (&desk, 2);
  assert_point (&desk, desk.saved_id, "Thôn Bàu Láng", 186);
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_STAY)); /* nothing changed since: nothing is written */
  app_settle ();
  g_assert_cmpuint (desk.saved, ==, 2);
  g_assert_cmpint (fixture_count_points (desk.ledger), ==, 1);
  app_desk_end (&desk);
}

/* Marked in the form as reported before: the foot says that it does not count, until the field is emptied. */
static void
test_duplicate (void)
{
  AppDesk desk;

  begin_with (&desk, 2);
  app_wait (
      g_str_has_prefix (app_label (GTK_WIDGET (desk.page), "summary_label"), "2 festival points · Attendance: 200"));
  open_row (&desk, 1);
  app_settle ();
  app_desk_type (&desk, NH_POINT_DUPLICATE_OF, "Thôn 1");
  app_desk_act (&desk, "save");
  app_desk_wait_saved (&desk, 3);
  app_wait (g_str_has_prefix (app_label (GTK_WIDGET (desk.page), "summary_label"),
                              "2 festival points, 1 not counted · Attendance: 100"));
  app_desk_assert_text (&desk, NH_POINT_DUPLICATE_OF, "Thôn 1");
  app_desk_type (&desk, NH_POINT_DUPLICATE_OF, "");
  app_desk_act (&desk, "save");
  app_desk_wait_saved (&desk, 4);
  app_wait (
      g_str_has_prefix (app_label (GTK_WIDGET (desk.page), "summary_label"), "2 festival points · Attendance: 200"));
  app_desk_end (&desk);
}

static void
test_refuse (void)
{
  AppDesk desk;

  begin (&desk);
  g_assert_false (nh_form_pane_save (desk.pane, NH_AFTER_STAY)); /* nothing was typed */
  g_assert_true (app_notice_has_style (desk.window, "warning"));

  app_desk_type (&desk, NH_POINT_ATTENDANCE, "185");
  g_assert_false (nh_form_pane_save (desk.pane, NH_AFTER_NEW));
  g_assert_true (g_str_has_prefix (app_notice (desk.window), "Not saved yet: "));
  g_assert_true (app_notice_has_style (desk.window, "warning"));
  g_assert_cmpint (nh_form_get_focus_field (desk.form), ==, NH_POINT_PLACE);
  g_assert_true (nh_form_pane_is_dirty (desk.pane));
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "185");

  type_point (&desk, "Thôn Một", "185");
  app_desk_type (&desk, NH_POINT_DATE_FROM, "31/2");
  g_assert_false (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  g_assert_cmpint (nh_form_get_focus_field (desk.form), ==, NH_POINT_DATE_FROM);
  app_desk_assert_text (&desk, NH_POINT_DATE_FROM, "31/2"); /* it stays to be mended */
  app_settle ();
  g_assert_cmpuint (desk.saved, ==, 0);
  g_assert_cmpint (fixture_count_points (desk.ledger), ==, 0);
  app_desk_type (&desk, NH_POINT_DATE_FROM, "8/8");
  app_desk_act (&desk, "save");
  app_desk_wait_saved (&desk, 1);
  app_desk_end (&desk);
}

static void
test_save_next (void)
{
  AppDesk desk;

  begin (&desk);
  type_point (&desk, "Thôn Một", "185");
  app_desk_type (&desk, NH_POINT_SOURCE, "BC 12");
  app_desk_act (&desk, "save-next");
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), ==, 0); /* at once, whatever the disk does */
  g_assert_false (nh_form_pane_is_dirty (desk.pane));
  app_desk_assert_text (&desk, NH_POINT_PLACE, "");
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "");
  app_desk_assert_text (&desk, NH_POINT_PLACE_KIND, "Thôn");
  app_desk_assert_text (&desk, NH_POINT_DATE_FROM, "08/08/2026");
  app_desk_assert_text (&desk, NH_POINT_SOURCE, "BC 12");
  g_assert_cmpint (nh_form_get_focus_field (desk.form), ==, NH_POINT_PLACE);
  app_desk_wait_saved (&desk, 1);
  app_desk_wait_rows (&desk, 1);
  g_assert_false (desk.saved_stays);
  assert_point (&desk, desk.saved_id, "Thôn Một", 185);
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), ==, 0);
  app_desk_assert_text (&desk, NH_POINT_PLACE, "");
  app_desk_act (&desk, "save"); /* out of habit */
  app_wait (g_strcmp0 (app_notice (desk.window),
                       "“Thôn Một” is saved. This is a new, empty form: there is nothing more to save.") == 0);
  g_assert_true (app_notice_has_style (desk.window, "done"));
  app_wait (app_desk_can (&desk, "undo"));
  app_desk_act (&desk, "undo");
  app_desk_wait_rows (&desk, 0);
  app_desk_act (&desk, "save"); /* it is not saved any more */
  app_wait (g_strcmp0 (app_notice (desk.window), "There is nothing to save yet: nothing was typed.") == 0);
  app_desk_end (&desk);
}

/* Faster than the disk. */
static void
test_save_fast (void)
{
  AppDesk desk;

  begin (&desk);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *place = g_strdup_printf ("Thôn %u", i);

      type_point (&desk, place, "50");
      g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_NEW));
      for (guint turn = 0; turn < i; turn++)
        app_turn ();
    }
  app_desk_wait_saved (&desk, 12);
  app_desk_wait_rows (&desk, 12);
  g_assert_cmpint (fixture_count_points (desk.ledger), ==, 12);
  app_desk_end (&desk);
}

/* Typed on and saved again while the first save is under way: one record, as it was typed last. */
static void
test_save_again (void)
{
  AppDesk desk;

  begin (&desk);
  type_point (&desk, "Thôn Một", "1");
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "2");
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "3");
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_NEW));
  app_wait (!nh_form_pane_is_saving (desk.pane) && nh_form_pane_get_id (desk.pane) == 0 &&
            !nh_form_pane_is_dirty (desk.pane));
  app_desk_wait_rows (&desk, 1);
  assert_point (&desk, desk.saved_id, "Thôn Một", 3);
  app_desk_end (&desk);
}

/* Typed on and left with "save" while the first save is under way: nothing of it is lost. */
static void
test_save_again_and_leave (void)
{
  AppDesk desk;

  begin (&desk);
  type_point (&desk, "Thôn Một", "1");
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "2");
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  nh_form_pane_start_new (desk.pane);
  app_wait (!nh_form_pane_is_saving (desk.pane));
  app_desk_wait_rows (&desk, 1);
  assert_point (&desk, desk.saved_id, "Thôn Một", 2);
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), ==, 0);
  app_desk_end (&desk);
}

/* A problem that only the ledger knows: the same place twice is told, though the form is further on. */
static void
test_warning (void)
{
  AppDesk desk;

  begin_with (&desk, 1);
  type_point (&desk, "Thôn 1", "100");
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_NEW));
  app_wait (!nh_form_pane_is_saving (desk.pane));
  app_wait (app_notice_has_style (desk.window, "warning") || app_notice_has_style (desk.window, "error"));
  g_assert_nonnull (strstr (app_notice (desk.window), "“Thôn 1”"));
  if (nh_form_pane_is_dirty (desk.pane))
    discard (&desk);
  app_desk_end (&desk);
}

static void
test_copy (void)
{
  AppDesk desk;

  begin_with (&desk, 1);
  app_desk_act (&desk, "copy");
  app_desk_assert_text (&desk, NH_POINT_PLACE, "Thôn 1");
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "100");
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), ==, 0);
  g_assert_true (nh_form_pane_is_dirty (desk.pane));
  discard (&desk);
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "");

  g_assert_true (nh_form_focus_field (desk.form, NH_POINT_ATTENDANCE));
  app_desk_act (&desk, "copy-previous");
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "100");
  g_assert_true (nh_form_focus_field (desk.form, NH_POINT_NOTE));
  app_desk_act (&desk, "copy-previous");
  g_assert_cmpstr (app_notice (desk.window), ==, "The record before has nothing in this field.");
  discard (&desk);
  app_desk_end (&desk);
}

/* --- conflicts --- */

static void
conflict (AppDesk *desk)
{
  begin_with (desk, 1);
  open_row (desk, 0);
  app_desk_type (desk, NH_POINT_PLACE, "Thôn Mới");
  change (desk, nh_form_pane_get_id (desk->pane));
  app_settle ();
  app_desk_assert_text (desk, NH_POINT_PLACE, "Thôn Mới"); /* what is typed is not read over */
  app_desk_assert_text (desk, NH_POINT_ATTENDANCE, "100");
  g_assert_true (nh_form_pane_save (desk->pane, NH_AFTER_STAY));
  app_wait (app_get_dialog () != NULL);
  g_assert_true (nh_form_pane_is_dirty (desk->pane));
}

static void
test_conflict (void)
{
  AppDesk desk;
  gint64 id;

  conflict (&desk);
  id = nh_form_pane_get_id (desk.pane);
  app_answer (0); /* mine */
  app_desk_wait_saved (&desk, 2);
  assert_point (&desk, id, "Thôn Mới", 100);
  g_assert_false (nh_form_pane_is_dirty (desk.pane));
  app_desk_end (&desk);

  conflict (&desk);
  id = nh_form_pane_get_id (desk.pane);
  app_answer (1); /* the other */
  app_wait (!nh_form_pane_is_dirty (desk.pane));
  app_wait (g_str_equal (state_of (&desk), "Saved"));
  assert_point (&desk, id, "Thôn 1", 999);
  for (gint64 until = g_get_monotonic_time () + APP_PATIENCE_US; g_get_monotonic_time () < until;)
    {
      g_autofree char *text = app_desk_text (&desk, NH_POINT_ATTENDANCE);

      if (g_str_equal (text, "999"))
        break;
      app_turn ();
    }
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "999");
  app_desk_assert_text (&desk, NH_POINT_PLACE, "Thôn 1");
  app_desk_end (&desk);

  conflict (&desk);
  id = nh_form_pane_get_id (desk.pane);
  app_answer (2); /* later */
  app_wait (app_get_dialog () == NULL);
  app_settle ();
  g_assert_true (nh_form_pane_is_dirty (desk.pane));
  app_desk_assert_text (&desk, NH_POINT_PLACE, "Thôn Mới");
  assert_point (&desk, id, "Thôn 1", 999);
  discard (&desk);
  app_desk_end (&desk);
}

/* Not dirty: what another changed is shown at once. */
static void
test_follow (void)
{
  AppDesk desk;

  begin_with (&desk, 1);
  open_row (&desk, 0);
  change (&desk, nh_form_pane_get_id (desk.pane));
  app_wait (g_str_equal (state_of (&desk), "Saved"));
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *text = app_desk_text (&desk, NH_POINT_ATTENDANCE);

      if (g_str_equal (text, "999"))
        break;
      app_turn ();
    }
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "999");
  g_assert_false (nh_form_pane_is_dirty (desk.pane));
  app_desk_end (&desk);
}

/* --- leaving --- */

static void
test_leave (void)
{
  AppDesk desk;

  begin (&desk);
  type_point (&desk, "Thôn Một", "185");
  app_desk_act (&desk, "new");
  app_answer (2); /* cancel */
  app_wait (app_get_dialog () == NULL);
  app_settle ();
  app_desk_assert_text (&desk, NH_POINT_PLACE, "Thôn Một");
  g_assert_true (nh_form_pane_is_dirty (desk.pane));

  app_desk_act (&desk, "new");
  app_answer (GTK_RESPONSE_DELETE_EVENT); /* closed: the same */
  app_wait (app_get_dialog () == NULL);
  app_settle ();
  app_desk_assert_text (&desk, NH_POINT_PLACE, "Thôn Một");

  app_desk_act (&desk, "new");
  app_answer (0); /* save */
  app_desk_wait_saved (&desk, 1);
  app_desk_wait_rows (&desk, 1);
  app_desk_assert_text (&desk, NH_POINT_PLACE, "");
  assert_point (&desk, desk.saved_id, "Thôn Một", 185);

  app_desk_type (&desk, NH_POINT_PLACE, "Thôn Hai");
  app_desk_act (&desk, "new");
  app_answer (1); /* discard */
  app_wait (!nh_form_pane_is_dirty (desk.pane));
  app_desk_assert_text (&desk, NH_POINT_PLACE, "");
  app_settle ();
  g_assert_cmpint (fixture_count_points (desk.ledger), ==, 1);
  app_desk_end (&desk);
}

static void
on_drafts (GObject *source, GAsyncResult *result, gpointer n)
{
  g_autoptr (GPtrArray) drafts = nh_draft_list_finish (NH_LEDGER (source), result, NULL);

  *(int *) n = drafts != NULL ? (int) drafts->len : 0;
}

/* Until the ledger has kept so many. */
static void
wait_drafts (AppDesk *desk, int expected)
{
  for (int n = 0; n != expected;)
    {
      n = -1;
      nh_draft_list_async (desk->ledger, NULL, on_drafts, &n);
      app_wait (n >= 0);
    }
}

static const char *
get_unit_code (AppDesk *desk)
{
  const NhRecord *draft = nh_form_get_context (nh_form_pane_get_form (desk->pane))->draft;

  return nh_catalog_get_unit (nh_ledger_get_catalog (desk->ledger), nh_record_get_info (draft)->unit)->code;
}

/* In a province's form the unit is a field. */
static void
test_unit_field (void)
{
  g_autofree char *path = app_ledger (HA_TINH);
  GtkWidget *field;
  AppDesk desk;

  app_desk_begin (&desk, path);
  app_desk_show (&desk, "point");
  field = app_find (GTK_WIDGET (desk.pane), "unit_field");
  g_assert_true (gtk_widget_get_visible (field));
  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (field, GTK_TYPE_ENTRY)), "cam xuyen");
  g_assert_cmpstr (get_unit_code (&desk), ==, CAM_XUYEN);
  g_assert_false (nh_form_pane_is_dirty (desk.pane)); /* there is nothing to be saved */
  nh_form_focus_start (nh_form_pane_get_form (desk.pane));
  app_wait (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (app_find_type (field, GTK_TYPE_ENTRY))), "Xã Cẩm Xuyên"));
  type_point (&desk, "Thôn Một", "185");
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_NEW));
  app_desk_wait_saved (&desk, 1);
  g_assert_cmpstr (get_unit_code (&desk), ==, CAM_XUYEN); /* the next one is of the same */
  app_desk_wait_rows (&desk, 1);
  gtk_selection_model_select_item (app_desk_get_rows (&desk), 0, TRUE);
  app_wait (nh_form_pane_get_id (desk.pane) != 0);
  g_assert_cmpstr (get_unit_code (&desk), ==, CAM_XUYEN);
  app_desk_end (&desk);
}

/* Saved for a wrong unit, it is given to the right one; Esc and one undo take that back. */
static void
test_unit_of_saved (void)
{
  g_autofree char *path = app_ledger (HA_TINH);
  GtkWidget *field;
  AppDesk desk;

  app_desk_begin (&desk, path);
  app_desk_show (&desk, "point");
  field = app_find (GTK_WIDGET (desk.pane), "unit_field");
  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (field, GTK_TYPE_ENTRY)), "cam xuyen");
  type_point (&desk, "Thôn Một", "185");
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  app_desk_wait_saved (&desk, 1);
  g_assert_true (gtk_widget_get_visible (field));
  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (field, GTK_TYPE_ENTRY)), "thien cam");
  g_assert_true (nh_form_pane_is_dirty (desk.pane));
  nh_form_pane_discard (desk.pane);
  g_assert_cmpstr (get_unit_code (&desk), ==, CAM_XUYEN);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_find_type (field, GTK_TYPE_ENTRY))), ==, "Xã Cẩm Xuyên");
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (field, GTK_TYPE_ENTRY)), "thien cam");
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  app_desk_wait_saved (&desk, 2);
  g_assert_cmpstr (get_unit_code (&desk), !=, CAM_XUYEN);
  g_assert_false (nh_form_pane_is_dirty (desk.pane));
  app_wait (app_desk_can (&desk, "undo"));
  app_desk_act (&desk, "undo");
  app_wait (g_str_equal (get_unit_code (&desk), CAM_XUYEN));
  app_desk_end (&desk);
}

static const char *
get_gift_point (AppDesk *desk)
{
  return nh_record_get_text (nh_form_get_context (nh_form_pane_get_form (desk->pane))->draft, NH_GIFT_POINT);
}

/* A point that was chosen is still there after a look at another unit. */
static void
test_unit_and_back (void)
{
  g_autofree char *path = app_ledger (HA_TINH);
  const char *const places[] = { "Thôn Một", "Thôn Hai" };
  GtkWidget *field;
  g_autofree char *kept = NULL;
  AppDesk desk;

  app_desk_begin (&desk, path);
  app_desk_show (&desk, "point");
  field = app_find (GTK_WIDGET (desk.pane), "unit_field");
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gtk_widget_grab_focus (field);
      gtk_editable_set_text (GTK_EDITABLE (app_find_type (field, GTK_TYPE_ENTRY)), "cam xuyen");
      type_point (&desk, places[i], "185");
      g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_NEW));
      app_desk_wait_saved (&desk, i + 1);
    }
  app_desk_show (&desk, "gift");
  field = app_find (GTK_WIDGET (desk.pane), "unit_field");
  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (field, GTK_TYPE_ENTRY)), "cam xuyen");
  app_desk_type (&desk, NH_GIFT_CATEGORY, "Hộ nghèo");
  app_desk_type (&desk, NH_GIFT_QUANTITY, "5");
  app_wait ((app_desk_type (&desk, NH_GIFT_POINT, places[0]), *get_gift_point (&desk) != '\0'));
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  app_desk_wait_saved (&desk, 3);
  app_wait ((app_desk_type (&desk, NH_GIFT_POINT, places[1]), *get_gift_point (&desk) != '\0'));
  kept = g_strdup (get_gift_point (&desk));
  g_assert_cmpstr (kept, !=, "");
  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (field, GTK_TYPE_ENTRY)), "thien cam");
  g_assert_cmpstr (get_gift_point (&desk), ==, "");
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (field, GTK_TYPE_ENTRY)), "cam xuyen");
  g_assert_cmpstr (get_gift_point (&desk), ==, kept);
  nh_form_pane_discard (desk.pane);
  app_desk_end (&desk);
}

/* A former name is taken for what it became; a name of no unit changes nothing, and both are told. */
static void
test_unit_field_words (void)
{
  g_autofree char *path = app_ledger (HA_TINH);
  GtkWidget *field, *entry;
  AppDesk desk;

  app_desk_begin (&desk, path);
  app_desk_show (&desk, "point");
  field = app_find (GTK_WIDGET (desk.pane), "unit_field");
  entry = app_find_type (field, GTK_TYPE_ENTRY);
  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (entry), "cam nhuong");
  nh_form_focus_start (nh_form_pane_get_form (desk.pane));
  app_wait (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), "Xã Thiên Cầm"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (field))), "Xã Thiên Cầm"));
  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (entry), "vĩnh lạc");
  nh_form_focus_start (nh_form_pane_get_form (desk.pane));
  app_wait (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), "Xã Thiên Cầm"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (field))), "vĩnh lạc"));
  app_desk_end (&desk);
}

/* It can be left as it is, too, and is gone on with where it was left. */
static void
test_leave_unfinished (void)
{
  AppDesk desk;

  begin (&desk);
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "185");
  app_desk_type (&desk, NH_POINT_DATE_TO, "ngày kia");
  nh_form_focus_field (nh_form_pane_get_form (desk.pane), NH_POINT_ATTENDANCE);
  app_desk_act (&desk, "new");
  app_answer (3);
  app_wait (!nh_form_pane_is_dirty (desk.pane));
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "");
  g_assert_cmpint (fixture_count_points (desk.ledger), ==, 0);
  app_wait (app_notice_button (desk.window) != NULL);
  wait_drafts (&desk, 1);
  app_click (app_notice_button (desk.window));
  app_wait (nh_form_pane_is_dirty (desk.pane));
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "185");
  app_desk_assert_text (&desk, NH_POINT_DATE_TO, "ngày kia");
  app_wait (nh_form_get_focus_field (nh_form_pane_get_form (desk.pane)) == NH_POINT_ATTENDANCE);
  discard (&desk);
  app_desk_end (&desk);
}

/* What cannot be saved is not left by "save". */
static void
test_leave_refused (void)
{
  AppDesk desk;

  begin (&desk);
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "185");
  app_desk_act (&desk, "new");
  app_answer (0);
  app_wait (g_str_has_prefix (app_notice (desk.window), "Not saved yet: "));
  g_assert_true (nh_form_pane_is_dirty (desk.pane));
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "185");
  discard (&desk);
  app_desk_end (&desk);
}

/* Another row is clicked: the old one stays marked until the clerk has decided. */
static void
test_leave_row (void)
{
  AppDesk desk;
  NhRowSelection *rows;
  gint64 first, second;

  begin_with (&desk, 2);
  open_row (&desk, 0);
  first = nh_form_pane_get_id (desk.pane);
  rows = NH_ROW_SELECTION (app_desk_get_rows (&desk));
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "7");
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (rows), 1, TRUE);
  g_assert_cmpint (nh_row_selection_get_single (rows), ==, first);
  app_answer (2);
  app_wait (app_get_dialog () == NULL);
  app_settle ();
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), ==, first);
  g_assert_cmpint (nh_row_selection_get_single (rows), ==, first);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (rows), 1, TRUE);
  app_answer (1);
  app_wait (nh_form_pane_get_id (desk.pane) != first);
  second = nh_form_pane_get_id (desk.pane);
  g_assert_cmpint (nh_row_selection_get_single (rows), ==, second);
  assert_point (&desk, first, "Thôn 1", 100);

  app_desk_type (&desk, NH_POINT_ATTENDANCE, "8");
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (rows), 0, TRUE);
  app_answer (0);
  app_desk_wait_saved (&desk, 3);
  app_wait (nh_form_pane_get_id (desk.pane) == first);
  assert_point (&desk, second, "Thôn 2", 8);
  app_desk_end (&desk);
}

/* The window is closed with something unsaved. */
static void
test_leave_window (void)
{
  AppDesk desk;
  g_autofree char *path = app_ledger (CAM_XUYEN);
  NhLedger *ledger;

  app_desk_begin (&desk, path);
  type_point (&desk, "Thôn Một", "185");
  gtk_window_close (GTK_WINDOW (desk.window));
  app_answer (2);
  app_wait (app_get_dialog () == NULL);
  app_settle ();
  g_assert_true (gtk_widget_get_visible (desk.window));
  g_assert_true (nh_form_pane_is_dirty (desk.pane));
  g_object_add_weak_pointer (G_OBJECT (desk.window), (gpointer *) &desk.window);
  gtk_window_close (GTK_WINDOW (desk.window));
  app_answer (0);
  app_wait (desk.window == NULL);
  ledger = fixture_open (path, NH_OPEN_DEFAULT);
  g_assert_cmpint (fixture_count_points (ledger), ==, 1);
  fixture_close (ledger);
}

static void
test_escape (void)
{
  AppDesk desk;

  begin_with (&desk, 1);
  open_row (&desk, 0);
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "7");
  app_desk_type (&desk, NH_POINT_PLACE, "Khác");
  app_desk_act (&desk, "escape"); /* the field … */
  app_desk_assert_text (&desk, NH_POINT_PLACE, "Thôn 1");
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "7");
  g_assert_true (nh_form_pane_is_dirty (desk.pane));
  app_desk_act (&desk, "escape"); /* … then the record */
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "100");
  g_assert_false (nh_form_pane_is_dirty (desk.pane));
  g_assert_cmpint (nh_form_get_focus_field (desk.form), ==, NH_POINT_PLACE);
  g_assert_cmpstr (app_notice (desk.window), ==, "The form is as it was saved.");
  app_desk_end (&desk);
}

static void
test_escape_after_refusal (void)
{
  AppDesk desk;

  begin (&desk);
  app_desk_type (&desk, NH_POINT_PLACE, "Thôn 1");
  app_desk_type (&desk, NH_POINT_DATE_FROM, "ngày mai");
  g_assert_false (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  app_settle ();
  g_assert_cmpint (nh_form_get_focus_field (desk.form), ==, NH_POINT_DATE_FROM);
  app_desk_act (&desk, "escape"); /* what it stopped at, and not the rest … */
  app_desk_assert_text (&desk, NH_POINT_DATE_FROM, "");
  app_desk_assert_text (&desk, NH_POINT_PLACE, "Thôn 1");
  app_wait (g_str_equal (app_notice (desk.window), ""));
  app_desk_act (&desk, "escape"); /* … then the record */
  app_desk_assert_text (&desk, NH_POINT_PLACE, "");
  app_desk_end (&desk);
}

/* --- undo, bin --- */

static void
test_undo (void)
{
  AppDesk desk;
  gint64 id;

  begin (&desk);
  g_assert_false (app_desk_can (&desk, "undo"));
  g_assert_false (app_desk_can (&desk, "redo"));
  type_point (&desk, "Thôn Một", "185");
  app_desk_act (&desk, "save");
  app_desk_wait_saved (&desk, 1);
  app_desk_wait_rows (&desk, 1);
  id = desk.saved_id;
  gtk_window_set_focus (GTK_WINDOW (desk.window), NULL);
  app_wait (app_desk_can (&desk, "undo"));
  app_desk_act (&desk, "undo");
  app_desk_wait_rows (&desk, 0);
  app_wait (nh_form_pane_get_id (desk.pane) == 0); /* not the one that is gone */
  g_assert_false (nh_form_pane_is_dirty (desk.pane));
  app_wait (*app_notice (desk.window) != '\0');
  g_assert_true (app_notice_has_style (desk.window, "done"));
  app_wait (app_desk_can (&desk, "redo"));
  app_desk_act (&desk, "redo");
  app_desk_wait_rows (&desk, 1);
  assert_point (&desk, id, "Thôn Một", 185);
  app_desk_end (&desk);
}

/* Ctrl+Z in a changed field is the field's. */
static void
test_undo_field (void)
{
  AppDesk desk;

  begin_with (&desk, 1);
  open_row (&desk, 0);
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "7");
  app_desk_act (&desk, "undo");
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "100");
  app_settle ();
  g_assert_cmpint (fixture_count_points (desk.ledger), ==, 1);
  app_desk_end (&desk);
}

/* Ctrl+Z, and the window is closed before the disk has answered. */
static void
test_undo_and_close (void)
{
  AppDesk desk;

  begin_with (&desk, 1);
  app_wait (app_desk_can (&desk, "undo"));
  gtk_window_set_focus (GTK_WINDOW (desk.window), NULL);
  app_desk_act (&desk, "undo");
  app_desk_end (&desk);
}

static void
test_delete (void)
{
  AppDesk desk;
  GtkSelectionModel *rows;

  begin_with (&desk, 3);
  rows = app_desk_get_rows (&desk);
  g_assert_false (app_desk_can (&desk, "delete"));
  open_row (&desk, 0);
  g_assert_true (app_desk_can (&desk, "delete"));
  gtk_selection_model_select_item (rows, 2, FALSE);
  app_desk_act (&desk, "delete");
  app_desk_wait_rows (&desk, 1);
  app_wait (app_notice_button (desk.window) != NULL);
  g_assert_cmpstr (app_notice (desk.window), ==, "2 records deleted.");
  g_assert_cmpint (fixture_count_points (desk.ledger), ==, 1);
  app_wait (nh_form_pane_get_id (desk.pane) == 0); /* the one in the form was among them */
  app_wait (!app_desk_can (&desk, "delete"));
  app_click (app_notice_button (desk.window));
  app_desk_wait_rows (&desk, 3);
  app_wait (g_str_equal (app_notice (desk.window), "Restored."));
  g_assert_cmpint (fixture_count_points (desk.ledger), ==, 3);
  app_desk_end (&desk);
}

/* A search hides the selected record: Delete must not reach it, and its button says so. */
static void
test_delete_hidden (void)
{
  AppDesk desk;
  GtkWidget *search;

  begin_with (&desk, 2);
  open_row (&desk, 0);
  search = app_find (GTK_WIDGET (desk.page), "search");
  gtk_editable_set_text (GTK_EDITABLE (search), "thon 2");
  app_desk_wait_rows (&desk, 1);
  app_wait (!app_desk_can (&desk, "delete"));
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  app_desk_wait_rows (&desk, 2);
  app_desk_end (&desk);
}

/* What a search does not find leaves the form, too; what is unsaved stays, and the cursor in the search. */
static void
test_search_puts_away (void)
{
  AppDesk desk;
  GtkWidget *search;

  begin_with (&desk, 2);
  open_row (&desk, 0);
  search = app_find (GTK_WIDGET (desk.page), "search");
  gtk_widget_grab_focus (search);
  gtk_editable_set_text (GTK_EDITABLE (search), "thon 2");
  app_desk_wait_rows (&desk, 1);
  app_wait (nh_form_pane_get_id (desk.pane) == 0);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (desk.window)), search));
  open_row (&desk, 0);
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "77");
  gtk_editable_set_text (GTK_EDITABLE (search), "thon 1");
  app_desk_wait_rows (&desk, 1);
  app_settle ();
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), !=, 0);
  g_assert_true (nh_form_pane_is_dirty (desk.pane));
  nh_form_pane_discard (desk.pane);
  app_desk_end (&desk);
}

/* In the list of a province the name of a unit is whole beside the form. */
static void
test_unit_column (void)
{
  static const char *const name = "P. Nam Hồng Lĩnh";
  g_autofree char *path = app_ledger (HA_TINH);
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  gboolean seen = FALSE;
  GtkWidget *field;
  AppDesk desk;

  nh_settings_set_size (1366, 768, FALSE);
  app_desk_begin (&desk, path);
  app_desk_show (&desk, "point");
  field = app_find (GTK_WIDGET (desk.pane), "unit_field");
  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (field, GTK_TYPE_ENTRY)), "nam hong linh");
  type_point (&desk, "Tổ dân phố 1", "185");
  nh_record_page_show_form (desk.page);
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  app_desk_wait_rows (&desk, 1);
  app_wait_drawn (desk.window);
  app_collect (GTK_WIDGET (desk.page), GTK_TYPE_INSCRIPTION, cells);
  for (guint i = 0; i < cells->len; i++)
    if (g_strcmp0 (gtk_inscription_get_text (cells->pdata[i]), name) == 0)
      {
        g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (cells->pdata[i], name);
        int width;

        pango_layout_get_pixel_size (layout, &width, NULL);
        g_assert_cmpint (gtk_widget_get_width (cells->pdata[i]), >=, width);
        seen = TRUE;
      }
  g_assert_true (seen);
  app_desk_end (&desk);
}

/* Where the page is a form, a notice covers none of its fields. */
static void
test_notice_beside_form (void)
{
  g_autoptr (GPtrArray) editors = g_ptr_array_new ();
  graphene_rect_t notice, editor;
  AppDesk desk;

  nh_settings_set_size (1366, 768, FALSE);
  begin (&desk);
  app_desk_show (&desk, "season");
  app_wait_drawn (desk.window);
  nh_notice_offer_undo (nh_notice_of (desk.window), NH_NOTICE_DONE,
                        "A long message about something that was saved, which has two lines and a button.", 1);
  app_wait_drawn (desk.window);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (nh_notice_of (desk.window)), desk.window, &notice));
  app_collect (GTK_WIDGET (desk.pane), NH_TYPE_FIELD_EDITOR, editors);
  g_assert_cmpuint (editors->len, >, 5);
  for (guint i = 0; i < editors->len; i++)
    if (gtk_widget_get_mapped (editors->pdata[i]))
      {
        g_assert_true (gtk_widget_compute_bounds (editors->pdata[i], desk.window, &editor));
        g_assert_false (graphene_rect_intersection (&notice, &editor, NULL));
      }
  nh_notice_hide (nh_notice_of (desk.window));
  app_desk_end (&desk);
}

/* In a small window the sidebar is narrow, and a notice begins beside it, before the form. */
static void
test_notice_beside_narrow (void)
{
  graphene_rect_t notice;
  AppDesk desk;

  nh_settings_set_size (1024, 600, FALSE);
  nh_settings_set_text_size (150);
  nh_appearance_apply ();
  begin (&desk);
  app_wait_drawn (desk.window);
  nh_notify (desk.window, NH_NOTICE_DONE, "Saved.");
  app_wait_drawn (desk.window);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (nh_notice_of (desk.window)), desk.window, &notice));
  g_assert_cmpfloat (notice.origin.x, <, 120);
  nh_notice_hide (nh_notice_of (desk.window));
  app_desk_end (&desk);
  nh_settings_set_text_size (100);
  nh_appearance_apply ();
}

/* A new record says what it has from the one before. */
static void
test_kept (void)
{
  g_autofree char *path = app_ledger (HA_TINH);
  GtkWidget *field, *place;
  AppDesk desk;

  app_desk_begin (&desk, path);
  app_desk_show (&desk, "total");
  field = app_find (GTK_WIDGET (desk.pane), "unit_field");
  place = app_find (GTK_WIDGET (desk.pane), "place");
  g_assert_false (gtk_widget_get_visible (place));
  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (field, GTK_TYPE_ENTRY)), "cam xuyen");
  app_desk_type (&desk, NH_TOTAL_INDICATOR, "Số điểm ngày hội");
  app_desk_type (&desk, NH_TOTAL_VALUE, "12");
  app_desk_type (&desk, NH_TOTAL_SOURCE, "BC 12");
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_NEW));
  app_desk_wait_saved (&desk, 1);
  g_assert_true (gtk_widget_get_visible (place));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (place)), ==, "Kept from the record before: Unit, Source");
  app_desk_type (&desk, NH_TOTAL_SOURCE, "BC 13");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (place)), ==, "Kept from the record before: Unit");
  nh_form_pane_discard (desk.pane);
  app_desk_end (&desk);
}

static gboolean
offers_points (AppDesk *desk)
{
  NhCatalog *catalog = nh_form_get_context (desk->form)->catalog;
  g_autoptr (GPtrArray) points = nh_catalog_get_codes (catalog, "point", NH_DATE_NONE);

  return points->len > 0;
}

/* A new record does not keep a point that was deleted meanwhile. */
static void
test_kept_gone (void)
{
  AppDesk desk;

  begin_with (&desk, 1);
  app_desk_show (&desk, "gift");
  app_desk_type (&desk, NH_GIFT_CATEGORY, "Hộ nghèo");
  app_desk_type (&desk, NH_GIFT_KIND, "Suất quà");
  app_desk_type (&desk, NH_GIFT_QUANTITY, "5");
  app_wait (offers_points (&desk));
  app_desk_type (&desk, NH_GIFT_POINT, "Thôn 1");
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_NEW));
  app_desk_wait_rows (&desk, 1);
  app_desk_assert_text (&desk, NH_GIFT_POINT, "Thôn 1");
  app_desk_show (&desk, "point");
  open_row (&desk, 0);
  app_desk_act (&desk, "delete");
  app_wait (app_get_dialog () != NULL);
  app_answer (1); /* the gift stays */
  app_desk_wait_rows (&desk, 0);
  app_desk_show (&desk, "gift");
  app_wait (nh_form_pane_get_id (desk.pane) == 0 &&
            !nh_value_is_set (nh_record_get (nh_form_get_context (desk.form)->draft, NH_GIFT_POINT)));
  app_desk_assert_text (&desk, NH_GIFT_POINT, "");
  g_assert_false (nh_form_pane_is_dirty (desk.pane));
  app_desk_end (&desk);
}

/* A record with something unsaved in the form asks before it is deleted. */
static void
test_delete_dirty (void)
{
  AppDesk desk;

  begin_with (&desk, 1);
  open_row (&desk, 0);
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "7");
  app_desk_act (&desk, "delete");
  app_answer (2);
  app_wait (app_get_dialog () == NULL);
  app_settle ();
  g_assert_cmpint (fixture_count_points (desk.ledger), ==, 1);
  app_desk_act (&desk, "delete");
  app_answer (1);
  app_desk_wait_rows (&desk, 0);
  app_wait (nh_form_pane_get_id (desk.pane) == 0);
  app_desk_end (&desk);
}

/* --- drafts --- */

static char *
leave_draft (void)
{
  char *path = app_ledger (CAM_XUYEN);
  AppDesk desk;

  app_desk_begin (&desk, path);
  type_point (&desk, "Thôn Một", "185");
  app_desk_type (&desk, NH_POINT_DATE_TO, "ngày kia");
  nh_form_pane_keep (desk.pane);
  app_desk_crash (&desk);
  return path;
}

static void
test_draft (void)
{
  g_autofree char *path = leave_draft ();
  AppDesk desk;

  app_desk_begin (&desk, path);
  app_answer (2); /* later: it is asked again */
  app_wait (app_get_dialog () == NULL);
  app_settle ();
  app_desk_assert_text (&desk, NH_POINT_PLACE, "");
  app_desk_end (&desk);

  app_desk_begin (&desk, path);
  app_answer (0);
  app_wait (nh_form_pane_is_dirty (desk.pane));
  app_desk_assert_text (&desk, NH_POINT_PLACE, "Thôn Một");
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "185");
  app_desk_assert_text (&desk, NH_POINT_DATE_TO, "ngày kia"); /* what could not be read, too */
  g_assert_false (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  app_desk_type (&desk, NH_POINT_DATE_TO, "");
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  app_desk_wait_saved (&desk, 1);
  assert_point (&desk, desk.saved_id, "Thôn Một", 185);
  app_desk_end (&desk);

  app_desk_begin (&desk, path); /* it is saved: nothing is offered any more */
  for (guint i = 0; i < 50; i++)
    app_turn ();
  g_assert_null (app_get_dialog ());
  app_desk_end (&desk);
}

static void
test_draft_discarded (void)
{
  g_autofree char *path = leave_draft ();
  AppDesk desk;

  app_desk_begin (&desk, path);
  app_answer (1);
  app_wait (app_get_dialog () == NULL);
  app_settle ();
  app_desk_assert_text (&desk, NH_POINT_PLACE, "");
  app_desk_end (&desk);
  app_desk_begin (&desk, path);
  for (guint i = 0; i < 50; i++)
    app_turn ();
  g_assert_null (app_get_dialog ());
  app_desk_end (&desk);
}

/* The window goes while the question stands: the draft waits for the next time. */
static void
test_draft_unanswered (void)
{
  g_autofree char *path = leave_draft ();
  AppDesk desk;

  app_desk_begin (&desk, path);
  app_wait (app_get_dialog () != NULL);
  app_desk_crash (&desk);
  g_assert_null (app_get_dialog ());
  app_desk_begin (&desk, path);
  app_answer (1);
  app_wait (app_get_dialog () == NULL);
  app_settle ();
  app_desk_end (&desk);
}

/* Of a record that is saved already. */
static void
test_draft_of_saved (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  AppDesk desk;
  gint64 id;

  app_desk_begin (&desk, path);
  type_point (&desk, "Thôn Một", "185");
  app_desk_act (&desk, "save");
  app_desk_wait_saved (&desk, 1);
  id = desk.saved_id;
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "200");
  nh_form_pane_keep (desk.pane);
  app_desk_crash (&desk);

  app_desk_begin (&desk, path);
  app_answer (0);
  app_wait (nh_form_pane_get_id (desk.pane) == id);
  app_wait (nh_form_pane_is_dirty (desk.pane));
  app_desk_assert_text (&desk, NH_POINT_ATTENDANCE, "200");
  g_assert_true (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  app_desk_wait_saved (&desk, 1);
  assert_point (&desk, id, "Thôn Một", 200);
  app_desk_end (&desk);
}

/* --- reading only --- */

static void
test_read_only (void)
{
  static const char *const writing[] = { "new", "copy", "copy-previous", "delete", "undo", "redo" };
  g_autofree char *path = app_ledger (CAM_XUYEN);
  NhLedger *ledger = fixture_open (path, NH_OPEN_DEFAULT);
  GtkWidget *window;
  AppDesk desk;

  g_free (fixture_save_point (ledger, "Thôn Một"));
  fixture_close (ledger);
  fixture_sql (path, "PRAGMA user_version = 900"); /* of a newer program */
  window = nh_window_new (app_get ());
  nh_window_open (NH_WINDOW (window), path);
  gtk_window_present (GTK_WINDOW (window));
  app_wait (app_find (window, "read_only") != NULL && gtk_widget_get_mapped (app_find (window, "read_only")));
  app_click (app_find (window, "read_only"));
  app_desk_adopt (&desk, window);
  app_desk_wait_rows (&desk, 1);
  open_row (&desk, 0);
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    {
      g_test_message ("%s", writing[i]);
      g_assert_false (app_desk_can (&desk, writing[i]));
    }
  g_assert_true (app_desk_can (&desk, "search"));
  g_assert_true (app_desk_can (&desk, "report"));
  g_assert_false (gtk_widget_get_visible (app_find (GTK_WIDGET (desk.page), "add")));
  g_assert_false (gtk_widget_get_visible (app_find (GTK_WIDGET (desk.pane), "buttons")));
  g_assert_cmpstr (state_of (&desk), ==, "Read only");
  app_wait (g_str_equal (app_label (desk.window, "status"), "open for reading only") ||
            g_str_equal (app_label (desk.window, "status"), "Open for reading only"));
  app_desk_act (&desk, "save"); /* a key that does nothing would leave one guessing */
  g_assert_true (g_str_has_prefix (app_notice (desk.window), "This file is open for reading only"));
  nh_notice_hide (nh_notice_of (desk.window));
  app_desk_type (&desk, NH_POINT_ATTENDANCE, "7");
  g_assert_true (g_str_has_prefix (app_notice (desk.window), "This file is open for reading only"));
  g_assert_false (nh_form_pane_save (desk.pane, NH_AFTER_NEW));
  app_desk_end (&desk);
}

/* What the list lacks is added where it was typed, once it is said what it counts as, and the field has it. */
static void
test_own_choice (void)
{
  AppDesk desk;
  NhChoiceEntry *choice;
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *dialog;
  g_autofree char *text = NULL;

  begin (&desk);
  nh_form_focus_field (desk.form, NH_POINT_PLACE_KIND);
  app_wait (gtk_widget_get_width (GTK_WIDGET (desk.form)) > 0);
  choice = NH_CHOICE_ENTRY (
      gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (desk.window)), NH_TYPE_CHOICE_ENTRY));
  g_assert_true (nh_choice_entry_handle_key (choice, GDK_KEY_F4, 0));
  gtk_editable_set_text (GTK_EDITABLE (nh_choice_entry_get_entry (choice)), "Vạn đò");
  g_assert_true (nh_choice_entry_handle_key (choice, GDK_KEY_Down, 0));
  g_assert_true (nh_choice_entry_handle_key (choice, GDK_KEY_Return, 0));
  dialog = g_list_model_get_item (windows, g_list_model_get_n_items (windows) - 1);
  g_object_unref (dialog);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Add a choice");
  g_assert_false (gtk_widget_get_sensitive (app_find_button (dialog, "_Add")));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_find_type (dialog, GTK_TYPE_DROP_DOWN)), 1);
  app_click (app_find_button (dialog, "_Add"));
  app_wait (g_list_model_get_n_items (windows) == 1);
  app_desk_assert_text (&desk, NH_POINT_PLACE_KIND, "Vạn đò");
  text = g_strdup (nh_record_get_text (nh_form_get_context (desk.form)->draft, NH_POINT_PLACE_KIND));
  g_assert_true (g_str_has_prefix (text, NH_CODE_OWN));
  nh_form_pane_escape (desk.pane);
  nh_form_pane_escape (desk.pane);
  app_desk_end (&desk);
}

/* A season is one form for a unit and year: no list, no second one, and in a province none of a commune. */
static void
test_single (void)
{
  g_autofree char *path = app_ledger (HA_TINH);
  gint64 id, province, commune;
  AppDesk desk;

  app_desk_begin (&desk, path);
  province = nh_session_get_unit (desk.session);
  commune = nh_catalog_find_unit (nh_session_get_catalog (desk.session), CAM_XUYEN, 20260819)->id;
  nh_session_set_view (desk.session, commune, 2026);
  app_desk_show (&desk, "season");
  g_assert_false (gtk_widget_get_mapped (app_find (GTK_WIDGET (desk.page), "search")));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (desk.form)));
  g_assert_false (app_desk_can (&desk, "filter"));
  g_assert_false (app_desk_can (&desk, "copy"));
  g_assert_false (app_desk_can (&desk, "fold-form"));
  app_desk_type (&desk, NH_SEASON_THEME, "Hướng về cơ sở");
  app_desk_act (&desk, "save-next");
  app_wait (nh_form_pane_get_id (desk.pane) != 0);
  id = nh_form_pane_get_id (desk.pane);
  app_desk_act (&desk, "new");
  app_settle ();
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), ==, id);
  nh_session_set_view (desk.session, province, 2026);
  app_wait (nh_key_list_is_settled (nh_record_page_get_list (desk.page)));
  app_settle ();
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), ==, 0); /* its own, which is not entered yet */
  nh_session_set_view (desk.session, commune, 2026);
  app_wait (nh_form_pane_get_id (desk.pane) == id);
  app_desk_end (&desk);
}

static gboolean
has_text (GtkWidget *root, const char *begin)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  app_collect (root, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    if (g_str_has_prefix (gtk_label_get_text (labels->pdata[i]), begin))
      return TRUE;
  return FALSE;
}

static gboolean
has_form (AppDesk *desk)
{
  return gtk_widget_get_mapped (GTK_WIDGET (desk->pane));
}

/* List and form share the room; F9 folds the form; a list of many units has it all until a record is opened. */
static void
test_room (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN), *sample = app_sample ();
  AppDesk desk;

  nh_settings_set_size (1366, 768, FALSE);
  app_desk_begin (&desk, path);
  app_wait (has_form (&desk));
  app_desk_act (&desk, "fold-form");
  app_wait (!has_form (&desk));
  app_desk_act (&desk, "new");
  app_wait (has_form (&desk));
  app_desk_act (&desk, "fold-form");
  app_wait (!has_form (&desk));
  app_desk_act (&desk, "fold-form");
  app_wait (has_form (&desk));
  app_desk_end (&desk);

  nh_settings_set_of_type (NH_SETTINGS_FORM, "point", "500");
  app_desk_begin (&desk, sample);
  nh_session_set_view (desk.session, nh_session_get_unit (desk.session), 2022);
  app_desk_wait_rows (&desk, 1407);
  app_settle ();
  g_assert_false (has_form (&desk));
  gtk_selection_model_select_item (app_desk_get_rows (&desk), 0, TRUE);
  app_wait (has_form (&desk));
  app_wait (ABS (gtk_widget_get_width (GTK_WIDGET (desk.page)) / 2 - gtk_widget_get_width (GTK_WIDGET (desk.pane))) <=
            3);
  nh_settings_set_of_type (NH_SETTINGS_FORM, "point", NULL);
  app_desk_end (&desk);
}

/* Several rows are no form of one of them. */
static void
test_several (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  GtkWidget *several;
  AppDesk desk;

  app_desk_begin (&desk, path);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *place = g_strdup_printf ("Thôn %u", i);

      app_desk_type (&desk, NH_POINT_PLACE, place);
      app_desk_type (&desk, NH_POINT_PLACE_KIND, "Thôn");
      app_desk_type (&desk, NH_POINT_DATE_FROM, "9/8");
      app_desk_type (&desk, NH_POINT_ATTENDANCE, "158");
      app_desk_act (&desk, "save-next");
      app_desk_wait_saved (&desk, i + 1);
    }
  app_desk_wait_rows (&desk, 3);
  several = app_find_type (desk.window, NH_TYPE_SEVERAL);
  gtk_selection_model_select_all (app_desk_get_rows (&desk));
  app_wait (gtk_widget_get_mapped (several));
  g_assert_false (has_form (&desk));
  app_wait (has_text (several, "3 festival points") && has_text (several, "Attendance: 474"));
  app_wait (!gtk_widget_get_mapped (app_find (GTK_WIDGET (desk.page), "selected"))); /* its buttons are once there */
  app_desk_act (&desk, "new");
  app_wait (has_form (&desk));
  gtk_selection_model_select_all (app_desk_get_rows (&desk));
  app_wait (gtk_widget_get_mapped (several));
  gtk_selection_model_select_item (app_desk_get_rows (&desk), 0, TRUE);
  app_wait (has_form (&desk));
  g_assert_false (gtk_widget_get_mapped (several));
  app_desk_act (&desk, "new");
  app_wait (has_form (&desk));
  gtk_selection_model_select_item (app_desk_get_rows (&desk), 0, TRUE); /* read into the form … */
  gtk_selection_model_select_all (app_desk_get_rows (&desk));           /* … when more are chosen already */
  app_wait (nh_form_pane_get_id (desk.pane) != 0);
  g_assert_cmpuint (nh_row_selection_get_count (NH_ROW_SELECTION (app_desk_get_rows (&desk))), ==, 3);
  g_assert_true (gtk_widget_get_mapped (several));
  app_desk_end (&desk);
}

/* The keys stand above the list until they are known. */
static void
test_hint (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  AppDesk desk;

  nh_settings_set_boolean (NH_SETTINGS_HINT_READ, FALSE);
  app_desk_begin (&desk, path);
  app_wait (gtk_widget_get_mapped (app_find (GTK_WIDGET (desk.page), "hint")));
  app_desk_show (&desk, "gift");
  g_assert_false (gtk_widget_get_visible (app_find (GTK_WIDGET (desk.page), "hint")));
  app_desk_show (&desk, "point");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *place = g_strdup_printf ("Thôn %u", i);

      g_assert_true (gtk_widget_get_visible (app_find (GTK_WIDGET (desk.page), "hint")));
      app_desk_type (&desk, NH_POINT_PLACE, place);
      app_desk_type (&desk, NH_POINT_PLACE_KIND, "Thôn");
      app_desk_type (&desk, NH_POINT_DATE_FROM, "9/8");
      app_desk_act (&desk, "save-next");
      app_desk_wait_saved (&desk, i + 1);
    }
  app_wait (!gtk_widget_get_visible (app_find (GTK_WIDGET (desk.page), "hint")));
  g_assert_true (nh_settings_get_boolean (NH_SETTINGS_HINT_READ));
  app_desk_end (&desk);
}

/* In a decision they stand in its order, which is that of entering, not of names. */
static void
test_decision_order (void)
{
  static const char *const names[] = { "Trần Thị Bình", "Nguyễn Văn An", "Lê Văn Cường" };
  g_autofree char *path = app_ledger (CAM_XUYEN);
  AppDesk desk;

  app_desk_begin (&desk, path);
  app_desk_show (&desk, "commendation");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      app_desk_type (&desk, NH_COMMENDATION_FORM, "Giấy khen của Chủ tịch UBND xã");
      app_desk_type (&desk, NH_COMMENDATION_DECISION_NUMBER, "15/QĐ-UBND");
      app_desk_type (&desk, NH_COMMENDATION_DECISION_DATE, "12/8");
      app_desk_type (&desk, NH_COMMENDATION_RECIPIENT_KIND, "Cá nhân");
      app_desk_type (&desk, NH_COMMENDATION_RECIPIENT, names[i]);
      app_desk_act (&desk, "save-next");
      app_desk_wait_saved (&desk, i + 1);
    }
  app_desk_wait_rows (&desk, 3);
  for (guint i = 0; i + 1 < 3; i++)
    g_assert_cmpint (nh_key_list_get_key (nh_record_page_get_list (desk.page), i), <,
                     nh_key_list_get_key (nh_record_page_get_list (desk.page), i + 1));
  app_desk_end (&desk);
}

void
app_add_record_tests (void)
{
  g_test_add_func ("/record/room", test_room);
  g_test_add_func ("/record/several", test_several);
  g_test_add_func ("/record/hint", test_hint);
  g_test_add_func ("/record/decision-order", test_decision_order);

  g_test_add_func ("/record/save", test_save);
  g_test_add_func ("/record/duplicate", test_duplicate);
  g_test_add_func ("/record/refuse", test_refuse);
  g_test_add_func ("/record/save-next", test_save_next);
  g_test_add_func ("/record/save-fast", test_save_fast);
  g_test_add_func ("/record/save-again", test_save_again);
  g_test_add_func ("/record/save-again-and-leave", test_save_again_and_leave);
  g_test_add_func ("/record/warning", test_warning);
  g_test_add_func ("/record/copy", test_copy);
  g_test_add_func ("/record/conflict", test_conflict);
  g_test_add_func ("/record/follow", test_follow);
  g_test_add_func ("/record/leave", test_leave);
  g_test_add_func ("/record/unit-field", test_unit_field);
  g_test_add_func ("/record/unit-field-words", test_unit_field_words);
  g_test_add_func ("/record/unit-of-saved", test_unit_of_saved);
  g_test_add_func ("/record/unit-and-back", test_unit_and_back);
  g_test_add_func ("/record/single", test_single);
  g_test_add_func ("/record/own-choice", test_own_choice);
  g_test_add_func ("/record/leave-unfinished", test_leave_unfinished);
  g_test_add_func ("/record/leave-refused", test_leave_refused);
  g_test_add_func ("/record/leave-row", test_leave_row);
  g_test_add_func ("/record/leave-window", test_leave_window);
  g_test_add_func ("/record/escape", test_escape);
  g_test_add_func ("/record/escape-after-refusal", test_escape_after_refusal);
  g_test_add_func ("/record/undo", test_undo);
  g_test_add_func ("/record/undo-field", test_undo_field);
  g_test_add_func ("/record/undo-and-close", test_undo_and_close);
  g_test_add_func ("/record/delete", test_delete);
  g_test_add_func ("/record/delete-hidden", test_delete_hidden);
  g_test_add_func ("/record/search-puts-away", test_search_puts_away);
  g_test_add_func ("/record/unit-column", test_unit_column);
  g_test_add_func ("/record/notice-beside-form", test_notice_beside_form);
  g_test_add_func ("/record/kept", test_kept);
  g_test_add_func ("/notice/beside-narrow", test_notice_beside_narrow);
  g_test_add_func ("/record/kept-gone", test_kept_gone);
  g_test_add_func ("/record/delete-dirty", test_delete_dirty);
  g_test_add_func ("/record/draft", test_draft);
  g_test_add_func ("/record/draft-discarded", test_draft_discarded);
  g_test_add_func ("/record/draft-unanswered", test_draft_unanswered);
  g_test_add_func ("/record/draft-of-saved", test_draft_of_saved);
  g_test_add_func ("/record/read-only", test_read_only);
}
