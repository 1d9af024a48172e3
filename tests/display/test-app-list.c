/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of records and its selection as GTK's lists see them: contracts of GListModel and GtkSelectionModel. */
#include "app-fixture.h"

#include <math.h>

#include "ledger-fixture.h"
#include "nh-record-view.h"
#include "nh-history-undo.h"
#include "nh-number.h"
#include "nh-point.h"
#include "nh-record-list.h"
#include "nh-row-selection.h"
#include "nh-sample.h"
#include "nh-store.h"

/* --- rows by themselves --- */

/* A source of values that are boxes with the number it has at that moment. */
typedef struct
{
  NhLedger *ledger;
  int number;
  gboolean broken;
  guint asked, failed;
} Source;

static guint n_boxes;

static void
free_box (gpointer box)
{
  n_boxes -= box != NULL; /* those that were taken leave NULL behind */
  g_free (box);
}

typedef struct
{
  int number;
  gboolean broken;
  guint n;
} Order;

static gpointer
make_boxes (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Order *order = data;
  GPtrArray *boxes = g_ptr_array_new_with_free_func (free_box);

  if (order->broken)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "away");
      g_ptr_array_unref (boxes);
      return NULL;
    }
  for (guint i = 0; i < order->n; i++)
    g_ptr_array_add (boxes, g_memdup2 (&order->number, sizeof order->number));
  return boxes;
}

static void
ask_boxes (gpointer owner, GArray *keys, GAsyncReadyCallback callback, gpointer data)
{
  Source *source = owner;
  Order *order = g_new0 (Order, 1);

  g_assert_cmpuint (keys->len, <=, 100);
  source->asked += keys->len;
  n_boxes += source->broken ? 0 : keys->len;
  *order = (Order){ source->number, source->broken, keys->len };
  g_array_unref (keys);
  nh_ledger_run (source->ledger, NH_ON_READER, make_boxes, order, g_free, NULL, NULL, callback, data);
}

static int
number_of (NhRow *row)
{
  return nh_row_get_value (row) != NULL ? *(int *) nh_row_get_value (row) : -1;
}

static NhRow *
look_at (NhRowCache *rows, gint64 key)
{
  NhRow *row = nh_row_cache_get (rows, key);

  g_assert_cmpint (nh_row_get_key (row), ==, key);
  for (guint cell = 0; cell < 7; cell++)
    nh_row_request (row);
  return row;
}

static void
test_rows (void)
{
  g_autofree char *path = app_ledger ("18673");
  Source source = { .ledger = fixture_open (path, NH_OPEN_DEFAULT) };
  NhRowCache *rows = nh_row_cache_new (ask_boxes, free_box, &source);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_object_unref);
  NhRow *row;
  guint changed = 0;

  g_signal_connect_swapped (rows, "failed", G_CALLBACK (app_count), &source.failed);
  for (gint64 key = 1; key <= 2500; key++)
    g_ptr_array_add (seen, look_at (rows, key));
  g_assert_cmpint (number_of (seen->pdata[0]), ==, -1);
  app_wait (number_of (seen->pdata[0]) == 0); /* wanted first, read last */
  g_assert_cmpuint (source.asked, ==, 2500);
  row = nh_row_cache_get (rows, 1200);
  g_assert_true (row == g_ptr_array_index (seen, 1199));
  g_object_unref (row);
  g_ptr_array_set_size (seen, 0);
  g_assert_cmpuint (n_boxes, ==, 1000);

  /* Overtaken while it is read. */
  row = look_at (rows, 5000);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (app_count), &changed);
  app_wait (source.asked == 2501);
  source.number = 1;
  nh_row_cache_invalidate (rows, 5000);
  app_wait (number_of (row) == 1);
  g_assert_cmpuint (changed, ==, 1);
  source.number = 2;
  nh_row_cache_invalidate_all (rows);
  g_assert_cmpint (number_of (row), ==, 1); /* until it is read anew */
  g_assert_true (nh_row_is_stale (row));
  app_wait (number_of (row) == 2);
  g_assert_cmpuint (source.asked, ==, 2503); /* of all, only what somebody holds */
  g_assert_cmpuint (n_boxes, ==, 1);

  /* Asked again until the source is there. */
  source.broken = TRUE;
  source.number = 3;
  nh_row_cache_invalidate (rows, 5000);
  app_wait (source.failed == 1);
  g_assert_cmpint (number_of (row), ==, 2);
  source.broken = FALSE;
  app_wait (number_of (row) == 3);
  nh_row_cache_stop (rows);
  g_assert_finalize_object (rows);
  nh_row_request (row);
  g_assert_finalize_object (row);
  g_assert_cmpuint (n_boxes, ==, 0);
  fixture_close (source.ledger);
}

/* --- a mirror of a model, kept by its signals alone --- */

typedef struct
{
  GListModel *model; /* owned */
  GPtrArray *rows;   /* owned: NhRow, owned */
  GArray *selected;  /* owned (nullable): gboolean a row, of a GtkSelectionModel */
  guint changes, selections, loaded, settled, failed;
} Mirror;

static NhRow *
row_at (GListModel *model, guint position)
{
  NhRow *row = g_list_model_get_item (model, position);

  g_assert_true (NH_IS_ROW (row));
  nh_row_request (row);
  return row;
}

static void
mirror_check (Mirror *mirror)
{
  guint n = g_list_model_get_n_items (mirror->model);

  g_assert_cmpuint (n, ==, mirror->rows->len);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NhRow) row = row_at (mirror->model, i);

      g_assert_true (row == g_ptr_array_index (mirror->rows, i));
      if (mirror->selected != NULL)
        g_assert_true (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (mirror->model), i) ==
                       !g_array_index (mirror->selected, gboolean, i));
    }
  g_assert_null (g_list_model_get_item (mirror->model, n));
  g_assert_null (g_list_model_get_item (mirror->model, G_MAXUINT));
}

