/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-bin-page.h"

#include "nh-access.h"
#include "nh-bin.h"
#include "nh-i18n.h"
#include "nh-lazy-view.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-type-choice.h"

#define TYPE_CHARS 16
#define UNIT_CHARS 18
#define YEAR_CHARS 6
#define UNIT_PLACE 2     /* of its column */
#define WHEN_CHARS 16
#define WHO_CHARS 12

struct _NhBinPage
{
  GtkWidget parent_instance;

  NhSession *session;            /* owned */
  NhLazyList *list;              /* owned */
  GtkMultiSelection *selection;  /* owned */
  NhLazyView *view;
  GtkColumnView *column_view;         /* the view's */
  GtkColumnViewColumn *unit_column;   /* owned: there only where there are units below */
  gboolean stale;

  /* template */
  GtkWidget *content, *view_box;
  GtkSearchEntry *search;
  GtkDropDown *type, *year;
  GtkLabel *count;
  GtkButton *restore;
};

G_DEFINE_FINAL_TYPE (NhBinPage, nh_bin_page, GTK_TYPE_WIDGET)

static NhLedger *
ledger_of (NhBinPage *self)
{
  return nh_session_get_ledger (self->session);
}

/* --- which ---------------------------------------------------------------------------------------------------------------- */

static void
ask_keys (gpointer owner, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  NhBinPage *self = owner;
  const char *search = gtk_editable_get_text (GTK_EDITABLE (self->search));
  NhBinQuery query = { .type = nh_type_choice_get (self->type), .unit = nh_session_get_unit (self->session) };

  if (gtk_drop_down_get_selected (self->year) == 0)
    query.year = nh_session_get_year (self->session);
  query.search = *search != '\0' ? g_strdup (search) : NULL;
  nh_bin_list_async (ledger_of (self), &query, cancellable, callback, data);
}

static void
ask_rows (gpointer owner, GArray *keys, GAsyncReadyCallback callback, gpointer data)
{
  nh_bin_fetch_async (ledger_of (owner), keys, NULL, callback, data);
}

static void
free_deleted (gpointer value)
{
  nh_deleted_free (value);
}

static const NhLazySource source = { ask_keys, ask_rows, free_deleted };

static void
query_again (NhBinPage *self)
{
  gboolean filtered;

  if (self->list == NULL)
    return;
  self->stale = TRUE;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->stale = FALSE;
  filtered = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0' || nh_type_choice_get (self->type) != NULL;
  nh_lazy_view_set_empty (self->view, "nh-bin-symbolic", filtered ? _("Nothing found") : _("The recycle bin is empty"),
                          filtered ? _("Empty the search field and choose all records to see all again.")
                                   : _("Deleted records stay here and can be put back at any time."));
  nh_lazy_list_refresh (self->list);
}

/* A column that is only hidden keeps its room in GTK 4.8. */
static void
show_unit_column (NhBinPage *self)
{
  gboolean there = gtk_column_view_column_get_column_view (self->unit_column) != NULL;
  gboolean wanted = nh_session_has_below (self->session);

  if (there && !wanted)
    gtk_column_view_remove_column (self->column_view, self->unit_column);
  else if (wanted && !there)
    gtk_column_view_insert_column (self->column_view, UNIT_PLACE, self->unit_column);
}

