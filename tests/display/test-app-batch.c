/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many records at once, and those that belong to a point. In the real window. */
#include "app-fixture.h"

#include "nh-commendation.h"
#include "nh-draft.h"
#include "nh-field-editor.h"
#include "nh-gift.h"
#include "nh-point.h"
#include "nh-child-records.h"
#include "nh-store.h"

#define CAM_XUYEN "18673"

/* --- the window of many --- */

/* The one that is open over @desk. (nullable) */
static GtkWidget *
batch_of (AppDesk *desk)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != desk->window && GTK_IS_WINDOW (window) && gtk_window_get_modal (GTK_WINDOW (window)) &&
          app_find_type (window, GTK_TYPE_GRID) != NULL)
        return window;
    }
  return NULL;
}

static GtkGrid *
grid_of (GtkWidget *batch)
{
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();

  app_collect (batch, GTK_TYPE_GRID, grids);
  for (guint i = 0; i < grids->len; i++)
    if (gtk_widget_has_css_class (g_ptr_array_index (grids, i), "nh-batch-grid"))
      return g_ptr_array_index (grids, i);
  g_assert_not_reached ();
}

/* The cell of the field @name in the row with that number, from 0. */
static NhFieldEditor *
cell (GtkWidget *batch, guint row, const char *name)
{
  GtkGrid *grid = grid_of (batch);

  for (int column = 1;; column++)
    {
      GtkWidget *child = gtk_grid_get_child_at (grid, column, 1 + 2 * (int) row);

      g_assert_nonnull (child);
      if (NH_IS_FIELD_EDITOR (child) && g_str_equal (nh_field_editor_get_name (NH_FIELD_EDITOR (child)), name))
        return NH_FIELD_EDITOR (child);
    }
}

static NhFieldEditor *
common (GtkWidget *batch, const char *name)
{
  g_autoptr (GPtrArray) editors = g_ptr_array_new ();

  app_collect (batch, NH_TYPE_FIELD_EDITOR, editors);
  for (guint i = 0; i < editors->len; i++)
    if (g_str_equal (nh_field_editor_get_name (g_ptr_array_index (editors, i)), name) &&
        !gtk_widget_is_ancestor (g_ptr_array_index (editors, i), GTK_WIDGET (grid_of (batch))))
      return g_ptr_array_index (editors, i);
  g_assert_not_reached ();
}

static void
type (NhFieldEditor *editor, const char *text)
{
  nh_field_editor_type (editor, text);
}

static void
assert_shows (NhFieldEditor *editor, const char *text)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (nh_field_editor_get_target (editor))), ==, text);
}

static const char *
problems_of (GtkWidget *batch, guint row)
{
  GtkWidget *label = gtk_grid_get_child_at (grid_of (batch), 1, 2 + 2 * (int) row);

  g_assert_true (GTK_IS_LABEL (label));
  return gtk_widget_get_visible (label) ? gtk_label_get_text (GTK_LABEL (label)) : "";
}

static gboolean
says (GtkWidget *root, const char *part)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  app_collect (root, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    if (gtk_widget_get_mapped (g_ptr_array_index (labels, i)) &&
        strstr (gtk_label_get_text (g_ptr_array_index (labels, i)), part) != NULL)
      return TRUE;
  return FALSE;
}

static void
begin (AppDesk *desk, const char *page)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);

  app_desk_begin (desk, path);
  app_desk_show (desk, page);
}

static GtkWidget *
open_batch (AppDesk *desk)
{
  g_assert_true (app_desk_can (desk, "add-several"));
  app_desk_act (desk, "add-several");
  app_wait (batch_of (desk) != NULL && gtk_widget_get_mapped (batch_of (desk)));
  return batch_of (desk);
}

static gpointer
read_all (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (data);
  g_autoptr (GArray) ids = nh_query_ids (connection, ledger, query, 0, error);

  return ids != NULL ? nh_store_fetch (connection, ledger, data, (const gint64 *) (gpointer) ids->data, ids->len, error)
                     : NULL;
}

static GPtrArray *
records_of (AppDesk *desk, const NhRecordType *type)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = nh_ledger_call (desk->ledger, NH_ON_READER, read_all, (gpointer) type, NULL, &error);

  g_assert_no_error (error);
  return records;
}

/* With the rows that are kept together. */
static GPtrArray *
flatten (GPtrArray *drafts)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < drafts->len; i++)
    {
      NhDraft *draft = g_ptr_array_index (drafts, i);

      g_ptr_array_add (all, draft);
      for (guint k = 0; draft->rows != NULL && k < draft->rows->len; k++)
        g_ptr_array_add (all, g_ptr_array_index (draft->rows, k));
    }
  return all;
}

static gpointer
count_drafts (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) drafts = nh_draft_list (connection, ledger, error);

  g_autoptr (GPtrArray) all = drafts != NULL ? flatten (drafts) : NULL;

  return all != NULL ? GUINT_TO_POINTER (all->len + 1) : NULL;
}

/* Drafts that have the number of the decision. */
static gpointer
count_numbered (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) drafts = nh_draft_list (connection, ledger, error);
  g_autoptr (GPtrArray) all = drafts != NULL ? flatten (drafts) : NULL;
  guint n = 0;

  for (guint i = 0; all != NULL && i < all->len; i++)
    n += *nh_record_get_text (((NhDraft *) g_ptr_array_index (all, i))->record, NH_COMMENDATION_DECISION_NUMBER) !=
         '\0';
  return GUINT_TO_POINTER (n);
}

