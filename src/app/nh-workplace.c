/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-workplace-private.h"

#include "nh-bin-page.h"
#include "nh-history-page.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-overview-page.h"
#include "nh-related.h"
#include "nh-report-page.h"
#include "nh-year.h"

#define OVERVIEW "overview"
#define REPORTS "reports"
#define HISTORY "history"
#define BIN "bin"

enum { PAGE_CHANGED, STATE_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhWorkplace, nh_workplace, GTK_TYPE_WIDGET)

static NhLedger *
ledger_of (NhWorkplace *self)
{
  return nh_session_get_ledger (self->session);
}

/* --- pages ---------------------------------------------------------------------------------------------------------------- */

static int
find_type (const char *name)
{
  const NhRecordType *const *types = nh_record_types ();

  for (int i = 0; types[i] != NULL; i++)
    if (g_str_equal (types[i]->name, name))
      return i;
  return -1;
}

static void
emit_state (NhWorkplace *self)
{
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static void check_leaving (NhWorkplace *self);

static void
on_pane_state (NhWorkplace *self)
{
  emit_state (self);
  check_leaving (self);
}

static void on_related_wanted (NhFormPane *pane, gpointer type, NhWorkplace *self);

NhRecordPage *
nh_workplace_make_page (NhWorkplace *self, const NhRecordType *type)
{
  int index = find_type (type->name);
  NhRecordPage *page = g_ptr_array_index (self->pages, index);

  if (page != NULL)
    return page;
  page = NH_RECORD_PAGE (nh_record_page_new (self->session, type));
  g_ptr_array_index (self->pages, index) = page;
  gtk_stack_add_named (self->stack, GTK_WIDGET (page), type->name);
  g_signal_connect_object (nh_record_page_get_pane (page), "state-changed", G_CALLBACK (on_pane_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (nh_record_page_get_pane (page), "related-wanted", G_CALLBACK (on_related_wanted), self, 0);
  return page;
}

/* Their list, filtered; what stands in the form there stays. */
static void
on_related_wanted (NhFormPane *pane, gpointer type, NhWorkplace *self)
{
  const NhRecordType *other = nh_form_get_record_type (nh_form_pane_get_form (pane));
  const NhRecordType *wanted = type;
  g_autoptr (NhFilter) filter = nh_related_filter (wanted, other, nh_form_pane_get_id (pane));
  NhRecordPage *page;

  nh_workplace_show_page (self, wanted->name);
  page = nh_workplace_make_page (self, wanted);
  nh_record_page_set_filter (page, filter);
  nh_record_page_focus (page);
}

static void open_record (NhWorkplace *self, const char *type, gint64 id, gint64 unit, int year);
static void show_records (NhWorkplace *self, gint64 unit, const char *type);
static void show_problems (NhWorkplace *self, const char *type);

static GtkWidget *
make_overview (NhWorkplace *self)
{
  GtkWidget *page = nh_overview_page_new (self->session);

  g_signal_connect_object (page, "records-wanted", G_CALLBACK (show_records), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "problems-wanted", G_CALLBACK (show_problems), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "record-wanted", G_CALLBACK (open_record), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "draft-wanted", G_CALLBACK (nh_workplace_open_draft), self, G_CONNECT_SWAPPED);
  return page;
}

/* Pages beside those of the record types. */
static void
make_other_page (NhWorkplace *self, const char *name)
{
  GtkWidget *page = NULL;

  if (gtk_stack_get_child_by_name (self->stack, name) != NULL)
    return;
  if (g_str_equal (name, OVERVIEW))
    page = make_overview (self);
  else if (g_str_equal (name, REPORTS))
    page = nh_report_page_new (self->session);
  else if (g_str_equal (name, BIN))
    page = nh_bin_page_new (self->session);
  else if (g_str_equal (name, HISTORY))
    {
      page = nh_history_page_new (self->session);
      g_signal_connect_object (page, "record-wanted", G_CALLBACK (open_record), self, G_CONNECT_SWAPPED);
    }
  if (page != NULL)
    gtk_stack_add_named (self->stack, page, name);
}

static void
on_page_chosen (NhWorkplace *self, const char *name)
{
  int index = find_type (name);

  if (index >= 0)
    nh_workplace_make_page (self, nh_record_types ()[index]);
  else
    make_other_page (self, name);
  gtk_stack_set_visible_child_name (self->stack, name);
  g_signal_emit (self, signals[PAGE_CHANGED], 0);
}

void
nh_workplace_focus_page (NhWorkplace *self)
{
  NhRecordPage *page = nh_workplace_get_page (self);

  if (page != NULL)
    nh_record_page_focus (page);
  else
    gtk_widget_grab_focus (gtk_stack_get_visible_child (self->stack));
}

NhRecordPage *
nh_workplace_get_page (NhWorkplace *self)
{
  GtkWidget *page;

  g_return_val_if_fail (NH_IS_WORKPLACE (self), NULL);
  page = gtk_stack_get_visible_child (self->stack);
  return NH_IS_RECORD_PAGE (page) ? NH_RECORD_PAGE (page) : NULL;
}

NhReportPage *
nh_workplace_get_report_page (NhWorkplace *self)
{
  GtkWidget *page;

  g_return_val_if_fail (NH_IS_WORKPLACE (self), NULL);
  page = gtk_stack_get_visible_child (self->stack);
  return NH_IS_REPORT_PAGE (page) ? NH_REPORT_PAGE (page) : NULL;
}

GtkWidget *
nh_workplace_get_searched (NhWorkplace *self)
{
  GtkWidget *page;

  g_return_val_if_fail (NH_IS_WORKPLACE (self), NULL);
  page = gtk_stack_get_visible_child (self->stack);
  return NH_IS_HISTORY_PAGE (page) || NH_IS_BIN_PAGE (page) ? page : NULL;
}

void
nh_workplace_show_report (NhWorkplace *self, const NhReport *report)
{
  g_return_if_fail (NH_IS_WORKPLACE (self));
  nh_workplace_show_page (self, REPORTS);
  if (report != NULL)
    nh_report_page_choose (nh_workplace_get_report_page (self), report, 0);
  nh_workplace_focus_page (self);
}

void
nh_workplace_show_record_form (NhWorkplace *self, const NhRecordType *type, gint64 id)
{
  const NhReport *form;

  g_return_if_fail (NH_IS_WORKPLACE (self));
  form = nh_report_find_form (type);
  g_return_if_fail (form != NULL);
  nh_workplace_show_page (self, REPORTS);
  nh_report_page_choose (nh_workplace_get_report_page (self), form, id);
  nh_workplace_focus_page (self);
}

void
nh_workplace_show_page (NhWorkplace *self, const char *name)
{
  g_return_if_fail (NH_IS_WORKPLACE (self));
  nh_sidebar_select_page (self->sidebar, name);
}

void
nh_workplace_step_page (NhWorkplace *self, int step)
{
  g_return_if_fail (NH_IS_WORKPLACE (self));
  nh_sidebar_step_page (self->sidebar, step);
  nh_workplace_focus_page (self);
}

/* --- leaving -------------------------------------------------------------------------------------------------------------- */

static void
end_leaving (NhWorkplace *self, gboolean may)
{
  NhLeaving *leaving = g_steal_pointer (&self->leaving);

  leaving->left (may, leaving->data);
  g_free (leaving);
}

/* A save that was asked for on leaving may still fail: then the form has it back, and one stays. */
static void
check_leaving (NhWorkplace *self)
{
  gboolean dirty = FALSE;

  if (self->leaving == NULL || !self->leaving->asked_all)
    return;
  for (guint i = 0; i < self->pages->len; i++)
    {
      NhRecordPage *page = g_ptr_array_index (self->pages, i);

      if (page == NULL)
        continue;
      if (nh_form_pane_is_saving (nh_record_page_get_pane (page)))
        return;
      dirty = dirty || nh_form_pane_is_dirty (nh_record_page_get_pane (page));
    }
  end_leaving (self, !dirty);
}

static void ask_next (NhWorkplace *self);

static void
on_pane_left (gboolean may, gpointer data)
{
  g_autoptr (NhWorkplace) self = data;

  if (self->leaving == NULL)
    return;
  if (may)
    ask_next (self);
  else
    end_leaving (self, FALSE);
}

static void
ask_next (NhWorkplace *self)
{
  while (self->leaving->next < self->pages->len)
    {
      NhRecordPage *page = g_ptr_array_index (self->pages, self->leaving->next++);
      NhFormPane *pane;

      if (page == NULL)
        continue;
      pane = nh_record_page_get_pane (page);
      nh_form_pane_keep (pane);
      if (!nh_form_pane_is_dirty (pane))
        continue;
      nh_workplace_show_page (self, nh_record_page_get_record_type (page)->name);
      nh_form_pane_leave (pane, on_pane_left, g_object_ref (self));
      return;
    }
  self->leaving->asked_all = TRUE;
  check_leaving (self);
}

void
nh_workplace_leave (NhWorkplace *self, NhLeft left, gpointer data)
{
  g_return_if_fail (NH_IS_WORKPLACE (self));
  if (self->leaving != NULL)
    {
      left (FALSE, data);   /* one question at a time */
      return;
    }
  self->leaving = g_new0 (NhLeaving, 1);
  self->leaving->left = left;
  self->leaving->data = data;
  ask_next (self);
}

/* The program does not end before the file is closed. */
static void
on_ledger_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_application_release (user_data);
  g_object_unref (user_data);
}

void
nh_workplace_shut (NhWorkplace *self)
{
  GApplication *application = g_application_get_default ();
  NhLedger *ledger;

  g_return_if_fail (NH_IS_WORKPLACE (self));
  ledger = ledger_of (self);
  for (guint i = 0; i < self->pages->len; i++)
    if (g_ptr_array_index (self->pages, i) != NULL)
      nh_form_pane_finish (nh_record_page_get_pane (g_ptr_array_index (self->pages, i)));
  nh_session_close (self->session);
  g_application_hold (application);
  nh_ledger_close_async (ledger, on_ledger_closed, g_object_ref (application));
}

/* --- another unit or season ----------------------------------------------------------------------------------------------- */

typedef struct
{
  NhWorkplace *workplace;   /* owned */
  gint64 unit;
  int year;
} View;

static void
on_year_remembered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  nh_year_set_finish (NH_LEDGER (source), result, &error);
  if (error != NULL)
    g_message ("The season is not remembered: %s", error->message);
}

void
nh_workplace_set_view (NhWorkplace *self, gint64 unit, int year)
{
  NhLedger *ledger = ledger_of (self);

  if (year != nh_session_get_year (self->session) && !nh_ledger_is_read_only (ledger))
    nh_year_set_async (ledger, year, NULL, on_year_remembered, NULL);
  nh_session_set_view (self->session, unit, year);
}

static void
on_may_change_view (gboolean may, gpointer data)
{
  View *view = data;

  if (may)
    {
      nh_workplace_set_view (view->workplace, view->unit, view->year);
      nh_workplace_focus_page (view->workplace);
    }
  g_object_unref (view->workplace);
  g_free (view);
}

static void
on_view_wanted (NhWorkplace *self, gint64 unit, int year)
{
  View *view = g_new0 (View, 1);

  view->workplace = g_object_ref (self);
  view->unit = unit;
  view->year = year;
  nh_workplace_leave (self, on_may_change_view, view);
}

/* A record to be shown in its form, in its season. */
typedef struct
{
  NhWorkplace *workplace;   /* owned */
  const NhRecordType *type;
  gint64 id;
  gint64 unit;
  int year;
} Opening;

static void
on_may_open (gboolean may, gpointer data)
{
  Opening *opening = data;
  NhWorkplace *self = opening->workplace;

  if (may)
    {
      nh_workplace_set_view (self, opening->unit, opening->year);
      nh_workplace_show_page (self, opening->type->name);
      nh_record_page_open (nh_workplace_make_page (self, opening->type), opening->id);
      nh_workplace_focus_page (self);
    }
  g_object_unref (opening->workplace);
  g_free (opening);
}

/* @type "": it is in the recycle bin. The unit looked at stays, where the record is in its lists. */
static void
open_record (NhWorkplace *self, const char *type, gint64 id, gint64 unit, int year)
{
  gint64 shown = nh_session_get_unit (self->session);
  gboolean within = nh_catalog_unit_is_within (nh_session_get_catalog (self->session), unit, shown);
  Opening *opening;

  if (*type == '\0')
    {
      nh_workplace_show_page (self, BIN);
      return;
    }
  opening = g_new0 (Opening, 1);
  opening->workplace = g_object_ref (self);
  opening->type = nh_record_type_find (type);
  opening->id = id;
  opening->unit = within ? shown : nh_ledger_get_unit (ledger_of (self));
  opening->year = year;
  if (within && year == nh_session_get_year (self->session))
    on_may_open (TRUE, opening);
  else
    nh_workplace_leave (self, on_may_open, opening);
}

/* A page, of another unit perhaps. */
typedef struct
{
  NhWorkplace *workplace;     /* owned */
  const NhRecordType *type;   /* NULL: the overview */
  gint64 unit;
  int year;
} Showing;

static Showing *
showing_new (NhWorkplace *self, const NhRecordType *type, gint64 unit)
{
  Showing *showing = g_new0 (Showing, 1);

  showing->workplace = g_object_ref (self);
  showing->type = type;
  showing->unit = unit;
  showing->year = nh_session_get_year (self->session);
  return showing;
}

static void
showing_free (gpointer data)
{
  Showing *showing = data;

  g_object_unref (showing->workplace);
  g_free (showing);
}

static void
on_may_show (gboolean may, gpointer data)
{
  Showing *showing = data;
  NhWorkplace *self = showing->workplace;

  if (may)
    {
      nh_workplace_set_view (self, showing->unit, showing->year);
      nh_workplace_show_page (self, showing->type != NULL ? showing->type->name : OVERVIEW);
      if (showing->type != NULL)
        nh_record_page_set_filter (nh_workplace_make_page (self, showing->type), NULL);
      nh_workplace_focus_page (self);
    }
  showing_free (showing);
}

static void
on_show_back (gpointer data)
{
  const Showing *back = data;
  Showing *showing = showing_new (back->workplace, NULL, back->unit);

  showing->year = back->year;
  nh_workplace_leave (back->workplace, on_may_show, showing);
}

/* One unit is a narrower view: said, with the way back. */
static void
on_may_show_unit (gboolean may, gpointer data)
{
  Showing *showing = data;
  NhWorkplace *self = showing->workplace;
  NhNotice *notice = nh_notice_of (GTK_WIDGET (self));
  NhCatalog *catalog = nh_session_get_catalog (self->session);
  const NhUnit *to = nh_catalog_get_unit (catalog, showing->unit), *from = nh_catalog_get_unit (catalog, nh_session_get_unit (self->session));

  if (may && notice != NULL && to != NULL && from != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("Now only %s is shown."), to->title);
      g_autofree char *label = g_strdup_printf (_("_Back to %s"), from->title);

      nh_notice_offer (notice, NH_NOTICE_WARNING, text, label, G_CALLBACK (on_show_back), showing_new (self, NULL, from->id), showing_free);
    }
  on_may_show (may, showing);
}

