/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-changed-rows.h"

#include "nh-i18n.h"
#include "nh-widget-util.h"

#define MOST_CHANGED 12

static void
add_text (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", part);
}

/* A content has no values of references: they are named where nothing else differs. */
static void
add_references (GString *text, const NhRecordType *type, GArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      guint field = g_array_index (fields, guint, i);

      if (field < type->n_fields && type->fields[field].kind == NH_KIND_REFERENCE)
        add_text (text, _ (type->fields[field].title));
    }
}

/* "Lượt người dự: 350 → 305; Ngày: 10/8/2025 → 11/8/2025" (transfer full) */
static char *
list_fields (const NhDifference *difference, NhCatalog *catalog)
{
  const NhRecordType *type = nh_record_get_record_type (difference->after);
  g_autoptr (GArray) fields = nh_record_diff (difference->before, difference->after);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      guint field = g_array_index (fields, guint, i);
      g_autofree char *old = NULL, *now = NULL, *part = NULL;

      if (field == type->n_fields + 2)
        add_text (text, _ ("Reasons given for warnings"));
      if (field >= type->n_fields || (type->fields[field].flags & NH_FIELD_HIDDEN) ||
          type->fields[field].kind == NH_KIND_REFERENCE)
        continue;
      old = nh_record_format (difference->before, field, catalog);
      now = nh_record_format (difference->after, field, catalog);
      part = g_strdup_printf ("%s: %s → %s", _ (type->fields[field].title), *old != '\0' ? old : "–",
                              *now != '\0' ? now : "–");
      add_text (text, part);
    }
  if (text->len == 0)
    add_references (text, type, fields);
  return g_string_free (text, FALSE);
}

static const char *
title_of (NhCatalog *catalog, gint64 id)
{
  const NhUnit *unit = nh_catalog_get_unit (catalog, id);

  return unit != NULL ? unit->title : "?";
}

/* (transfer full) */
static char *
say_difference (const NhReceivedState *state, const NhDifference *difference, NhCatalog *catalog)
{
  const NhRecordInfo *info = nh_record_get_info (difference->after);
  gint64 here = state->unit->id, before = here;

  if (difference->before != NULL)
    before = nh_record_get_info (difference->before)->unit;
  if (info->unit != here)
    return g_strdup_printf (_ ("Moved to %s"), title_of (catalog, info->unit));
  if (info->deleted)
    return g_strdup (_ ("Deleted here"));
  if (before != here)
    return g_strdup_printf (_ ("Moved here from %s"), title_of (catalog, before));
  return difference->before != NULL ? list_fields (difference, catalog) : g_strdup (_ ("Added here"));
}

/* A button that leads to the record, or to the bin, and what is another than the unit says. */
static void
add_difference (GtkBox *box, const NhReceivedState *state, const NhDifference *difference, NhCatalog *catalog)
{
  const NhRecordType *type = nh_record_get_record_type (difference->after);
  const NhRecordInfo *info = nh_record_get_info (difference->after);
  g_autofree char *name = nh_record_get_title (difference->after, catalog);
  g_autofree char *title = g_strdup_printf ("%s: %s", _ (type->title), name);
  g_autofree char *more = say_difference (state, difference, catalog);
  GtkWidget *link = gtk_button_new_with_label (title);

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (link))), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (link, GTK_ALIGN_START);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (link), "(sxxi)", info->deleted ? "" : type->name, info->id,
                                    info->unit, info->year);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (link), "workplace.open-record");
  gtk_box_append (box, link);
  if (*more != '\0')
    gtk_box_append (box, nh_label_new (more, "nh-more", TRUE));
}

void
nh_changed_rows_add (GtkBox *box, const NhReceivedState *state, NhCatalog *catalog)
{
  guint n = state->changed->len;
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u record was changed, added, deleted or moved here after the version was received: the figures are "
                "no longer "
                "those of the unit, and its next version takes the change back. Ask the unit for the change instead.",
                "%u records were changed, added, deleted or moved here after the version was received: the figures are "
                "no longer "
                "those of the unit, and its next version takes the changes back. Ask the unit for the changes instead.",
                n),
      n);

  if (n == 0)
    return;
  gtk_box_append (box, nh_label_new (text, "nh-conflict", TRUE));
  for (guint i = 0; i < MIN (n, MOST_CHANGED); i++)
    add_difference (box, state, state->changed->pdata[i], catalog);
  if (n > MOST_CHANGED)
    gtk_box_append (box, nh_label_new ("…", NULL, FALSE));
}