static void
insert_selected (Mirror *mirror, guint position)
{
  gboolean selected = gtk_selection_model_is_selected (GTK_SELECTION_MODEL (mirror->model), position);

  g_array_insert_val (mirror->selected, position, selected);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Mirror *mirror)
{
  mirror->changes++;
  g_assert_cmpuint (removed + added, >, 0);
  g_assert_cmpuint (MIN (removed, added), <=, 250); /* GTK asks for every row of a range that is both */
  g_assert_cmpuint (position + removed, <=, mirror->rows->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->rows, position, removed);
  if (removed > 0 && mirror->selected != NULL)
    g_array_remove_range (mirror->selected, position, removed);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, mirror->rows->len + added);
  for (guint i = 0; i < added; i++)
    {
      g_ptr_array_insert (mirror->rows, (int) (position + i), row_at (model, position + i));
      if (mirror->selected != NULL)
        insert_selected (mirror, position + i);
    }
  mirror_check (mirror);
}

static void
on_selection_changed (GtkSelectionModel *model, guint position, guint n, Mirror *mirror)
{
  mirror->selections++;
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (position + n, <=, mirror->rows->len);
  for (guint i = position; i < position + n; i++)
    g_array_index (mirror->selected, gboolean, i) = gtk_selection_model_is_selected (model, i);
  mirror_check (mirror);
}

static Mirror *
mirror_new (gpointer model)
{
  Mirror *mirror = g_new0 (Mirror, 1);

  mirror->model = g_object_ref (model);
  mirror->rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_assert_true (g_type_is_a (NH_TYPE_ROW, g_list_model_get_item_type (mirror->model)));
  for (guint i = 0; i < g_list_model_get_n_items (mirror->model); i++)
    g_ptr_array_add (mirror->rows, row_at (mirror->model, i));
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), mirror);
  if (GTK_IS_SELECTION_MODEL (model))
    {
      mirror->selected = g_array_new (FALSE, FALSE, sizeof (gboolean));
      for (guint i = 0; i < mirror->rows->len; i++)
        insert_selected (mirror, i);
      g_signal_connect (model, "selection-changed", G_CALLBACK (on_selection_changed), mirror);
    }
  else
    {
      g_signal_connect_swapped (model, "settled", G_CALLBACK (app_count), &mirror->settled);
      g_signal_connect_swapped (model, "failed", G_CALLBACK (app_count), &mirror->failed);
    }
  mirror_check (mirror);
  return mirror;
}

static void
mirror_free (Mirror *mirror)
{
  mirror_check (mirror);
  g_signal_handlers_disconnect_by_data (mirror->model, mirror);
  g_signal_handlers_disconnect_by_data (mirror->model, &mirror->settled);
  g_signal_handlers_disconnect_by_data (mirror->model, &mirror->failed);
  g_assert_cmpuint (mirror->failed, ==, 0);
  g_ptr_array_unref (mirror->rows);
  g_clear_pointer (&mirror->selected, g_array_unref);
  g_object_unref (mirror->model);
  g_free (mirror);
}

/* --- what the list should have --- */

static gpointer
read_ids (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_query_ids (connection, ledger, data, 0, error);
}

/* Asked anew, by a way that knows nothing of lists. */
static void
assert_as_asked (NhKeyList *list, NhLedger *ledger)
{
  g_autoptr (NhQuery) query = nh_query_copy (nh_record_list_get_query (list));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = nh_ledger_call (ledger, NH_ON_READER, read_ids, query, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      guint position;

      g_assert_cmpint (nh_key_list_get_key (list, i), ==, id);
      g_assert_true (nh_key_list_find (list, id, &position));
      g_assert_cmpuint (position, ==, i);
    }
  g_assert_cmpint (nh_key_list_get_key (list, ids->len), ==, 0);
  g_assert_false (nh_key_list_find (list, -1, NULL));
}

static void
wait_settled (NhKeyList *list)
{
  app_wait (nh_key_list_is_settled (list));
}

static gboolean
all_loaded (Mirror *mirror)
{
  for (guint i = 0; i < mirror->rows->len; i++)
    if (nh_row_is_stale (g_ptr_array_index (mirror->rows, i)))
      return FALSE;
  return TRUE;
}

static NhQuery *
new_query (NhLedger *ledger, int year)
{
  NhQuery *query = nh_query_new (&nh_point_type);

  query->unit = nh_ledger_get_unit (ledger);
  query->year = year;
  return query;
}

static NhQuery *
search_query (NhLedger *ledger, const char *search)
{
  NhQuery *query = new_query (ledger, NH_SAMPLE_YEAR);

  query->search = g_strdup (search);
  return query;
}

typedef struct
{
  NhLedger *ledger;
  NhKeyList *list;
  Mirror *mirror;
} Shelf;

static void
shelf_open (Shelf *shelf, char *path, int year)
{
  shelf->ledger = fixture_open (path, NH_OPEN_DEFAULT);
  g_free (path);
  shelf->list = nh_record_list_new (shelf->ledger, &nh_point_type);
  shelf->mirror = mirror_new (shelf->list);
  g_assert_cmpuint (shelf->mirror->rows->len, ==, 0);
  nh_record_list_set_query (shelf->list, new_query (shelf->ledger, year));
  g_assert_false (nh_key_list_is_settled (shelf->list));
  wait_settled (shelf->list);
  assert_as_asked (shelf->list, shelf->ledger);
}

static void
shelf_close (Shelf *shelf)
{
  mirror_free (shelf->mirror);
  app_settle ();
  g_assert_finalize_object (shelf->list);
  app_settle ();
  fixture_close (shelf->ledger);
}

/* --- the list --- */