static void
show_records (NhWorkplace *self, gint64 unit, const char *type)
{
  Showing *showing = showing_new (self, nh_record_type_find (type), unit);

  if (unit == nh_session_get_unit (self->session))
    on_may_show (TRUE, showing);
  else
    nh_workplace_leave (self, on_may_show_unit, showing);
}

static void
show_problems (NhWorkplace *self, const char *type)
{
  g_autoptr (NhFilter) filter = nh_filter_new (nh_record_type_find (type));

  filter->problems = TRUE;
  nh_workplace_show_page (self, type);
  nh_record_page_set_filter (nh_workplace_make_page (self, nh_record_type_find (type)), filter);
  nh_workplace_focus_page (self);
}

void
nh_workplace_open_units (NhWorkplace *self)
{
  g_return_if_fail (NH_IS_WORKPLACE (self));
  nh_sidebar_open_units (self->sidebar);
}

void
nh_workplace_open_years (NhWorkplace *self)
{
  g_return_if_fail (NH_IS_WORKPLACE (self));
  nh_sidebar_open_years (self->sidebar);
}

static void
on_failed (NhWorkplace *self, const char *message)
{
  NhNotice *notice = nh_notice_of (GTK_WIDGET (self));

  if (notice != NULL)
    nh_notice_say (notice, NH_NOTICE_ERROR, message);
}

