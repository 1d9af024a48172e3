/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-workplace-private.h"

#include "nh-bin-page.h"
#include "nh-history-page.h"
#include "nh-i18n.h"
#include "nh-lock-strip.h"
#include "nh-notice.h"
#include "nh-overview-page.h"
#include "nh-reception-page.h"
#include "nh-child-records.h"
#include "nh-hand-in-page.h"
#include "nh-report-page.h"
#include "nh-widget-util.h"
#include "nh-setting.h"

#define OVERVIEW "overview"
#define REPORTS "reports"
#define BIN "bin"
#define HAND_IN "hand-in"
#define RECEPTION "reception"
#define NARROW_DIGITS 100

/* Pages other than those of the record types. In the sidebar, those follow the first. */
static const struct
{
  const char *name, *title, *icon;
  GtkWidget *(*make) (NhSession *session);
  enum
  {
    FOR_ALL,
    FOR_COMMUNE,
    FOR_PROVINCE
  } owner; /* of the ledger */
} other_pages[] = {
  { OVERVIEW, N_ ("Overview"), "nh-overview-symbolic", nh_overview_page_new },
  { REPORTS, N_ ("Reports"), "nh-report-symbolic", nh_report_page_new },
  { HAND_IN, N_ ("Hand in"), "nh-hand-in-symbolic", nh_hand_in_page_new, FOR_COMMUNE },
  { RECEPTION, N_ ("Reception"), "nh-reception-symbolic", nh_reception_page_new, FOR_PROVINCE },
  { "history", N_ ("History"), "nh-history-symbolic", nh_history_page_new },
  { BIN, N_ ("Recycle bin"), "nh-bin-symbolic", nh_bin_page_new },
};

G_DEFINE_FINAL_TYPE (NhWorkplace, nh_workplace, GTK_TYPE_WIDGET)

static gboolean
is_for (guint i, NhSession *session)
{
  const NhUnit *owner = nh_catalog_get_unit (nh_session_get_catalog (session),
                                             nh_ledger_get_unit (nh_session_get_ledger (session)));

  return other_pages[i].owner == FOR_ALL ||
         (other_pages[i].owner == FOR_COMMUNE) == (owner != NULL && owner->level == NH_LEVEL_COMMUNE);
}

/* --- Pages --- */

static void
refresh_actions (NhWorkplace *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh-actions", NULL);
}

static void
on_pane_state (NhWorkplace *self)
{
  refresh_actions (self);
  nh_workplace_check_leaving (self);
}

NhRecordPage *
nh_workplace_make_page (NhWorkplace *self, const NhRecordType *type)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, type->name);

  if (page != NULL)
    return NH_RECORD_PAGE (page);
  page = nh_record_page_new (self->session, type);
  g_ptr_array_add (self->pages, page);
  gtk_stack_add_named (self->stack, page, type->name);
  g_signal_connect_object (nh_record_page_get_pane (NH_RECORD_PAGE (page)), "state-changed", G_CALLBACK (on_pane_state),
                           self, G_CONNECT_SWAPPED);
  return NH_RECORD_PAGE (page);
}