static guint
drafts_of (AppDesk *desk)
{
  g_autoptr (GError) error = NULL;
  gpointer n = nh_ledger_call (desk->ledger, NH_ON_READER, count_drafts, NULL, NULL, &error);

  g_assert_no_error (error);
  return GPOINTER_TO_UINT (n) - 1;
}

static void
fill_decision (GtkWidget *batch)
{
  type (common (batch, "form"), "Giấy khen của Chủ tịch UBND xã, phường");
  type (common (batch, "recipient_kind"), "Cá nhân");
  type (common (batch, "decision_number"), "15/QĐ-UBND");
  type (common (batch, "decision_date"), "12/8/2026");
}

static void
test_one_decision (void)
{
  static const char *const names[] = { "Nguyễn Thị Hoa", "Trần Văn Ba", "Lê Đình Tư", NULL };
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "commendation");
  batch = open_batch (&desk);
  fill_decision (batch);
  for (guint i = 0; names[i] != NULL; i++)
    type (cell (batch, i, "recipient"), names[i]);
  type (cell (batch, 1, "birth_year"), "1980");
  app_click (app_find_button (batch, "_Save all"));
  app_wait (batch_of (&desk) == NULL);
  app_desk_wait_rows (&desk, 3);
  g_assert_cmpstr (app_notice (desk.window), ==, "3 records saved.");
  {
    g_autoptr (GPtrArray) saved = records_of (&desk, &nh_commendation_type);

    g_assert_cmpuint (saved->len, ==, 3);
    for (guint i = 0; i < saved->len; i++)
      {
        NhRecord *record = g_ptr_array_index (saved, i);

        g_assert_true (g_strv_contains (names, nh_record_get_text (record, NH_COMMENDATION_RECIPIENT)));
        g_assert_cmpstr (nh_record_get_text (record, NH_COMMENDATION_DECISION_NUMBER), ==, "15/QĐ-UBND");
        g_assert_cmpstr (nh_record_get_text (record, NH_COMMENDATION_AUTHORITY), ==, "ct_ubnd_xa");
        g_assert_cmpint (nh_record_get_number (record, NH_COMMENDATION_QUANTITY, 0), ==, 1);
        if (g_str_equal (nh_record_get_text (record, NH_COMMENDATION_RECIPIENT), names[1]))
          g_assert_cmpint (nh_record_get_number (record, NH_COMMENDATION_BIRTH_YEAR, 0), ==, 1980);
      }
  }
  /* One change, and so one undo. */
  app_click (app_notice_button (desk.window));
  app_desk_wait_rows (&desk, 0);
  app_desk_end (&desk);
}

static gpointer
add_point (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhRecord) draft = nh_record_new (&nh_point_type, nh_ledger_get_unit (ledger), 2026);

  nh_record_set_text (draft, NH_POINT_PLACE, "Thôn Một");
  return nh_store_save (connection, ledger, draft, NULL, error);
}

static gpointer
change_first (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) records = read_all (connection, ledger, (gpointer) &nh_commendation_type, NULL, error);
  g_autoptr (NhRecord) draft = records != NULL ? nh_record_edit (g_ptr_array_index (records, 0)) : NULL;

  if (draft == NULL)
    return NULL;
  nh_record_set_text (draft, NH_COMMENDATION_POSITION, "Trưởng thôn");
  return nh_store_save (connection, ledger, draft, NULL, error);
}

/* A change that comes after what the notice shows. */
static void
write_elsewhere (AppDesk *desk, NhLedgerFunc write)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) saved = nh_ledger_call (desk->ledger, NH_ON_WRITER, write, NULL, NULL, &error);

  g_assert_no_error (error);
}

static void
save_batch (AppDesk *desk, guint n)
{
  GtkWidget *batch;

  begin (desk, "commendation");
  batch = open_batch (desk);
  fill_decision (batch);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Người thứ %u", i + 1);

      type (cell (batch, i, "recipient"), name);
    }
  app_click (app_find_button (batch, "_Save all"));
  app_desk_wait_rows (desk, n);
  app_wait (app_notice_button (desk->window) != NULL);
}

/* The notice's button takes back the change that the notice tells of, not the newest one. */
static void
test_undo_of_its_own (void)
{
  AppDesk desk;

  save_batch (&desk, 2);
  write_elsewhere (&desk, add_point);
  app_click (app_notice_button (desk.window));
  app_wait (g_str_has_prefix (app_notice (desk.window), "Undone: "));
  g_assert_cmpstr (app_notice (desk.window), ==, "Undone: added 2 records");
  app_desk_wait_rows (&desk, 0);
  {
    g_autoptr (GPtrArray) points = records_of (&desk, &nh_point_type);

    g_assert_cmpuint (points->len, ==, 1);
  }
  app_desk_end (&desk);
}

/* What was changed since is not thrown away: the notice says so, and nothing is taken back. */
static void
test_undo_of_changed_since (void)
{
  AppDesk desk;

  save_batch (&desk, 2);
  write_elsewhere (&desk, change_first);
  app_click (app_notice_button (desk.window));
  app_wait (app_notice_has_style (desk.window, "error"));
  g_assert_nonnull (strstr (app_notice (desk.window), "“Người thứ 1” was changed in another way since."));
  app_settle ();
  g_assert_cmpuint (app_desk_count_rows (&desk), ==, 2);
  app_desk_end (&desk);
}

