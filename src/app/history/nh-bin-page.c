/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-bin-page.h"

#include "nh-a11y-labels.h"
#include "nh-bin.h"
#include "nh-guard.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-key-view.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-row-selection.h"
#include "nh-template.h"
#include "nh-type-choice.h"

struct _NhBinPage
{
  GtkWidget parent_instance;

  NhSession *session;        /* owned */
  NhKeyList *list;           /* owned */
  NhRowSelection *selection; /* owned */
  NhKeyView *view;
  GtkColumnViewColumn *unit_column; /* owned: shown if there are units below */

  /* template */
  GtkWidget *content, *view_box;
  GtkSearchEntry *search;
  GtkDropDown *type, *year;
  GtkLabel *count;
  GtkButton *restore;
};

G_DEFINE_FINAL_TYPE (NhBinPage, nh_bin_page, GTK_TYPE_WIDGET)

enum
{
  NAME,
  TYPE,
  UNIT,
  YEAR,
  WHEN,
  WHO
};

static char *
cell_text (gpointer owner, gpointer value, const NhKeyColumn *column)
{
  NhCatalog *catalog = nh_session_get_catalog (NH_BIN_PAGE (owner)->session);
  const NhDeleted *deleted = value;
  const NhUnit *unit = nh_catalog_get_unit (catalog, deleted->unit);

  switch (column->field)
    {
    case NAME:
      return g_strdup (deleted->name);
    case TYPE:
      return g_strdup (_ (deleted->ref.type->title));
    case UNIT:
      return g_strdup (unit != NULL ? unit->title : "");
    case YEAR:
      return g_strdup_printf ("%d", deleted->year);
    case WHEN:
      return nh_time_format (deleted->at);
    default:
      return g_strdup (deleted->by);
    }
}

static const NhKeyColumn columns[] = {
  { N_ ("Record"), 0, cell_text, NAME }, { N_ ("Kind"), 16, cell_text, TYPE },    { N_ ("Unit"), 18, cell_text, UNIT },
  { N_ ("Year"), 6, cell_text, YEAR },   { N_ ("Deleted"), 16, cell_text, WHEN }, { N_ ("By"), 12, cell_text, WHO },
};

/* Removed rather than hidden: a hidden column of fixed width keeps its space in GTK 4.8. */
static void
show_unit_column (NhBinPage *self, gboolean show)
{
  GtkColumnView *table = nh_key_view_get_table (self->view);
  gboolean shown = gtk_column_view_column_get_column_view (self->unit_column) != NULL;

  if (shown && !show)
    gtk_column_view_remove_column (table, self->unit_column);
  else if (show && !shown)
    gtk_column_view_insert_column (table, UNIT, self->unit_column);
}

/* --- The list --- */

static void
ask_keys (gpointer owner, guint limit, GArray *first, GCancellable *cancellable, GAsyncReadyCallback callback,
          gpointer data)
{
  NhBinPage *self = owner;
  g_autofree char *search = nh_input_peek (GTK_EDITABLE (self->search));
  NhQuery *query = nh_query_new (nh_type_choice_get (self->type));

  query->unit = nh_session_get_unit (self->session);
  if (gtk_drop_down_get_selected (self->year) == 0)
    query->year = nh_session_get_year (self->session);
  query->search = *search != '\0' ? g_strdup (search) : NULL;
  nh_bin_list_async (nh_session_get_ledger (self->session), query, cancellable, callback, data);
}

static void
ask_rows (gpointer owner, GArray *keys, GAsyncReadyCallback callback, gpointer data)
{
  nh_bin_fetch_async (nh_session_get_ledger (NH_BIN_PAGE (owner)->session), keys, NULL, callback, data);
}

static const NhKeySource source = { .ask_keys = ask_keys,
                                    .ask_rows = ask_rows,
                                    .free_value = (GDestroyNotify) nh_deleted_free };

static void
query_again (NhBinPage *self)
{
  g_autofree char *search = nh_input_peek (GTK_EDITABLE (self->search));
  gboolean filtered = *search != '\0' || nh_type_choice_get (self->type) != NULL;

  if (self->list == NULL)
    return;
  nh_row_selection_end_all (self->selection);
  nh_key_view_set_empty (self->view, "nh-bin-symbolic", filtered ? _ ("Nothing found") : _ ("The recycle bin is empty"),
                         filtered ? _ ("Empty the search field and choose all records to see all again.")
                                  : _ ("Deleted records stay here and can be put back at any time."),
                         FALSE);
  nh_key_view_ask (self->view);
}

/* Another unit or season is shown. */
static void
on_view_changed (NhBinPage *self)
{
  g_autofree char *season = g_strdup_printf (_ ("Festival %d"), nh_session_get_year (self->session));
  const char *const titles[] = { season, _ ("All seasons"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (titles);
  guint selected = gtk_drop_down_get_selected (self->year);

  show_unit_column (self, nh_session_has_below (self->session));
  gtk_drop_down_set_model (self->year, G_LIST_MODEL (model));
  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_drop_down_set_selected (self->year, selected);
  query_again (self);
}

static void
show_count (NhBinPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint n_selected = nh_row_selection_get_count (self->selection);
  g_autofree char *number = nh_number_format (n);
  g_autofree char *selected = nh_number_format (n_selected);
  g_autofree char *text = NULL;

  if (n_selected > 1)
    text = g_strdup_printf (ngettext ("%s of %s deleted record selected", "%s of %s deleted records selected", n),
                            selected, number);
  else
    text = g_strdup_printf (ngettext ("%s deleted record", "%s deleted records", n), number);
  gtk_label_set_text (self->count, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->restore), n_selected > 0 && !nh_session_is_read_only (self->session));
}

/* --- Restoring --- */

typedef struct
{
  NhBinPage *page; /* owned */
  char *text;      /* owned: shown when it is done */
  GArray *keys;    /* owned */
} Restoring;

static void
restoring_free (Restoring *restoring)
{
  g_object_unref (restoring->page);
  g_free (restoring->text);
  g_array_unref (restoring->keys);
  g_free (restoring);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restoring, restoring_free)

static void
on_restored (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Restoring) restoring = user_data;
  g_autoptr (GError) error = NULL;
  gint64 change = nh_bin_restore_finish (NH_LEDGER (object), result, &error);
  NhNotice *notice = nh_notice_of (GTK_WIDGET (restoring->page));

  if (error != NULL)
    nh_notice_show (notice, NH_NOTICE_ERROR, error->message);
  else
    nh_notice_offer_undo (notice, NH_NOTICE_DONE, restoring->text, change);
}

