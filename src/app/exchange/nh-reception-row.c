/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-reception-row.h"

#include "nh-figure-text.h"
#include "nh-i18n.h"
#include "nh-widget-util.h"

#define MOST_FIGURES 12
#define MOST_RECORDS 50
#define EXPANDER "nh-expander" /* of a row with records */

static int
rank_of (const NhReception *reception)
{
  if (nh_verdict_is_for_person (reception->verdict))
    return reception->taken ? 2 : 0;
  if (nh_verdict_is_refused (reception->verdict))
    return 1;
  return reception->verdict == NH_VERDICT_CORRECTION ? 3 : 4;
}

int
nh_reception_compare (gconstpointer a, gconstpointer b)
{
  return rank_of (*(NhReception *const *) a) - rank_of (*(NhReception *const *) b);
}

/* "Xã Cẩm Nhượng, 2026, bản 2" (transfer full) */
static char *
title_of (const NhReception *reception, const char *file)
{
  if (reception->version == 0)
    return g_strdup_printf ("%s: %s", nh_verdict_get_title (reception->verdict), file);
  return g_strdup_printf (_ ("%s: %s, %d, version %d"), nh_verdict_get_title (reception->verdict), reception->unit_name,
                          reception->year, reception->version);
}

static void
add_line (GtkWidget *box, const char *text, const char *style)
{
  if (text != NULL && *text != '\0')
    gtk_box_append (GTK_BOX (box), nh_label_new (text, style, TRUE));
}

static void
add_said (GtkWidget *box, const char *format, const char *text)
{
  g_autofree char *line = g_strdup_printf ("%s: %s", format, text);

  if (*text != '\0')
    add_line (box, line, NULL);
}

/* The record itself may be of a version that is not taken: its field tells enough. */
static void
add_answers (GtkWidget *box, const NhReception *reception)
{
  for (guint i = 0; i < reception->answers->len; i++)
    {
      const NhRemark *answer = reception->answers->pdata[i];
      int field = nh_record_type_field (answer->type, answer->field);
      g_autofree char *text = nh_remark_describe_answer (answer);
      g_autofree char *title = g_strdup_printf (
          _ ("Answer on %s"), _ (field >= 0 ? answer->type->fields[field].title : answer->type->title));

      add_said (box, title, text != NULL ? text : "");
    }
}

static void
add_figures (GtkWidget *box, const NhReception *reception)
{
  for (guint i = 0; i < MIN (reception->figures->len, MOST_FIGURES); i++)
    {
      const NhFigureChange *change = reception->figures->pdata[i];
      g_autofree char *before = nh_figure_text_format (change->before), *after = nh_figure_text_format (change->after);
      g_autofree char *line = g_strdup_printf ("%s: %s → %s", change->title, *before != '\0' ? before : "–",
                                               *after != '\0' ? after : "–");

      add_line (box, line, NULL);
    }
}

/* Of a first version, with which nothing is to be compared: in one line, so that many files are looked over. */
static void
add_first_figures (GtkWidget *box, const NhReception *reception)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < MIN (reception->figures->len, MOST_FIGURES); i++)
    {
      const NhFigureChange *change = reception->figures->pdata[i];
      g_autofree char *number = nh_figure_text_format (change->after);

      g_string_append_printf (line, "%s%s: %s", i > 0 ? "; " : "", change->title, number);
    }
  add_line (box, line->str, NULL);
}

static void
add_fields (GtkWidget *box, const NhDifference *difference, NhCatalog *catalog)
{
  const NhRecordType *type = nh_record_get_record_type (difference->after);
  g_autoptr (GArray) fields = nh_record_diff (difference->before, difference->after);

  for (guint i = 0; i < fields->len; i++)
    {
      guint field = g_array_index (fields, guint, i);
      g_autofree char *before = NULL, *after = NULL, *line = NULL;

      if (field >= type->n_fields)
        continue;
      before = nh_record_format (difference->before, field, catalog);
      after = nh_record_format (difference->after, field, catalog);
      line = g_strdup_printf ("      %s: %s → %s", _ (type->fields[field].title), *before != '\0' ? before : "–",
                              *after != '\0' ? after : "–");
      add_line (box, line, "nh-more");
    }
}