static void
test_refused_as_a_whole (void)
{
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "commendation");
  batch = open_batch (&desk);
  fill_decision (batch);
  type (cell (batch, 0, "recipient"), "Nguyễn Thị Hoa");
  type (cell (batch, 2, "recipient"), "Trần Văn Ba");
  type (cell (batch, 2, "birth_year"), "abc");
  app_click (app_find_button (batch, "_Save all"));
  g_assert_true (says (batch, "Nothing is saved yet."));
  g_assert_nonnull (strstr (problems_of (batch, 2), "abc"));
  g_assert_cmpstr (problems_of (batch, 0), ==, "");
  gtk_test_accessible_assert_state (nh_field_editor_get_target (cell (batch, 2, "birth_year")),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_cmpuint (app_desk_count_rows (&desk), ==, 0);
  /* What all have in common is judged once, where it stands. */
  type (cell (batch, 2, "birth_year"), "1980");
  type (common (batch, "form"), "");
  app_click (app_find_button (batch, "_Save all"));
  g_assert_true (gtk_widget_has_css_class (nh_field_editor_get_target (common (batch, "form")), "error"));
  g_assert_cmpuint (app_desk_count_rows (&desk), ==, 0);
  type (common (batch, "form"), "Giấy khen của Chủ tịch UBND xã, phường");
  app_click (app_find_button (batch, "_Save all"));
  app_desk_wait_rows (&desk, 2);
  app_desk_end (&desk);
}

/* A rule that looks at the rest of the ledger finds the others of the many too. */
static void
test_warned_of_each_other (void)
{
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "commendation");
  batch = open_batch (&desk);
  fill_decision (batch);
  for (guint i = 0; i < 2; i++)
    {
      type (cell (batch, i, "recipient"), "Nguyễn Thị Hoa");
      type (cell (batch, i, "birth_year"), "1980");
    }
  app_click (app_find_button (batch, "_Save all"));
  app_desk_wait_rows (&desk, 2);
  app_wait (g_str_has_prefix (app_notice (desk.window), "2 records saved. “Nguyễn Thị Hoa” is saved with a warning: "));
  g_assert_true (g_str_has_suffix (app_notice (desk.window), " 1 more record has a warning."));
  app_desk_end (&desk);
}

static void
test_columns_of_a_person (void)
{
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "commendation");
  batch = open_batch (&desk);
  type (common (batch, "recipient_kind"), "Tập thể");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (cell (batch, 0, "birth_year"))));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (cell (batch, 0, "workplace"))));
  type (common (batch, "recipient_kind"), "Cá nhân");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (cell (batch, 0, "birth_year"))));
  gtk_test_accessible_assert_property (nh_field_editor_get_target (cell (batch, 1, "birth_year")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Year of birth, row 2");
  gtk_window_close (GTK_WINDOW (batch)); /* what all have in common was typed, too */
  app_answer (0);
  app_wait (batch_of (&desk) == NULL);
  batch = open_batch (&desk);
  gtk_window_close (GTK_WINDOW (batch)); /* nothing was filled in: no question */
  app_wait (batch_of (&desk) == NULL);
  app_desk_end (&desk);
}

/* A column that goes with the kind of recipient takes what was wrong in it along. */
static void
test_wrong_where_nothing_is_wanted (void)
{
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "commendation");
  batch = open_batch (&desk);
  fill_decision (batch);
  type (cell (batch, 0, "recipient"), "Nhân dân thôn 1");
  type (cell (batch, 0, "birth_year"), "abc");
  type (common (batch, "recipient_kind"), "Tập thể");
  app_click (app_find_button (batch, "_Save all"));
  app_desk_wait_rows (&desk, 1);
  app_desk_end (&desk);
}

static gboolean
press (GtkWidget *batch, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (batch);
  gboolean used = FALSE;

  for (guint i = 0; !used && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, GDK_CONTROL_MASK, &used);
    }
  return used;
}

static void
paste (GtkWidget *batch, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (batch), text);
  gtk_widget_grab_focus (GTK_WIDGET (cell (batch, 0, "recipient")));
  g_assert_true (press (batch, GDK_KEY_v));
}

static void
assert_cell (GtkWidget *batch, guint row, const char *name, const char *expected)
{
  g_autofree char *text = nh_field_editor_get_text (cell (batch, row, name));

  g_assert_cmpstr (text, ==, expected);
}