static void
on_row_changed (NhRow *row, Mirror *mirror)
{
  NhRecord *record = nh_row_get_value (row);

  g_assert_nonnull (record);
  g_assert_cmpint (nh_record_get_info (record)->id, ==, nh_row_get_key (row));
  mirror->loaded++;
}

static void
test_load (void)
{
  Shelf shelf;

  shelf_open (&shelf, app_sample (), NH_SAMPLE_YEAR);
  g_assert_cmpuint (shelf.mirror->rows->len, ==, 1407);
  g_assert_cmpuint (shelf.mirror->settled, ==, 1);
  for (guint i = 0; i < shelf.mirror->rows->len; i++)
    {
      NhRow *row = g_ptr_array_index (shelf.mirror->rows, i);

      g_assert_cmpint (nh_row_get_key (row), ==, nh_key_list_get_key (shelf.list, i));
      if (nh_row_is_stale (row))
        g_signal_connect (row, "changed", G_CALLBACK (on_row_changed), shelf.mirror);
      else
        shelf.mirror->loaded++;
    }
  app_wait (all_loaded (shelf.mirror));
  app_settle ();
  g_assert_cmpuint (shelf.mirror->loaded, ==, 1407);
  for (guint i = 0; i < shelf.mirror->rows->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (shelf.mirror->rows, i), shelf.mirror);
  shelf_close (&shelf);
}

/* Rows that nobody holds are kept with their records, those looked at last. */
static void
test_kept (void)
{
  Shelf shelf;
  NhRow *row;

  shelf_open (&shelf, app_sample (), NH_SAMPLE_YEAR);
  app_wait (all_loaded (shelf.mirror));
  mirror_free (shelf.mirror);
  row = row_at (G_LIST_MODEL (shelf.list), 700);
  g_assert_nonnull (nh_row_get_value (row));
  g_assert_cmpint (nh_record_get_info (nh_row_get_value (row))->id, ==, nh_key_list_get_key (shelf.list, 700));
  g_object_unref (row);
  shelf.mirror = mirror_new (shelf.list);
  shelf_close (&shelf);
}

static void
ask (Shelf *shelf, NhQuery *query)
{
  guint settled = shelf->mirror->settled;

  nh_record_list_set_query (shelf->list, query);
  wait_settled (shelf->list);
  g_assert_cmpuint (shelf->mirror->settled, ==, settled + 1);
  assert_as_asked (shelf->list, shelf->ledger);
}

static gint64
attendance_at (Shelf *shelf, guint position)
{
  return nh_record_get_number (nh_row_get_value (g_ptr_array_index (shelf->mirror->rows, position)),
                               NH_POINT_ATTENDANCE, -1);
}

static void
test_queries (void)
{
  Shelf shelf;
  NhQuery *query;
  guint n;

  shelf_open (&shelf, app_sample (), NH_SAMPLE_YEAR);
  ask (&shelf, search_query (shelf.ledger, "thon"));
  n = shelf.mirror->rows->len;
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, 1407);
  ask (&shelf, search_query (shelf.ledger, "thon khong co dau"));
  g_assert_cmpuint (shelf.mirror->rows->len, ==, 0);

  query = new_query (shelf.ledger, NH_SAMPLE_YEAR);
  query->filter = nh_filter_new (&nh_point_type);
  nh_filter_set (query->filter, NH_POINT_PLACE_KIND, "to_dan_pho", NULL);
  ask (&shelf, query);
  g_assert_cmpuint (shelf.mirror->rows->len, >, 0);
  app_wait (all_loaded (shelf.mirror));
  for (guint i = 0; i < shelf.mirror->rows->len; i++)
    g_assert_true (nh_record_has_code (nh_row_get_value (g_ptr_array_index (shelf.mirror->rows, i)),
                                       NH_POINT_PLACE_KIND, "to_dan_pho"));

  query = new_query (shelf.ledger, NH_SAMPLE_YEAR);
  query->sort = NH_POINT_ATTENDANCE;
  query->descending = TRUE;
  ask (&shelf, query);
  g_assert_cmpuint (shelf.mirror->rows->len, ==, 1407);
  app_wait (all_loaded (shelf.mirror));
  for (guint i = 1; i < shelf.mirror->rows->len; i++)
    g_assert_cmpint (attendance_at (&shelf, i - 1), >=, attendance_at (&shelf, i));
  ask (&shelf, new_query (shelf.ledger, 2021));
  g_assert_cmpuint (shelf.mirror->rows->len, ==, 0);
  shelf_close (&shelf);
}

/* Each letter of a search overtakes the one before, wherever that one is on its way. */
static void
test_overtaken (void)
{
  static const char *const typed[] = { "t", "th", "tho", "thon", "thon 1", "thon", "", "xom" };
  Shelf shelf;

  shelf_open (&shelf, app_sample (), NH_SAMPLE_YEAR);
  for (guint pause = 0; pause < 40; pause++)
    {
      guint settled = shelf.mirror->settled;

      for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
        {
          nh_record_list_set_query (shelf.list, search_query (shelf.ledger, typed[i]));
          for (guint turn = 0; turn < pause; turn++)
            app_turn ();
        }
      wait_settled (shelf.list);
      assert_as_asked (shelf.list, shelf.ledger);
      g_assert_cmpuint (shelf.mirror->settled, >, settled);
      if (pause == 0)
        g_assert_cmpuint (shelf.mirror->settled, ==, settled + 1); /* none of those that were overtaken */
    }
  shelf_close (&shelf);
}

static gpointer
edit_point (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *id = data;
  g_autoptr (NhRecord) record = nh_store_get (connection, ledger, &nh_point_type, *id, error);
  g_autoptr (NhRecord) draft = record != NULL ? nh_record_edit (record) : NULL;

  if (draft == NULL)
    return NULL;
  nh_record_set_text (draft, NH_POINT_PLACE, "Ao Sen");
  return nh_store_save (connection, ledger, draft, NULL, error);
}

