/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of the window by themselves: questions, the notice, the choice of a unit, the welcome, the error page, the
 * sidebar. */
#include "app-fixture.h"

#include <glib/gstdio.h>

#include "ledger-fixture.h"
#include "nh-backup.h"
#include "nh-catalog-data.h"
#include "nh-dialog.h"
#include "nh-error.h"
#include "nh-notice.h"
#include "nh-platform.h"
#include "nh-point.h"
#include "nh-sample.h"
#include "nh-settings.h"
#include "nh-sidebar.h"
#include "nh-open-error-page.h"
#include "nh-unit-chooser.h"
#include "nh-welcome.h"
#include "nh-widget-util.h"

#define CAM_XUYEN "18673"
#define HA_TINH "42"

/* --- questions --- */

static void
on_answered (guint button, gpointer data)
{
  guint *answers = data;

  answers[button]++;
}

static void
test_dialog (void)
{
  const char *const buttons[] = { "_Yes", "_No", "_Cancel", NULL };
  GtkWidget *window = app_show (gtk_label_new (NULL));
  guint answers[4] = { 0 };

  for (int i = 0; i < 3; i++)
    {
      nh_dialog_ask (window, "Well?", i == 0 ? NULL : "More", buttons, 0, on_answered, answers);
      app_answer (i);
      app_wait (answers[i] == 1);
      g_assert_null (app_get_dialog ());
    }
  nh_dialog_ask (window, "Well?", NULL, buttons, 1, on_answered, answers);
  g_assert_true (gtk_widget_has_css_class (app_find_button (app_get_dialog (), "_No"), "suggested-action"));
  app_answer (GTK_RESPONSE_DELETE_EVENT);
  app_wait (answers[3] == 1);

  nh_dialog_ask (window, "Well?", NULL, buttons, 0, on_answered, answers);
  gtk_window_destroy (GTK_WINDOW (window)); /* and the question with it: whoever asked is told */
  g_assert_null (app_get_dialog ());
  app_wait (answers[3] == 2);
  app_settle ();
  g_assert_cmpuint (answers[0] + answers[1] + answers[2], ==, 3);
}

/* Space does nothing before a key has gone to a button. */
static void
test_dialog_space (void)
{
  const char *const buttons[] = { "_Yes", "_No", NULL };
  GtkWidget *window = app_show (gtk_label_new (NULL));
  guint answers[4] = { 0 };

  nh_dialog_ask (window, "Well?", NULL, buttons, 0, on_answered, answers);
  g_assert_true (app_press (app_get_dialog (), GDK_KEY_space));
  g_assert_false (app_press (app_get_dialog (), GDK_KEY_Return));
  g_assert_false (app_press (app_get_dialog (), GDK_KEY_Tab));
  g_assert_false (app_press (app_get_dialog (), GDK_KEY_space));
  app_answer (1);
  app_wait (answers[1] == 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A line that says what is wrong pushes no button out of the window. */
static void
test_dialog_grows (void)
{
  GtkWidget *window = app_show (gtk_label_new (NULL)), *line = gtk_label_new ("Say why.\nThe unit reads it.");
  GtkWidget *box = nh_box_new (GTK_ORIENTATION_VERTICAL, 6, gtk_entry_new (), line, gtk_button_new (), NULL), *dialog;
  GtkAdjustment *adjustment;
  double before;

  gtk_widget_set_visible (line, FALSE);
  dialog = nh_dialog_window (window, "Ask", box);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_window_get_child (GTK_WINDOW (dialog))));
  gtk_window_present (GTK_WINDOW (dialog));
  app_wait_drawn (dialog);
  before = gtk_adjustment_get_page_size (adjustment);
  gtk_widget_set_visible (line, TRUE);
  app_wait (gtk_adjustment_get_page_size (adjustment) > before &&
            gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment));
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Where no program opens a file, as without a file manager, it is said where it is. */
static void
test_dialog_place (void)
{
  GtkWidget *window = app_show (gtk_label_new (NULL));
  g_autofree char *path = app_path ("không có.ngayhoi-nop");

  nh_dialog_show_place (window, path);
  app_wait (strstr (app_notice (window), path) != NULL);
  g_assert_null (app_get_dialog ());
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The buttons of the question in its row, "Yes|No". (transfer full) */
static char *
list_buttons (void)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  app_collect (app_get_dialog (), GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (gtk_button_get_label (buttons->pdata[i]) != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", gtk_button_get_label (buttons->pdata[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Cancel is at the start, what Enter does at the end; the bar is that of the window. */
static void
test_dialog_order (void)
{
  static const struct
  {
    const char *buttons[5];
    guint suggested;
    const char *order;
  } cases[] = {
    { { "_Yes", "_No", "_Cancel" }, 0, "_Cancel|_No|_Yes" },
    { { "_Yes", "_No", "_Cancel", "_Later" }, 3, "_Cancel|_No|_Yes|_Later" },
    { { "_Delete", "_Keep", "_Cancel" }, 2, "_Cancel|_Keep|_Delete" },
    { { "_Discard", "_Go on" }, 1, "_Discard|_Go on" },
  };
  GtkWidget *window = app_show (gtk_label_new (NULL));
  guint answers[5] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *order = NULL;

      nh_dialog_ask (window, "Well?", NULL, cases[i].buttons, cases[i].suggested, on_answered, answers);
      order = list_buttons ();
      g_assert_cmpstr (order, ==, cases[i].order);
      g_assert_true (GTK_IS_HEADER_BAR (gtk_window_get_titlebar (GTK_WINDOW (app_get_dialog ()))));
      app_answer (0);
      app_wait (answers[0] == i + 1);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What lies beside a ledger is never offered. */
static void
test_dialog_filter (void)
{
  static const struct
  {
    const char *name;
    gboolean shown;
  } cases[] = {
    { "xa.ngayhoi", TRUE },
    { "xa.ngayhoi.lock", FALSE },
    { "xa.ngayhoi-wal", FALSE },
    { "xa.ngayhoi-shm", FALSE },
    { "b.pdf", TRUE },
    { "xa.ngayhoi-journal", FALSE },
    { "ổ khóa", TRUE },
    { "block", TRUE },
    { "wal", TRUE },
    { "-wal", FALSE },
    { "a", TRUE },
    { "k", TRUE },
    { "Danh sách điểm.csv", TRUE },
    { "journal", TRUE },
    { "a-b-c", TRUE },
  };
  g_autoptr (GtkFileFilter) filter = nh_dialog_filter_all ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFileInfo) info = g_file_info_new ();

      g_file_info_set_display_name (info, cases[i].name);
      g_test_message ("%s", cases[i].name);
      g_assert_true (gtk_filter_match (GTK_FILTER (filter), info) == cases[i].shown);
    }
}

/* --- the notice --- */

static void
on_chosen (gpointer data)
{
  guint *counts = data;

  counts[0]++;
  g_assert_cmpuint (counts[1], ==, 0); /* not freed before it is used */
}

static void
on_freed (gpointer data)
{
  guint *counts = data;

  counts[1]++;
}

static GSource *
find_timeout (NhNotice *notice)
{
  return g_main_context_find_source_by_user_data (NULL, notice);
}

static void
test_notice_kinds (void)
{
  static const struct
  {
    NhNoticeKind kind;
    const char *style;
    gboolean goes, spins;
  } cases[] = {
    { NH_NOTICE_DONE, "done", TRUE, FALSE },
    { NH_NOTICE_WARNING, "warning", FALSE, FALSE },
    { NH_NOTICE_ERROR, "error", FALSE, FALSE },
    { NH_NOTICE_BUSY, "done", FALSE, TRUE },
  };
  static const char *const styles[] = { "done", "warning", "error" };
  GtkWidget *window = app_show (gtk_label_new (NULL));
  NhNotice *notice = nh_notice_of (window);

  g_assert_true (NH_IS_NOTICE (notice));
  g_assert_cmpstr (app_notice (window), ==, "");
  g_assert_false (gtk_widget_get_can_target (GTK_WIDGET (notice))); /* what lies under it can be clicked */
  gtk_test_accessible_assert_role (notice, GTK_ACCESSIBLE_ROLE_ALERT);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *bar;

      nh_notice_show (notice, cases[i].kind, cases[i].style);
      g_assert_cmpstr (app_notice (window), ==, cases[i].style);
      for (guint k = 0; k < G_N_ELEMENTS (styles); k++)
        g_assert_true (app_notice_has_style (window, styles[k]) == g_str_equal (styles[k], cases[i].style));
      g_assert_true ((find_timeout (notice) != NULL) == cases[i].goes);
      g_assert_null (app_notice_button (window));
      bar = gtk_revealer_get_child (GTK_REVEALER (app_find_type (GTK_WIDGET (notice), GTK_TYPE_REVEALER)));
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, cases[i].style);
      g_assert_true (gtk_widget_get_visible (app_find_type (bar, GTK_TYPE_SPINNER)) == cases[i].spins);
      g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (app_find_type (bar, GTK_TYPE_SPINNER))) == cases[i].spins);
    }
  nh_notice_hide (notice);
  g_assert_cmpstr (app_notice (window), ==, "");
  g_assert_null (find_timeout (notice));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Only what is seen of it takes clicks: buttons below it stay in reach. */