/* A block copied from a spreadsheet, more rows than there are. */
static void
test_pasted (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "commendation");
  batch = open_batch (&desk);
  fill_decision (batch);
  for (guint i = 1; i <= 7; i++)
    g_string_append_printf (text, "Người thứ %u\tÔng\t19%u\tTrưởng thôn\r\n", i, 60 + i);
  g_string_append (text, "\tBà\t1970\t\r\n\r\n"); /* blank cells stay blank, lines without any are none */
  paste (batch, text->str);
  app_wait (says (batch, "8 rows filled in"));
  assert_cell (batch, 7, "recipient", "");
  assert_cell (batch, 7, "birth_year", "1970");
  type (cell (batch, 7, "recipient"), "Người thứ 8");
  app_click (app_find_button (batch, "_Save all"));
  app_desk_wait_rows (&desk, 8);
  {
    g_autoptr (GPtrArray) saved = records_of (&desk, &nh_commendation_type);
    NhRecord *last = g_ptr_array_index (saved, 6);

    g_assert_cmpstr (nh_record_get_text (last, NH_COMMENDATION_RECIPIENT), ==, "Người thứ 7");
    g_assert_cmpint (nh_record_get_number (last, NH_COMMENDATION_BIRTH_YEAR, 0), ==, 1967);
    g_assert_cmpstr (nh_record_get_text (last, NH_COMMENDATION_POSITION), ==, "Trưởng thôn");
  }
  app_desk_end (&desk);
}

/* A line longer than its headings: what stands beyond them has no column. The paste before, without headings, filled as
 * many. */
static void
test_pasted_beyond_the_headings (void)
{
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "commendation");
  batch = open_batch (&desk);
  fill_decision (batch);
  paste (batch, "Nguyễn Thị Hoa\tBà\t1980\tTrưởng thôn\n");
  app_wait (says (batch, "1 row filled in"));
  g_assert_true (press (batch, GDK_KEY_z));
  assert_cell (batch, 0, "position", "");
  paste (batch, "Họ và tên\nTrần Văn Ba\tA\tB\tC\tD\tE\tF\n");
  app_wait (says (batch, "1 row filled in"));
  assert_cell (batch, 0, "recipient", "Trần Văn Ba");
  assert_cell (batch, 0, "honorific", "");
  assert_cell (batch, 0, "birth_year", "");
  assert_cell (batch, 0, "position", "");
  app_desk_end (&desk);
}

/* A table as offices have it: running numbers, columns in another order, headings that say which. Then without the
 * headings. */
static void
test_pasted_with_headings (void)
{
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "commendation");
  batch = open_batch (&desk);
  fill_decision (batch);
  paste (batch,
         "STT\tHọ và tên\tChức vụ\tNăm sinh\r\n1\tNguyễn Thị Hoa\tTrưởng thôn\t1980\r\n2\tTrần Văn Ba\t\t1975\r\n");
  app_wait (says (batch, "2 rows filled in"));
  assert_cell (batch, 0, "recipient", "Nguyễn Thị Hoa");
  assert_cell (batch, 0, "position", "Trưởng thôn");
  assert_cell (batch, 0, "birth_year", "1980");
  assert_cell (batch, 0, "honorific", "");
  assert_cell (batch, 1, "recipient", "Trần Văn Ba");
  assert_cell (batch, 1, "birth_year", "1975");
  /* Taken back as a whole. */
  g_assert_true (press (batch, GDK_KEY_z));
  assert_cell (batch, 0, "recipient", "");
  assert_cell (batch, 1, "birth_year", "");
  paste (batch, "1\tNguyễn Thị Hoa\tBà\r\n2\tTrần Văn Ba\tÔng\r\n");
  app_wait (says (batch, "2 rows filled in"));
  assert_cell (batch, 0, "recipient", "Nguyễn Thị Hoa");
  assert_cell (batch, 1, "honorific", "Ông");
  /* Once something was typed, Ctrl+Z is the cell's. */
  type (cell (batch, 0, "position"), "Trưởng thôn");
  press (batch, GDK_KEY_z);
  assert_cell (batch, 1, "recipient", "Trần Văn Ba");
  app_click (app_find_button (batch, "_Save all"));
  app_desk_wait_rows (&desk, 2);
  app_desk_end (&desk);
}

/* The choice with this title. */
static void
choose (GtkDropDown *choices, const char *title)
{
  GListModel *model = gtk_drop_down_get_model (choices);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), title))
      {
        gtk_drop_down_set_selected (choices, i);
        return;
      }
  g_assert_not_reached ();
}

static GtkDropDown *
question (GtkWidget *batch)
{
  GtkWidget *line = gtk_widget_get_first_child (app_find (batch, "unplaced"));

  while (!gtk_widget_get_visible (line))
    line = gtk_widget_get_next_sibling (line);
  return GTK_DROP_DOWN (gtk_widget_get_last_child (line));
}