static void
wait_changed (Shelf *shelf, guint n)
{
  wait_settled (shelf->list);
  assert_as_asked (shelf->list, shelf->ledger);
  app_wait (all_loaded (shelf->mirror));
  g_assert_cmpuint (shelf->mirror->rows->len, ==, n);
}

static const char *
place_at (Shelf *shelf, guint position)
{
  return nh_record_get_text (nh_row_get_value (g_ptr_array_index (shelf->mirror->rows, position)), NH_POINT_PLACE);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  nh_store_set_deleted_finish (NH_LEDGER (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = nh_history_undo_finish (NH_LEDGER (source), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (text);
  *(gboolean *) user_data = TRUE;
}

static void
delete_at (Shelf *shelf, guint position)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = nh_key_list_get_key (shelf->list, position);
  gboolean done = FALSE;

  g_array_append_val (ids, id);
  nh_store_set_deleted_async (shelf->ledger, &nh_point_type, ids, TRUE, NULL, on_done, &done);
  app_wait (done);
}

static void
undo (Shelf *shelf, gboolean redo)
{
  gboolean done = FALSE;

  nh_history_undo_async (shelf->ledger, redo, NULL, on_undone, &done);
  app_wait (done);
}

static void
test_changes (void)
{
  static const char *const places[] = { "Thôn Hai", "Thôn Ba", "Xóm Bãi", "Chợ Cũ" };
  g_autoptr (NhRecord) edited = NULL;
  g_autoptr (GError) error = NULL;
  Shelf shelf;
  NhRow *row;
  gint64 id;

  shelf_open (&shelf, app_ledger ("18673"), 2026);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *uuid = fixture_save_point (shelf.ledger, places[i]);

      wait_changed (&shelf, i + 1);
    }
  g_assert_cmpstr (place_at (&shelf, 0), ==, "Chợ Cũ");
  g_assert_cmpstr (place_at (&shelf, 3), ==, "Xóm Bãi");

  row = g_object_ref (g_ptr_array_index (shelf.mirror->rows, 3));
  id = nh_row_get_key (row);
  edited = nh_ledger_call (shelf.ledger, NH_ON_WRITER, edit_point, &id, NULL, &error);
  g_assert_no_error (error);
  wait_changed (&shelf, 4);
  g_assert_cmpstr (place_at (&shelf, 0), ==, "Ao Sen");
  g_assert_true (g_ptr_array_index (shelf.mirror->rows, 0) == row); /* the row moved: it is no other one */
  g_object_unref (row);

  delete_at (&shelf, 1);
  wait_changed (&shelf, 3);
  undo (&shelf, FALSE);
  wait_changed (&shelf, 4);
  g_assert_cmpstr (place_at (&shelf, 1), ==, "Chợ Cũ");
  undo (&shelf, FALSE);
  wait_changed (&shelf, 4);
  g_assert_cmpstr (place_at (&shelf, 3), ==, "Xóm Bãi");
  undo (&shelf, TRUE);
  wait_changed (&shelf, 4);
  g_assert_cmpstr (place_at (&shelf, 0), ==, "Ao Sen");
  shelf_close (&shelf);
}

/* A run of saves while the ids are being read: the list ends with all of them. */
static void
test_many_changes (void)
{
  Shelf shelf;

  shelf_open (&shelf, app_ledger ("18673"), 2026);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *place = g_strdup_printf ("Thôn %u", i);
      g_autofree char *uuid = fixture_save_point (shelf.ledger, place);

      for (guint turn = 0; turn < i % 5; turn++)
        app_turn ();
    }
  wait_changed (&shelf, 30);
  shelf_close (&shelf);
}

/* Goes away in the middle of everything; rows that someone still holds are whole. */
static void
test_disposed (void)
{
  g_autofree char *path = app_sample ();
  NhLedger *ledger = fixture_open (path, NH_OPEN_DEFAULT);

  for (guint pause = 0; pause < 30; pause++)
    {
      NhKeyList *list = nh_record_list_new (ledger, &nh_point_type);
      gpointer gone = list;
      NhRow *row;

      nh_record_list_set_query (list, new_query (ledger, NH_SAMPLE_YEAR));
      for (guint turn = 0; turn < pause; turn++)
        app_turn ();
      row = g_list_model_get_item (G_LIST_MODEL (list), 0);
      g_object_add_weak_pointer (G_OBJECT (list), &gone);
      g_object_unref (list);
      app_wait (gone == NULL);
      if (row != NULL)
        g_assert_finalize_object (row);
    }
  fixture_close (ledger);
}

/* Any list of ids may follow any other. */
static GArray *
random_ids (GArray *before)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  int way = g_test_rand_int_range (0, 4);

  for (guint i = 0; way > 0 && before != NULL && i < before->len; i++)
    if (way > 1 || g_test_rand_int_range (0, 8) > 0)
      g_array_append_val (ids, g_array_index (before, gint64, i));
  if (way == 2 && ids->len > 1) /* a block goes elsewhere */
    {
      guint from = (guint) g_test_rand_int_range (0, (int) ids->len);
      guint length = (guint) g_test_rand_int_range (0, (int) (ids->len - from) + 1);
      g_autoptr (GArray) block = g_array_new (FALSE, FALSE, sizeof (gint64));

      g_array_append_vals (block, &g_array_index (ids, gint64, from), length);
      g_array_remove_range (ids, from, length);
      g_array_insert_vals (ids, (guint) g_test_rand_int_range (0, (int) ids->len + 1), block->data, length);
    }
  if (way == 0 || way == 3)
    for (gint64 n = g_test_rand_int_range (0, way == 0 ? 300 : 3), i = 0; i < n; i++)
      {
        static gint64 fresh = 1000;

        fresh++;
        g_array_insert_val (ids, (guint) g_test_rand_int_range (0, (int) ids->len + 1), fresh);
      }
  return ids;
}

