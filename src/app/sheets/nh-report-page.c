/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-report-page.h"

#include "nh-a11y-labels.h"
#include "nh-export.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-letterhead-dialog.h"
#include "nh-print.h"
#include "nh-report-choice.h"
#include "nh-report-keys.h"
#include "nh-report-parts-dialog.h"
#include "nh-sentences-dialog.h"
#include "nh-setting.h"
#include "nh-signers.h"
#include "nh-template.h"
#include "nh-unit-chooser.h"
#include "nh-widget-util.h"

#define TYPING_MS 400 /* without a key before the sheet is made again */
#define PRINT "report.print"
#define COPY "report.copy"
#define MOST_ROWS 20000 /* in the preview */
#define STOPPED N_ ("Stopped. Any choice at the side makes the report again.")

struct _NhReportPage
{
  GtkWidget parent_instance;

  NhSession *session;   /* owned */
  GHashTable *settings; /* owned (nullable): those kept in the ledger, name → text */
  GHashTable *frame;    /* owned: choices made here, which override the settings */
  GPtrArray *signers;   /* owned: of NhSigner, in the order of the drop-down */
  gint64 unit;
  gint64 record; /* that a form is filled in with; 0: none */
  gboolean stale;
  gboolean unreadable; /* a date cannot be parsed: the sheet is still the previous one */
  gboolean filling;    /* the widgets are being set here */
  guint typing;
  GCancellable *reading;      /* owned (nullable): of the settings */
  GCancellable *making;       /* owned (nullable): of the sheet */
  NhMadeReport *made;         /* owned (nullable) */
  NhReportRequest shown;      /* of `made`, without the frame … */
  const NhReport *shown_kind; /* … and its report */
  const char *pending;        /* a file name ending, PRINT or COPY: to be done when the sheet is ready */

  /* template */
  GtkWidget *content, *parts, *sentences, *letterhead, *recipients_label;
  NhReportChoice *kind;
  GtkDropDown *signer;
  GtkMenuButton *unit_button;
  GtkLabel *unit_label;
  GtkPopover *unit_popover;
  GtkSpinButton *year;
  GtkEditable *as_of, *number, *date, *preparer;
  GtkCheckButton *with_preparer, *unreported, *sources, *final_only;
  GtkTextView *recipients;
  NhPreview *preview;
  NhUnitChooser *chooser;
};

G_DEFINE_FINAL_TYPE (NhReportPage, nh_report_page, GTK_TYPE_WIDGET)

static const NhReport *
report_of (NhReportPage *self)
{
  return nh_report_choice_get (self->kind);
}

/* --- The sheet --- */

static NhReportRequest
request_of (NhReportPage *self)
{
  NhReportRequest request = { .unit = self->unit,
                              .year = gtk_spin_button_get_value_as_int (self->year),
                              .record = self->record,
                              .most = self->pending == NULL ? MOST_ROWS : 0,
                              .frame = self->frame };

  nh_date_parse (gtk_editable_get_text (self->as_of), nh_catalog_season_day (request.year), &request.as_of, NULL);
  return request;
}

static void
do_pending (NhReportPage *self)
{
  const char *pending = g_steal_pointer (&self->pending);

  if (pending != NULL && *pending == '.')
    gtk_widget_activate_action (GTK_WIDGET (self), "report.export", "s", pending);
  else if (pending != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), pending, NULL);
}

/* Another report, or that of another unit or year, is read from its first page. */
static void
show_from_start (NhReportPage *self)
{
  NhReportRequest request = request_of (self);
  const NhReport *kind = report_of (self);

  if (kind != self->shown_kind || request.unit != self->shown.unit || request.year != self->shown.year ||
      request.record != self->shown.record)
    nh_preview_show_start (self->preview);
  self->shown = request;
  self->shown_kind = kind;
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhReportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhMadeReport) made = nh_report_make_finish (NH_LEDGER (source), result, &error);

  if (self->session == NULL || self->making != g_task_get_cancellable (G_TASK (result)))
    return; /* another one is being made */
  g_clear_object (&self->making);
  g_clear_pointer (&self->made, nh_made_report_free);
  self->made = g_steal_pointer (&made);
  if (self->made == NULL)
    {
      self->pending = NULL;
      self->stale = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      nh_preview_set_problem (self->preview, self->stale ? _ (STOPPED) : error->message, !self->stale);
      return;
    }
  nh_preview_set_pages (self->preview, self->made->pages);
  show_from_start (self);
  do_pending (self);
}