/* A column without a place is asked about: saving waits for the answer, and nothing is dropped. */
static void
test_pasted_without_a_place (void)
{
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "commendation");
  batch = open_batch (&desk);
  fill_decision (batch);
  type (common (batch, "recipient_kind"), "Tập thể");
  paste (batch, "STT\tTên tập thể\tNăm sinh\tSố điện thoại\r\n1\tTrần Văn Ba\t1975\t0912\r\n");
  app_wait (says (batch, "1 row filled in"));
  g_assert_true (says (batch, "Where does the column “Năm sinh” (1975) belong?"));
  g_assert_true (says (batch, "Where does the column “Số điện thoại” (0912) belong?"));
  app_click (app_find_button (batch, "_Save all"));
  g_assert_true (says (batch, "Nothing is saved yet. Say first where the marked columns belong."));
  /* A column of persons makes them persons. */
  choose (question (batch), "Year of birth (Cá nhân)");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (cell (batch, 0, "birth_year"))));
  assert_cell (batch, 0, "birth_year", "1975");
  choose (question (batch), "Note");
  g_assert_false (gtk_widget_get_visible (app_find (batch, "unplaced")));
  /* Taken back as a whole, and once more. */
  g_assert_true (press (batch, GDK_KEY_z));
  assert_cell (batch, 0, "recipient", "");
  paste (batch, "Tên tập thể\tNăm sinh\tSố điện thoại\r\nTrần Văn Ba\t1975\t0912\r\n");
  app_wait (says (batch, "1 row filled in"));
  choose (question (batch), "Note");
  app_click (app_find_button (batch, "_Save all"));
  app_desk_wait_rows (&desk, 1);
  {
    g_autoptr (GPtrArray) saved = records_of (&desk, &nh_commendation_type);
    NhRecord *first = g_ptr_array_index (saved, 0);

    g_assert_cmpstr (nh_record_get_text (first, NH_COMMENDATION_RECIPIENT), ==, "Trần Văn Ba");
    g_assert_cmpint (nh_record_get_number (first, NH_COMMENDATION_BIRTH_YEAR, 0), ==, 1975);
    g_assert_cmpstr (nh_record_get_text (first, (guint) nh_record_type_field (&nh_commendation_type, "note")), ==,
                     "0912");
  }
  app_desk_end (&desk);
}

/* Without headings, columns go where their content fits. */
static void
test_pasted_by_content (void)
{
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "commendation");
  batch = open_batch (&desk);
  fill_decision (batch);
  paste (batch, "Nguyễn Thị Hoa\t1975\tTrưởng thôn\t500000\nTrần Văn Ba\t1980\tCông an viên\t500.000\n");
  app_wait (says (batch, "2 rows filled in · Bonus: 1.000.000 đ"));
  assert_cell (batch, 0, "recipient", "Nguyễn Thị Hoa");
  assert_cell (batch, 0, "honorific", "");
  assert_cell (batch, 0, "birth_year", "1975");
  assert_cell (batch, 1, "position", "Công an viên");
  assert_cell (batch, 1, "workplace", "");
  assert_cell (batch, 1, "bonus", "500.000");
  g_assert_false (gtk_widget_get_visible (app_find (batch, "unplaced")));
  g_assert_cmpfloat (gtk_editable_get_alignment (GTK_EDITABLE (nh_field_editor_get_target (cell (batch, 9, "bonus")))),
                     ==, 1);
  app_desk_end (&desk);
}

/* Rows copied from Excel go to the grid, whether the list or a field of the form has the focus. */
static void
test_pasted_on_the_page (void)
{
  AppDesk desk;
  GtkWidget *batch, *page;

  begin (&desk, "point");
  page = GTK_WIDGET (nh_workplace_get_page (desk.place));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (page),
                          "Thôn Mỹ Sơn\t9/8/2026\t210\t15000000\nTổ dân phố 2\t10/8/2026\t185\t\n");
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_grab_focus (i == 0 ? GTK_WIDGET (app_find (page, "search")) : page);
      if (i == 1)
        nh_form_focus_start (nh_form_pane_get_form (desk.pane));
      g_assert_true (press (page, GDK_KEY_v) == (i == 1));
      if (i == 0)
        continue; /* the search is a text of its own */
      app_wait (batch_of (&desk) != NULL);
      batch = batch_of (&desk);
      app_wait (says (batch, "2 rows filled in"));
      assert_cell (batch, 0, "place", "Thôn Mỹ Sơn");
      assert_cell (batch, 0, "date_from", "09/08/2026");
      assert_cell (batch, 0, "attendance", "210");
      assert_cell (batch, 0, "cost", "15.000.000");
      assert_cell (batch, 1, "attendance", "185");
      assert_cell (batch, 0, "place_kind", "Thôn"); /* by the name */
      assert_cell (batch, 1, "place_kind", "Tổ dân phố");
      app_click (app_find_button (batch, "_Save all"));
      app_desk_wait_rows (&desk, 2);
    }
  app_desk_assert_text (&desk, NH_POINT_PLACE, "");
  app_desk_end (&desk);
}

/* The window of the ledger goes, and this one with it, just after something was typed. */
static void
test_kept_when_the_window_goes (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  AppDesk desk;
  GtkWidget *batch;

  app_desk_begin (&desk, path);
  app_desk_show (&desk, "commendation");
  batch = open_batch (&desk);
  fill_decision (batch);
  type (cell (batch, 0, "recipient"), "Nguyễn Thị Hoa");
  type (cell (batch, 0, "birth_year"), "abc");
  gtk_window_destroy (GTK_WINDOW (batch));
  app_wait (drafts_of (&desk) == 1);
  app_desk_end (&desk);
}