static void
test_taken (void)
{
  static const NhKeySource nothing = { .free_value = g_object_unref };
  g_autoptr (NhKeyList) list = nh_key_list_new (&nothing, NULL);
  g_autoptr (NhRowSelection) selection = nh_row_selection_new (list);
  Mirror *mirror = mirror_new (list);
  Mirror *above = mirror_new (selection);
  g_autoptr (GArray) before = NULL;

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (GArray) ids = random_ids (before);

      nh_key_list_take_keys (list, g_array_copy (ids));
      g_assert_cmpuint (mirror->rows->len, ==, ids->len);
      for (guint k = 0; k < ids->len; k++)
        g_assert_cmpint (nh_row_get_key (g_ptr_array_index (mirror->rows, k)), ==, g_array_index (ids, gint64, k));
      if (ids->len > 0)
        gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection),
                                         (guint) g_test_rand_int_range (0, (int) ids->len), i % 3 == 0);
      g_clear_pointer (&before, g_array_unref);
      before = g_steal_pointer (&ids);
    }
  mirror_free (above);
  mirror_free (mirror);
}

/* --- first rows, then all --- */

static gpointer
hold (NhConnection *connection, NhLedger *ledger, gpointer held, GCancellable *cancellable, GError **error)
{
  while (g_atomic_int_get ((int *) held))
    g_usleep (1000);
  return NULL;
}

/* Until *@held is FALSE, no whole list is read. */
static void
hold_lists (NhLedger *ledger, int *held)
{
  *held = TRUE;
  nh_ledger_run (ledger, NH_ON_LISTER, hold, held, NULL, NULL, NULL, NULL, NULL);
}

static void
test_first (void)
{
  Shelf shelf;
  NhQuery *query;
  int held;

  shelf_open (&shelf, app_sample (), NH_SAMPLE_YEAR);
  nh_record_list_set_query (shelf.list, new_query (shelf.ledger, NH_SAMPLE_YEAR - 20));
  wait_settled (shelf.list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shelf.list)), ==, 0);
  hold_lists (shelf.ledger, &held);
  nh_record_list_set_query (shelf.list, new_query (shelf.ledger, NH_SAMPLE_YEAR));
  app_wait (g_list_model_get_n_items (G_LIST_MODEL (shelf.list)) == 50 &&
            all_loaded (shelf.mirror)); /* a screen of them, with their records */
  g_assert_false (nh_key_list_is_settled (shelf.list));
  g_assert_cmpuint (gtk_bitset_get_size (nh_key_list_get_set (shelf.list)), ==, 50);

  query = new_query (shelf.ledger, NH_SAMPLE_YEAR);
  query->descending = TRUE;
  nh_record_list_set_query (shelf.list, query);
  app_wait (g_list_model_get_n_items (G_LIST_MODEL (shelf.list)) == 500 &&
            all_loaded (shelf.mirror)); /* more, where rows stand already */
  g_assert_false (nh_key_list_is_settled (shelf.list));
  g_assert_cmpuint (gtk_bitset_get_size (nh_key_list_get_set (shelf.list)), ==, 500);

  query = new_query (shelf.ledger, NH_SAMPLE_YEAR);
  query->sort = NH_POINT_ATTENDANCE; /* no index gives the first of them: the rows that stand stay */
  nh_record_list_set_query (shelf.list, query);
  app_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shelf.list)), ==, 500);
  g_assert_false (nh_key_list_is_settled (shelf.list));
  g_assert_cmpuint (shelf.mirror->settled, ==, 2);

  g_atomic_int_set (&held, FALSE);
  wait_settled (shelf.list);
  g_assert_cmpuint (shelf.mirror->settled, ==, 3); /* the question before was given up */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shelf.list)), ==, 1407);
  g_assert_cmpuint (gtk_bitset_get_size (nh_key_list_get_set (shelf.list)), ==, 1407);
  assert_as_asked (shelf.list, shelf.ledger);
  shelf_close (&shelf);
}

static void
let_frames_pass (void)
{
  for (gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC * 4 / 10; g_get_monotonic_time () < end;)
    app_turn ();
}

/* The key that leads from the search into the list. */
static void
press_down (GtkWidget *search)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (search);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) keys = g_list_model_get_item (controllers, i);
      g_autoptr (GtkShortcut) shortcut = GTK_IS_SHORTCUT_CONTROLLER (keys) ? g_list_model_get_item (keys, 0) : NULL;
      g_autofree char *trigger = shortcut != NULL ? gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut))
                                                  : NULL;

      if (trigger != NULL && g_str_has_prefix (trigger, "Down"))
        g_assert_true (gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, search, NULL));
    }
}

/* From the search Down opens the first row that was found, as it opens the next ones from there. */
static void
test_down (void)
{
  AppDesk desk;
  GtkWidget *search;
  g_autofree char *path = app_sample ();

  app_desk_begin (&desk, path);
  search = app_find (GTK_WIDGET (desk.page), "search");
  gtk_editable_set_text (GTK_EDITABLE (search), "khong co");
  app_desk_wait_rows (&desk, 0);
  press_down (search);
  app_settle ();
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (search), "thon 1");
  app_wait (app_desk_count_rows (&desk) > 0 && app_desk_count_rows (&desk) < 1000);
  press_down (search);
  app_wait (nh_form_pane_get_id (desk.pane) != 0);
  g_assert_true (gtk_selection_model_is_selected (app_desk_get_rows (&desk), 0));
  g_assert_cmpint (nh_form_pane_get_id (desk.pane), ==, nh_key_list_get_key (nh_record_page_get_list (desk.page), 0));
  app_desk_end (&desk);
}

