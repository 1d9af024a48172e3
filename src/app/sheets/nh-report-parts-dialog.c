/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-report-parts-dialog.h"

#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-report.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#define MOST_TEXT 20000 /* characters: as in a record's text of several lines */
#define LEAST_HEIGHT 72

struct _NhReportPartsDialog
{
  GtkWindow parent_instance;

  NhLedger *ledger; /* owned */
  gint64 unit;
  int year;
  GtkTextView **views; /* owned array, one for each part */
  gboolean saving;

  /* template */
  GtkBox *parts;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (NhReportPartsDialog, nh_report_parts_dialog, GTK_TYPE_WINDOW)

/* (transfer full) */
static char *
text_of (GtkTextView *view)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);
  return text;
}

/* A text that is longer than what is kept is not cut: it is told. */
static gboolean
check_length (NhReportPartsDialog *self, const NhReportPart *part, GtkTextView *view)
{
  int length = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (view));
  g_autofree char *most = nh_number_format (MOST_TEXT), *typed = nh_number_format (length), *text = NULL;

  if (length <= MOST_TEXT)
    return TRUE;
  text = g_strdup_printf (_ ("“%s” has %s letters, and at most %s can be kept. Nothing is saved yet."), _ (part->title),
                          typed, most);
  nh_label_show (self->problem, text);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  return FALSE;
}

static void
on_save (NhReportPartsDialog *self)
{
  g_autoptr (GHashTable) settings = NULL;
  guint n_parts;
  const NhReportPart *parts = nh_report_parts (&n_parts);

  if (self->saving)
    return;
  for (guint i = 0; i < n_parts; i++)
    if (!check_length (self, &parts[i], self->views[i]))
      return;
  settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < n_parts; i++)
    g_hash_table_insert (settings, nh_report_part_setting (&parts[i], self->unit, self->year),
                         text_of (self->views[i]));
  nh_dialog_save_settings (GTK_WINDOW (self), self->ledger, g_steal_pointer (&settings), &self->saving, &self->problem);
}

/* --- Closing --- */

static gboolean
is_modified (NhReportPartsDialog *self)
{
  guint n_parts;

  nh_report_parts (&n_parts);
  for (guint i = 0; i < n_parts; i++)
    if (gtk_text_buffer_get_modified (gtk_text_view_get_buffer (self->views[i])))
      return TRUE;
  return FALSE;
}

static gboolean
nh_report_parts_dialog_close_request (GtkWindow *window)
{
  NhReportPartsDialog *self = NH_REPORT_PARTS_DIALOG (window);

  if (!is_modified (self))
    return FALSE;
  if (!self->saving)
    nh_dialog_ask_to_save (window, (NhSaveDialog) on_save);
  return TRUE;
}

/* --- The widget --- */

static void
add_label (NhReportPartsDialog *self, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (self->parts, label);
}

/* Tab goes on to the next part: nobody types a tab into a report. */
static GtkTextView *
add_part (NhReportPartsDialog *self, const NhReportPart *part, const char *text)
{
  GtkWidget *window = gtk_scrolled_window_new (), *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 7);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 7);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 5);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 5);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_text_buffer_set_modified (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), FALSE);
  nh_widget_set_name (view, _ (part->title));
  gtk_widget_add_css_class (window, "nh-lines");
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), LEAST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), view);
  gtk_widget_set_vexpand (window, TRUE);
  add_label (self, _ (part->title), "nh-question");
  add_label (self, _ (part->hint), "dim-label");
  gtk_box_append (self->parts, window);
  return GTK_TEXT_VIEW (view);
}

static void
nh_report_parts_dialog_dispose (GObject *object)
{
  NhReportPartsDialog *self = NH_REPORT_PARTS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_REPORT_PARTS_DIALOG);
  self->problem = NULL;
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->views, g_free);
  G_OBJECT_CLASS (nh_report_parts_dialog_parent_class)->dispose (object);
}

static void
nh_report_parts_dialog_class_init (NhReportPartsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_report_parts_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = nh_report_parts_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-report-parts-dialog.ui");
  NH_BIND_CHILDREN (widget_class, NhReportPartsDialog, parts, problem);
  NH_BIND_CALLBACKS (widget_class, on_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  NH_SIGNAL ("saved", G_TYPE_FROM_CLASS (klass), 0);
}

static void
nh_report_parts_dialog_init (NhReportPartsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nh_report_parts_dialog_new (GtkWindow *parent, NhLedger *ledger, GHashTable *settings, gint64 unit, int year)
{
  NhReportPartsDialog *self = g_object_new (NH_TYPE_REPORT_PARTS_DIALOG, "transient-for", parent, NULL);
  guint n_parts;
  const NhReportPart *parts = nh_report_parts (&n_parts);

  self->ledger = g_object_ref (ledger);
  self->unit = unit;
  self->year = year;
  self->views = g_new0 (GtkTextView *, n_parts);
  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *name = nh_report_part_setting (&parts[i], unit, year);
      const char *text = g_hash_table_lookup (settings, name);

      self->views[i] = add_part (self, &parts[i], text != NULL ? text : "");
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->views[0]));
  return GTK_WIDGET (self);
}