/* The unit or the season that is looked at is another. */
static void
on_view_changed (NhBinPage *self)
{
  g_autofree char *season = g_strdup_printf (_("Festival %d"), nh_session_get_year (self->session));
  const char *const titles[] = { season, _("All seasons"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (titles);
  guint selected = gtk_drop_down_get_selected (self->year);

  show_unit_column (self);
  gtk_drop_down_set_model (self->year, G_LIST_MODEL (model));
  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_drop_down_set_selected (self->year, selected);
  query_again (self);
}

static guint
count_selected (NhBinPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return (guint) gtk_bitset_get_size (selected);
}

static void
show_count (NhBinPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint n_selected = count_selected (self);
  g_autofree char *number = nh_number_format (n);
  g_autofree char *selected = nh_number_format (n_selected);
  g_autofree char *text = n_selected > 1 ? g_strdup_printf (ngettext ("%s of %s deleted record selected", "%s of %s deleted records selected", n), selected, number)
                                         : g_strdup_printf (ngettext ("%s deleted record", "%s deleted records", n), number);

  gtk_label_set_text (self->count, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->restore), n_selected > 0 && !nh_ledger_is_read_only (ledger_of (self)));
}

static void
on_failed (NhBinPage *self, const char *message)
{
  NhNotice *notice = nh_notice_of (GTK_WIDGET (self));

  if (notice != NULL)
    nh_notice_say (notice, NH_NOTICE_ERROR, message);
}

static void
on_stop_search (NhBinPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  nh_lazy_view_focus (self->view);
}

static void
on_search_activate (NhBinPage *self)
{
  nh_lazy_view_focus (self->view);
}

/* --- columns -------------------------------------------------------------------------------------------------------------- */

static char *
name_text (gpointer owner, gconstpointer value)
{
  return g_strdup (((const NhDeleted *) value)->name);
}

static char *
type_text (gpointer owner, gconstpointer value)
{
  return g_strdup (_(((const NhDeleted *) value)->ref.type->title));
}

static char *
unit_text (gpointer owner, gconstpointer value)
{
  const NhUnit *unit = nh_catalog_get_unit (nh_session_get_catalog (NH_BIN_PAGE (owner)->session), ((const NhDeleted *) value)->unit);

  return g_strdup (unit != NULL ? unit->title : "");
}

static char *
year_text (gpointer owner, gconstpointer value)
{
  return g_strdup_printf ("%d", ((const NhDeleted *) value)->year);
}

static char *
when_text (gpointer owner, gconstpointer value)
{
  return nh_time_format (((const NhDeleted *) value)->at);
}

static char *
who_text (gpointer owner, gconstpointer value)
{
  return g_strdup (((const NhDeleted *) value)->by);
}

/* --- putting back --------------------------------------------------------------------------------------------------------- */

/* What is put back, for the words afterwards. */
typedef struct
{
  NhBinPage *page;   /* owned */
  char *name;        /* owned (nullable): of a single one */
  guint n;
} Restoring;

static void
restoring_free (Restoring *restoring)
{
  g_object_unref (restoring->page);
  g_free (restoring->name);
  g_free (restoring);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restoring, restoring_free)

static void
undo_restoring (gpointer data)
{
  gtk_widget_activate_action (data, "win.undo-change", NULL);
}

static void
on_restored (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Restoring) restoring = user_data;
  g_autoptr (GError) error = NULL;
  NhNotice *notice = nh_notice_of (GTK_WIDGET (restoring->page));
  g_autofree char *number = nh_number_format (restoring->n);
  g_autofree char *text = restoring->name != NULL
                            ? g_strdup_printf (_("“%s” restored."), restoring->name)
                            : g_strdup_printf (ngettext ("%s record restored.", "%s records restored.", restoring->n), number);

  nh_bin_restore_finish (NH_LEDGER (object), result, &error);
  if (notice == NULL)
    return;
  if (error != NULL)
    nh_notice_say (notice, NH_NOTICE_ERROR, error->message);
  else
    nh_notice_offer (notice, NH_NOTICE_DONE, text, _("_Undo"), G_CALLBACK (undo_restoring), g_object_ref (restoring->page), g_object_unref);
}