static void
make (NhReportPage *self)
{
  NhReportRequest request = request_of (self);

  if (self->settings == NULL)
    return; /* on_settings() makes it */
  nh_cancel_and_renew (&self->making);
  self->stale = FALSE;
  nh_preview_set_busy (self->preview, self->making);
  nh_report_make_async (nh_session_get_ledger (self->session), report_of (self), &request, self->making, on_made,
                        g_object_ref (self));
}

/* Records or choices changed. While the page is hidden the sheet only becomes stale. */
static void
renew (NhReportPage *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    make (self);
}

static gboolean
is_being_made (NhReportPage *self)
{
  return self->making != NULL || self->typing != 0 || self->settings == NULL;
}

/* --- Choices --- */

static const char *
setting (NhReportPage *self, const char *name)
{
  const char *text = self->settings != NULL ? g_hash_table_lookup (self->settings, name) : NULL;

  return text != NULL ? text : "";
}

static void
choose (NhReportPage *self, const char *name, const char *text)
{
  g_hash_table_insert (self->frame, g_strdup (name), g_strdup (text));
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhReportPage) self = user_data;
  g_autoptr (GError) error = NULL;

  nh_setting_set_all_finish (NH_LEDGER (source), result, &error);
  if (error != NULL && self->session != NULL)
    nh_notify_error (GTK_WIDGET (self), error->message);
  else if (self->session != NULL)
    nh_session_read_outline (self->session); /* the overview follows "figures.final" */
}

/* Stores changed choices in the ledger as defaults of later sheets. */
static void
keep (NhReportPage *self)
{
  static const char *const kept[] = { "signer.deputy",   "signer.rank",   "signer.name",
                                      "recipients",      "preparer.name", "preparer.none",
                                      "note.unreported", "note.sources",  "figures.final" };
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; self->settings != NULL && i < G_N_ELEMENTS (kept); i++)
    {
      const char *text = g_hash_table_lookup (self->frame, kept[i]);

      if (text == NULL || g_str_equal (text, setting (self, kept[i])))
        continue;
      g_hash_table_insert (changed, g_strdup (kept[i]), g_strdup (text));
      g_hash_table_insert (self->settings, g_strdup (kept[i]), g_strdup (text));
    }
  if (g_hash_table_size (changed) > 0 && !nh_session_is_read_only (self->session))
    nh_setting_set_all_async (nh_session_get_ledger (self->session), g_steal_pointer (&changed), NULL, on_kept,
                              g_object_ref (self));
}

/* An empty entry is no date. One that cannot be parsed is marked as an error. */
static gboolean
check_date (NhReportPage *self, GtkEditable *entry, NhDate *date)
{
  const char *text = gtk_editable_get_text (entry);
  g_autoptr (GError) error = NULL;
  gboolean good;

  *date = NH_DATE_NONE;
  good = *text == '\0' ||
         nh_date_parse (text, nh_catalog_season_day (gtk_spin_button_get_value_as_int (self->year)), date, &error);
  nh_widget_set_invalid (entry, !good);
  gtk_widget_set_tooltip_text (GTK_WIDGET (entry), error != NULL ? error->message : NULL);
  return good;
}

/* (transfer full) */
static GHashTable *
get_defaults (NhReportPage *self)
{
  return nh_report_frame_defaults (nh_session_get_ledger (self->session),
                                   gtk_spin_button_get_value_as_int (self->year));
}