static void
test_notice_clicks (void)
{
  GtkWidget *sidebar = gtk_label_new (NULL);
  GtkWidget *window = app_show (nh_box_new (GTK_ORIENTATION_HORIZONTAL, 0, sidebar, NULL));
  GtkWidget *notice = GTK_WIDGET (nh_notice_of (window));
  GtkWidget *picked;
  graphene_rect_t bounds;

  gtk_widget_set_size_request (sidebar, 200, -1);
  app_wait_drawn (window);
  nh_notice_set_beside (NH_NOTICE (notice), sidebar, NULL);
  nh_notice_show (NH_NOTICE (notice), NH_NOTICE_WARNING, "Not saved");
  app_wait_drawn (window);
  g_assert_true (gtk_widget_compute_bounds (notice, window, &bounds));
  picked = gtk_widget_pick (window, bounds.origin.x + 20, bounds.origin.y + bounds.size.height / 2, GTK_PICK_DEFAULT);
  g_assert_true (gtk_widget_is_ancestor (picked, notice));
  picked = gtk_widget_pick (window, bounds.origin.x + 20, bounds.origin.y + bounds.size.height + 20, GTK_PICK_DEFAULT);
  g_assert_false (picked == notice || gtk_widget_is_ancestor (picked, notice));
  picked = gtk_widget_pick (window, 20, bounds.origin.y + bounds.size.height / 2, GTK_PICK_DEFAULT);
  g_assert_false (picked == notice || gtk_widget_is_ancestor (picked, notice));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Its time comes at once here. */
static void
test_notice_timeout (void)
{
  GtkWidget *window = app_show (gtk_label_new (NULL));
  NhNotice *notice = nh_notice_of (window);
  guint counts[2] = { 0 };

  nh_notice_offer (notice, NH_NOTICE_DONE, "Saved", "_Undo", G_CALLBACK (on_chosen), counts, on_freed);
  g_assert_nonnull (find_timeout (notice));
  g_source_set_ready_time (find_timeout (notice), 0);
  app_wait (*app_notice (window) == '\0');
  g_assert_cmpuint (counts[0], ==, 0);
  g_assert_cmpuint (counts[1], ==, 1);
  g_assert_null (find_timeout (notice));
  nh_notice_show (notice, NH_NOTICE_DONE, "Saved");
  gtk_window_destroy (GTK_WINDOW (window)); /* with its time still running */
  app_settle ();
}

static void
test_notice_offer (void)
{
  GtkWidget *window = app_show (gtk_label_new (NULL));
  NhNotice *notice = nh_notice_of (window);
  guint taken[2] = { 0 }, overtaken[2] = { 0 }, hidden[2] = { 0 }, left[2] = { 0 };

  nh_notice_offer (notice, NH_NOTICE_DONE, "Deleted", "_Undo", G_CALLBACK (on_chosen), taken, on_freed);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (app_notice_button (window))), ==, "_Undo");
  app_click (app_notice_button (window));
  g_assert_cmpuint (taken[0], ==, 1);
  g_assert_cmpuint (taken[1], ==, 1);
  g_assert_cmpstr (app_notice (window), ==, "");

  nh_notice_offer (notice, NH_NOTICE_ERROR, "Not saved", "_Go back", G_CALLBACK (on_chosen), overtaken, on_freed);
  nh_notice_offer (notice, NH_NOTICE_DONE, "Saved", "_Undo", G_CALLBACK (on_chosen), hidden, on_freed);
  g_assert_cmpuint (overtaken[1], ==, 1);
  g_assert_cmpuint (hidden[1], ==, 0);
  nh_notice_hide (notice);
  g_assert_cmpuint (hidden[1], ==, 1);
  nh_notice_hide (notice);
  g_assert_cmpuint (hidden[1], ==, 1);
  nh_notice_offer (notice, NH_NOTICE_ERROR, "Not saved", "_Go back", G_CALLBACK (on_chosen), left, on_freed);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_cmpuint (left[1], ==, 1);
  g_assert_cmpuint (overtaken[0] + hidden[0] + left[0], ==, 0);
}

static void
say_more (gpointer data)
{
  nh_notice_show (data, NH_NOTICE_DONE, "Taken back");
}

