/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-record-page-private.h"

#include "nh-again-dialog.h"
#include "nh-batch-fields.h"
#include "nh-batch.h"
#include "nh-column-menu.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-notice.h"
#include "nh-result-line.h"
#include "nh-template.h"
#include "nh-widget-util.h"
#include "nh-wrap-layout.h"

#define HINT_SAVES 3 /* who has saved so many records knows the keys */

G_DEFINE_FINAL_TYPE (NhRecordPage, nh_record_page, GTK_TYPE_WIDGET)

/* --- The query --- */

static NhQuery *
make_query (NhRecordPage *self)
{
  NhQuery *query = nh_query_new (self->type);
  g_autofree char *search = nh_input_peek (GTK_EDITABLE (self->search));
  const NhFilter *filter = nh_filter_bar_get_filter (self->filter);

  query->year = nh_session_get_year (self->session);
  query->unit = nh_session_get_unit (self->session);
  query->own = nh_record_type_is_single (self->type);
  if (*search != '\0')
    query->search = g_strdup (search);
  query->sort = self->sort;
  query->descending = self->descending;
  query->deleted = filter->deleted;
  if (!nh_filter_is_empty (filter))
    query->filter = nh_filter_copy (filter);
  return query;
}

/* After the rows, and with their query: another search may have been typed already. */
static void
read_sums (NhRecordPage *self)
{
  NhQuery *query = nh_query_copy (nh_record_list_get_query (self->list));

  if (query->filter != NULL && query->filter->problems)
    {
      /* The list ran the rules over every record already. */
      query->filter->problems = FALSE;
      query->only = g_array_copy (nh_key_list_get_keys (self->list));
    }
  nh_summary_bar_ask (self->summary, query);
}

static void
show_fields (NhRecordPage *self)
{
  nh_summary_bar_set_fields (self->summary, nh_record_view_get_fields (self->view));
}

static void
query_again (NhRecordPage *self)
{
  NhQuery *query = make_query (self);

  nh_record_page_describe_empty (self, query);
  nh_record_view_show_units (self->view, nh_session_has_below (self->session));
  nh_record_list_set_query (self->list, query);
}

static void
find_again (NhRecordPage *self)
{
  nh_summary_bar_wait (self->summary);
  nh_row_selection_end_all (self->selection);
  query_again (self);
}

static void
on_sort_changed (NhRecordPage *self, int field, gboolean descending)
{
  self->sort = field;
  self->descending = descending;
  nh_summary_bar_let_rows_first (self->summary);
  query_again (self);
}

static void
search_again (NhRecordPage *self)
{
  self->searched = TRUE;
  find_again (self);
}

/* Beside rows that were searched no other record stands in the form, as if it were one of them. */
static void
put_away_unfound (NhRecordPage *self)
{
  gint64 id = nh_form_pane_get_id (self->pane);

  if (self->searched && id != 0 && id != self->reveal && !nh_form_pane_is_saving (self->pane) &&
      !nh_record_type_is_single (self->type) && !nh_key_list_find (self->list, id, NULL))
    nh_form_pane_put_away (self->pane);
  self->searched = FALSE;
}

/* The form shows the only record that there can be, or the first one where they are to be looked at, instead of an
 * empty one. */
static void
load_first (NhRecordPage *self)
{
  gboolean single = nh_record_type_is_single (self->type);

  if ((single || self->looking) && nh_key_list_get_keys (self->list)->len > 0 &&
      nh_form_pane_get_id (self->pane) == 0 && !nh_form_pane_is_dirty (self->pane) && !self->starting)
    {
      nh_form_pane_load (self->pane, nh_key_list_get_key (self->list, 0));
      if (!single && gtk_widget_get_mapped (GTK_WIDGET (self)))
        nh_record_page_focus_list (self);
    }
  self->looking = FALSE;
}

void
nh_record_page_look (NhRecordPage *self)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  self->looking = TRUE;
  if (nh_key_list_is_settled (self->list))
    load_first (self);
}