static void
apply (NhReportPage *self)
{
  g_autofree char *recipients = NULL;
  gboolean with_preparer = gtk_check_button_get_active (self->with_preparer);
  NhDate as_of, date;
  gboolean good = check_date (self, self->as_of, &as_of);
  g_autofree char *iso = NULL;
  g_autoptr (GHashTable) defaults = get_defaults (self);

  g_clear_handle_id (&self->typing, g_source_remove);
  good = check_date (self, self->date, &date) && good;
  self->unreadable = !good;
  if (!good)
    {
      self->pending = NULL;
      return;
    }
  iso = nh_date_to_iso (date);
  g_object_get (gtk_text_view_get_buffer (self->recipients), "text", &recipients, NULL);
  choose (self, "document.number", gtk_editable_get_text (self->number));
  choose (self, "document.date", iso);
  choose (self, "preparer.none", with_preparer ? "" : "yes");
  choose (self, "preparer.name", gtk_editable_get_text (self->preparer));
  choose (self, "note.unreported", gtk_check_button_get_active (self->unreported) ? "yes" : "");
  choose (self, "note.sources", gtk_check_button_get_active (self->sources) ? "yes" : "");
  choose (self, "figures.final", gtk_check_button_get_active (self->final_only) ? "yes" : "");
  /* The default is not kept in the ledger: it follows from the unit, and may change with it. */
  choose (self, "recipients",
          g_strcmp0 (g_hash_table_lookup (defaults, "recipients"), recipients) == 0 ? "" : recipients);
  gtk_widget_set_sensitive (GTK_WIDGET (self->preparer), with_preparer);
  keep (self);
  renew (self);
}

static void
on_typing_ended (NhReportPage *self)
{
  self->typing = 0;
  apply (self);
}

static void
on_typed (NhReportPage *self)
{
  if (self->filling)
    return;
  g_clear_handle_id (&self->typing, g_source_remove);
  self->typing = g_timeout_add_once (TYPING_MS, (GSourceOnceFunc) on_typing_ended, self);
}

static void
on_chosen (NhReportPage *self)
{
  if (!self->filling)
    apply (self);
}

/* Those alone that change something in the sheet. */
static void
show_options (NhReportPage *self)
{
  const NhReport *report = report_of (self);
  NhLedger *ledger = nh_session_get_ledger (self->session);
  const NhUnit *owner = nh_catalog_get_unit (nh_session_get_catalog (self->session), nh_ledger_get_unit (ledger));
  gboolean above = owner != NULL && owner->level < NH_LEVEL_COMMUNE;

  gtk_widget_set_visible (GTK_WIDGET (self->unreported), above && report->coverage);
  gtk_widget_set_visible (GTK_WIDGET (self->sources), above && nh_report_is_about_season (report));
  gtk_widget_set_visible (GTK_WIDGET (self->final_only), above && nh_report_is_about_season (report));
  gtk_widget_set_visible (self->recipients_label, report->recipients == NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->recipients)), report->recipients == NULL);
  gtk_widget_set_visible (self->parts, report->whole);
  gtk_widget_set_visible (self->sentences, report->text);
}