/* What is chosen may have something to say itself. */
static void
test_notice_answers (void)
{
  GtkWidget *window = app_show (gtk_label_new (NULL));
  NhNotice *notice = nh_notice_of (window);

  nh_notice_offer (notice, NH_NOTICE_DONE, "Deleted", "_Undo", G_CALLBACK (say_more), notice, NULL);
  app_click (app_notice_button (window));
  g_assert_cmpstr (app_notice (window), ==, "Taken back");
  g_assert_null (app_notice_button (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* At most two lines, with a button that shows the rest. */
static void
test_notice_lines (void)
{
  GtkWidget *window = app_show (gtk_label_new (NULL));
  NhNotice *notice = nh_notice_of (window);
  GtkWidget *more = app_find (GTK_WIDGET (notice), "more"), *label = app_find (GTK_WIDGET (notice), "label");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text, "word %u ", i);
  nh_notice_show (notice, NH_NOTICE_ERROR, "Short");
  g_assert_false (gtk_widget_get_visible (more));
  nh_notice_show (notice, NH_NOTICE_ERROR, text->str);
  g_assert_true (gtk_widget_get_visible (more));
  app_wait (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label))), ==, 2);
  app_click (more);
  app_wait (!pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
  g_assert_false (gtk_widget_get_visible (more));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The next action ends what was read, but nothing that is under way or waits for the user. */
static void
test_notice_end (void)
{
  GtkWidget *window = app_show (gtk_label_new (NULL));
  NhNotice *notice = nh_notice_of (window);
  guint counts[2] = { 0 };

  nh_notice_show (notice, NH_NOTICE_WARNING, "Look");
  nh_notice_end (notice);
  g_assert_cmpstr (app_notice (window), ==, "Look"); /* it has only just appeared */
  g_usleep (2100 * 1000);
  nh_notice_end (notice);
  g_assert_cmpstr (app_notice (window), ==, "");
  nh_notice_show (notice, NH_NOTICE_BUSY, "Writing");
  g_usleep (2100 * 1000);
  nh_notice_end (notice);
  g_assert_cmpstr (app_notice (window), ==, "Writing");
  nh_notice_offer (notice, NH_NOTICE_ERROR, "Not saved", "_Go back", G_CALLBACK (on_chosen), counts, on_freed);
  g_usleep (2100 * 1000);
  nh_notice_end (notice);
  g_assert_cmpstr (app_notice (window), ==, "Not saved");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- the choice of a unit --- */

typedef struct
{
  NhCatalog *catalog;
  GtkWidget *window;
  NhUnitChooser *chooser;
  GtkWidget *entry;
  GtkListBox *rows;
  gint64 selected, chosen;
  guint n_chosen;
} Choice;

static void
on_unit_selected (Choice *choice, gint64 unit)
{
  choice->selected = unit;
}

static void
on_unit_chosen (Choice *choice, gint64 unit)
{
  choice->chosen = unit;
  choice->n_chosen++;
}

static void
choice_open (Choice *choice)
{
  g_autoptr (GError) error = NULL;

  memset (choice, 0, sizeof *choice);
  choice->catalog = nh_catalog_from_data (NULL, &error);
  g_assert_no_error (error);
  choice->chooser = g_object_new (NH_TYPE_UNIT_CHOOSER, NULL);
  choice->window = app_show (GTK_WIDGET (choice->chooser));
  choice->entry = app_find_type (GTK_WIDGET (choice->chooser), GTK_TYPE_SEARCH_ENTRY);
  choice->rows = GTK_LIST_BOX (app_find_type (GTK_WIDGET (choice->chooser), GTK_TYPE_LIST_BOX));
  g_signal_connect_swapped (choice->chooser, "selected", G_CALLBACK (on_unit_selected), choice);
  g_signal_connect_swapped (choice->chooser, "chosen", G_CALLBACK (on_unit_chosen), choice);
}

static void
choice_close (Choice *choice)
{
  gtk_window_destroy (GTK_WINDOW (choice->window));
  app_settle ();
  g_assert_finalize_object (choice->catalog);
}

static guint
count_rows (GtkListBox *box)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (box, (int) n) != NULL)
    n++;
  return n;
}

static void
assert_code (Choice *choice, gint64 unit, const char *code)
{
  const NhUnit *found = nh_catalog_get_unit (choice->catalog, unit);

  g_assert_nonnull (found);
  g_assert_cmpstr (found->code, ==, code);
  g_assert_cmpint (nh_unit_chooser_get_selected (choice->chooser), ==, unit);
}

static void
type_unit (Choice *choice, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (choice->entry), text);
}

static void
test_chooser (void)
{
  static const char *const ways[] = {
    "cam xuyen", "Cẩm Xuyên", "CAM XUYEN", "xa cam xuyen", CAM_XUYEN, "  cẩm   xuyên "
  };
  Choice choice;
  g_autofree char *title = NULL;
  g_autofree char *police = NULL;

  choice_open (&choice);
  nh_unit_chooser_set_catalog (choice.chooser, choice.catalog, 0, 20260819);
  g_assert_cmpint (choice.selected, ==, 0);
  g_assert_cmpuint (count_rows (choice.rows), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      type_unit (&choice, ways[i]);
      assert_code (&choice, choice.selected, CAM_XUYEN);
    }
  title = nh_unit_full_title (choice.catalog, nh_catalog_get_unit (choice.catalog, choice.selected));
  g_assert_cmpstr (title, ==, "Xã Cẩm Xuyên, tỉnh Hà Tĩnh");
  police = nh_unit_police_title (nh_catalog_get_unit (choice.catalog, choice.selected));
  g_assert_cmpstr (police, ==, "Police of xã Cẩm Xuyên");
  g_assert_cmpuint (choice.n_chosen, ==, 0);
  g_signal_emit_by_name (choice.entry, "activate");
  g_assert_cmpuint (choice.n_chosen, ==, 1);
  g_assert_cmpint (choice.chosen, ==, choice.selected);

  type_unit (&choice, "khong co don vi nao");
  g_assert_cmpint (choice.selected, ==, 0);
  g_assert_cmpuint (count_rows (choice.rows), ==, 0);
  g_signal_emit_by_name (choice.entry, "activate");
  g_assert_cmpuint (choice.n_chosen, ==, 1);
  type_unit (&choice, "câm xuyên"); /* a mark that it does not have */
  g_assert_cmpint (choice.selected, ==, 0);
  nh_unit_chooser_clear (choice.chooser);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (choice.entry)), ==, "");
  g_assert_cmpint (nh_unit_chooser_get_selected (choice.chooser), ==, 0);
  choice_close (&choice);
}

/* A unit that was merged leads to the one of today, even over two steps. */
static void
test_chooser_former (void)
{
  Choice choice;

  choice_open (&choice);
  nh_unit_chooser_set_catalog (choice.chooser, choice.catalog, 0, 20260819);
  type_unit (&choice, "cam nhuong");
  assert_code (&choice, choice.selected, "18676");
  g_assert_cmpuint (count_rows (choice.rows), ==, 1);
  g_assert_nonnull (nh_unit_chooser_get_note (choice.chooser));
  type_unit (&choice, "thien cam"); /* as it is called today: nothing to be said */
  assert_code (&choice, choice.selected, "18676");
  g_assert_null (nh_unit_chooser_get_note (choice.chooser));
  type_unit (&choice, "nguyen du"); /* merged in 2025-01, that one in 2025-07 */
  assert_code (&choice, choice.selected, "18073");
  nh_unit_chooser_set_catalog (choice.chooser, choice.catalog, 0, 20220819);
  type_unit (&choice, "cam nhuong"); /* still in force */
  g_assert_null (nh_unit_chooser_get_note (choice.chooser));
  choice_close (&choice);
}

static void
test_chooser_keys (void)
{
  Choice choice;
  gint64 first;
  guint n;

  choice_open (&choice);
  nh_unit_chooser_set_catalog (choice.chooser, choice.catalog, 0, 20260819);
  g_assert_false (app_press (choice.entry, GDK_KEY_Down)); /* no list: the focus may go on */
  type_unit (&choice, "cam");
  n = count_rows (choice.rows);
  g_assert_cmpuint (n, >, 2);
  first = choice.selected;
  g_assert_true (app_press (choice.entry, GDK_KEY_Down));
  g_assert_cmpint (choice.selected, !=, first);
  g_assert_cmpint (choice.selected, ==, nh_unit_chooser_get_selected (choice.chooser));
  g_assert_true (app_press (choice.entry, GDK_KEY_KP_Up));
  g_assert_cmpint (choice.selected, ==, first);
  g_assert_true (app_press (choice.entry, GDK_KEY_Up)); /* at the top it stays */
  g_assert_cmpint (choice.selected, ==, first);
  for (guint i = 0; i < n + 3; i++)
    g_assert_true (app_press (choice.entry, GDK_KEY_KP_Down));
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (choice.rows)), ==, (int) n - 1);
  g_assert_false (app_press (choice.entry, GDK_KEY_a));
  g_signal_emit_by_name (choice.rows, "row-activated", gtk_list_box_get_row_at_index (choice.rows, 1)); /* a click */
  g_assert_cmpuint (choice.n_chosen, ==, 1);
  g_assert_cmpint (choice.chosen, ==, nh_unit_chooser_get_selected (choice.chooser));
  g_assert_cmpint (choice.chosen, !=, first);
  choice_close (&choice);
}

