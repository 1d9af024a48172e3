/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-row-selection.h"

struct _NhRowSelection
{
  GObject parent_instance;

  NhKeyList *list; /* owned */
  GtkBitset *ids;  /* owned: the selected keys */
  gboolean all;    /* "select all" while keys are still being read: includes later ones */
};

/* Larger keys occur in damaged files only. */
static gboolean
fits (gint64 id)
{
  return id > 0 && id <= G_MAXUINT;
}

static gboolean
has_id (NhRowSelection *self, gint64 id)
{
  return fits (id) && gtk_bitset_contains (self->ids, (guint) id);
}

static void
set_id (NhRowSelection *self, gint64 id, gboolean selected)
{
  if (!fits (id))
    return;
  if (selected)
    gtk_bitset_add (self->ids, (guint) id);
  else
    gtk_bitset_remove (self->ids, (guint) id);
}

/* --- The list model --- */

static GType
list_get_item_type (GListModel *model)
{
  return NH_TYPE_ROW;
}

static guint
list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (NH_ROW_SELECTION (model)->list));
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (NH_ROW_SELECTION (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

/* --- Selecting --- */

static gboolean
selection_is_selected (GtkSelectionModel *model, guint position)
{
  NhRowSelection *self = NH_ROW_SELECTION (model);

  return has_id (self, nh_key_list_get_key (self->list, position));
}

static GtkBitset *
selection_get_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  NhRowSelection *self = NH_ROW_SELECTION (model);
  GtkBitset *bits = gtk_bitset_new_empty ();
  guint n = nh_key_list_get_keys (self->list)->len;
  guint end = n_items > n - MIN (position, n) ? n : position + n_items;

  if (gtk_bitset_is_empty (self->ids))
    return bits;
  for (guint i = position; i < end; i++)
    if (has_id (self, nh_key_list_get_key (self->list, i)))
      gtk_bitset_add (bits, i);
  return bits;
}

/* Sets the selection of all rows without a loop over them. */
static void
set_all (NhRowSelection *self, GtkBitset *selected, guint n)
{
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_get_size_in_range (selected, 0, n - 1) == n)
    {
      gtk_bitset_union (self->ids, nh_key_list_get_set (self->list));
      self->all = !nh_key_list_is_settled (self->list);
    }
  else
    {
      gtk_bitset_subtract (self->ids, nh_key_list_get_set (self->list));
      for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more && position < n;
           more = gtk_bitset_iter_next (&iter, &position))
        set_id (self, nh_key_list_get_key (self->list, position), TRUE);
    }
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

static gboolean
selection_set (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  NhRowSelection *self = NH_ROW_SELECTION (model);
  guint n = nh_key_list_get_keys (self->list)->len;
  GtkBitsetIter iter;
  guint position, first = G_MAXUINT, last = 0;

  self->all = FALSE;
  if (n > 0 && gtk_bitset_get_size_in_range (mask, 0, n - 1) == n)
    {
      set_all (self, selected, n);
      return TRUE;
    }
  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more && position < n;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = nh_key_list_get_key (self->list, position);
      gboolean select = gtk_bitset_contains (selected, position);

      if (!select == !has_id (self, id))
        continue;
      set_id (self, id, select);
      first = MIN (first, position);
      last = MAX (last, position);
    }
  if (first <= last)
    gtk_selection_model_selection_changed (model, first, last - first + 1);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = selection_is_selected;
  iface->get_selection_in_range = selection_get_in_range;
  iface->set_selection = selection_set;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (NhRowSelection, nh_row_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

/* Rows that left the list are deselected: Delete must not reach records that are not visible. */
static void
on_settled (NhRowSelection *self)
{
  guint n = nh_key_list_get_keys (self->list)->len;
  gboolean all = self->all;

  self->all = FALSE;
  if (!all)
    gtk_bitset_intersect (self->ids, nh_key_list_get_set (self->list));
  else
    {
      gtk_bitset_remove_all (self->ids);
      gtk_bitset_union (self->ids, nh_key_list_get_set (self->list));
      if (n > 0)
        gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
    }
}

static void
on_items_changed (NhRowSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
nh_row_selection_finalize (GObject *object)
{
  NhRowSelection *self = NH_ROW_SELECTION (object);

  g_object_unref (self->list);
  gtk_bitset_unref (self->ids);
  G_OBJECT_CLASS (nh_row_selection_parent_class)->finalize (object);
}

static void
nh_row_selection_class_init (NhRowSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_row_selection_finalize;
}

static void
nh_row_selection_init (NhRowSelection *self)
{
  self->ids = gtk_bitset_new_empty ();
}

NhRowSelection *
nh_row_selection_new (NhKeyList *list)
{
  NhRowSelection *self;

  g_return_val_if_fail (NH_IS_KEY_LIST (list), NULL);
  self = g_object_new (NH_TYPE_ROW_SELECTION, NULL);
  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  return self;
}

guint
nh_row_selection_get_count (NhRowSelection *self)
{
  g_return_val_if_fail (NH_IS_ROW_SELECTION (self), 0);
  return (guint) gtk_bitset_get_size (self->ids);
}

gint64
nh_row_selection_get_single (NhRowSelection *self)
{
  g_return_val_if_fail (NH_IS_ROW_SELECTION (self), 0);
  return gtk_bitset_get_size (self->ids) == 1 ? gtk_bitset_get_minimum (self->ids) : 0;
}

GArray *
nh_row_selection_get_keys (NhRowSelection *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (NH_IS_ROW_SELECTION (self), ids);
  for (guint i = 0; i < nh_key_list_get_keys (self->list)->len; i++)
    {
      gint64 id = nh_key_list_get_key (self->list, i);

      if (has_id (self, id))
        g_array_append_val (ids, id);
    }
  return ids;
}

void
nh_row_selection_set_single (NhRowSelection *self, gint64 id)
{
  guint n;

  g_return_if_fail (NH_IS_ROW_SELECTION (self));
  self->all = FALSE;
  if (id != 0 && nh_row_selection_get_single (self) == id)
    return;
  if (id == 0 && gtk_bitset_is_empty (self->ids))
    return;
  gtk_bitset_remove_all (self->ids);
  set_id (self, id, TRUE);
  n = nh_key_list_get_keys (self->list)->len;
  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

void
nh_row_selection_end_all (NhRowSelection *self)
{
  g_return_if_fail (NH_IS_ROW_SELECTION (self));
  self->all = FALSE;
}