static void
on_kind_chosen (NhReportPage *self)
{
  self->record = 0;
  /* Each way out keeps its place: one that this report has not is insensitive. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.excel", !report_of (self)->text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.plain", report_of (self)->text);
  show_options (self);
  on_chosen (self);
}

/* --- The unit --- */

static void
show_unit (NhReportPage *self)
{
  const NhUnit *unit = nh_catalog_get_unit (nh_session_get_catalog (self->session), self->unit);

  gtk_label_set_text (self->unit_label, unit != NULL ? unit->title : "");
}

static void
on_unit_popover_shown (NhReportPage *self)
{
  nh_unit_chooser_begin (self->chooser, self->session, gtk_spin_button_get_value_as_int (self->year));
}

static void
on_unit_chosen (NhReportPage *self, gint64 unit)
{
  gtk_popover_popdown (self->unit_popover);
  self->unit = unit;
  show_unit (self);
  on_chosen (self);
}

/* The overview has the same switch. */
static void
on_outline_changed (NhReportPage *self)
{
  const NhOutline *outline = nh_session_get_outline (self->session);
  const char *text = outline != NULL && outline->final_only ? "yes" : "";

  if (self->settings != NULL && !g_str_equal (setting (self, "figures.final"), text))
    {
      g_hash_table_insert (self->settings, g_strdup ("figures.final"), g_strdup (text));
      choose (self, "figures.final", text);
      self->filling = TRUE;
      gtk_check_button_set_active (self->final_only, *text != '\0');
      self->filling = FALSE;
    }
  renew (self);
}

/* The sheet follows unit and season of the window. */
static void
on_view_changed (NhReportPage *self)
{
  self->filling = TRUE;
  self->unit = nh_session_get_unit (self->session);
  gtk_spin_button_set_value (self->year, nh_session_get_year (self->session));
  self->filling = FALSE;
  show_unit (self);
  renew (self);
}

/* --- The signer --- */

static void
on_signer_chosen (NhReportPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->signer);
  const NhSigner *signer = selected < self->signers->len ? g_ptr_array_index (self->signers, selected) : NULL;

  if (self->filling || signer == NULL)
    return;
  choose (self, "signer.deputy", signer->deputy ? "yes" : "");
  choose (self, "signer.rank", signer->rank);
  choose (self, "signer.name", signer->name);
  on_chosen (self);
}

static void
fill_signers (NhReportPage *self)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);
  guint selected;

  g_clear_pointer (&self->signers, g_ptr_array_unref);
  self->signers = nh_signers_parse (setting (self, "signers"));
  selected = nh_signers_find_or_add (self->signers, *setting (self, "signer.deputy") != '\0',
                                     setting (self, "signer.rank"), setting (self, "signer.name"));
  for (guint i = 0; i < self->signers->len; i++)
    {
      g_autofree char *line = nh_signer_line (g_ptr_array_index (self->signers, i));

      gtk_string_list_append (lines, line);
    }
  gtk_drop_down_set_model (self->signer, G_LIST_MODEL (lines));
  gtk_drop_down_set_selected (self->signer, selected);
}

/* --- Settings kept in the ledger --- */

static const char *const settings_actions[] = { "report.letterhead", "report.parts", "report.sentences" };

static void
enable_settings (NhReportPage *self, gboolean enabled)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), settings_actions[i], enabled);
}

static void
fill (NhReportPage *self)
{
  g_autoptr (GHashTable) defaults = get_defaults (self);
  const char *recipients = setting (self, "recipients");

  if (*recipients == '\0')
    recipients = g_hash_table_lookup (defaults, "recipients");
  self->filling = TRUE;
  fill_signers (self);
  gtk_check_button_set_active (self->with_preparer, !g_str_equal (setting (self, "preparer.none"), "yes"));
  gtk_editable_set_text (self->preparer, setting (self, "preparer.name"));
  gtk_check_button_set_active (self->unreported, g_str_equal (setting (self, "note.unreported"), "yes"));
  gtk_check_button_set_active (self->sources, g_str_equal (setting (self, "note.sources"), "yes"));
  gtk_check_button_set_active (self->final_only, g_str_equal (setting (self, "figures.final"), "yes"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->recipients), recipients != NULL ? recipients : "", -1);
  self->filling = FALSE;
}