static void
test_chooser_within (void)
{
  Choice choice;
  const NhUnit *province, *commune;

  choice_open (&choice);
  province = nh_catalog_find_unit (choice.catalog, HA_TINH, 20260819);
  commune = nh_catalog_find_unit (choice.catalog, CAM_XUYEN, 20260819);
  nh_unit_chooser_set_catalog (choice.chooser, choice.catalog, province->id, 20260819);
  g_assert_cmpint (choice.selected, ==, province->id);
  g_assert_cmpuint (count_rows (choice.rows), ==, 1 + 69);
  type_unit (&choice, "cam xuyen");
  assert_code (&choice, choice.selected, CAM_XUYEN);
  nh_unit_chooser_clear (choice.chooser);
  g_assert_cmpint (choice.selected, ==, province->id);
  nh_unit_chooser_set_catalog (choice.chooser, choice.catalog, province->id, 20220819); /* that season's units */
  g_assert_cmpuint (count_rows (choice.rows), ==, 1 + 216);

  nh_unit_chooser_set_catalog (choice.chooser, choice.catalog, commune->id, 20260819);
  g_assert_cmpuint (count_rows (choice.rows), ==, 1);
  type_unit (&choice, "thanh sen");
  g_assert_cmpuint (count_rows (choice.rows), ==, 0);
  choice_close (&choice);
}

/* --- the welcome --- */

typedef struct
{
  GtkWidget *window, *welcome;
  char *path; /* owned (nullable): as "made" told */
} Hall;

static void
on_made (Hall *hall, const char *path)
{
  g_free (hall->path);
  hall->path = g_strdup (path);
}

static void
hall_open (Hall *hall)
{
  memset (hall, 0, sizeof *hall);
  hall->welcome = g_object_new (NH_TYPE_WELCOME, NULL);
  hall->window = app_show (hall->welcome);
  app_wait_units (hall->welcome);
  g_signal_connect_swapped (hall->welcome, "made", G_CALLBACK (on_made), hall);
}

static void
hall_close (Hall *hall)
{
  g_signal_handlers_disconnect_by_func (hall->welcome, on_made, hall); /* it may live on until its file is made */
  gtk_window_destroy (GTK_WINDOW (hall->window));
  app_settle ();
  if (hall->path != NULL)
    g_assert_cmpint (g_remove (hall->path), ==, 0);
  g_free (hall->path);
}

/* Whose name stands under "Người lập biểu". */
static void
assert_preparer (const char *path, const char *expected)
{
  g_autofree char *preparer = fixture_sql_text (path, "SELECT value FROM setting WHERE name = 'preparer.name'");

  g_assert_cmpstr (preparer, ==, expected);
}

static void
assert_superior (const char *path, const char *expected)
{
  g_autofree char *superior = fixture_sql_text (path, "SELECT coalesce (max (value), '') FROM setting"
                                                      " WHERE name = 'letterhead.superior'");

  g_assert_cmpstr (superior, ==, expected);
}

static void
assert_owner (const char *path, const char *title, NhRole role, const char *above)
{
  NhLedger *ledger = fixture_open (path, NH_OPEN_READ_ONLY);
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  const NhUnit *unit = nh_catalog_get_unit (catalog, nh_ledger_get_unit (ledger));
  g_autofree char *kept = fixture_sql_text (path, "SELECT role FROM ledger");
  const NhUnit *parent;

  g_assert_nonnull (unit);
  g_assert_cmpstr (unit->title, ==, title);
  g_assert_cmpstr (kept, ==, role == NH_ROLE_PROVINCE ? "province" : "commune");
  parent = nh_catalog_get_unit (catalog, unit->parent);
  if (above != NULL)
    g_assert_cmpstr (parent->title, ==, above);
  else
    g_assert_true (parent == NULL || parent->level == NH_LEVEL_COUNTRY);
  fixture_close (ledger);
}

static void
test_welcome (void)
{
  Hall hall;
  GtkWidget *create;
  g_autofree char *first = NULL;

  hall_open (&hall);
  create = app_find (hall.welcome, "create");
  g_assert_false (gtk_widget_get_sensitive (create));
  g_assert_false (gtk_widget_get_visible (app_find (hall.welcome, "summary")));
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (hall.welcome, GTK_TYPE_SEARCH_ENTRY)), "cam xuyen");
  g_assert_true (gtk_widget_get_sensitive (create));
  g_assert_true (gtk_widget_get_visible (app_find (hall.welcome, "summary")));
  g_assert_cmpstr (app_label (hall.welcome, "unit_label"), ==, "Xã Cẩm Xuyên, tỉnh Hà Tĩnh");
  g_assert_cmpstr (app_label (hall.welcome, "season_label"), ==, "Festival 2026");
  g_assert_true (g_str_has_suffix (app_label (hall.welcome, "file_label"), "/xa-cam-xuyen.ngayhoi"));
  first = g_strdup (app_label (hall.welcome, "file_label"));
  app_click (create);
  g_assert_false (gtk_widget_get_sensitive (create)); /* not twice */
  app_wait (hall.path != NULL);
  g_assert_cmpstr (hall.path, ==, first);
  assert_superior (hall.path, "");
  assert_owner (hall.path, "Xã Cẩm Xuyên", NH_ROLE_COMMUNE, "Tỉnh Hà Tĩnh");

  gtk_editable_set_text (GTK_EDITABLE (app_find_type (hall.welcome, GTK_TYPE_SEARCH_ENTRY)), "tinh ha tinh");
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (hall.welcome, GTK_TYPE_SEARCH_ENTRY)), "cam xuyen");
  g_assert_true (g_str_has_suffix (app_label (hall.welcome, "file_label"),
                                   "/xa-cam-xuyen-2.ngayhoi")); /* no file is overwritten */
  hall_close (&hall);
}

/* The entry stays where it is while what is found appears below it. */
static void
test_welcome_still (void)
{
  Hall hall;
  GtkWidget *entry;
  graphene_rect_t before, after;

  hall_open (&hall);
  gtk_window_set_default_size (GTK_WINDOW (hall.window), 900, 700);
  app_wait (gtk_widget_get_height (hall.window) > 600);
  app_wait_drawn (hall.window);
  entry = app_find_type (hall.welcome, GTK_TYPE_SEARCH_ENTRY);
  g_assert_true (gtk_widget_compute_bounds (entry, hall.welcome, &before));
  gtk_editable_set_text (GTK_EDITABLE (entry), "cam xuyen");
  app_wait_drawn (hall.window);
  g_assert_true (gtk_widget_compute_bounds (entry, hall.welcome, &after));
  g_assert_cmpfloat (after.origin.y, ==, before.origin.y);
  hall_close (&hall);
}

static void
test_welcome_province (void)
{
  Hall hall;

  hall_open (&hall);
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (hall.welcome, GTK_TYPE_SEARCH_ENTRY)), "tinh ha tinh");
  g_signal_emit_by_name (app_find_type (hall.welcome, GTK_TYPE_SEARCH_ENTRY), "activate"); /* Enter */
  app_settle ();
  g_assert_null (hall.path); /* who works here is asked first … */
  gtk_editable_set_text (GTK_EDITABLE (app_find (hall.welcome, "person")), "Trần Thị Bình");
  g_signal_emit_by_name (app_find (hall.welcome, "person"), "activate");
  app_wait (hall.path != NULL);
  g_assert_cmpstr (nh_settings_get_text (NH_SETTINGS_PERSON), ==, "Trần Thị Bình");
  assert_owner (hall.path, "Tỉnh Hà Tĩnh", NH_ROLE_PROVINCE, NULL);
  assert_preparer (hall.path, "Trần Thị Bình");
  hall_close (&hall);

  hall_open (&hall);
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (hall.welcome, GTK_TYPE_SEARCH_ENTRY)), "cam xuyen");
  g_assert_false (gtk_widget_get_visible (app_find (hall.welcome, "person_box"))); /* … and only once */
  g_signal_emit_by_name (app_find_type (hall.welcome, GTK_TYPE_SEARCH_ENTRY), "activate");
  app_wait (hall.path != NULL);
  assert_preparer (hall.path, "Trần Thị Bình");
  nh_settings_set_text (NH_SETTINGS_PERSON, "");
  nh_platform_set_user_name ("");
  hall_close (&hall);
}