/* The first record of a task, in the field that it lacks. */
static void
open_first_to_mend (NhRecordPage *self)
{
  int wanted = nh_record_page_get_wanted (self);

  if (!self->mending)
    return;
  self->mending = FALSE;
  if (wanted < 0 || nh_form_pane_is_dirty (self->pane) || nh_key_list_get_keys (self->list)->len == 0)
    return;
  nh_record_page_open (self, nh_key_list_get_key (self->list, 0));
  nh_record_page_focus_field (self, (guint) wanted);
}

static void
on_settled (NhRecordPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh-actions",
                              NULL); /* rows that left the list are deselected */
  nh_record_page_show_selected (self);
  if (nh_summary_bar_is_waiting (self->summary))
    read_sums (self);
  load_first (self);
  put_away_unfound (self);
  if (self->reveal != 0)
    nh_key_view_scroll_to (NH_KEY_VIEW (self->view), self->reveal);
  self->reveal = 0;
  open_first_to_mend (self);
  nh_record_page_make_waiting_sheet (self);
}

static void
on_failed (NhRecordPage *self)
{
  if (nh_key_list_is_settled (self->list))
    nh_summary_bar_stop (self->summary);
}

/* A year that was locked leaves the focus on a field that is only read; one that is open again, on a button that is
 * gone. */
static void
mend_focus (NhRecordPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus == NULL ? nh_session_is_locked (self->session, self->type)
                    : !gtk_widget_is_sensitive (focus) || !gtk_widget_get_mapped (focus))
    nh_record_page_focus (self);
}

/* No empty form stands in a year in which none can be filled in. */
static void
follow_lock (NhRecordPage *self)
{
  if (!nh_session_is_locked (self->session, self->type))
    {
      if (!nh_session_has_below (self->session))
        nh_record_page_end_waiting (self);
    }
  else if (nh_form_pane_get_id (self->pane) == 0 && !nh_form_pane_is_dirty (self->pane))
    nh_record_page_begin_waiting (self);
}

