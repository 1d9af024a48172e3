/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-editor-kind.h"

#include "nh-amounts-entry.h"
#include "nh-choice-entry.h"
#include "nh-i18n.h"
#include "nh-many-entry.h"
#include "nh-money.h"

#define LEAST_CHARS 10 /* "08/08/2026" */
#define LINES_LEAST 48
#define LINES_MOST 140

/* --- Entries --- */

static GtkWidget *
entry_make (void)
{
  return g_object_new (GTK_TYPE_ENTRY, "enable-undo", FALSE, "width-chars", LEAST_CHARS, NULL);
}

static char *
entry_read (GtkWidget *control)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (control)));
}

static void
entry_put (GtkWidget *control, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (control)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (control), text);
}

static char *
money_echo (const NhField *field, const char *text)
{
  g_autofree char *words = NULL, *brief = NULL;
  gint64 dong;

  if (!nh_money_parse (text, &dong, NULL) || dong == 0)
    return NULL;
  words = nh_money_words (dong);
  brief = nh_money_format_short (dong);
  return g_strdup_printf ("%s · %s", brief, words);
}

/* --- Several lines --- */

static GtkWidget *
lines_make (void)
{
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "propagate-natural-height", TRUE, "min-content-height",
                                      LINES_LEAST, "max-content-height", LINES_MOST, "focusable", FALSE, NULL);
  GtkWidget *view = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE,
                                  "left-margin", 8, "right-margin", 8, "top-margin", 6, "bottom-margin", 6, NULL);

  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), FALSE);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_add_css_class (scrolled, "lines");
  return scrolled;
}

static GtkWidget *
lines_target (GtkWidget *control)
{
  return gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (control));
}

static char *
lines_read (GtkWidget *control)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (lines_target (control)));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
lines_put (GtkWidget *control, const char *text)
{
  g_autofree char *now = lines_read (control);

  if (g_strcmp0 (now, text) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (lines_target (control))), text, -1);
}

/* --- Choice --- */

static GtkWidget *
choice_target (GtkWidget *control)
{
  return nh_choice_entry_get_entry (NH_CHOICE_ENTRY (control));
}

static char *
choice_read (GtkWidget *control)
{
  return g_strdup (nh_choice_entry_get_text (NH_CHOICE_ENTRY (control)));
}

static void
choice_put (GtkWidget *control, const char *text)
{
  nh_choice_entry_set_text (NH_CHOICE_ENTRY (control), text);
}

static void
choice_offer (GtkWidget *control, const NhField *field, const NhValue *value, NhCatalog *catalog, NhDate on)
{
  nh_choice_entry_set_open (NH_CHOICE_ENTRY (control), (field->flags & NH_FIELD_OPEN) != 0);
  nh_choice_entry_set_codes (NH_CHOICE_ENTRY (control), catalog, field->codebook, on);
}

/* --- Text with names to choose --- */

static GtkWidget *
offered_make (void)
{
  GtkWidget *control = nh_choice_entry_new ();

  nh_choice_entry_set_free (NH_CHOICE_ENTRY (control));
  return control;
}

static void
offered_offer (GtkWidget *control, const NhField *field, const NhValue *value, NhCatalog *catalog, NhDate on)
{
  nh_choice_entry_set_codes (NH_CHOICE_ENTRY (control), catalog, field->offers, on);
}

/* --- Yes or no --- */

static GtkWidget *
yes_no_make (void)
{
  return gtk_check_button_new_with_label (_ ("Yes"));
}

static char *
yes_no_read (GtkWidget *control)
{
  return g_strdup (gtk_check_button_get_active (GTK_CHECK_BUTTON (control)) ? "1" : "0");
}

static void
yes_no_put (GtkWidget *control, const char *text)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (control), g_strcmp0 (text, "1") == 0);
}

/* --- Table --- */

static const NhEditorKind entry = { .make = entry_make, .read = entry_read, .put = entry_put };
static const NhEditorKind money = { .make = entry_make, .read = entry_read, .put = entry_put, .echo = money_echo };
static const NhEditorKind lines = { .make = lines_make,
                                    .target = lines_target,
                                    .read = lines_read,
                                    .put = lines_put,
                                    .keeps_enter = TRUE };
static const NhEditorKind choice = { .make = nh_choice_entry_new,
                                     .target = choice_target,
                                     .read = choice_read,
                                     .put = choice_put,
                                     .offer = choice_offer };
static const NhEditorKind offered = { .make = offered_make,
                                      .target = choice_target,
                                      .read = choice_read,
                                      .put = choice_put,
                                      .offer = offered_offer };
static const NhEditorKind yes_no = { .make = yes_no_make, .read = yes_no_read, .put = yes_no_put, .canonical = TRUE };
static const NhEditorKind *const kinds[NH_N_KINDS] = {
  [NH_KIND_TEXT] = &entry,
  [NH_KIND_LINES] = &lines,
  [NH_KIND_NAME] = &entry,
  [NH_KIND_INTEGER] = &entry,
  [NH_KIND_MONEY] = &money,
  [NH_KIND_DATE] = &entry,
  [NH_KIND_CHOICE] = &choice,
  [NH_KIND_MANY] = &nh_many_kind,
  [NH_KIND_YES_NO] = &yes_no,
  [NH_KIND_REFERENCE] = &choice,
  [NH_KIND_AMOUNTS] = &nh_amounts_kind,
};

const NhEditorKind *
nh_editor_kind (const NhField *field)
{
  g_return_val_if_fail (field != NULL && field->kind < NH_N_KINDS, NULL);

  return field->offers != NULL ? &offered : kinds[field->kind];
}

void
nh_editor_kind_show (const NhEditorKind *self, GtkWidget *control, const NhField *field, const NhValue *value,
                     NhCatalog *catalog)
{
  g_autofree char *text = NULL;

  if (!self->canonical)
    text = nh_kind_edit_text (field, value, catalog);
  else
    text = nh_value_is_set (value) ? nh_kind_to_canonical (field, value) : g_strdup ("");
  self->put (control, text);
}

void
nh_editor_kind_connect (GtkWidget *control, GCallback changed, gpointer data)
{
  if (GTK_IS_CHECK_BUTTON (control))
    g_signal_connect_swapped (control, "toggled", changed, data);
  else if (GTK_IS_SCROLLED_WINDOW (control))
    g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (lines_target (control))), "changed", changed,
                              data);
  else
    g_signal_connect_swapped (control, "changed", changed, data);
}

GtkWidget *
nh_editor_kind_get_choice (GtkWidget *control)
{
  if (NH_IS_CHOICE_ENTRY (control))
    return control;
  if (NH_IS_AMOUNTS_ENTRY (control))
    return nh_amounts_entry_get_focus_choice (NH_AMOUNTS_ENTRY (control));
  return NULL;
}