static void
on_page_chosen (NhWorkplace *self, const char *name)
{
  const NhRecordType *type = nh_record_type_find (name);

  if (type != NULL)
    nh_workplace_make_page (self, type);
  for (guint i = 0; i < G_N_ELEMENTS (other_pages); i++)
    if (g_str_equal (other_pages[i].name, name) && gtk_stack_get_child_by_name (self->stack, name) == NULL)
      gtk_stack_add_named (self->stack, other_pages[i].make (self->session), name);
  gtk_stack_set_visible_child_name (self->stack, name);
  nh_lock_strip_set_type (self->lock, type);
  nh_notice_end (nh_notice_of (GTK_WIDGET (self)));
  nh_notice_set_beside (nh_notice_of (GTK_WIDGET (self)),
                        type != NULL && nh_record_type_is_single (type) ? NULL : GTK_WIDGET (self->sidebar),
                        type != NULL ? GTK_WIDGET (nh_record_page_get_pane (nh_workplace_make_page (self, type)))
                                     : NULL);
  nh_notice_set_at_end (nh_notice_of (GTK_WIDGET (self)), g_str_equal (name, HAND_IN));
  refresh_actions (self);
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

const char *
nh_workplace_get_page_name (NhWorkplace *self)
{
  g_return_val_if_fail (NH_IS_WORKPLACE (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
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
  if (NH_IS_RECEPTION_PAGE (page))
    return nh_reception_page_get_search (NH_RECEPTION_PAGE (page));
  return NH_IS_HISTORY_PAGE (page) || NH_IS_BIN_PAGE (page) ? page : NULL;
}

void
nh_workplace_search (NhWorkplace *self)
{
  GtkWidget *focus;

  g_return_if_fail (NH_IS_WORKPLACE (self));
  gtk_widget_grab_focus (nh_workplace_get_searched (self));
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (GTK_IS_EDITABLE (focus))
    gtk_editable_select_region (GTK_EDITABLE (focus), 0, -1);
}

void
nh_workplace_show_report (NhWorkplace *self, const NhReport *report, gint64 record)
{
  g_return_if_fail (NH_IS_WORKPLACE (self));
  nh_workplace_show_page (self, REPORTS);
  if (report != NULL)
    nh_report_page_choose (nh_workplace_get_report_page (self), report, record);
  nh_workplace_focus_page (self);
}

void
nh_workplace_show_hand_in (NhWorkplace *self)
{
  g_return_if_fail (NH_IS_WORKPLACE (self));
  for (guint i = 0; i < G_N_ELEMENTS (other_pages); i++)
    if (other_pages[i].owner != FOR_ALL && is_for (i, self->session))
      nh_workplace_show_page (self, other_pages[i].name);
  nh_workplace_focus_page (self);
}

void
nh_workplace_show_page (NhWorkplace *self, const char *name)
{
  g_return_if_fail (NH_IS_WORKPLACE (self));
  nh_sidebar_select_page (self->sidebar, name);
}

/* The application is held until the file is closed. */
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
  ledger = nh_session_get_ledger (self->session);
  for (guint i = 0; i < self->pages->len; i++)
    nh_form_pane_finish (nh_record_page_get_pane (g_ptr_array_index (self->pages, i)));
  nh_session_close (self->session);
  g_application_hold (application);
  nh_ledger_close_async (ledger, on_ledger_closed, g_object_ref (application));
}

/* --- In place of another workplace --- */

void
nh_where_free (NhWhere *where)
{
  if (where == NULL)
    return;
  g_free (where->page);
  g_ptr_array_unref (where->last);
  g_free (where);
}

NhWhere *
nh_workplace_get_where (NhWorkplace *self)
{
  NhWhere *where = g_new0 (NhWhere, 1);
  NhRecordPage *page = nh_workplace_get_page (self);

  where->page = g_strdup (nh_workplace_get_page_name (self));
  where->record = page != NULL ? nh_form_pane_get_id (nh_record_page_get_pane (page)) : 0;
  where->unit = nh_session_get_unit (self->session);
  where->year = nh_session_get_year (self->session);
  where->last = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->pages->len; i++)
    {
      NhRecord *last = nh_form_pane_get_last (nh_record_page_get_pane (g_ptr_array_index (self->pages, i)));

      if (last != NULL)
        g_ptr_array_add (where->last, g_object_ref (last));
    }
  return where;
}

void
nh_workplace_go_where (NhWorkplace *self, const NhWhere *where)
{
  g_return_if_fail (NH_IS_WORKPLACE (self) && where != NULL);
  nh_session_set_view (self->session, where->unit, where->year);
  for (guint i = 0; i < where->last->len; i++)
    {
      NhRecord *last = g_ptr_array_index (where->last, i);
      NhFormPane *pane = nh_record_page_get_pane (nh_workplace_make_page (self, nh_record_get_record_type (last)));

      nh_form_pane_set_last (pane, last);
      nh_form_pane_start_new (pane);
    }
  nh_workplace_show_page (self, where->page);
  if (where->record != 0)
    nh_record_page_open (nh_workplace_get_page (self), where->record);
}

/* --- Another unit or season --- */

static void
on_year_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  nh_year_set_finish (NH_LEDGER (source), result, &error);
  if (error != NULL)
    g_message ("Cannot store the current year: %s", error->message);
}