/* All rows come back as they were, in one window, with one question; and can be saved from there. */
static void
test_restored_after_a_crash (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  g_autoptr (GPtrArray) records = NULL;
  AppDesk desk;
  GtkWidget *batch;

  app_desk_begin (&desk, path);
  app_desk_show (&desk, "commendation");
  batch = open_batch (&desk);
  fill_decision (batch);
  type (cell (batch, 0, "recipient"), "Nguyễn Thị Hoa");
  type (cell (batch, 1, "recipient"), "Trần Văn Ba");
  type (cell (batch, 1, "birth_year"), "abc");
  type (cell (batch, 2, "recipient"), "Lê Văn Tư");
  gtk_window_destroy (GTK_WINDOW (batch));
  app_wait (drafts_of (&desk) == 3);
  app_desk_end (&desk);

  app_desk_begin (&desk, path);
  app_answer (0);
  app_wait (batch_of (&desk) != NULL);
  batch = batch_of (&desk);
  assert_shows (common (batch, "decision_number"), "15/QĐ-UBND");
  assert_shows (cell (batch, 0, "recipient"), "Nguyễn Thị Hoa");
  assert_shows (cell (batch, 1, "recipient"), "Trần Văn Ba");
  assert_shows (cell (batch, 1, "birth_year"), "abc");
  assert_shows (cell (batch, 2, "recipient"), "Lê Văn Tư");
  g_assert_nonnull (strstr (problems_of (batch, 1), "abc"));
  type (cell (batch, 1, "birth_year"), "1975");
  app_click (app_find_button (batch, "_Save all"));
  app_wait (batch_of (&desk) == NULL);
  app_wait (drafts_of (&desk) == 0);
  records = records_of (&desk, &nh_commendation_type);
  g_assert_cmpuint (records->len, ==, 3);
  app_desk_end (&desk);
}

/* What is not saved yet is kept, and goes with the question whether to discard it. */
static void
test_kept_and_discarded (void)
{
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "commendation");
  batch = open_batch (&desk);
  type (cell (batch, 0, "recipient"), "Nguyễn Thị Hoa");
  type (cell (batch, 1, "recipient"), "Trần Văn Ba");
  app_wait (drafts_of (&desk) == 2);
  fill_decision (batch); /* what comes later is kept with each of them */
  app_wait (GPOINTER_TO_UINT (nh_ledger_call (desk.ledger, NH_ON_READER, count_numbered, NULL, NULL, NULL)) == 2);
  gtk_window_close (GTK_WINDOW (batch));
  app_answer (1); /* stays */
  g_assert_nonnull (batch_of (&desk));
  gtk_window_close (GTK_WINDOW (batch));
  app_answer (0);
  app_wait (batch_of (&desk) == NULL);
  app_wait (drafts_of (&desk) == 0);
  g_assert_cmpuint (app_desk_count_rows (&desk), ==, 0);
  app_desk_end (&desk);
}

static void
test_row_removed (void)
{
  AppDesk desk;
  GtkWidget *batch;
  g_autoptr (GPtrArray) removes = g_ptr_array_new ();

  begin (&desk, "gift");
  batch = open_batch (&desk);
  type (cell (batch, 0, "category"), "Hộ nghèo");
  type (cell (batch, 0, "quantity"), "5");
  type (cell (batch, 1, "category"), "Hộ cận nghèo");
  type (cell (batch, 1, "quantity"), "3");
  type (cell (batch, 1, "unit_value"), "300000");
  app_collect (GTK_WIDGET (grid_of (batch)), GTK_TYPE_BUTTON, removes);
  for (guint i = 0; i < removes->len; i++)
    if (g_strcmp0 (gtk_button_get_icon_name (g_ptr_array_index (removes, i)), "window-close-symbolic") == 0)
      {
        app_click (g_ptr_array_index (removes, i));
        break;
      }
  gtk_test_accessible_assert_property (nh_field_editor_get_target (cell (batch, 0, "quantity")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Number of gifts, row 1");
  app_click (app_find_button (batch, "_Save all"));
  app_desk_wait_rows (&desk, 1);
  {
    g_autoptr (GPtrArray) saved = records_of (&desk, &nh_gift_type);

    g_assert_cmpstr (nh_record_get_text (g_ptr_array_index (saved, 0), NH_GIFT_CATEGORY), ==, "ho_can_ngheo");
    g_assert_cmpint (nh_record_get_number (g_ptr_array_index (saved, 0), NH_GIFT_VALUE, 0), ==, 900000);
  }
  app_desk_end (&desk);
}

static gboolean
has_focus (NhFieldEditor *editor)
{
  return nh_field_editor_has_focus (editor);
}

/* From the first row up to the fields above it, and from problem to problem. */
static void
test_focus_by_keys (void)
{
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "commendation");
  batch = open_batch (&desk);
  gtk_widget_grab_focus (GTK_WIDGET (cell (batch, 0, "recipient")));
  g_assert_true (app_press_with (batch, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  g_assert_true (has_focus (common (batch, "decision_date")));
  gtk_widget_grab_focus (GTK_WIDGET (cell (batch, 0, "position")));
  g_assert_true (app_press (batch, GDK_KEY_Up));
  g_assert_true (has_focus (common (batch, "decision_date")));
  type (cell (batch, 1, "recipient"), "Lê Thị Hoa");
  app_click (app_find_button (batch, "_Save all")); /* the form and for whom it is are blank */
  g_assert_true (has_focus (common (batch, "form")));
  g_assert_true (app_press (batch, GDK_KEY_F8));
  g_assert_true (has_focus (common (batch, "recipient_kind")));
  g_assert_true (app_press (batch, GDK_KEY_F8));
  g_assert_false (has_focus (common (batch, "recipient_kind")));
  app_desk_crash (&desk);
}

static graphene_rect_t
place_of (GtkWidget *widget, GtkWidget *window)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (widget, window, &place));
  return place;
}

/* An error stands under its own field, and moves no row. */
static void
test_error_below_its_field (void)
{
  AppDesk desk;
  GtkWidget *batch, *field, *box;
  graphene_rect_t before, after, own, problem;

  begin (&desk, "commendation");
  batch = open_batch (&desk);
  gtk_window_set_default_size (GTK_WINDOW (batch), 1180, 640);
  app_wait (gtk_widget_get_width (batch) > 1000);
  app_wait_drawn (batch);
  field = GTK_WIDGET (common (batch, "recipient_kind"));
  box = nh_problem_box_get_widget (nh_field_editor_get_problem_box (NH_FIELD_EDITOR (field)));
  before = place_of (GTK_WIDGET (cell (batch, 0, "recipient")), batch);
  gtk_widget_grab_focus (field);
  gtk_widget_grab_focus (GTK_WIDGET (cell (batch, 0, "recipient")));
  app_wait (gtk_widget_get_mapped (box));
  app_wait_drawn (batch);
  after = place_of (GTK_WIDGET (cell (batch, 0, "recipient")), batch);
  own = place_of (field, batch);
  problem = place_of (box, batch);
  g_assert_cmpfloat_with_epsilon (problem.origin.x, own.origin.x, 1);
  g_assert_cmpfloat (problem.origin.y, >=, own.origin.y + own.size.height);
  g_assert_cmpfloat_with_epsilon (after.origin.y, before.origin.y, 1);
  app_desk_crash (&desk);
}

static void
test_not_for_all (void)
{
  AppDesk desk;

  begin (&desk, "season");
  g_assert_false (app_desk_can (&desk, "add-several"));
  app_desk_end (&desk);
}

/* --- what belongs to a point --- */

static void
save_point (AppDesk *desk, const char *place)
{
  guint saved = desk->saved;

  app_desk_type (desk, NH_POINT_PLACE, place);
  app_desk_type (desk, NH_POINT_PLACE_KIND, "Thôn");
  app_desk_type (desk, NH_POINT_DATE_FROM, "8/8");
  app_desk_type (desk, NH_POINT_ATTENDANCE, "150");
  g_assert_true (nh_form_pane_save (desk->pane, NH_AFTER_STAY));
  app_desk_wait_saved (desk, saved + 1);
}

static GtkWidget *
child_records_of (AppDesk *desk)
{
  return app_find_type (GTK_WIDGET (desk->pane), NH_TYPE_CHILD_RECORDS);
}

static GtkWidget *
child_records_button (AppDesk *desk, guint nth)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  app_collect (child_records_of (desk), GTK_TYPE_BUTTON, buttons);
  g_assert_cmpuint (nth, <, buttons->len);
  return g_ptr_array_index (buttons, nth);
}