static void
type_in (Hall *hall, guint kind, const char *name, const char *above)
{
  hall_open (hall);
  app_click (app_find (hall->welcome, "not_listed"));
  g_assert_true (gtk_widget_get_visible (app_find (hall->welcome, "manual")));
  g_assert_false (gtk_widget_get_visible (app_find (hall->welcome, "chooser_box")));
  g_assert_false (gtk_widget_get_sensitive (app_find (hall->welcome, "create")));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_find (hall->welcome, "kind")), kind);
  gtk_editable_set_text (GTK_EDITABLE (app_find (hall->welcome, "name")), name);
  gtk_editable_set_text (GTK_EDITABLE (app_find (hall->welcome, "parent_name")), above);
  app_click (app_find (hall->welcome, "create"));
  app_wait (hall->path != NULL);
}

static void
test_welcome_typed (void)
{
  static const struct
  {
    guint kind;
    const char *name, *above, *title, *parent, *superior;
    NhRole role;
  } cases[] = {
    { 0, " Bình  Minh ", "ha tinh", "Xã Bình Minh", "Tỉnh Hà Tĩnh", "", NH_ROLE_COMMUNE },
    { 1, "An Bình", "Tỉnh Hà Tĩnh", "Phường An Bình", "Tỉnh Hà Tĩnh", "", NH_ROLE_COMMUNE },
    { 2, "Phú Quốc", "Tỉnh Nơi Khác", "Đặc khu Phú Quốc", NULL, "CÔNG AN TỈNH NƠI KHÁC", NH_ROLE_COMMUNE },
    { 4, "Nơi Khác", "", "Thành phố Nơi Khác", NULL, "", NH_ROLE_PROVINCE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Hall hall;

      type_in (&hall, cases[i].kind, cases[i].name, cases[i].above);
      assert_superior (hall.path, cases[i].superior);
      assert_owner (hall.path, cases[i].title, cases[i].role, cases[i].parent);
      hall_close (&hall);
    }
}

/* An office types its own name; where nothing is found, what was typed goes along by a button, too. */
static void
test_welcome_office (void)
{
  Hall hall;
  GtkEditable *search;

  hall_open (&hall);
  search = GTK_EDITABLE (app_find_type (hall.welcome, GTK_TYPE_SEARCH_ENTRY));
  gtk_editable_set_text (search, "Công an xã Cẩm Xuyên");
  app_wait (g_str_equal (app_label (hall.welcome, "unit_label"), "Xã Cẩm Xuyên, tỉnh Hà Tĩnh"));
  g_assert_false (gtk_widget_get_mapped (app_find (hall.welcome, "type_in")));
  gtk_editable_set_text (search, "Xã Nơi Khác");
  app_wait (gtk_widget_get_mapped (app_find (hall.welcome, "type_in")));
  app_click (app_find (hall.welcome, "type_in"));
  g_assert_true (gtk_widget_get_visible (app_find (hall.welcome, "manual")));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_find (hall.welcome, "name"))), ==, "Nơi Khác");
  hall_close (&hall);
}

static void
test_welcome_back (void)
{
  Hall hall;

  hall_open (&hall);
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (hall.welcome, GTK_TYPE_SEARCH_ENTRY)), "cam xuyen");
  app_click (app_find (hall.welcome, "not_listed"));
  g_assert_false (gtk_widget_get_sensitive (app_find (hall.welcome, "create")));
  gtk_editable_set_text (GTK_EDITABLE (app_find (hall.welcome, "name")), "  ");
  g_assert_false (gtk_widget_get_sensitive (app_find (hall.welcome, "create")));
  app_click (app_find (hall.welcome, "not_listed"));
  g_assert_true (gtk_widget_get_sensitive (app_find (hall.welcome, "create")));
  g_assert_cmpstr (app_label (hall.welcome, "unit_label"), ==, "Xã Cẩm Xuyên, tỉnh Hà Tĩnh");
  hall_close (&hall);
}

static void
test_welcome_sample (void)
{
  Hall hall;
  NhLedger *ledger;
  g_autofree char *name = NULL;

  hall_open (&hall);
  app_click (app_find_button (hall.welcome, "Look at the _sample: Hà Tĩnh 2022"));
  app_wait (hall.path != NULL);
  name = g_path_get_basename (hall.path);
  g_assert_cmpstr (name, ==, NH_SAMPLE_FILE_NAME);
  ledger = fixture_open (hall.path, NH_OPEN_READ_ONLY);
  g_assert_true (nh_ledger_is_sample (ledger));
  g_assert_cmpint (fixture_count_points (ledger), ==, 1407);
  fixture_close (ledger);
  on_made (&hall, "");
  app_click (app_find_button (hall.welcome, "Look at the _sample: Hà Tĩnh 2022"));
  g_assert_true (g_str_has_suffix (hall.path, NH_SAMPLE_FILE_NAME)); /* at once: it is there */
  hall_close (&hall);
}

/* The window is closed while the file is being made. */
static void
test_welcome_left (void)
{
  Hall hall;
  gpointer welcome;
  g_autofree char *path = NULL;

  hall_open (&hall);
  gtk_editable_set_text (GTK_EDITABLE (app_find_type (hall.welcome, GTK_TYPE_SEARCH_ENTRY)), "cam xuyen");
  path = g_strdup (app_label (hall.welcome, "file_label"));
  app_click (app_find (hall.welcome, "create"));
  welcome = hall.welcome;
  g_object_add_weak_pointer (welcome, &welcome);
  hall_close (&hall);
  app_wait (welcome == NULL);
  g_remove (path);
}

/* --- The error page --- */

static void
on_open_requested (guint *flags, guint wanted)
{
  *flags = wanted;
}

static GtkWidget *
show_error_page (const char *path, NhError code, guint *flags)
{
  g_autoptr (GError) error = g_error_new (NH_ERROR, (int) code, "Reason %d", (int) code);
  GtkWidget *page = g_object_new (NH_TYPE_OPEN_ERROR_PAGE, NULL);

  *flags = G_MAXUINT;
  app_show (page);
  g_signal_connect_swapped (page, "open-requested", G_CALLBACK (on_open_requested), flags);
  nh_open_error_page_show_error (NH_OPEN_ERROR_PAGE (page), path, error);
  g_assert_cmpstr (app_label (page, "text"), ==, error->message);
  g_assert_cmpstr (app_label (page, "file"), ==, path);
  return page;
}

static gboolean
shows (GtkWidget *page, const char *id)
{
  return gtk_widget_get_mapped (app_find (page, id));
}

static void
close_error_page (GtkWidget *page)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (page)));
  app_settle ();
}

/* A ledger with a backup: its path. (transfer full) */
static char *
make_with_backup (void)
{
  char *path = app_ledger (CAM_XUYEN);
  NhLedger *ledger = fixture_open (path, NH_OPEN_DEFAULT);
  g_autoptr (GPtrArray) backups = NULL;

  g_free (fixture_save_point (ledger, "Thôn Một"));
  g_free (fixture_save_point (ledger, "Thôn Hai"));
  fixture_close (ledger);
  backups = nh_backup_list (path);
  g_assert_cmpuint (backups->len, >=, 1);
  return path;
}