/* --- the widget ----------------------------------------------------------------------------------------------------------- */

static void
nh_workplace_dispose (GObject *object)
{
  NhWorkplace *self = NH_WORKPLACE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->leaving, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_workplace_parent_class)->dispose (object);
}

static void
nh_workplace_class_init (NhWorkplaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_workplace_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  signals[PAGE_CHANGED] = g_signal_new ("page-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[STATE_CHANGED] = g_signal_new ("state-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
nh_workplace_init (NhWorkplace *self)
{
}

GtkWidget *
nh_workplace_new (NhLedger *ledger, int year)
{
  NhWorkplace *self = g_object_new (NH_TYPE_WORKPLACE, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  const NhRecordType *const *types = nh_record_types ();

  self->session = nh_session_new (ledger, year);
  self->sidebar = NH_SIDEBAR (nh_sidebar_new (self->session));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);   /* of large text, no page has to be as wide as the widest */
  /* A page of large text that is wider or higher than the window can be scrolled; every other has just the window's size. */
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->stack));
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->sidebar), GTK_WIDGET (self));
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
  self->pages = g_ptr_array_new ();
  nh_sidebar_add_page (self->sidebar, OVERVIEW, _("Overview"), "nh-overview-symbolic");
  for (guint i = 0; types[i] != NULL; i++)
    {
      g_autofree char *icon = g_strdup_printf ("nh-%s-symbolic", types[i]->name);

      g_ptr_array_add (self->pages, NULL);
      nh_sidebar_add_page (self->sidebar, types[i]->name, _(types[i]->plural), icon);
    }
  nh_sidebar_add_page (self->sidebar, REPORTS, _("Reports"), "nh-report-symbolic");
  nh_sidebar_add_page (self->sidebar, HISTORY, _("History"), "nh-history-symbolic");
  nh_sidebar_add_page (self->sidebar, BIN, _("Recycle bin"), "nh-bin-symbolic");
  g_signal_connect_object (self->sidebar, "page-chosen", G_CALLBACK (on_page_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "page-activated", G_CALLBACK (nh_workplace_focus_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "view-wanted", G_CALLBACK (on_view_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "outline-changed", G_CALLBACK (emit_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  nh_session_read_outline (self->session);
  return GTK_WIDGET (self);
}

NhSession *
nh_workplace_get_session (NhWorkplace *self)
{
  g_return_val_if_fail (NH_IS_WORKPLACE (self), NULL);
  return self->session;
}
