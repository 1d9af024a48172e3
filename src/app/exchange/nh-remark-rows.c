/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-remark-rows.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-widget-util.h"

char *
nh_remark_row_title (const NhRemark *remark, NhRecord *record, NhCatalog *catalog)
{
  int field = nh_record_type_field (remark->type, remark->field);
  g_autofree char *name = record != NULL ? nh_record_get_title (record, catalog)
                                         : g_strdup (_ ("a record that is not in the ledger"));

  return field >= 0
             ? g_strdup_printf ("%s: %s – %s", _ (remark->type->title), name, _ (remark->type->fields[field].title))
             : g_strdup_printf ("%s: %s", _ (remark->type->title), name);
}

/* A canonical text as it stands in a list. (transfer full) */
static char *
value_text (NhRecord *record, const NhRemark *remark, const char *canonical, NhCatalog *catalog)
{
  int field = nh_record_type_field (remark->type, remark->field);
  g_autoptr (NhRecord) draft = record != NULL && field >= 0 ? nh_record_edit (record) : NULL;
  g_autofree char *text = NULL;

  if (draft == NULL || !nh_record_set_canonical (draft, remark->field, canonical, NULL))
    return g_strdup (canonical);
  text = nh_record_format (draft, (guint) field, catalog);
  return *text != '\0' ? g_steal_pointer (&text) : g_strdup ("–");
}

char *
nh_remark_proposal_text (const NhRemark *remark, NhRecord *record, NhCatalog *catalog)
{
  g_autofree char *old = NULL, *new = NULL;

  if (remark->new == NULL)
    return NULL;
  old = value_text (record, remark, remark->old, catalog);
  new = value_text (record, remark, remark->new, catalog);
  return g_strdup_printf (_ ("Proposed: %s → %s"), old, new);
}

static void
add_line (GtkWidget *box, const char *text, const char *style)
{
  if (text != NULL && *text != '\0')
    gtk_box_append (GTK_BOX (box), nh_label_new (text, style, TRUE));
}

static void
add_button (GtkWidget *box, const char *label, const char *action, const char *uuid)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", uuid);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_buttons (const NhRemark *remark)
{
  GtkWidget *buttons = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 6, NULL);

  gtk_widget_set_margin_top (buttons, 4);
  if (strcmp (remark->answer, "declined") == 0)
    add_button (buttons, _ ("Answer _anew"), "hand-in.take-back", remark->uuid);
  else
    {
      add_button (buttons, _ ("_Apply"), "hand-in.take", remark->uuid);
      add_button (buttons, _ ("_Do not apply…"), "hand-in.decline", remark->uuid);
    }
  return buttons;
}

/* "Changed: 350 → 305" (transfer full) (nullable) */
static char *
change_text (const NhRemark *remark, const char *before, NhRecord *record, NhCatalog *catalog)
{
  int field = nh_record_type_field (remark->type, remark->field);
  g_autofree char *old = NULL, *now = NULL;

  if (before == NULL || record == NULL || field < 0 || strcmp (remark->answer, "") != 0)
    return NULL;
  old = value_text (record, remark, before, catalog);
  now = nh_record_format (record, (guint) field, catalog);
  return g_strdup_printf (_ ("Changed: %s → %s"), old, *now != '\0' ? now : "–");
}

/* @before: NhHandInState.before */
static void
add_row (GtkListBox *list, const NhRemark *remark, const char *before, NhRecord *record, NhCatalog *catalog)
{
  GtkWidget *row = gtk_list_box_row_new (), *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  GtkWidget *texts = nh_box_new (GTK_ORIENTATION_VERTICAL, 1, NULL);
  g_autofree char *title = nh_remark_row_title (remark, record, catalog),
                  *proposal = nh_remark_proposal_text (remark, record, catalog),
                  *changed = change_text (remark, before, record, catalog);
  g_autofree char *answer = nh_remark_describe_answer (remark), *name = g_strdup_printf ("%s. %s", title, remark->why);

  add_line (texts, title, NULL);
  add_line (texts, proposal, NULL);
  add_line (texts, remark->why, "nh-more");
  add_line (texts, answer, "nh-conflict");
  add_line (texts, changed, "nh-conflict");
  if (record != NULL && changed == NULL && strcmp (remark->answer, "taken") != 0 && remark->new != NULL)
    gtk_box_append (GTK_BOX (texts), make_buttons (remark));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_add_css_class (arrow, "dim-label");
  gtk_widget_set_visible (arrow, record != NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), nh_box_new (GTK_ORIENTATION_HORIZONTAL, 10, texts, arrow, NULL));
  nh_widget_set_name (row, name);
  if (record != NULL)
    {
      const NhRecordInfo *info = nh_record_get_info (record);

      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(sxxis)", remark->type->name, info->id, info->unit,
                                        info->year, remark->field);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "workplace.open-field");
    }
  gtk_list_box_append (list, row);
}

void
nh_remark_rows_fill (GtkListBox *list, const NhHandInState *state, NhCatalog *catalog)
{
  nh_widget_clear (list);
  for (guint i = 0; i < state->remarks->len; i++)
    add_row (list, state->remarks->pdata[i], state->before->pdata[i], state->records->pdata[i], catalog);
}