/* What cannot be done in a year that is locked is not offered. */
static void
on_outline (NhRecordPage *self)
{
  gboolean open = nh_record_page_is_open (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.from-last-year", open);
  gtk_widget_set_visible (GTK_WIDGET (self->add), open);
  gtk_widget_set_visible (self->add_several, open && nh_record_page_can_add_several (self));
  nh_record_page_show_selected (self);
  nh_record_page_show_hint (self);
  if (nh_record_list_get_query (self->list) != NULL)
    nh_record_page_describe_empty (self, nh_record_list_get_query (self->list));
  follow_lock (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    mend_focus (self);
}

static void
on_ledger_changed (NhRecordPage *self, const char *type)
{
  if (type == NULL || *type == '\0' || g_str_equal (type, self->type->name))
    nh_summary_bar_wait (self->summary);
}

/* --- Filter --- */

static void
show_all (NhRecordPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  nh_filter_bar_set_filter (self->filter, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* --- List and form --- */

static void
select_only (NhRecordPage *self, gint64 id)
{
  self->selecting = TRUE;
  nh_row_selection_set_single (self->selection, id);
  self->selecting = FALSE;
}

static void
on_may_load (gboolean may, gpointer data)
{
  g_autoptr (NhRecordPage) self = data;

  select_only (self, may ? self->requested : nh_form_pane_get_id (self->pane));
  if (may)
    nh_form_pane_load (self->pane, self->requested);
}

/* Loads a record after the form was left. */
static void
load (NhRecordPage *self, gint64 id)
{
  self->requested = id;
  nh_form_pane_leave (self->pane, on_may_load, g_object_ref (self));
}

static void
on_selection_changed (NhRecordPage *self)
{
  gint64 id = nh_row_selection_get_single (self->selection);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh-actions", NULL);
  nh_record_page_show_selected (self);
  if (self->selecting || id == 0 || id == nh_form_pane_get_id (self->pane))
    return;
  if (nh_form_pane_is_dirty (self->pane))
    select_only (self, nh_form_pane_get_id (self->pane)); /* until the user has decided */
  load (self, id);
}

void
nh_record_page_open (NhRecordPage *self, gint64 id)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  nh_record_page_show_form (self);
  self->focus_field = -1;
  self->requested = id;
  if (id == nh_form_pane_get_id (self->pane))
    return;
  self->starting = TRUE; /* not the only record of its unit */
  self->reveal = id;
  load (self, id);
}

/* The row of the form is the chosen one. Several that were chosen meanwhile stay, unless the form has something to save
 * and must be seen: a record may be read late, or again after all of them were changed. */
static void
on_opened (NhRecordPage *self, gint64 id)
{
  if (id != 0)
    nh_record_page_end_waiting (self);
  if (id != 0 && self->focusing && gtk_widget_get_mapped (GTK_WIDGET (self)))
    nh_record_page_focus (self);
  if (nh_row_selection_get_count (self->selection) < 2 || nh_form_pane_is_dirty (self->pane))
    select_only (self, id);
  if (self->focus_field >= 0 && id == self->requested)
    {
      nh_form_focus_field (nh_form_pane_get_form (self->pane), (guint) self->focus_field);
      self->focus_field = -1;
    }
}

void
nh_record_page_focus_field (NhRecordPage *self, guint field)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  self->focus_field = (int) field;
  on_opened (self, nh_form_pane_get_id (self->pane));
}

static void
on_saved (NhRecordPage *self, gint64 id, gboolean stays)
{
  self->reveal = id;
  if (++self->n_saved == HINT_SAVES && gtk_widget_get_visible (self->hint))
    nh_record_page_end_hint (self);
  if (stays)
    select_only (self, id);
}

/* Arrow keys move only the focus; Enter selects the row. */
static void
on_activated (NhRecordPage *self, gint64 id)
{
  if (id != nh_row_selection_get_single (self->selection))
    nh_row_selection_set_single (self->selection, id);
  nh_record_page_show_form (self);
  self->requested = id;
  if (nh_record_page_get_wanted (self) >= 0)
    nh_record_page_focus_field (self, (guint) nh_record_page_get_wanted (self));
  else
    nh_form_focus_start (nh_form_pane_get_form (self->pane));
}

static void
on_view_changed (NhRecordPage *self)
{
  self->starting = FALSE;
  select_only (self, 0);
  nh_record_page_begin_waiting (self);
  nh_form_pane_start_new (self->pane);
  find_again (self);
}

/* --- New records --- */

static void
on_may_start_new (gboolean may, gpointer data)
{
  g_autoptr (NhRecordPage) self = data;

  if (!may)
    return;
  self->starting = TRUE;
  self->looking = FALSE;
  select_only (self, 0);
  nh_record_page_show_form (self);
  nh_form_pane_start_new (self->pane);
}

static void
on_may_start_copy (gboolean may, gpointer data)
{
  g_autoptr (NhRecordPage) self = data;

  if (!may)
    return;
  select_only (self, 0);
  nh_record_page_show_form (self);
  nh_form_pane_start_copy (self->pane);
}

void
nh_record_page_start_new (NhRecordPage *self)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  if (nh_record_type_is_single (self->type))
    {
      nh_record_page_focus (self);
      return;
    }
  nh_form_pane_leave (self->pane, on_may_start_new, g_object_ref (self));
}

void
nh_record_page_start_copy (NhRecordPage *self)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  nh_form_pane_leave (self->pane, on_may_start_copy, g_object_ref (self));
}

gboolean
nh_record_page_can_add_several (NhRecordPage *self)
{
  g_return_val_if_fail (NH_IS_RECORD_PAGE (self), FALSE);
  return !nh_session_is_read_only (self->session) && nh_batch_fields_exist (self->type);
}

void
nh_record_page_add_several (NhRecordPage *self)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  if (nh_record_page_can_add_several (self))
    nh_batch_show (GTK_WIDGET (self), self->session, nh_form_pane_make_alike (self->pane));
}

void
nh_record_page_set_filter (NhRecordPage *self, const NhFilter *filter)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  nh_filter_bar_set_filter (self->filter, filter);
  self->mending = nh_record_page_get_wanted (self) >= 0;
}

void
nh_record_page_filter (NhRecordPage *self)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  nh_filter_bar_open (self->filter);
}

void
nh_record_page_search (NhRecordPage *self)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/* Created when first opened. */
static void
make_column_menu (GtkMenuButton *button, gpointer page)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, nh_column_menu_new (NH_RECORD_PAGE (page)->view, NH_RECORD_PAGE (page)->type));
}