void
nh_workplace_set_view (NhWorkplace *self, gint64 unit, int year)
{
  NhLedger *ledger = nh_session_get_ledger (self->session);

  if (year != nh_session_get_year (self->session) && !nh_ledger_is_read_only (ledger))
    nh_year_set_async (ledger, year, NULL, on_year_set, NULL);
  nh_session_set_view (self->session, unit, year);
}

/* Where to go once the open forms may be left. */
typedef struct
{
  NhWorkplace *workplace; /* owned */
  const char *page;       /* static; NULL: the page that is shown */
  gint64 record;          /* to be opened on that page; 0: none */
  int field;              /* of it, to be focused; -1: none */
  gint64 unit;
  int year;
} Target;

static Target *
target_new (NhWorkplace *self, const char *page, gint64 record, gint64 unit, int year)
{
  Target *target = g_new0 (Target, 1);

  target->workplace = g_object_ref (self);
  target->page = page;
  target->record = record;
  target->field = -1;
  target->unit = unit;
  target->year = year;
  return target;
}

static void
target_free (Target *target)
{
  g_object_unref (target->workplace);
  g_free (target);
}

static void go (Target *target);

static void
on_go_back (const Target *back)
{
  go (target_new (back->workplace, back->page, back->record, back->unit, back->year));
}

/* Only one unit will be shown: offer the way back. */
static void
offer_way_back (const Target *target)
{
  NhWorkplace *self = target->workplace;
  NhCatalog *catalog = nh_session_get_catalog (self->session);
  const NhUnit *to = nh_catalog_get_unit (catalog, target->unit);
  const NhUnit *from = nh_catalog_get_unit (catalog, nh_session_get_unit (self->session));
  g_autofree char *text = NULL, *label = NULL;

  if (to == NULL || from == NULL || to == from)
    return;
  text = g_strdup_printf (_ ("Now only %s is shown."), to->title);
  label = g_strdup_printf (_ ("_Back to %s"), from->title);
  nh_notice_offer (nh_notice_of (GTK_WIDGET (self)), NH_NOTICE_WARNING, text, label, G_CALLBACK (on_go_back),
                   target_new (self, OVERVIEW, 0, from->id, target->year), (GDestroyNotify) target_free);
}

static void
on_may_go (gboolean may, gpointer data)
{
  Target *target = data;
  NhWorkplace *self = target->workplace;
  const NhRecordType *type = target->page != NULL ? nh_record_type_find (target->page) : NULL;

  if (may)
    {
      if (type != NULL && target->record == 0)
        offer_way_back (target);
      nh_workplace_set_view (self, target->unit, target->year);
      if (target->page != NULL)
        nh_workplace_show_page (self, target->page);
      if (target->record != 0)
        nh_record_page_open (nh_workplace_make_page (self, type), target->record);
      else if (type != NULL)
        nh_record_page_set_filter (nh_workplace_make_page (self, type), NULL);
      nh_workplace_focus_page (self);
      if (target->record == 0 && type != NULL)
        nh_record_page_look (nh_workplace_make_page (self, type));
      if (target->record != 0 && target->field >= 0)
        nh_record_page_focus_field (nh_workplace_make_page (self, type), (guint) target->field);
    }
  target_free (target);
}

/* Takes @target over. */
static void
go (Target *target)
{
  NhSession *session = target->workplace->session;

  if (target->unit == nh_session_get_unit (session) && target->year == nh_session_get_year (session))
    on_may_go (TRUE, target);
  else
    nh_workplace_leave (target->workplace, on_may_go, target);
}

static void
on_view_requested (NhWorkplace *self, gint64 unit, int year)
{
  go (target_new (self, NULL, 0, unit, year));
}

/* "workplace.open-record" (type, id, unit, year): @type "": it is in the recycle bin. The current unit stays if its
 * lists contain the record. "workplace.open-field" (…, field): with the focus on it; "": as usual. */