static void
on_settings (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhReportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) settings = nh_setting_all_finish (NH_LEDGER (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (settings == NULL)
    {
      nh_notify_error (GTK_WIDGET (self), error->message);
      return;
    }
  g_clear_pointer (&self->settings, g_hash_table_unref);
  self->settings = g_steal_pointer (&settings);
  g_hash_table_remove_all (self->frame);
  enable_settings (self, TRUE);
  fill (self);
  apply (self);
}

static void
read_settings (NhReportPage *self)
{
  nh_cancel_and_renew (&self->reading);
  nh_setting_all_async (nh_session_get_ledger (self->session), self->reading, on_settings, g_object_ref (self));
}

/* The dialog that the action is named after: "report.parts". What it saves is read again. */
static void
open_settings (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhReportPage *self = NH_REPORT_PAGE (widget);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  NhLedger *ledger = nh_session_get_ledger (self->session);
  NhReportRequest request = request_of (self);
  GtkWidget *dialog = NULL;

  if (g_str_equal (action, "report.letterhead"))
    dialog = nh_letterhead_dialog_new (window, ledger, self->settings, request.year);
  else if (g_str_equal (action, "report.parts"))
    dialog = nh_report_parts_dialog_new (window, ledger, self->settings, request.unit, request.year);
  else
    dialog = nh_sentences_dialog_new (window, ledger, self->settings, report_of (self), &request);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (read_settings), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- Printing and export --- */

/* Focuses the date that cannot be parsed. The sheet is still the previous one. */
static void
refuse (NhReportPage *self)
{
  GtkEditable *const entries[] = { self->as_of, self->date };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      const char *why = gtk_widget_get_tooltip_text (GTK_WIDGET (entries[i]));

      if (!gtk_widget_has_css_class (GTK_WIDGET (entries[i]), "error"))
        continue;
      gtk_widget_grab_focus (GTK_WIDGET (entries[i]));
      nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING, why != NULL ? why : "");
      return;
    }
}

/* TRUE: there is no sheet of the current choices yet; @pending is done as soon as there is. */
static gboolean
wait_for_sheet (NhReportPage *self, const char *pending)
{
  if (self->typing != 0)
    apply (self);
  if (self->unreadable)
    {
      refuse (self);
      return TRUE;
    }
  self->pending = pending; /* all rows are wanted */
  if (!is_being_made (self) && (self->stale || (self->made != NULL && self->made->part)))
    make (self); /* it was stopped, or shows a part */
  if (!is_being_made (self))
    self->pending = NULL;
  return self->pending != NULL || self->made == NULL;
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhReportPage *self = NH_REPORT_PAGE (widget);

  if (wait_for_sheet (self, COPY))
    return;
  nh_export_copy (widget, self->made->sheet, self->made->pages);
  nh_notify (widget, NH_NOTICE_DONE,
             report_of (self)->text ? _ ("The text is copied: it can be pasted into Word or a message.")
                                    : _ ("The report is copied: it can be pasted into Word, Excel or a message."));
}

static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhReportPage *self = NH_REPORT_PAGE (widget);

  if (!wait_for_sheet (self, PRINT))
    nh_print_run (GTK_WIDGET (self), self->made->pages, nh_preview_get_page (self->preview),
                  _ (report_of (self)->title));
}

static void export(GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhReportPage *self = NH_REPORT_PAGE (widget);
  const NhReport *report = report_of (self);
  const char *ending = g_variant_get_string (parameter, NULL);
  NhReportRequest request;
  g_autofree char *stem = NULL, *name = NULL;

  if (report->text && g_str_equal (ending, ".xlsx"))
    {
      nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING,
                 _ ("This report is a text and has no Excel sheet. Write it as Word, PDF or text."));
      return;
    }
  if (wait_for_sheet (self, g_intern_string (ending)))
    return;
  request = request_of (self);
  stem = nh_report_file_name (report, nh_session_get_ledger (self->session), &request);
  name = g_strconcat (stem, ending, NULL);
  nh_export_ask (GTK_WIDGET (self), nh_session_get_ledger (self->session), self->made->sheet, _ (report->title), name);
}

void
nh_report_page_choose (NhReportPage *self, const NhReport *report, gint64 record)
{
  g_return_if_fail (NH_IS_REPORT_PAGE (self));
  nh_report_choice_set (self->kind, report);
  if (record == self->record)
    return;
  self->record = record;
  renew (self);
}

NhSheet *
nh_report_page_get_sheet (NhReportPage *self)
{
  g_return_val_if_fail (NH_IS_REPORT_PAGE (self), NULL);
  return self->made != NULL && !is_being_made (self) ? self->made->sheet : NULL;
}