static void
open_columns (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (NH_RECORD_PAGE (widget)->columns);
}

void
nh_record_page_escape (NhRecordPage *self)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  if (self->narrow && self->form_shown && !nh_form_pane_is_dirty (self->pane))
    nh_record_page_hide_form (self);
  else if (gtk_widget_get_visible (GTK_WIDGET (self->several)))
    select_only (self, nh_form_pane_get_id (self->pane));
  else
    nh_form_pane_escape (self->pane);
}

void
nh_record_page_focus (NhRecordPage *self)
{
  g_return_if_fail (NH_IS_RECORD_PAGE (self));
  if (!self->narrow && nh_record_page_has_form (self) && !nh_session_is_locked (self->session, self->type))
    nh_record_page_focus_pane (self);
  else if (nh_record_type_is_single (self->type))
    {
      self->focusing = nh_form_pane_get_id (self->pane) == 0;
      gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD); /* what is not locked in it */
    }
  else if (!gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
start_from_last_year (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NhRecordPage *self = NH_RECORD_PAGE (widget);

  nh_again_dialog_show (widget, self->session, self->type);
}

/* --- The widget --- */

static void
nh_record_page_dispose (GObject *object)
{
  NhRecordPage *self = NH_RECORD_PAGE (object);

  g_clear_pointer (&self->summary, nh_summary_bar_free);
  self->view = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_RECORD_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_record_page_parent_class)->dispose (object);
}

static void
nh_record_page_class_init (NhRecordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_record_page_dispose;
  nh_record_page_install_layout (widget_class);
  gtk_widget_class_set_css_name (widget_class, "recordpage");
  nh_record_page_install_row_actions (widget_class);
  nh_record_page_install_sheet_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "page.columns", NULL, open_columns);
  gtk_widget_class_install_action (widget_class, "page.from-last-year", NULL, start_from_last_year);
  /* Last: an open popover, the search entry and a changed field handle it first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.escape", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-record-page.ui");
  NH_BIND_CHILDREN (widget_class, NhRecordPage, left, hint, view_box, pane_box, handle, hide_form, search, toolbar,
                    selected, purpose, result, restore, change, remove, columns, add, extra, add_several, summary_label,
                    row_menu);
  NH_BIND_CALLBACKS (widget_class, search_again, nh_record_page_on_key);
  gtk_widget_class_bind_template_callback_full (widget_class, "hide_form", G_CALLBACK (nh_record_page_hide_form));
  gtk_widget_class_bind_template_callback_full (widget_class, "end_hint", G_CALLBACK (nh_record_page_end_hint));
}

static void
nh_record_page_init (NhRecordPage *self)
{
  self->sort = self->focus_field = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  nh_record_page_make_handle (self);
}

/* The letters of the buttons around the form, and in notices. */
static void
reserve_mnemonics (NhRecordPage *self)
{
  const char *const labels[] = { _ ("_Save"),
                                 _ ("Save and add _next"),
                                 _ (self->type->add_label),
                                 _ ("← _Back to the list"),
                                 _ ("_Undo"),
                                 _ ("_Open"),
                                 _ ("_Go back to it"),
                                 _ ("_View") };
  g_autoptr (GString) letters = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const char *mark = strchr (labels[i], '_');

      if (mark != NULL && g_ascii_isalpha (mark[1]))
        g_string_append_c (letters, mark[1]);
    }
  nh_form_reserve_mnemonics (nh_form_pane_get_form (self->pane), letters->str);
}