static void
open_record (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhWorkplace *self = NH_WORKPLACE (widget);
  gint64 id, unit, shown = nh_session_get_unit (self->session);
  const char *type, *field = "";
  Target *target;
  int year;

  if (g_str_equal (action, "workplace.open-field"))
    g_variant_get (parameter, "(&sxxi&s)", &type, &id, &unit, &year, &field);
  else
    g_variant_get (parameter, "(&sxxi)", &type, &id, &unit, &year);
  if (*type == '\0')
    {
      nh_workplace_show_page (self, BIN);
      return;
    }
  unit = nh_catalog_unit_is_within (nh_session_get_catalog (self->session), unit, shown)
             ? shown
             : nh_ledger_get_unit (nh_session_get_ledger (self->session));
  target = target_new (self, nh_record_type_find (type)->name, id, unit, year);
  target->field = nh_record_type_field (nh_record_type_find (type), field);
  go (target);
}

/* "workplace.show-records" (unit, type): all of them; unit 0: the current one. */
static void
show_records (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhWorkplace *self = NH_WORKPLACE (widget);
  const char *type;
  gint64 unit;

  g_variant_get (parameter, "(x&s)", &unit, &type);
  go (target_new (self, nh_record_type_find (type)->name, 0, unit != 0 ? unit : nh_session_get_unit (self->session),
                  nh_session_get_year (self->session)));
}

/* "workplace.show-year" year: on the page that is shown, also when a form had to be asked about first. */
static void
show_year (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhWorkplace *self = NH_WORKPLACE (widget);
  const char *page = nh_workplace_get_page (self) == NULL ? nh_workplace_get_page_name (self) : NULL;

  go (target_new (self, page, 0, nh_session_get_unit (self->session), g_variant_get_int32 (parameter)));
}

static void
show_filtered (NhWorkplace *self, const NhFilter *filter, const NhRecordType *type)
{
  nh_workplace_show_page (self, type->name);
  nh_record_page_set_filter (nh_workplace_make_page (self, type), filter);
  nh_workplace_focus_page (self);
}

/* "workplace.show-problems" type */
static void
show_problems (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const NhRecordType *type = nh_record_type_find (g_variant_get_string (parameter, NULL));
  g_autoptr (NhFilter) filter = nh_filter_new (type);

  filter->problems = TRUE;
  show_filtered (NH_WORKPLACE (widget), filter, type);
}

/* "workplace.show-filtered" (type, conditions): those of the records that the conditions find, as on the command line.
 */
static void
show_conditions (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *name;
  g_autofree const char **words = NULL;
  const NhRecordType *type;
  g_autoptr (NhFilter) filter = NULL;

  g_variant_get (parameter, "(&s^a&s)", &name, &words);
  type = nh_record_type_find (name);
  filter = nh_filter_new (type);
  for (guint i = 0; words[i] != NULL; i++)
    if (!nh_filter_set_word (filter, words[i], NULL))
      g_critical ("no condition on %s: %s", name, words[i]);
  show_filtered (NH_WORKPLACE (widget), filter, type);
}

/* "workplace.show-child-records" (type, type of the parent, its id): their list; the form there stays as it is. */
static void
show_child_records (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *name, *parent;
  gint64 id;
  const NhRecordType *type;
  g_autoptr (NhFilter) filter = NULL;

  g_variant_get (parameter, "(&s&sx)", &name, &parent, &id);
  type = nh_record_type_find (name);
  filter = nh_child_records_filter (type, nh_record_type_find (parent), id);
  show_filtered (NH_WORKPLACE (widget), filter, type);
}

NhSidebar *
nh_workplace_get_sidebar (NhWorkplace *self)
{
  g_return_val_if_fail (NH_IS_WORKPLACE (self), NULL);
  return self->sidebar;
}

/* --- Layout --- */

static void
nh_workplace_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  NhWorkplace *self = NH_WORKPLACE (widget);
  int side_min, side_nat, page_min, page_nat;

  gtk_widget_measure (GTK_WIDGET (self->sidebar), orientation, -1, &side_min, &side_nat, NULL, NULL);
  gtk_widget_measure (self->scrolled, orientation, -1, &page_min, &page_nat, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? side_min + page_min : MAX (side_min, page_min);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? side_nat + page_nat : MAX (side_nat, page_nat);
}

/* Less than so many digits side by side: the pages need the room, with small windows or large text. */
static gboolean
is_narrow (GtkWidget *widget, int width)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0000000000");
  int digits;

  pango_layout_get_pixel_size (layout, &digits, NULL);
  return width * 10 < NARROW_DIGITS * digits;
}