static void
add_record (GtkWidget *box, const NhDifference *difference, NhCatalog *catalog)
{
  NhRecord *shown = difference->after != NULL ? difference->after : difference->before;
  g_autofree char *title = nh_record_get_title (shown, catalog);
  const char *what = difference->before == NULL  ? _ ("Added")
                     : difference->after == NULL ? _ ("Deleted")
                                                 : _ ("Changed");
  g_autofree char *line = g_strdup_printf ("%s: %s: %s", what, _ (nh_record_get_record_type (shown)->title), title);

  add_line (box, line, NULL);
  if (difference->before != NULL && difference->after != NULL)
    add_fields (box, difference, catalog);
}

/* Folded: what is to be seen of many files at once is the verdict and the figures. */
static void
add_records (GtkWidget *row, GtkWidget *box, const NhReception *reception, NhCatalog *catalog)
{
  GPtrArray *differences = reception->records.differences;
  g_autofree char *label = g_strdup_printf (_ ("_Records: %u added, %u changed, %u deleted"), reception->records.added,
                                            reception->records.changed, reception->records.deleted);
  GtkWidget *expander, *lines;

  if (differences == NULL || differences->len == 0)
    return;
  expander = gtk_expander_new_with_mnemonic (label);
  lines = nh_box_new (GTK_ORIENTATION_VERTICAL, 1, NULL);
  gtk_widget_set_margin_start (lines, 16);
  for (guint i = 0; i < MIN (differences->len, MOST_RECORDS); i++)
    add_record (lines, differences->pdata[i], catalog);
  gtk_expander_set_child (GTK_EXPANDER (expander), lines);
  gtk_box_append (GTK_BOX (box), expander);
  g_object_set_data (G_OBJECT (row), EXPANDER, expander);
}

void
nh_reception_row_toggle (GtkListBoxRow *row)
{
  GtkExpander *expander = g_object_get_data (G_OBJECT (row), EXPANDER);

  if (expander != NULL)
    gtk_expander_set_expanded (expander, !gtk_expander_get_expanded (expander));
}

static const char *
icon_of (const NhReception *reception)
{
  if (nh_verdict_is_refused (reception->verdict))
    return "dialog-error-symbolic";
  if (nh_verdict_is_for_person (reception->verdict))
    return "dialog-warning-symbolic";
  return reception->verdict == NH_VERDICT_KNOWN ? "emblem-default-symbolic" : "emblem-ok-symbolic";
}

static void
add_button (GtkWidget *box, NhReception *reception)
{
  gboolean key = nh_verdict_wants_code (reception->verdict);
  GtkWidget *button;

  if (reception->taken || (!key && reception->verdict != NH_VERDICT_FORK))
    return;
  button = gtk_button_new_with_mnemonic (key ? _ ("_Confirm the code…") : _ ("_Take it all the same…"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 4);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "^ay", reception->path); /* names need not be UTF-8 */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), key ? "preview.confirm" : "preview.take");
  gtk_box_append (GTK_BOX (box), button);
}

GtkWidget *
nh_reception_row_new (NhReception *reception, NhCatalog *catalog)
{
  GtkWidget *row = gtk_list_box_row_new (), *texts = nh_box_new (GTK_ORIENTATION_VERTICAL, 1, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_of (reception));
  g_autofree char *file = g_filename_display_basename (reception->path);
  g_autofree char *title = title_of (reception, file);
  g_autofree char *name = g_strdup_printf ("%s. %s", title, reception->message);

  add_line (texts, title, "nh-question");
  add_line (texts, reception->message, NULL);
  add_said (texts, _ ("Reason"), reception->reason);
  add_said (texts, _ ("Festival not held"), reception->nil);
  add_answers (texts, reception);
  if (reception->verdict == NH_VERDICT_NEW)
    add_first_figures (texts, reception);
  else
    add_figures (texts, reception);
  add_records (row, texts, reception, catalog);
  add_button (texts, reception);
  if (reception->version != 0)
    add_line (texts, file, "nh-more");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), nh_box_new (GTK_ORIENTATION_HORIZONTAL, 10, icon, texts, NULL));
  nh_widget_set_name (row, name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), g_object_get_data (G_OBJECT (row), EXPANDER) != NULL);
  return row;
}