/* What only one type has. */
static void
show_extra (NhRecordPage *self)
{
  static const struct
  {
    const NhRecordType *type;
    const char *label, *tip, *action;
  } extras[] = {
    { &nh_point_type, N_ ("From last year…"),
      N_ ("Begin with last year's points that are held again, without their days and numbers"), "page.from-last-year" },
    { &nh_body_type, N_ ("From last year…"), N_ ("Begin with last year's register"), "page.from-last-year" },
    { &nh_assessment_type, N_ ("Read criteria…"),
      N_ ("Read the criteria of model wards from a workbook or CSV with the columns “TT” and “Tiêu chí”"),
      "win.import-criteria" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (extras); i++)
    if (extras[i].type == self->type && !nh_session_is_read_only (self->session))
      {
        gtk_button_set_label (self->extra, _ (extras[i].label));
        gtk_widget_set_tooltip_text (GTK_WIDGET (self->extra), _ (extras[i].tip));
        gtk_actionable_set_action_name (GTK_ACTIONABLE (self->extra), extras[i].action);
      }
}

GtkWidget *
nh_record_page_new (NhSession *session, const NhRecordType *type)
{
  NhRecordPage *self = g_object_new (NH_TYPE_RECORD_PAGE, NULL);
  NhLedger *ledger = nh_session_get_ledger (session);

  self->session = g_object_ref (session);
  self->type = type;
  self->list = nh_record_list_new (ledger, type);
  self->selection = nh_row_selection_new (self->list);
  self->summary = nh_summary_bar_new (ledger, type, self->summary_label);
  self->view = NH_RECORD_VIEW (nh_record_view_new (session, type, self->list, self->selection));
  gtk_box_append (GTK_BOX (self->view_box), GTK_WIDGET (self->view));
  self->pane = NH_FORM_PANE (nh_form_pane_new (session, type));
  gtk_widget_set_vexpand (GTK_WIDGET (self->pane), TRUE);
  gtk_box_append (GTK_BOX (self->pane_box), GTK_WIDGET (self->pane));
  self->several = g_object_new (NH_TYPE_SEVERAL, "visible", FALSE, NULL);
  gtk_box_append (GTK_BOX (self->pane_box), GTK_WIDGET (self->several));
  self->filter = NH_FILTER_BAR (nh_filter_bar_new (session, type));
  gtk_widget_set_layout_manager (self->toolbar, nh_wrap_layout_new (6, 8));
  gtk_box_insert_child_after (GTK_BOX (self->toolbar), nh_filter_bar_get_button (self->filter),
                              GTK_WIDGET (self->search));
  gtk_box_insert_child_after (GTK_BOX (self->left), GTK_WIDGET (self->filter), self->toolbar);
  gtk_menu_button_set_create_popup_func (self->columns, make_column_menu, self, NULL);
  gtk_button_set_label (self->add, _ (type->add_label));
  show_extra (self);
  nh_key_view_set_menu (NH_KEY_VIEW (self->view), self->row_menu);
  gtk_widget_set_visible (self->left, !nh_record_type_is_single (type));
  gtk_widget_set_visible (self->handle, !nh_record_type_is_single (type));
  nh_widget_set_css_class (self->pane_box, "alone", nh_record_type_is_single (type));
  nh_record_page_read_layout (self);
  nh_record_page_show_hint (self);
  nh_label_show (self->purpose, type->purpose != NULL ? _ (type->purpose) : NULL);
  if (type == &nh_assessment_type)
    nh_result_line_follow (self->result, session);
  nh_record_page_show_selected (self);
  show_fields (self);
  nh_key_view_follow_search (NH_KEY_VIEW (self->view), self->search);
  reserve_mnemonics (self);

  g_signal_connect_object (self->filter, "changed", G_CALLBACK (search_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "columns-changed", G_CALLBACK (show_fields), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "show-all", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "sort-changed", G_CALLBACK (on_sort_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "view-changed", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "outline-changed", G_CALLBACK (on_outline), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ledger, "changed", G_CALLBACK (on_ledger_changed), self, G_CONNECT_SWAPPED);
  on_outline (self);
  on_view_changed (self);
  return GTK_WIDGET (self);
}

const NhRecordType *
nh_record_page_get_record_type (NhRecordPage *self)
{
  g_return_val_if_fail (NH_IS_RECORD_PAGE (self), NULL);
  return self->type;
}

NhFormPane *
nh_record_page_get_pane (NhRecordPage *self)
{
  g_return_val_if_fail (NH_IS_RECORD_PAGE (self), NULL);
  return self->pane;
}

NhKeyList *
nh_record_page_get_list (NhRecordPage *self)
{
  g_return_val_if_fail (NH_IS_RECORD_PAGE (self), NULL);
  return self->list;
}