static void
nh_workplace_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NhWorkplace *self = NH_WORKPLACE (widget);
  int side, page;

  nh_sidebar_set_folded (self->sidebar, is_narrow (widget, width));
  /* Its least width: it stays the same for every page, unit and season. */
  gtk_widget_measure (GTK_WIDGET (self->sidebar), GTK_ORIENTATION_HORIZONTAL, -1, &side, NULL, NULL, NULL);
  gtk_widget_measure (self->scrolled, GTK_ORIENTATION_HORIZONTAL, -1, &page, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (self->sidebar), &(GtkAllocation){ 0, 0, side, height }, -1);
  gtk_widget_size_allocate (self->scrolled, &(GtkAllocation){ side, 0, MAX (width - side, page), height }, -1);
}

/* --- The widget --- */

static void
nh_workplace_dispose (GObject *object)
{
  NhWorkplace *self = NH_WORKPLACE (object);

  nh_widget_unparent_children (self);
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
  widget_class->measure = nh_workplace_measure;
  widget_class->size_allocate = nh_workplace_size_allocate;
  gtk_widget_class_install_action (widget_class, "workplace.open-record", "(sxxi)", open_record);
  gtk_widget_class_install_action (widget_class, "workplace.open-field", "(sxxis)", open_record);
  gtk_widget_class_install_action (widget_class, "workplace.show-records", "(xs)", show_records);
  gtk_widget_class_install_action (widget_class, "workplace.show-year", "i", show_year);
  gtk_widget_class_install_action (widget_class, "workplace.show-problems", "s", show_problems);
  gtk_widget_class_install_action (widget_class, "workplace.show-filtered", "(sas)", show_conditions);
  gtk_widget_class_install_action (widget_class, "workplace.show-child-records", "(ssx)", show_child_records);
  gtk_widget_class_install_action (widget_class, "workplace.open-draft", "(sss)", nh_workplace_open_draft);
}

static void
nh_workplace_init (NhWorkplace *self)
{
}

static void
add_page (NhWorkplace *self, guint i)
{
  if (!is_for (i, self->session))
    return;
  nh_sidebar_add_page (self->sidebar, other_pages[i].name, _ (other_pages[i].title), other_pages[i].icon);
}

GtkWidget *
nh_workplace_new (NhLedger *ledger, int year)
{
  NhWorkplace *self = g_object_new (NH_TYPE_WORKPLACE, NULL);
  self->session = nh_session_new (ledger, year);
  self->sidebar = NH_SIDEBAR (nh_sidebar_new (self->session));
  self->scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "focusable", FALSE, "hexpand", TRUE, NULL);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE); /* with large text, no page is as wide as the widest */
  /* With large text, a page may be larger than the window; then it is scrolled. */
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->lock = nh_lock_strip_new (self->session);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled),
                                 nh_box_new (GTK_ORIENTATION_VERTICAL, 0, self->lock, GTK_WIDGET (self->stack), NULL));
  gtk_widget_set_parent (GTK_WIDGET (self->sidebar), GTK_WIDGET (self));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  self->pages = g_ptr_array_new ();
  add_page (self, 0);
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      g_autofree char *icon = g_strdup_printf ("nh-%s-symbolic", (*type)->name);

      nh_sidebar_add_page (self->sidebar, (*type)->name, _ ((*type)->plural), icon);
    }
  for (guint i = 1; i < G_N_ELEMENTS (other_pages); i++)
    add_page (self, i);
  g_signal_connect_object (self->sidebar, "page-chosen", G_CALLBACK (on_page_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "page-activated", G_CALLBACK (nh_workplace_focus_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "view-requested", G_CALLBACK (on_view_requested), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "outline-changed", G_CALLBACK (refresh_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (nh_notify_error), self, G_CONNECT_SWAPPED);
  nh_session_read_outline (self->session);
  return GTK_WIDGET (self);
}

NhSession *
nh_workplace_get_session (NhWorkplace *self)
{
  g_return_val_if_fail (NH_IS_WORKPLACE (self), NULL);
  return self->session;
}