NhPreview *
nh_report_page_get_preview (NhReportPage *self)
{
  g_return_val_if_fail (NH_IS_REPORT_PAGE (self), NULL);
  return self->preview;
}

/* --- The widget --- */

static void
nh_report_page_map (GtkWidget *widget)
{
  NhReportPage *self = NH_REPORT_PAGE (widget);

  GTK_WIDGET_CLASS (nh_report_page_parent_class)->map (widget);
  if (self->settings == NULL)
    read_settings (self);
  else if (self->stale)
    make (self);
}

static gboolean
nh_report_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NH_REPORT_PAGE (widget)->kind));
}

static void
nh_report_page_dispose (GObject *object)
{
  NhReportPage *self = NH_REPORT_PAGE (object);

  g_clear_handle_id (&self->typing, g_source_remove);
  nh_cancel (&self->reading);
  nh_cancel (&self->making);
  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_REPORT_PAGE);
  g_clear_pointer (&self->made, nh_made_report_free);
  g_clear_pointer (&self->settings, g_hash_table_unref);
  g_clear_pointer (&self->frame, g_hash_table_unref);
  g_clear_pointer (&self->signers, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_report_page_parent_class)->dispose (object);
}

static void
nh_report_page_class_init (NhReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_report_page_dispose;
  widget_class->map = nh_report_page_map;
  widget_class->grab_focus = nh_report_page_grab_focus;
  gtk_widget_class_install_action (widget_class, "report.print", NULL, print);
  gtk_widget_class_install_action (widget_class, "report.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "report.export", "s", export);
  nh_report_keys_install (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (settings_actions); i++)
    gtk_widget_class_install_action (widget_class, settings_actions[i], NULL, open_settings);
  g_type_ensure (NH_TYPE_PREVIEW);
  g_type_ensure (NH_TYPE_REPORT_CHOICE);
  g_type_ensure (NH_TYPE_UNIT_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-report-page.ui");
  NH_BIND_CHILDREN (widget_class, NhReportPage, content, parts, sentences, letterhead, kind, signer, unit_button,
                    unit_label, unit_popover, year, as_of, number, date, preparer, with_preparer, unreported, sources,
                    final_only, recipients, recipients_label, preview, chooser);
  NH_BIND_CALLBACKS (widget_class, on_kind_chosen, on_chosen, on_typed, on_signer_chosen, on_unit_chosen,
                     on_unit_popover_shown);
}

static void
nh_report_page_init (NhReportPage *self)
{
  self->stale = TRUE;
  self->filling = TRUE;
  self->frame = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->signers = nh_signers_parse (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  nh_report_keys_add (GTK_WIDGET (self), GTK_WIDGET (self->kind), GTK_WIDGET (self->preview));
  nh_a11y_name_drop_down (self->signer, _ ("Signer"));
  nh_menu_button_set_wide (self->unit_label);
  enable_settings (self, FALSE); /* until they are read */
}

GtkWidget *
nh_report_page_new (NhSession *session)
{
  NhReportPage *self = g_object_new (NH_TYPE_REPORT_PAGE, NULL);
  const NhUnit *owner;

  g_return_val_if_fail (NH_IS_SESSION (session), GTK_WIDGET (self));
  self->session = g_object_ref (session);
  owner = nh_catalog_get_unit (nh_session_get_catalog (session), nh_ledger_get_unit (nh_session_get_ledger (session)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->unit_button), owner != NULL && owner->level < NH_LEVEL_COMMUNE);
  gtk_widget_set_visible (self->letterhead, !nh_session_is_read_only (self->session));
  nh_report_choice_fill (self->kind, owner != NULL && owner->level == NH_LEVEL_COMMUNE);
  on_kind_chosen (self);
  on_view_changed (self);
  g_signal_connect_object (session, "view-changed", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "outline-changed", G_CALLBACK (on_outline_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
