/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-report-choice.h"

#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-template.h"
#include "nh-text.h"
#include "nh-widget-util.h"

#define REPORT "report"

struct _NhReportChoice
{
  GtkWidget parent_instance;

  const NhReport *chosen; /* borrowed, as all reports */
  gboolean of_commune;

  /* template */
  GtkMenuButton *button;
  GtkLabel *label;
  GtkPopover *popover;
  GtkEditable *entry;
  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (NhReportChoice, nh_report_choice, GTK_TYPE_WIDGET)

static const NhReport *
row_report (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), REPORT);
}

static void
show_chosen (NhReportChoice *self)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", _ ("Report"), _ (self->chosen->title));

  gtk_label_set_text (self->label, _ (self->chosen->title));
  nh_widget_set_name (self->button, name);
}

/* --- The list --- */

static void
add_row (NhReportChoice *self, const NhReport *report)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), nh_label_new (_ (report->title), NULL, FALSE));
  nh_widget_set_name (row, _ (report->title));
  g_object_set_data (G_OBJECT (row), REPORT, (gpointer) report);
  gtk_list_box_append (self->rows, row);
  if (report == self->chosen)
    gtk_list_box_select_row (self->rows, GTK_LIST_BOX_ROW (row));
}

/* The first of each group has its name above it. */
static void
set_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const NhReport *report = row_report (row);
  gboolean first = before == NULL || !g_str_equal (row_report (before)->group, report->group);

  gtk_list_box_row_set_header (
      row, first ? nh_label_new (g_dpgettext2 (GETTEXT_PACKAGE, "reports", report->group), "nh-group", FALSE) : NULL);
}

/* Of what is found, the first is selected, so that Enter takes it. */
static void
search (NhReportChoice *self)
{
  g_autofree char *query = nh_input_peek (self->entry);
  guint n;
  const NhReport *reports = nh_reports (&n);

  nh_widget_clear (self->rows);
  for (guint i = 0; i < n && !(self->of_commune && reports[i].of_units); i++)
    if (nh_text_matches (_ (reports[i].title), query))
      add_row (self, &reports[i]);
  if (gtk_list_box_get_selected_row (self->rows) == NULL)
    gtk_list_box_select_row (self->rows, gtk_list_box_get_row_at_index (self->rows, 0));
}

static void
reveal_selected (NhReportChoice *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rows);

  if (row != NULL)
    nh_list_box_reveal (self->rows, row);
}

static void
on_shown (NhReportChoice *self)
{
  gtk_editable_set_text (self->entry, "");
  search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_row_activated (NhReportChoice *self, GtkListBoxRow *row)
{
  gtk_popover_popdown (self->popover);
  nh_report_choice_set (self, row_report (row));
}

static void
on_activate (NhReportChoice *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rows);

  if (row != NULL)
    on_row_activated (self, row);
}

static gboolean
on_key (NhReportChoice *self, guint keyval)
{
  return nh_list_box_step (self->rows, keyval);
}

/* --- The widget --- */

static gboolean
nh_report_choice_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NH_REPORT_CHOICE (widget)->button));
}

static gboolean
nh_report_choice_mnemonic_activate (GtkWidget *widget, gboolean cycling)
{
  return gtk_widget_mnemonic_activate (GTK_WIDGET (NH_REPORT_CHOICE (widget)->button), cycling);
}

static void
nh_report_choice_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NH_TYPE_REPORT_CHOICE);
  G_OBJECT_CLASS (nh_report_choice_parent_class)->dispose (object);
}

static void
nh_report_choice_class_init (NhReportChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_report_choice_dispose;
  widget_class->grab_focus = nh_report_choice_grab_focus;
  widget_class->mnemonic_activate = nh_report_choice_mnemonic_activate;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-report-choice.ui");
  NH_BIND_CHILDREN (widget_class, NhReportChoice, button, label, popover, entry, rows);
  NH_BIND_CALLBACKS (widget_class, on_shown, search, on_activate, on_row_activated, on_key, reveal_selected);
  NH_SIGNAL ("chosen", G_TYPE_FROM_CLASS (klass), 0);
}

static void
nh_report_choice_init (NhReportChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->rows, set_header, NULL, NULL);
  nh_menu_button_set_wide (self->label);
  g_signal_connect_object (gtk_editable_get_delegate (self->entry), "preedit-changed", G_CALLBACK (search), self,
                           G_CONNECT_SWAPPED);
}

void
nh_report_choice_fill (NhReportChoice *self, gboolean of_commune)
{
  guint n;

  g_return_if_fail (NH_IS_REPORT_CHOICE (self));
  self->of_commune = of_commune;
  self->chosen = nh_reports (&n);
  show_chosen (self);
}

const NhReport *
nh_report_choice_get (NhReportChoice *self)
{
  g_return_val_if_fail (NH_IS_REPORT_CHOICE (self), NULL);
  return self->chosen;
}

void
nh_report_choice_set (NhReportChoice *self, const NhReport *report)
{
  g_return_if_fail (NH_IS_REPORT_CHOICE (self));
  if (report == self->chosen)
    return;
  self->chosen = report;
  show_chosen (self);
  g_signal_emit_by_name (self, "chosen");
}