/* The foot says that it counts, counts what is searched last, and not at all for another order. */
static void
test_foot (void)
{
  AppDesk desk;
  GtkEditable *search;
  g_autofree char *before = NULL;
  g_autofree char *path = app_sample ();
  GtkColumnView *table;
  int held;

  app_desk_begin (&desk, path);
  search = GTK_EDITABLE (app_find (GTK_WIDGET (desk.page), "search"));
  table = GTK_COLUMN_VIEW (app_find_type (GTK_WIDGET (desk.page), GTK_TYPE_COLUMN_VIEW));
  app_wait (g_str_has_prefix (app_label (GTK_WIDGET (desk.page), "summary_label"), "1.407 "));
  before = g_strdup (app_label (GTK_WIDGET (desk.page), "summary_label"));
  {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (table), 1);

    hold_lists (desk.ledger, &held);
    gtk_column_view_sort_by_column (table, column, GTK_SORT_DESCENDING);
  }
  let_frames_pass ();
  g_assert_cmpstr (app_label (GTK_WIDGET (desk.page), "summary_label"), ==, before);

  gtk_editable_set_text (search, "khong co");
  app_wait (g_str_equal (app_label (GTK_WIDGET (desk.page), "summary_label"), "Counting…"));
  gtk_editable_set_text (search, "thon 1");
  g_atomic_int_set (&held, FALSE);
  /* The entry is empty for a moment while its text is replaced: then all are found. */
  app_wait (app_desk_count_rows (&desk) > 0 && app_desk_count_rows (&desk) < 1000);
  app_wait (g_ascii_strtoll (app_label (GTK_WIDGET (desk.page), "summary_label"), NULL, 10) ==
            app_desk_count_rows (&desk));
  app_desk_end (&desk);
}

/* Its sums say that their numbers are not exact, or not all known, as those of the sheets do. */
static void
test_foot_words (void)
{
  AppDesk desk;
  GtkEditable *search;
  g_autofree char *path = app_sample ();

  app_desk_begin (&desk, path);
  search = GTK_EDITABLE (app_find (GTK_WIDGET (desk.page), "search"));
  app_wait (g_str_has_prefix (app_label (GTK_WIDGET (desk.page), "summary_label"), "1.407 "));
  g_assert_nonnull (strstr (app_label (GTK_WIDGET (desk.page), "summary_label"), "Attendance: 84."));
  app_desk_spoil (&desk, "UPDATE point SET attendance_qualifier = 'hon' WHERE attendance > 0 AND id % 2 = 0");
  gtk_editable_set_text (search, "thon");
  app_wait (strstr (app_label (GTK_WIDGET (desk.page), "summary_label"), "Attendance: hơn ") != NULL);
  app_desk_spoil (&desk, "UPDATE point SET attendance = NULL, attendance_qualifier = NULL, marks = 'attendance=unknown'"
                         " WHERE id % 2 = 0");
  gtk_editable_set_text (search, "thon 1");
  app_wait (strstr (app_label (GTK_WIDGET (desk.page), "summary_label"), "Attendance: ≥ ") != NULL);
  app_desk_end (&desk);
}

/* Of those that read points; what rules ask beside these is remembered while they run. */
static int
on_statement (unsigned kind, void *count, void *statement, void *text)
{
  *(guint *) count += strstr (sqlite3_sql (statement), " FROM point WHERE ") != NULL;
  return 0;
}

/* @count NULL: no more. */
static gpointer
count_statements (NhConnection *connection, NhLedger *ledger, gpointer count, GCancellable *cancellable, GError **error)
{
  sqlite3_trace_v2 (nh_connection_get_db (connection), count != NULL ? SQLITE_TRACE_STMT : 0, on_statement, count);
  return NULL;
}

/* Statements that asking once for all records with problems takes; with how many of them the foot begins. */
static guint
count_once (NhLedger *ledger, char **begin)
{
  g_autoptr (NhQuery) query = new_query (ledger, NH_SAMPLE_YEAR);
  g_autoptr (GArray) ids = NULL;
  g_autofree char *number = NULL;
  guint count = 0;

  query->filter = nh_filter_new (&nh_point_type);
  query->filter->problems = TRUE;
  nh_ledger_call (ledger, NH_ON_LISTER, count_statements, &count, NULL, NULL);
  ids = nh_ledger_call (ledger, NH_ON_LISTER, read_ids, query, NULL, NULL);
  nh_ledger_call (ledger, NH_ON_LISTER, count_statements, NULL, NULL, NULL);
  number = nh_number_format (ids->len);
  *begin = g_strdup_printf ("%s festival points", number);
  return count;
}

static void
assert_rules_once (AppDesk *desk, gboolean many)
{
  g_autoptr (NhFilter) filter = nh_filter_new (&nh_point_type);
  g_autofree char *begin = NULL;
  guint once = count_once (desk->ledger, &begin), count = 0;

  filter->problems = TRUE;
  nh_ledger_call (desk->ledger, NH_ON_LISTER, count_statements, &count, NULL, NULL);
  nh_record_page_set_filter (desk->page, filter);
  app_wait (g_str_has_prefix (app_label (GTK_WIDGET (desk->page), "summary_label"), begin));
  nh_ledger_call (desk->ledger, NH_ON_LISTER, count_statements, NULL, NULL, NULL);
  g_test_message ("%s: %u statements once, %u for list and foot", begin, once, count);
  g_assert_cmpint (app_desk_count_rows (desk) > 500, ==, many);
  g_assert_cmpuint (once, >, 1407); /* at least one a record */
  g_assert_cmpuint (count, >=, once);
  g_assert_cmpuint (count - once, <, once / 4); /* the names in a unit are read again for the first screen of rows */
  nh_record_page_set_filter (desk->page, NULL);
  app_wait (g_str_has_prefix (app_label (GTK_WIDGET (desk->page), "summary_label"), "1.407 "));
}

/* The rules of records with problems are run once over each, by the list and its foot together, whether few or many
 * have some. */