static void
test_gifts_of_a_point (void)
{
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "point");
  g_assert_false (gtk_widget_get_visible (child_records_of (&desk))); /* nothing can belong to what is not saved */
  save_point (&desk, "Thôn Mỹ Sơn");
  app_wait (gtk_widget_get_visible (child_records_of (&desk)) && says (child_records_of (&desk), "0 gifts"));
  app_click (child_records_button (&desk, 1));
  app_wait (batch_of (&desk) != NULL);
  batch = batch_of (&desk);
  {
    g_autofree char *point = nh_field_editor_get_text (common (batch, "point"));
    g_autofree char *day = nh_field_editor_get_text (common (batch, "date"));

    g_assert_cmpstr (point, ==, "Thôn Mỹ Sơn");
    g_assert_cmpstr (day, ==, "08/08/2026");
  }
  type (cell (batch, 0, "category"), "Hộ nghèo");
  type (cell (batch, 0, "kind"), "Suất quà");
  type (cell (batch, 0, "quantity"), "5");
  type (cell (batch, 0, "unit_value"), "500000");
  type (cell (batch, 1, "category"), "Hộ cận nghèo");
  type (cell (batch, 1, "kind"), "Suất quà");
  type (cell (batch, 1, "quantity"), "3");
  type (cell (batch, 1, "unit_value"), "300000");
  app_click (app_find_button (batch, "_Save all"));
  app_wait (batch_of (&desk) == NULL);
  app_wait (says (child_records_of (&desk), "2 gifts") && says (child_records_of (&desk), "8") &&
            says (child_records_of (&desk), "3.400.000"));
  app_wait (!nh_form_pane_is_saving (desk.pane));
  /* Another point has none. */
  app_desk_act (&desk, "new");
  app_wait (!gtk_widget_get_visible (child_records_of (&desk)));
  save_point (&desk, "Thôn Đông Hạ");
  app_wait (says (child_records_of (&desk), "0 gifts"));
  app_desk_end (&desk);
}