static void
on_may_restore (gboolean may, gpointer data)
{
  Restoring *restoring = data;
  NhSession *session = restoring->page->session;

  if (may && session != NULL)
    nh_bin_restore_async (nh_session_get_ledger (session), g_array_ref (restoring->keys), NULL, on_restored, restoring);
  else
    restoring_free (restoring);
}

/* What a unit has left out comes back among its records. */
static void
on_fetched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Restoring) restoring = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fetched = nh_bin_fetch_finish (NH_LEDGER (object), result, &error);
  g_autoptr (GArray) guarded = nh_guard_list_new ();
  NhBinPage *self = restoring->page;

  if (fetched == NULL)
    {
      nh_notify_error (GTK_WIDGET (self), error->message);
      return;
    }
  for (guint i = 0; self->session != NULL && i < fetched->len; i++)
    {
      const NhDeleted *deleted = fetched->pdata[i];

      if (deleted != NULL)
        nh_guard_add (self->session, guarded, deleted->ref.type, deleted->unit, deleted->year);
    }
  nh_guard_ask (GTK_WIDGET (self), self->session, g_steal_pointer (&guarded), NULL, on_may_restore,
                g_steal_pointer (&restoring));
}

/* The name of a single selected record, if it was read. (transfer full) (nullable) */
static char *
selected_name (NhBinPage *self)
{
  guint position;
  g_autoptr (NhRow) row = nh_key_list_find (self->list, nh_row_selection_get_single (self->selection), &position)
                              ? g_list_model_get_item (G_LIST_MODEL (self->list), position)
                              : NULL;
  const NhDeleted *deleted = row != NULL ? nh_row_get_value (row) : NULL;

  return deleted != NULL ? g_strdup (deleted->name) : NULL;
}

static void
restore_selected (NhBinPage *self)
{
  guint n = nh_row_selection_get_count (self->selection);
  g_autofree char *number = nh_number_format (n);
  g_autofree char *name = selected_name (self);
  Restoring *restoring;

  if (n == 0 || nh_session_is_read_only (self->session))
    return;
  restoring = g_new0 (Restoring, 1);
  restoring->page = g_object_ref (self);
  restoring->text = name != NULL
                        ? g_strdup_printf (_ ("“%s” restored."), name)
                        : g_strdup_printf (ngettext ("%s record restored.", "%s records restored.", n), number);
  restoring->keys = nh_row_selection_get_keys (self->selection);
  nh_bin_fetch_async (nh_session_get_ledger (self->session), g_array_ref (restoring->keys), NULL, on_fetched,
                      restoring);
}

/* --- The widget --- */

static gboolean
nh_bin_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NH_BIN_PAGE (widget)->search));
}

static void
nh_bin_page_dispose (GObject *object)
{
  NhBinPage *self = NH_BIN_PAGE (object);

  if (self->list != NULL)
    nh_key_list_stop (self->list);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_BIN_PAGE);
  g_clear_object (&self->unit_column);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_bin_page_parent_class)->dispose (object);
}

static void
nh_bin_page_class_init (NhBinPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_bin_page_dispose;
  widget_class->grab_focus = nh_bin_page_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-bin-page.ui");
  NH_BIND_CHILDREN (widget_class, NhBinPage, content, view_box, search, type, year, count, restore);
  NH_BIND_CALLBACKS (widget_class, query_again, restore_selected);
}

static void
nh_bin_page_init (NhBinPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nh_a11y_name_drop_down (self->year, _ ("Season"));
  nh_type_choice_fill (self->type);
}

GtkWidget *
nh_bin_page_new (NhSession *session)
{
  NhBinPage *self = g_object_new (NH_TYPE_BIN_PAGE, NULL);

  g_return_val_if_fail (NH_IS_SESSION (session), GTK_WIDGET (self));
  self->session = g_object_ref (session);
  self->list = nh_key_list_new (&source, self);
  self->selection = nh_row_selection_new (self->list);
  self->view = NH_KEY_VIEW (nh_key_view_new (self->list, GTK_SELECTION_MODEL (self->selection), _ ("Recycle bin"),
                                             columns, G_N_ELEMENTS (columns), self));
  self->unit_column = g_list_model_get_item (gtk_column_view_get_columns (nh_key_view_get_table (self->view)), UNIT);
  nh_key_view_follow_search (self->view, self->search);
  gtk_box_append (GTK_BOX (self->view_box), GTK_WIDGET (self->view));
  on_view_changed (self);
  g_signal_connect_object (self->list, "settled", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activated", G_CALLBACK (restore_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "view-changed", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (nh_session_get_ledger (self->session), "changed", G_CALLBACK (query_again), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