static void
test_rules_once (void)
{
  AppDesk desk;
  g_autofree char *path = app_sample ();

  app_desk_begin (&desk, path);
  app_wait (g_str_has_prefix (app_label (GTK_WIDGET (desk.page), "summary_label"), "1.407 "));
  app_desk_spoil (&desk, "UPDATE point SET place = NULL WHERE id % 100 = 0");
  assert_rules_once (&desk, FALSE);
  app_desk_spoil (&desk, "UPDATE point SET place = NULL WHERE id % 2 = 0");
  assert_rules_once (&desk, TRUE);
  app_desk_end (&desk);
}

/* The record whose row is seen at that height of the list. A cell's inscription knows it, whatever of the row is there.
 */
static gint64
row_at_height (GtkColumnView *table, double y)
{
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (table));

  for (GtkWidget *at = gtk_widget_pick (rows, 30, y, GTK_PICK_DEFAULT); at != NULL && at != rows;
       at = gtk_widget_get_parent (at))
    {
      GtkWidget *cell = app_find_type (at, GTK_TYPE_INSCRIPTION);

      if (cell != NULL)
        return nh_row_get_key (gtk_list_item_get_item (g_object_get_data (G_OBJECT (cell), "item")));
    }
  return 0;
}

/* It stands at the top, or as near to it as the end of the list lets it. */
static gboolean
is_at_top (AppDesk *desk, gint64 id)
{
  GtkColumnView *table = GTK_COLUMN_VIEW (app_find_type (GTK_WIDGET (desk->page), GTK_TYPE_COLUMN_VIEW));
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (table));
  double height = gtk_adjustment_get_upper (adjustment) / app_desk_count_rows (desk);
  double most = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  guint position;

  return nh_key_list_find (nh_record_page_get_list (desk->page), id, &position) &&
         fabs (gtk_adjustment_get_value (adjustment) - MIN (position * height, most)) < 1 &&
         row_at_height (table, MAX (position * height - most, 0) + height / 2) == id;
}

/* Sorted while it is scrolled: what is selected stays, and so does the row at the top. Warnings end the test. */
static void
test_scrolled (void)
{
  AppDesk desk;
  g_autofree char *path = app_sample ();
  GtkColumnView *table;
  GtkAdjustment *adjustment;
  GtkSelectionModel *rows;
  gint64 selected, top;

  app_desk_begin (&desk, path);
  table = GTK_COLUMN_VIEW (app_find_type (GTK_WIDGET (desk.page), GTK_TYPE_COLUMN_VIEW));
  rows = app_desk_get_rows (&desk);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (table));
  app_wait (app_desk_count_rows (&desk) == 1407 &&
            gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment));
  gtk_selection_model_select_item (rows, 900, TRUE);
  selected = nh_row_selection_get_single (NH_ROW_SELECTION (rows));
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (table), i % 6);

      let_frames_pass (); /* GTK has no place for rows that it has not laid out */
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) * (i % 3 == 0 ? 1 : 0.4));
      let_frames_pass ();
      top = row_at_height (table, 2);
      gtk_column_view_sort_by_column (table, column, i % 2 == 0 ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING);
      app_wait (nh_key_list_is_settled (nh_record_page_get_list (desk.page)) && app_desk_count_rows (&desk) == 1407);
      app_wait (is_at_top (&desk, top));
      let_frames_pass ();
      g_assert_true (is_at_top (&desk, top));
      g_assert_cmpint (nh_row_selection_get_single (NH_ROW_SELECTION (rows)), ==, selected);
    }
  app_desk_end (&desk);
}

/* --- the selection --- */

static void
assert_selected (GtkSelectionModel *model, guint position, guint n, guint expected)
{
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection_in_range (model, position, n);

  g_assert_cmpuint (gtk_bitset_get_size (bits), ==, expected);
  for (guint i = 0; i < gtk_bitset_get_size (bits); i++)
    {
      guint at = gtk_bitset_get_nth (bits, i);

      g_assert_true (gtk_selection_model_is_selected (model, at));
      g_assert_cmpuint (at, >=, position);
      g_assert_cmpuint (at - position, <, n);
    }
}

static void
assert_ids (NhRowSelection *selection, guint n, const gint64 *expected)
{
  g_autoptr (GArray) ids = nh_row_selection_get_keys (selection);

  g_assert_cmpuint (ids->len, ==, n);
  g_assert_cmpuint (nh_row_selection_get_count (selection), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i), ==, expected[i]);
}

static void
test_select (void)
{
  Shelf shelf;
  g_autoptr (NhRowSelection) selection = NULL;
  GtkSelectionModel *model;
  Mirror *mirror;

  shelf_open (&shelf, app_sample (), NH_SAMPLE_YEAR);
  selection = nh_row_selection_new (shelf.list);
  model = GTK_SELECTION_MODEL (selection);
  mirror = mirror_new (selection);
  g_assert_cmpint (nh_row_selection_get_single (selection), ==, 0);
  assert_selected (model, 0, G_MAXUINT, 0);

  g_assert_true (gtk_selection_model_select_item (model, 5, TRUE));
  g_assert_cmpint (nh_row_selection_get_single (selection), ==, nh_key_list_get_key (shelf.list, 5));
  g_assert_true (gtk_selection_model_select_range (model, 10, 5, FALSE));
  assert_selected (model, 0, 1407, 6);
  assert_selected (model, 6, 6, 2);
  assert_selected (model, 12, G_MAXUINT, 3);
  assert_selected (model, 1407, 10, 0);
  g_assert_cmpint (nh_row_selection_get_single (selection), ==, 0);
  g_assert_cmpuint (mirror->selections, ==, 2);
  gtk_selection_model_select_range (model, 11, 2, FALSE); /* they are already */
  g_assert_cmpuint (mirror->selections, ==, 2);

  g_assert_true (gtk_selection_model_unselect_item (model, 12));
  assert_selected (model, 0, 1407, 5);
  g_assert_true (gtk_selection_model_unselect_range (model, 0, 12));
  assert_selected (model, 0, 1407, 2);
  g_assert_true (gtk_selection_model_select_all (model));
  assert_selected (model, 0, G_MAXUINT, 1407);
  g_assert_true (gtk_selection_model_select_item (model, 1406, TRUE));
  g_assert_cmpint (nh_row_selection_get_single (selection), ==, nh_key_list_get_key (shelf.list, 1406));
  g_assert_true (gtk_selection_model_unselect_all (model));
  assert_selected (model, 0, 1407, 0);
  nh_row_selection_set_single (selection, 0);
  mirror_free (mirror);
  g_assert_finalize_object (g_steal_pointer (&selection));
  shelf_close (&shelf);
}