static void
test_error_page_ways (void)
{
  static const struct
  {
    NhError code;
    gboolean retry, read_only, take_over, restore;
    const char *first;
  } cases[] = {
    { NH_ERROR_FAILED, TRUE, TRUE, FALSE, TRUE, "restore" },
    { NH_ERROR_NOT_FOUND, TRUE, FALSE, FALSE, TRUE, "restore" },
    { NH_ERROR_IO, TRUE, TRUE, FALSE, TRUE, "restore" },
    { NH_ERROR_FULL, TRUE, TRUE, FALSE, FALSE, "retry" },
    { NH_ERROR_READ_ONLY, TRUE, TRUE, FALSE, FALSE, "retry" },
    { NH_ERROR_VANISHED, TRUE, FALSE, FALSE, TRUE, "restore" },
    { NH_ERROR_NOT_A_LEDGER, FALSE, FALSE, FALSE, TRUE, "restore" },
    { NH_ERROR_CORRUPT, FALSE, TRUE, FALSE, TRUE, "restore" },
    { NH_ERROR_NEWER, FALSE, TRUE, FALSE, FALSE, "read_only" },
    { NH_ERROR_LOCKED, TRUE, TRUE, TRUE, FALSE, "retry" },
    { NH_ERROR_BUSY, TRUE, FALSE, FALSE, FALSE, "retry" },
  };
  static const char *const buttons[] = { "retry", "read_only", "restore", "other", "take_over" };
  g_autofree char *path = make_with_backup ();
  g_autofree char *alone = app_ledger (CAM_XUYEN);
  guint flags;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *page = show_error_page (path, cases[i].code, &flags);

      g_test_message ("code %d", (int) cases[i].code);
      app_settle ();
      g_assert_true (shows (page, "retry") == cases[i].retry);
      g_assert_true (shows (page, "read_only") == cases[i].read_only);
      g_assert_true (shows (page, "take_over") == cases[i].take_over);
      g_assert_true (shows (page, "restore") == cases[i].restore);
      g_assert_true (shows (page, "other"));
      for (guint k = 0; k < G_N_ELEMENTS (buttons); k++)
        g_assert_true (gtk_widget_has_css_class (app_find (page, buttons[k]), "suggested-action") ==
                       g_str_equal (buttons[k], cases[i].first));
      close_error_page (page);

      page = show_error_page (alone, cases[i].code, &flags); /* of which there is no backup */
      app_settle ();
      g_assert_false (shows (page, "restore"));
      g_assert_true (shows (page, "retry") == cases[i].retry);
      close_error_page (page);
    }
}

static void
test_error_page_requested (void)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);
  guint flags;
  GtkWidget *page = show_error_page (path, NH_ERROR_LOCKED, &flags);

  app_click (app_find (page, "read_only"));
  g_assert_cmpuint (flags, ==, NH_OPEN_READ_ONLY);
  app_click (app_find (page, "take_over"));
  g_assert_cmpuint (flags, ==, NH_OPEN_TAKE_OVER);
  app_click (app_find (page, "retry"));
  g_assert_cmpuint (flags, ==, NH_OPEN_DEFAULT);
  close_error_page (page);
}

static void
test_error_page_restore (void)
{
  g_autofree char *path = make_with_backup ();
  guint flags;
  GtkWidget *page;
  NhLedger *ledger;

  fixture_write (path, "not a ledger at all", -1);
  page = show_error_page (path, NH_ERROR_NOT_A_LEDGER, &flags);
  app_click (app_find (page, "restore"));
  g_assert_false (gtk_widget_get_sensitive (app_find (page, "restore")));
  app_wait (flags != G_MAXUINT);
  g_assert_cmpuint (flags, ==, NH_OPEN_DEFAULT);
  g_assert_true (gtk_widget_get_sensitive (app_find (page, "restore")));
  close_error_page (page);
  ledger = fixture_open (path, NH_OPEN_DEFAULT);
  g_assert_cmpint (fixture_count_points (ledger), >=, 1);
  fixture_close (ledger);
}

/* The last changes of another copy lie beside it. */
static void
test_error_page_said (void)
{
  g_autofree char *path = make_with_backup ();
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *said = NULL, *again = NULL;
  guint flags;
  GtkWidget *page;

  fixture_write (wal, "x", -1);
  page = show_error_page (path, NH_ERROR_CORRUPT, &flags);
  app_click (app_find (page, "restore"));
  app_wait (flags != G_MAXUINT);
  said = nh_open_error_page_take_said (NH_OPEN_ERROR_PAGE (page));
  again = nh_open_error_page_take_said (NH_OPEN_ERROR_PAGE (page));
  g_assert_nonnull (strstr (said, ".left-behind-wal"));
  g_assert_null (again);
  close_error_page (page);
}

/* The stick with the backups was pulled in the meantime. */
static void
test_error_page_restore_fails (void)
{
  g_autofree char *path = make_with_backup ();
  g_autoptr (GPtrArray) backups = nh_backup_list (path);
  guint flags;
  GtkWidget *page = show_error_page (path, NH_ERROR_CORRUPT, &flags);
  gpointer gone = page;

  for (guint i = 0; i < backups->len; i++)
    g_assert_cmpint (g_remove (g_ptr_array_index (backups, i)), ==, 0);
  app_click (app_find (page, "restore"));
  app_wait (gtk_widget_get_sensitive (app_find (page, "restore")));
  g_assert_true (shows (page, "error"));
  g_assert_cmpstr (app_label (page, "error"), !=, "");
  g_assert_cmpuint (flags, ==, G_MAXUINT);

  app_click (app_find (page, "restore")); /* and now the window is closed while it is tried */
  g_object_add_weak_pointer (G_OBJECT (page), &gone);
  close_error_page (page);
  app_wait (gone == NULL);
}

static gboolean
press_escape (GtkWidget *page)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (page);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Escape, 0, 0, &handled);
    }
  return handled;
}

static void
test_error_page_backups (void)
{
  g_autofree char *path = make_with_backup ();
  guint flags;
  GtkWidget *page = show_error_page (path, NH_ERROR_LOCKED, &flags);
  GtkDropDown *backup;
  g_autoptr (GPtrArray) backups = nh_backup_list (path);

  nh_open_error_page_show_backups (NH_OPEN_ERROR_PAGE (page), path);
  app_settle ();
  g_assert_true (shows (page, "restore"));
  g_assert_true (shows (page, "retry"));
  g_assert_false (shows (page, "read_only"));
  g_assert_false (shows (page, "take_over"));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (app_find (page, "retry"))), ==, "_Back to the ledger");
  backup = GTK_DROP_DOWN (app_find (page, "backup"));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (backup)), ==, backups->len);
  g_assert_true (
      g_str_has_prefix (gtk_string_object_get_string (gtk_drop_down_get_selected_item (backup)), "20/08/2026 "));
  /* With the seconds; nothing happens without an answer; Esc goes back to the ledger. */
  g_assert_cmpuint (strlen (gtk_string_object_get_string (gtk_drop_down_get_selected_item (backup))), ==,
                    strlen ("20/08/2026 14:32:05"));
  app_click (app_find (page, "restore"));
  app_answer (1);
  app_settle ();
  g_assert_cmpuint (flags, ==, G_MAXUINT);
  g_assert_true (gtk_widget_get_sensitive (app_find (page, "restore")));
  g_assert_true (press_escape (page));
  g_assert_cmpuint (flags, ==, NH_OPEN_DEFAULT);
  close_error_page (page);
}

