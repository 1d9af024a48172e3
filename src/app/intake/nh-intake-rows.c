/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-intake-rows.h"

struct _NhIntakeItem
{
  GObject parent_instance;

  NhIntakeTrial *trial; /* owned */
  guint index;          /* among the rows of the trial */
};

G_DEFINE_FINAL_TYPE (NhIntakeItem, nh_intake_item, G_TYPE_OBJECT)

struct _NhIntakeRows
{
  GObject parent_instance;

  NhIntakeTrial *trial; /* owned */
  GArray *shown;        /* owned, nullable: of guint, indices of those shown; NULL: all */
};

static void nh_intake_rows_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NhIntakeRows, nh_intake_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, nh_intake_rows_list_model_init))

/* --- Item --- */

const NhIntakeTrial *
nh_intake_item_get_trial (NhIntakeItem *self)
{
  return self->trial;
}

guint
nh_intake_item_get_row (NhIntakeItem *self)
{
  return self->trial->mapping->first_row + self->index;
}

const NhIntakeRow *
nh_intake_item_get (NhIntakeItem *self)
{
  return self->trial->intake != NULL ? self->trial->intake->rows->pdata[self->index] : NULL;
}

const NhRowNote *
nh_intake_item_find_note (NhIntakeItem *self, int column)
{
  const NhIntakeRow *row = nh_intake_item_get (self);
  const NhRowNote *found = NULL;

  for (guint i = 0; row != NULL && i < row->notes->len; i++)
    {
      const NhRowNote *note = row->notes->pdata[i];

      if (note->column == column && (found == NULL || note->refused || (note->doubtful && !found->refused)))
        found = note;
    }
  return found;
}

static void
nh_intake_item_finalize (GObject *object)
{
  nh_intake_trial_unref (NH_INTAKE_ITEM (object)->trial);
  G_OBJECT_CLASS (nh_intake_item_parent_class)->finalize (object);
}

static void
nh_intake_item_class_init (NhIntakeItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_intake_item_finalize;
}

static void
nh_intake_item_init (NhIntakeItem *self)
{
}

/* --- Model --- */

static guint
count_all (NhIntakeRows *self)
{
  if (self->trial->intake != NULL)
    return self->trial->intake->rows->len;
  return nh_grid_get_n_rows (self->trial->grid) - self->trial->mapping->first_row;
}

static guint
index_at (NhIntakeRows *self, guint position)
{
  return self->shown != NULL ? g_array_index (self->shown, guint, position) : position;
}

static GType
get_item_type (GListModel *model)
{
  return NH_TYPE_INTAKE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  NhIntakeRows *self = NH_INTAKE_ROWS (model);

  return self->shown != NULL ? self->shown->len : count_all (self);
}

static gpointer
get_item (GListModel *model, guint position)
{
  NhIntakeRows *self = NH_INTAKE_ROWS (model);
  NhIntakeItem *item;

  if (position >= get_n_items (model))
    return NULL;
  item = g_object_new (NH_TYPE_INTAKE_ITEM, NULL);
  item->trial = nh_intake_trial_ref (self->trial);
  item->index = index_at (self, position);
  return item;
}

static void
nh_intake_rows_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

guint
nh_intake_rows_find (NhIntakeRows *self, guint row)
{
  guint n = get_n_items (G_LIST_MODEL (self)), low = 0, high = n;
  guint wanted = row - MIN (row, self->trial->mapping->first_row);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (index_at (self, middle) < wanted)
        low = middle + 1;
      else
        high = middle;
    }
  return MIN (low, n - MIN (n, 1));
}

guint
nh_intake_rows_find_problem (NhIntakeRows *self, guint position)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  for (guint i = 1; i <= n && self->trial->intake != NULL; i++)
    if (nh_intake_row_has_problem (self->trial->intake->rows->pdata[index_at (self, (position + i) % n)]))
      return (position + i) % n;
  return position;
}

static void
nh_intake_rows_finalize (GObject *object)
{
  NhIntakeRows *self = NH_INTAKE_ROWS (object);

  nh_intake_trial_unref (self->trial);
  g_clear_pointer (&self->shown, g_array_unref);
  G_OBJECT_CLASS (nh_intake_rows_parent_class)->finalize (object);
}

static void
nh_intake_rows_class_init (NhIntakeRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_intake_rows_finalize;
}

static void
nh_intake_rows_init (NhIntakeRows *self)
{
}

NhIntakeRows *
nh_intake_rows_new (NhIntakeTrial *trial, gboolean problems)
{
  NhIntakeRows *self = g_object_new (NH_TYPE_INTAKE_ROWS, NULL);

  self->trial = nh_intake_trial_ref (trial);
  if (!problems)
    return self;
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; trial->intake != NULL && i < trial->intake->rows->len; i++)
    if (nh_intake_row_has_problem (trial->intake->rows->pdata[i]))
      g_array_append_val (self->shown, i);
  return self;
}