/* By id: over sorting, reading anew, and a record that comes later. */
static void
test_selection_stays (void)
{
  static const char *const places[] = { "Thôn Hai", "Thôn Ba", "Xóm Bãi", "Chợ Cũ" };
  gint64 ids[G_N_ELEMENTS (places) + 1], hai;
  g_autoptr (NhRowSelection) selection = NULL;
  Shelf shelf;
  Mirror *mirror;
  NhQuery *query;

  shelf_open (&shelf, app_ledger ("18673"), 2026);
  selection = nh_row_selection_new (shelf.list);
  mirror = mirror_new (selection);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_free (fixture_save_point (shelf.ledger, places[i]));
  wait_changed (&shelf, 4);
  for (guint i = 0; i < 4; i++)
    ids[i] = nh_key_list_get_key (shelf.list, i);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 1, TRUE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 3, FALSE);

  query = new_query (shelf.ledger, 2026);
  query->sort = NH_POINT_PLACE;
  query->descending = TRUE;
  ask (&shelf, query);
  assert_ids (selection, 2, (gint64[]){ ids[3], ids[1] });
  ask (&shelf, new_query (shelf.ledger, 2026));
  assert_ids (selection, 2, (gint64[]){ ids[1], ids[3] });

  /* All of a list that is still being read, and then other records. */
  query = new_query (shelf.ledger, 2026);
  query->search = g_strdup ("hai");
  ask (&shelf, nh_query_copy (query));
  hai = nh_key_list_get_key (shelf.list, 0);
  nh_record_list_set_query (shelf.list, query);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection));
  nh_row_selection_end_all (selection);
  ask (&shelf, new_query (shelf.ledger, 2026));
  assert_ids (selection, 1, (gint64[]){ hai });
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 1, TRUE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 3, FALSE);

  delete_at (&shelf, 1);
  wait_changed (&shelf, 3);
  assert_ids (selection, 1, &ids[3]);
  undo (&shelf, FALSE);
  wait_changed (&shelf, 4);
  assert_ids (selection, 1, &ids[3]); /* what comes back is not selected by that */

  nh_row_selection_set_single (selection, ids[0]);
  assert_ids (selection, 1, &ids[0]);
  query = search_query (shelf.ledger, "khong co");
  ask (&shelf, query);
  assert_ids (selection, 0, NULL);
  nh_row_selection_set_single (selection, ids[2]); /* before the list has it */
  g_assert_cmpint (nh_row_selection_get_single (selection), ==, ids[2]);
  ask (&shelf, new_query (shelf.ledger, 2026));
  assert_ids (selection, 1, &ids[2]);
  mirror_free (mirror);
  g_assert_finalize_object (g_steal_pointer (&selection));
  shelf_close (&shelf);
}

/* --- heads of columns --- */

static void
test_sorter (void)
{
  GtkColumnView *view = g_object_ref_sink (GTK_COLUMN_VIEW (gtk_column_view_new (NULL)));
  g_autoptr (GListModel) columns = g_object_ref (gtk_column_view_get_columns (view));
  gboolean descending = TRUE;

  for (int field = 3; field < 6; field++)
    {
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (NULL, NULL);
      g_autoptr (GtkSorter) sorter = nh_column_sorter_new (field);

      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_append_column (view, column);
    }
  g_assert_cmpint (nh_column_sorter_ask (gtk_column_view_get_sorter (view), &descending), ==, -1);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
      g_assert_cmpint (nh_column_sorter_ask (gtk_column_view_get_sorter (view), &descending), ==, 3 + (int) i);
      g_assert_true (descending);
      gtk_column_view_sort_by_column (view, column, GTK_SORT_ASCENDING);
      g_assert_cmpint (nh_column_sorter_ask (gtk_column_view_get_sorter (view), &descending), ==, 3 + (int) i);
      g_assert_false (descending);
    }
  g_clear_object (&columns);
  g_assert_finalize_object (view);
}

void
app_add_list_tests (void)
{
  g_test_add_func ("/list/rows", test_rows);
  g_test_add_func ("/list/load", test_load);
  g_test_add_func ("/list/kept", test_kept);
  g_test_add_func ("/list/queries", test_queries);
  g_test_add_func ("/list/overtaken", test_overtaken);
  g_test_add_func ("/list/changes", test_changes);
  g_test_add_func ("/list/many-changes", test_many_changes);
  g_test_add_func ("/list/disposed", test_disposed);
  g_test_add_func ("/list/taken", test_taken);
  g_test_add_func ("/list/first", test_first);
  g_test_add_func ("/list/down", test_down);
  g_test_add_func ("/list/foot", test_foot);
  g_test_add_func ("/list/foot-words", test_foot_words);
  g_test_add_func ("/list/rules-once", test_rules_once);
  g_test_add_func ("/list/scrolled", test_scrolled);
  g_test_add_func ("/list/select", test_select);
  g_test_add_func ("/list/selection-stays", test_selection_stays);
  g_test_add_func ("/list/sorter", test_sorter);
}