/* --- the notice, ticks, keys --- */

/* A notice does not cover the field one works at, be it the lowest. */
static void
test_notice_makes_way (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *entries[2], *window, *notice;

  for (guint i = 0; i < 2; i++)
    {
      entries[i] = gtk_entry_new ();
      gtk_widget_set_hexpand (entries[i], TRUE);
      gtk_widget_set_vexpand (entries[i], TRUE);
      gtk_widget_set_valign (entries[i], i == 0 ? GTK_ALIGN_START : GTK_ALIGN_END);
      gtk_widget_set_margin_bottom (entries[i], 14);
      gtk_box_append (GTK_BOX (box), entries[i]);
    }
  window = app_show (box);
  notice = GTK_WIDGET (nh_notice_of (window));
  for (guint i = 0; i < 2; i++)
    {
      graphene_rect_t covered, field;

      gtk_widget_grab_focus (entries[i]);
      nh_notify (box, NH_NOTICE_DONE, "Saved.");
      app_wait (gtk_widget_get_valign (notice) == (i == 0 ? GTK_ALIGN_END : GTK_ALIGN_START));
      app_wait_drawn (window);
      g_assert_true (gtk_widget_compute_bounds (notice, window, &covered));
      g_assert_true (gtk_widget_compute_bounds (entries[i], window, &field));
      g_assert_false (graphene_rect_intersection (&covered, &field, NULL));
    }
  gtk_widget_grab_focus (entries[0]);
  nh_notice_make_way (NH_NOTICE (notice));
  app_wait (gtk_widget_get_valign (notice) == GTK_ALIGN_END);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Of ticks below each other Tab stops at one: the others are for the arrows. */
static void
test_one_stop (void)
{
  GtkWidget *ticks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *after = gtk_button_new_with_label ("after");
  GtkWidget *before = gtk_button_new_with_label ("before"), *window;

  for (guint i = 0; i < 3; i++)
    gtk_box_append (GTK_BOX (ticks), gtk_check_button_new_with_label ("tick"));
  nh_widget_set_one_stop (ticks);
  window = app_show (nh_box_new (GTK_ORIENTATION_VERTICAL, 0, before, ticks, after, NULL));
  gtk_widget_grab_focus (gtk_widget_get_first_child (ticks));
  g_assert_true (app_press (ticks, GDK_KEY_Tab));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == after);
  gtk_widget_grab_focus (gtk_widget_get_last_child (ticks));
  g_assert_true (app_press_with (ticks, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == before);
  g_assert_false (app_press (ticks, GDK_KEY_Down));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Ctrl+Y is what it is in other programs. */
static void
test_redo_key (void)
{
  g_auto (GStrv) redo = gtk_application_get_actions_for_accel (app_get (), "<Control>y");
  g_auto (GStrv) also = gtk_application_get_actions_for_accel (app_get (), "<Control><Shift>z");
  g_auto (GStrv) years = gtk_application_get_actions_for_accel (app_get (), "<Control><Shift>y");

  g_assert_cmpstr (redo[0], ==, "win.redo");
  g_assert_cmpstr (also[0], ==, "win.redo");
  g_assert_cmpstr (years[0], ==, "win.years");
}

/* --- the sidebar --- */

typedef struct
{
  GtkWidget *window;
  NhSidebar *sidebar;
  NhSession *session;
  NhLedger *ledger;
  char *page; /* owned (nullable): chosen last */
  gint64 unit;
  int year; /* of the view that was wanted last */
  guint wanted;
} Edge;

static void
on_page_chosen (Edge *edge, const char *name)
{
  g_free (edge->page);
  edge->page = g_strdup (name);
}

static void
on_view_requested (Edge *edge, gint64 unit, int year)
{
  edge->unit = unit;
  edge->year = year;
  edge->wanted++;
}

static void
edge_open (Edge *edge, char *path, int year)
{
  memset (edge, 0, sizeof *edge);
  edge->ledger = fixture_open (path, NH_OPEN_DEFAULT);
  g_free (path);
  edge->session = nh_session_new (edge->ledger, year);
  edge->sidebar = NH_SIDEBAR (nh_sidebar_new (edge->session));
  nh_sidebar_add_page (edge->sidebar, "overview", "Overview", NULL);
  nh_sidebar_add_page (edge->sidebar, "point", "Points", NULL);
  nh_sidebar_add_page (edge->sidebar, "total", "Totals", NULL);
  g_signal_connect_swapped (edge->sidebar, "page-chosen", G_CALLBACK (on_page_chosen), edge);
  g_signal_connect_swapped (edge->sidebar, "view-requested", G_CALLBACK (on_view_requested), edge);
  edge->window = app_show (GTK_WIDGET (edge->sidebar));
  nh_session_read_outline (edge->session);
  app_wait (nh_session_get_outline (edge->session) != NULL);
  app_wait (*app_label (GTK_WIDGET (edge->sidebar), "status") != '\0');
}

static gpointer
do_nothing (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static void
edge_close (Edge *edge)
{
  g_object_add_weak_pointer (G_OBJECT (edge->sidebar), (gpointer *) &edge->sidebar);
  gtk_window_destroy (GTK_WINDOW (edge->window));
  app_wait (edge->sidebar == NULL); /* the search for backups may still hold it, and it the session */
  g_free (edge->page);
  nh_session_close (edge->session);
  nh_ledger_call (edge->ledger, NH_ON_READER, do_nothing, NULL, NULL,
                  NULL); /* an answer on its way holds the session */
  app_settle ();
  g_assert_finalize_object (edge->session);
  fixture_close (edge->ledger);
}

static const char *
count_of (Edge *edge, int row)
{
  GtkListBox *pages = GTK_LIST_BOX (app_find (GTK_WIDGET (edge->sidebar), "pages"));
  GtkWidget *box = gtk_list_box_row_get_child (gtk_list_box_get_row_at_index (pages, row));

  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (box)));
}

static void
test_sidebar_counts (void)
{
  Edge edge;

  edge_open (&edge, app_sample (), 2022);
  g_assert_cmpstr (app_label (GTK_WIDGET (edge.sidebar), "unit_label"), ==, "Police of tỉnh Hà Tĩnh");
  g_assert_cmpstr (app_label (GTK_WIDGET (edge.sidebar), "year_label"), ==, "Festival 2022");
  g_assert_true (gtk_widget_get_visible (app_find (GTK_WIDGET (edge.sidebar), "sample")));
  g_assert_cmpstr (count_of (&edge, 0), ==, "");
  g_assert_cmpstr (count_of (&edge, 1), ==, "1.407");
  nh_session_set_view (edge.session, nh_session_get_unit (edge.session), 2021);
  app_wait (g_str_equal (count_of (&edge, 1), "0"));
  g_assert_cmpstr (app_label (GTK_WIDGET (edge.sidebar), "year_label"), ==, "Festival 2021");
  edge_close (&edge);

  edge_open (&edge, app_ledger (CAM_XUYEN), 2026);
  g_assert_cmpstr (app_label (GTK_WIDGET (edge.sidebar), "place"), ==, "Tỉnh Hà Tĩnh");
  g_assert_false (gtk_widget_get_visible (app_find (GTK_WIDGET (edge.sidebar), "sample")));
  g_assert_cmpstr (count_of (&edge, 1), ==, "0");
  g_free (fixture_save_point (edge.ledger, "Thôn Một"));
  app_wait (g_str_equal (count_of (&edge, 1), "1"));
  app_wait (g_str_has_suffix (app_label (GTK_WIDGET (edge.sidebar), "status"), "· backup today"));
  g_assert_true (g_str_has_prefix (app_label (GTK_WIDGET (edge.sidebar), "status"), "Saved "));
  edge_close (&edge);
}

static void
test_sidebar_pages (void)
{
  Edge edge;

  edge_open (&edge, app_ledger (CAM_XUYEN), 2026);
  nh_sidebar_select_page (edge.sidebar, "point");
  g_assert_cmpstr (edge.page, ==, "point");
  nh_sidebar_step_page (edge.sidebar, 1);
  g_assert_cmpstr (edge.page, ==, "total");
  nh_sidebar_step_page (edge.sidebar, 1);
  g_assert_cmpstr (edge.page, ==, "overview");
  nh_sidebar_step_page (edge.sidebar, -1);
  g_assert_cmpstr (edge.page, ==, "total");
  edge_close (&edge);
}

static void
open_years (Edge *edge)
{
  nh_sidebar_open_years (edge->sidebar);
  app_wait (gtk_widget_get_mapped (app_find (GTK_WIDGET (edge->sidebar), "years")));
}

static void
try_year (Edge *edge, const char *text, int accepted)
{
  GtkWidget *entry;
  guint wanted = edge->wanted;

  open_years (edge);
  entry = app_find (GTK_WIDGET (edge->sidebar), "other_year");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_false (gtk_test_accessible_has_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID) &&
                  gtk_test_accessible_check_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                                   GTK_ACCESSIBLE_INVALID_TRUE) == NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (edge->wanted, ==, wanted + (accepted != 0));
  if (accepted != 0)
    {
      g_assert_cmpint (edge->year, ==, accepted);
      g_assert_cmpint (edge->unit, ==, nh_session_get_unit (edge->session));
      app_wait (!gtk_widget_get_mapped (entry));
      return;
    }
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_popover_popdown (GTK_POPOVER (app_find (GTK_WIDGET (edge->sidebar), "year_popover")));
}

