/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-change-card.h"

#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-widget-util.h"

#define SUMMARY_FIELDS 4

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = nh_label_new (text, style, TRUE);

  gtk_label_set_yalign (GTK_LABEL (label), 0);
  return label;
}

/* "185 → 200"; "200" when it was blank before. */
static char *
value_text (const NhChangedField *field)
{
  const char *after = *field->after != '\0' ? field->after : _ ("(blank)");

  return *field->before != '\0' ? g_strdup_printf ("%s → %s", field->before, after) : g_strdup (after);
}

static void
add_fields (GtkWidget *box, const NhChangedRecord *record)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (guint i = 0; i < record->fields->len; i++)
    {
      const NhChangedField *field = g_ptr_array_index (record->fields, i);
      g_autofree char *text = value_text (field);
      GtkWidget *title = make_label (field->title, "dim-label");
      GtkWidget *value = make_label (text, NULL);

      g_object_set (title, "width-chars", 14, "max-width-chars", 14, NULL);
      g_object_set (value, "width-chars", 12, "max-width-chars", 26, "hexpand", TRUE, NULL);
      gtk_grid_attach (GTK_GRID (grid), title, 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), value, 1, (int) i, 1, 1);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL, -1);
    }
  gtk_box_append (GTK_BOX (box), grid);
}

/* "Festival point · Xã Cẩm Xuyên · 2026 · in the recycle bin" */
static char *
place_text (const NhChangedRecord *record, NhCatalog *catalog)
{
  const NhUnit *unit = record->unit != 0 ? nh_catalog_get_unit (catalog, record->unit) : NULL;
  GString *text = g_string_new (record->type != NULL ? _ (record->type->title) : "");

  if (unit != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", unit->title);
  if (record->year != 0)
    g_string_append_printf (text, " · %d", record->year);
  if (record->deleted)
    g_string_append_printf (text, " · %s", _ ("in the recycle bin"));
  return g_string_free (text, FALSE);
}

static void
add_record (GtkWidget *box, const NhChangedRecord *record, NhCatalog *catalog)
{
  g_autofree char *place = place_text (record, catalog);
  GtkWidget *name = make_label (record->name, "nh-question");

  gtk_widget_set_margin_top (name, 8);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), make_label (place, "dim-label"));
}

static void
add_rest (GtkWidget *box, const NhChange *change)
{
  guint n = change->n_records - change->records->len;
  g_autofree char *number = nh_number_format (n);
  g_autofree char *text = g_strdup_printf (ngettext ("and %s more record", "and %s more records", n), number);

  gtk_box_append (GTK_BOX (box), make_label (text, "dim-label"));
}

/* The reason is a field of what was changed, too. */
static gboolean
has_reason_among_fields (const NhChange *change)
{
  for (guint i = 0; i < change->records->len; i++)
    {
      const NhChangedRecord *record = g_ptr_array_index (change->records, i);

      for (guint j = 0; j < record->fields->len; j++)
        {
          const NhChangedField *field = record->fields->pdata[j];

          if (g_str_equal (field->title, _ ("Reason")) && g_str_equal (field->after, change->why))
            return TRUE;
        }
    }
  return FALSE;
}

GtkWidget *
nh_change_card_new (const NhChange *change, NhCatalog *catalog, gboolean with_records)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *moment = nh_time_format (change->at);
  g_autofree char *when = g_strdup_printf ("%s · %s", moment, change->by);

  gtk_widget_add_css_class (box, "nh-change");
  gtk_box_append (GTK_BOX (box), make_label (change->text, "nh-change-title"));
  gtk_box_append (GTK_BOX (box), make_label (when, "dim-label"));
  if (*change->why != '\0' && !has_reason_among_fields (change))
    gtk_box_append (GTK_BOX (box), make_label (change->why, NULL));
  if (change->undone)
    gtk_box_append (GTK_BOX (box),
                    make_label (change->is_undo ? _ ("Done again later.") : _ ("Taken back later."), "nh-undone"));
  for (guint i = 0; i < change->records->len; i++)
    {
      const NhChangedRecord *record = g_ptr_array_index (change->records, i);

      if (with_records)
        add_record (box, record, catalog);
      if (record->fields->len > 0)
        add_fields (box, record);
    }
  if (with_records && change->n_records > change->records->len)
    add_rest (box, change);
  return box;
}

char *
nh_change_summary (const NhChange *change)
{
  const NhChangedRecord *record = change->n_records == 1 && change->records->len > 0
                                      ? g_ptr_array_index (change->records, 0)
                                      : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; record != NULL && i < record->fields->len && i < SUMMARY_FIELDS; i++)
    {
      const NhChangedField *field = g_ptr_array_index (record->fields, i);
      g_autofree char *value = value_text (field);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "; " : "", field->title, value);
    }
  if (record != NULL && record->fields->len > SUMMARY_FIELDS)
    g_string_append (text, "; …");
  return g_string_free (text, FALSE);
}