/* The gifts of a point that is deleted do not stay behind unasked. */
static void
test_delete_a_point (void)
{
  AppDesk desk;
  GtkWidget *batch;

  begin (&desk, "point");
  save_point (&desk, "Thôn Mỹ Sơn");
  app_wait (gtk_widget_get_visible (child_records_of (&desk)));
  app_click (child_records_button (&desk, 1));
  app_wait (batch_of (&desk) != NULL);
  batch = batch_of (&desk);
  type (cell (batch, 0, "category"), "Hộ nghèo");
  type (cell (batch, 0, "kind"), "Suất quà");
  type (cell (batch, 0, "quantity"), "5");
  app_click (app_find_button (batch, "_Save all"));
  app_wait (says (child_records_of (&desk), "1 gift"));

  app_desk_act (&desk, "delete");
  app_wait (app_get_dialog () != NULL && says (app_get_dialog (), "This record has 1 gift."));
  app_answer (2);
  app_wait (app_get_dialog () == NULL);
  app_desk_wait_rows (&desk, 1);

  for (guint keep = 0; keep < 2; keep++)
    {
      app_desk_act (&desk, "delete");
      app_wait (app_get_dialog () != NULL);
      app_answer (keep);
      app_desk_wait_rows (&desk, 0);
      app_wait (app_notice_button (desk.window) != NULL);
      g_assert_cmpstr (app_notice (desk.window), ==, keep ? "1 record deleted." : "2 records deleted.");
      app_desk_show (&desk, "gift");
      app_desk_wait_rows (&desk, keep);
      app_click (app_notice_button (desk.window));
      app_wait (
          g_str_equal (app_notice (desk.window), keep ? "Undone: deleted “Thôn Mỹ Sơn”" : "Undone: deleted 2 records"));
      app_desk_wait_rows (&desk, 1);
      app_desk_show (&desk, "point");
      app_desk_wait_rows (&desk, 1);
      gtk_selection_model_select_item (app_desk_get_rows (&desk), 0, TRUE);
      app_wait (says (child_records_of (&desk), "1 gift"));
    }
  app_desk_end (&desk);
}

static void
test_list_of_a_point (void)
{
  AppDesk desk;
  GtkWidget *batch, *page;

  begin (&desk, "point");
  save_point (&desk, "Thôn Mỹ Sơn");
  app_wait (gtk_widget_get_visible (child_records_of (&desk)));
  /* One gift elsewhere, one here. */
  app_desk_show (&desk, "gift");
  batch = open_batch (&desk);
  type (cell (batch, 0, "category"), "Học sinh");
  type (cell (batch, 0, "kind"), "Học bổng");
  type (cell (batch, 0, "quantity"), "1");
  type (cell (batch, 1, "category"), "Hộ nghèo");
  type (cell (batch, 1, "kind"), "Suất quà");
  type (cell (batch, 1, "quantity"), "5");
  app_click (app_find_button (batch, "_Save all"));
  app_desk_wait_rows (&desk, 2);
  app_desk_show (&desk, "point");
  app_click (child_records_button (&desk, 1));
  app_wait (batch_of (&desk) != NULL);
  batch = batch_of (&desk);
  type (cell (batch, 0, "category"), "Hộ nghèo");
  type (cell (batch, 0, "kind"), "Suất quà");
  type (cell (batch, 0, "quantity"), "7");
  app_click (app_find_button (batch, "_Save all"));
  app_wait (says (child_records_of (&desk), "1 gift"));
  app_click (child_records_button (&desk, 0));
  page = GTK_WIDGET (nh_workplace_get_page (desk.place));
  g_assert_true (nh_record_page_get_record_type (NH_RECORD_PAGE (page)) == &nh_gift_type);
  app_wait (says (page, "Given at the point: Thôn Mỹ Sơn"));
  app_wait (says (page, "1 gift · "));
  app_desk_end (&desk);
}

void
app_add_batch_tests (void)
{
  g_test_add_func ("/app/batch/one-decision", test_one_decision);
  g_test_add_func ("/app/batch/undo-of-its-own", test_undo_of_its_own);
  g_test_add_func ("/app/batch/undo-of-changed-since", test_undo_of_changed_since);
  g_test_add_func ("/app/batch/refused-as-a-whole", test_refused_as_a_whole);
  g_test_add_func ("/app/batch/warned-of-each-other", test_warned_of_each_other);
  g_test_add_func ("/app/batch/columns-of-a-person", test_columns_of_a_person);
  g_test_add_func ("/app/batch/wrong-where-nothing-is-requested", test_wrong_where_nothing_is_wanted);
  g_test_add_func ("/app/batch/pasted", test_pasted);
  g_test_add_func ("/app/batch/pasted-with-headings", test_pasted_with_headings);
  g_test_add_func ("/app/batch/pasted-beyond-the-headings", test_pasted_beyond_the_headings);
  g_test_add_func ("/app/batch/pasted-without-a-place", test_pasted_without_a_place);
  g_test_add_func ("/app/batch/pasted-by-content", test_pasted_by_content);
  g_test_add_func ("/app/batch/pasted-on-the-page", test_pasted_on_the_page);
  g_test_add_func ("/app/batch/kept-and-discarded", test_kept_and_discarded);
  g_test_add_func ("/app/batch/restored-after-a-crash", test_restored_after_a_crash);
  g_test_add_func ("/app/batch/kept-when-the-window-goes", test_kept_when_the_window_goes);
  g_test_add_func ("/app/batch/row-removed", test_row_removed);
  g_test_add_func ("/app/batch/focus-by-keys", test_focus_by_keys);
  g_test_add_func ("/app/batch/error-below-its-field", test_error_below_its_field);
  g_test_add_func ("/app/batch/not-for-all", test_not_for_all);
  g_test_add_func ("/app/child-records/gifts-of-a-point", test_gifts_of_a_point);
  g_test_add_func ("/app/child-records/delete-a-point", test_delete_a_point);
  g_test_add_func ("/app/child-records/list-of-a-point", test_list_of_a_point);
}