static void
test_sidebar_years (void)
{
  static const char *const expected[] = { "2026", "2023", "2022" };
  Edge edge;
  GtkListBox *years;

  edge_open (&edge, app_sample (), 2023); /* of 2022; today is in 2026 */
  open_years (&edge);
  years = GTK_LIST_BOX (app_find (GTK_WIDGET (edge.sidebar), "years"));
  g_assert_cmpuint (count_rows (years), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (
        gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (gtk_list_box_get_row_at_index (years, (int) i)))),
        ==, expected[i]);
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (years)), ==, 1);
  g_signal_emit_by_name (years, "row-activated", gtk_list_box_get_row_at_index (years, 1)); /* the one that is shown */
  g_assert_cmpuint (edge.wanted, ==, 0);
  open_years (&edge);
  g_signal_emit_by_name (years, "row-activated", gtk_list_box_get_row_at_index (years, 2));
  g_assert_cmpuint (edge.wanted, ==, 1);
  g_assert_cmpint (edge.year, ==, 2022);

  try_year (&edge, "2004", 0);
  try_year (&edge, "2200", 0);
  try_year (&edge, "năm nay", 0);
  try_year (&edge, "", 0);
  try_year (&edge, "2005", 2005);
  try_year (&edge, " 2019 ", 2019);
  edge_close (&edge);
}

static void
test_sidebar_units (void)
{
  Edge edge;
  GtkWidget *unit, *rows;
  const NhUnit *commune;

  edge_open (&edge, app_ledger (CAM_XUYEN), 2026);
  unit = app_find (GTK_WIDGET (edge.sidebar), "unit");
  g_assert_false (gtk_widget_get_sensitive (unit));
  nh_sidebar_open_units (edge.sidebar);
  g_assert_false (gtk_widget_get_visible (app_find (GTK_WIDGET (edge.sidebar), "unit_popover")));
  edge_close (&edge);

  edge_open (&edge, app_ledger (HA_TINH), 2026);
  unit = app_find (GTK_WIDGET (edge.sidebar), "unit");
  g_assert_true (gtk_widget_get_sensitive (unit));
  nh_sidebar_open_units (edge.sidebar);
  app_wait (gtk_widget_get_mapped (app_find (GTK_WIDGET (edge.sidebar), "unit_popover")));
  rows = app_find_type (app_find (GTK_WIDGET (edge.sidebar), "unit_popover"), GTK_TYPE_LIST_BOX);
  g_assert_cmpuint (count_rows (GTK_LIST_BOX (rows)), ==, 1 + 69);
  gtk_editable_set_text (
      GTK_EDITABLE (app_find_type (app_find (GTK_WIDGET (edge.sidebar), "unit_popover"), GTK_TYPE_SEARCH_ENTRY)),
      "cam xuyen");
  g_signal_emit_by_name (rows, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (rows), 0));
  commune = nh_catalog_find_unit (nh_ledger_get_catalog (edge.ledger), CAM_XUYEN, 20260819);
  g_assert_cmpuint (edge.wanted, ==, 1);
  g_assert_cmpint (edge.unit, ==, commune->id);
  g_assert_cmpint (edge.year, ==, 2026);
  edge_close (&edge);
}

void
app_add_part_tests (void)
{
  g_test_add_func ("/dialog/ask", test_dialog);
  g_test_add_func ("/dialog/order", test_dialog_order);
  g_test_add_func ("/dialog/space", test_dialog_space);
  g_test_add_func ("/dialog/grows", test_dialog_grows);
  g_test_add_func ("/dialog/place", test_dialog_place);
  g_test_add_func ("/dialog/filter", test_dialog_filter);
  g_test_add_func ("/notice/clicks", test_notice_clicks);
  g_test_add_func ("/notice/lines", test_notice_lines);
  g_test_add_func ("/notice/end", test_notice_end);
  g_test_add_func ("/notice/kinds", test_notice_kinds);
  g_test_add_func ("/notice/timeout", test_notice_timeout);
  g_test_add_func ("/notice/offer", test_notice_offer);
  g_test_add_func ("/notice/answers", test_notice_answers);
  g_test_add_func ("/chooser/type", test_chooser);
  g_test_add_func ("/chooser/former", test_chooser_former);
  g_test_add_func ("/chooser/keys", test_chooser_keys);
  g_test_add_func ("/chooser/within", test_chooser_within);
  g_test_add_func ("/welcome/listed", test_welcome);
  g_test_add_func ("/welcome/still", test_welcome_still);
  g_test_add_func ("/welcome/province", test_welcome_province);
  g_test_add_func ("/welcome/typed", test_welcome_typed);
  g_test_add_func ("/welcome/back", test_welcome_back);
  g_test_add_func ("/welcome/office", test_welcome_office);
  g_test_add_func ("/welcome/sample", test_welcome_sample);
  g_test_add_func ("/welcome/left", test_welcome_left);
  g_test_add_func ("/error-page/ways", test_error_page_ways);
  g_test_add_func ("/error-page/requested", test_error_page_requested);
  g_test_add_func ("/error-page/restore", test_error_page_restore);
  g_test_add_func ("/error-page/said", test_error_page_said);
  g_test_add_func ("/error-page/restore-fails", test_error_page_restore_fails);
  g_test_add_func ("/error-page/backups", test_error_page_backups);
  g_test_add_func ("/notice/makes-way", test_notice_makes_way);
  g_test_add_func ("/window/one-stop", test_one_stop);
  g_test_add_func ("/window/redo-key", test_redo_key);
  g_test_add_func ("/sidebar/counts", test_sidebar_counts);
  g_test_add_func ("/sidebar/pages", test_sidebar_pages);
  g_test_add_func ("/sidebar/years", test_sidebar_years);
  g_test_add_func ("/sidebar/units", test_sidebar_units);
}