static void
restore_keys (NhBinPage *self, GArray *keys)
{
  Restoring *restoring = g_new0 (Restoring, 1);

  restoring->page = g_object_ref (self);
  restoring->n = keys->len;
  if (keys->len == 1)
    {
      guint position;
      g_autoptr (NhRow) row = nh_lazy_list_find (self->list, g_array_index (keys, gint64, 0), &position)
                                    ? g_list_model_get_item (G_LIST_MODEL (self->list), position)
                                    : NULL;
      const NhDeleted *deleted = row != NULL ? nh_row_get_value (row) : NULL;

      restoring->name = deleted != NULL ? g_strdup (deleted->name) : NULL;
    }
  nh_bin_restore_async (ledger_of (self), keys, NULL, on_restored, restoring);
}

static void
restore_selected (NhBinPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 key = nh_lazy_list_get_key (self->list, position);

      g_array_append_val (keys, key);
    }
  if (keys->len > 0 && !nh_ledger_is_read_only (ledger_of (self)))
    restore_keys (self, keys);
  else
    g_array_unref (keys);
}

/* --- the widget ----------------------------------------------------------------------------------------------------------- */

static gboolean
nh_bin_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NH_BIN_PAGE (widget)->search));
}

static void
nh_bin_page_map (GtkWidget *widget)
{
  NhBinPage *self = NH_BIN_PAGE (widget);

  GTK_WIDGET_CLASS (nh_bin_page_parent_class)->map (widget);
  if (self->stale)
    query_again (self);
}

static void
nh_bin_page_dispose (GObject *object)
{
  NhBinPage *self = NH_BIN_PAGE (object);

  if (self->list != NULL)
    nh_lazy_list_stop (self->list);
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
  widget_class->map = nh_bin_page_map;
  widget_class->grab_focus = nh_bin_page_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-bin-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NhBinPage, content);
  gtk_widget_class_bind_template_child (widget_class, NhBinPage, view_box);
  gtk_widget_class_bind_template_child (widget_class, NhBinPage, search);
  gtk_widget_class_bind_template_child (widget_class, NhBinPage, type);
  gtk_widget_class_bind_template_child (widget_class, NhBinPage, year);
  gtk_widget_class_bind_template_child (widget_class, NhBinPage, count);
  gtk_widget_class_bind_template_child (widget_class, NhBinPage, restore);
  gtk_widget_class_bind_template_callback (widget_class, query_again);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, restore_selected);
}

static void
nh_bin_page_init (NhBinPage *self)
{
  self->stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  nh_access_name_drop_down (self->type, _("What is shown"));
  nh_access_name_drop_down (self->year, _("Season"));
  nh_type_choice_fill (self->type, _("All records"));
}

GtkWidget *
nh_bin_page_new (NhSession *session)
{
  NhBinPage *self = g_object_new (NH_TYPE_BIN_PAGE, NULL);

  g_return_val_if_fail (NH_IS_SESSION (session), GTK_WIDGET (self));
  self->session = g_object_ref (session);
  self->list = nh_lazy_list_new (&source, self);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  self->view = NH_LAZY_VIEW (nh_lazy_view_new (self->list, GTK_SELECTION_MODEL (self->selection), _("Recycle bin")));
  nh_lazy_view_add_column (self->view, _("Record"), 0, name_text, self);
  nh_lazy_view_add_column (self->view, _("Kind"), TYPE_CHARS, type_text, self);
  self->unit_column = g_object_ref (nh_lazy_view_add_column (self->view, _("Unit"), UNIT_CHARS, unit_text, self));
  self->column_view = gtk_column_view_column_get_column_view (self->unit_column);
  nh_lazy_view_add_column (self->view, _("Year"), YEAR_CHARS, year_text, self);
  nh_lazy_view_add_column (self->view, _("Deleted"), WHEN_CHARS, when_text, self);
  nh_lazy_view_add_column (self->view, _("By"), WHO_CHARS, who_text, self);
  gtk_box_append (GTK_BOX (self->view_box), GTK_WIDGET (self->view));
  on_view_changed (self);
  g_signal_connect_object (self->list, "settled", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activated", G_CALLBACK (restore_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "view-changed", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ledger_of (self), "changed", G_CALLBACK (query_again), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
