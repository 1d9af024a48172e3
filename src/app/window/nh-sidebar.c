/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-sidebar.h"

#include <string.h>

#include "nh-backup.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-template.h"
#include "nh-text.h"
#include "nh-unit-chooser.h"
#include "nh-widget-util.h"

struct _NhSidebar
{
  GtkWidget parent_instance;

  NhSession *session;    /* owned */
  GCancellable *looking; /* owned, nullable: of the search for backups */
  gboolean folded;

  /* template */
  GtkWidget *content, *sample, *unit_icon;
  GtkMenuButton *unit, *year;
  GtkLabel *unit_label, *place, *year_label, *status;
  GtkPopover *unit_popover, *year_popover;
  GtkListBox *pages, *years;
  GtkEntry *other_year;
  NhUnitChooser *chooser;
};

G_DEFINE_FINAL_TYPE (NhSidebar, nh_sidebar, GTK_TYPE_WIDGET)

/* --- Unit and season --- */

static void
show_view (NhSidebar *self)
{
  NhCatalog *catalog = nh_session_get_catalog (self->session);
  const NhUnit *unit = nh_catalog_get_unit (catalog, nh_session_get_unit (self->session));
  const NhUnit *above = unit != NULL ? nh_catalog_get_unit (catalog, unit->parent) : NULL;
  g_autofree char *title = unit != NULL ? nh_unit_police_title (unit) : g_strdup ("");
  g_autofree char *season = g_strdup_printf (self->folded ? "%d" : _ ("Festival %d"),
                                             nh_session_get_year (self->session));

  gtk_label_set_text (self->unit_label, title);
  gtk_widget_set_visible (GTK_WIDGET (self->unit_label), !self->folded);
  gtk_widget_set_visible (self->unit_icon, self->folded);
  gtk_widget_set_tooltip_text (gtk_widget_get_parent (GTK_WIDGET (self->unit_label)), title);
  nh_widget_set_name (self->unit, title);
  gtk_label_set_text (self->year_label, season);
  gtk_widget_set_visible (GTK_WIDGET (self->place), !self->folded && above != NULL && above->level > NH_LEVEL_COUNTRY);
  if (above != NULL)
    gtk_label_set_text (self->place, above->title);
}

static void
request_view (NhSidebar *self, gint64 unit, int year)
{
  gtk_popover_popdown (self->unit_popover);
  gtk_popover_popdown (self->year_popover);
  if (unit != nh_session_get_unit (self->session) || year != nh_session_get_year (self->session))
    g_signal_emit_by_name (self, "view-requested", unit, year);
}

static void
on_unit_chosen (NhSidebar *self, gint64 unit)
{
  request_view (self, unit, nh_session_get_year (self->session));
}

/* The units depend on the season. */
static void
on_unit_popover_shown (NhSidebar *self)
{
  nh_unit_chooser_begin (self->chooser, self->session, nh_session_get_year (self->session));
}

/* The window may have closed meanwhile. */
static void
go_to_page (NhSidebar *self)
{
  if (self->session != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    g_signal_emit_by_name (self, "page-activated");
  g_object_unref (self);
}

/* The popover gives the focus back when it is closed; the work goes on in the page. */
static void
request_year (NhSidebar *self, int year)
{
  request_view (self, nh_session_get_unit (self->session), year);
  g_idle_add_once ((GSourceOnceFunc) go_to_page, g_object_ref (self));
}

static void
on_year_activated (NhSidebar *self, GtkListBoxRow *row)
{
  request_year (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "year")));
}

static void
on_other_year (NhSidebar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->other_year));
  gint64 year;

  if (nh_number_parse (text, &year, NULL) && year >= NH_SEASON_FIRST && year <= NH_SEASON_LAST)
    request_year (self, (int) year);
  else
    nh_widget_set_invalid (self->other_year, TRUE);
}

static void
add_year (NhSidebar *self, int year)
{
  g_autofree char *text = g_strdup_printf ("%d", year);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), gtk_label_new (text));
  g_object_set_data (G_OBJECT (row), "year", GINT_TO_POINTER (year));
  gtk_list_box_append (self->years, row);
  if (year == nh_session_get_year (self->session))
    gtk_list_box_select_row (self->years, GTK_LIST_BOX_ROW (row));
}

/* Newest first; always with this year and the one that is shown. */
static void
fill_years (NhSidebar *self)
{
  const NhOutline *outline = nh_session_get_outline (self->session);
  int today = nh_date_year (nh_date_today ());
  int shown = nh_session_get_year (self->session);

  nh_widget_clear (self->years);
  for (int year = NH_SEASON_LAST; year >= NH_SEASON_FIRST; year--)
    {
      gboolean listed = year == today || year == shown;

      for (guint i = 0; !listed && outline != NULL && i < outline->years->len; i++)
        listed = g_array_index (outline->years, int, i) == year;
      if (listed)
        add_year (self, year);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->other_year), "");
  nh_widget_set_invalid (self->other_year, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->other_year)); /* type a year, or move to the list with the arrows */
}

/* --- Pages --- */

static void
show_counts (NhSidebar *self)
{
  const NhOutline *outline = nh_session_get_outline (self->session);
  const NhRecordType *const *types = nh_record_types ();
  GtkListBoxRow *row;

  for (int i = 0; outline != NULL && (row = gtk_list_box_get_row_at_index (self->pages, i)) != NULL; i++)
    for (guint k = 0; types[k] != NULL; k++)
      if (g_str_equal (types[k]->name, g_object_get_data (G_OBJECT (row), "name")))
        {
          g_autofree char *text = nh_number_format (outline->counts[k]);

          gtk_label_set_text (g_object_get_data (G_OBJECT (row), "count"), text);
          gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
        }
}

void
nh_sidebar_add_page (NhSidebar *self, const char *name, const char *title, const char *icon)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = nh_label_new (title, NULL, FALSE);
  GtkWidget *count = nh_label_new (NULL, "dim-label", FALSE);

  g_return_if_fail (NH_IS_SIDEBAR (self));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "numeric");
  gtk_label_set_ellipsize (GTK_LABEL (count), PANGO_ELLIPSIZE_NONE);
  gtk_list_box_row_set_child (
      GTK_LIST_BOX_ROW (row),
      nh_box_new (GTK_ORIENTATION_HORIZONTAL, 10, gtk_image_new_from_icon_name (icon), label, count, NULL));
  nh_widget_set_name (row, title);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  g_object_set_data (G_OBJECT (row), "label", label);
  g_object_set_data (G_OBJECT (row), "count", count);
  gtk_list_box_append (self->pages, row);
}

void
nh_sidebar_set_folded (NhSidebar *self, gboolean folded)
{
  GtkListBoxRow *row;

  g_return_if_fail (NH_IS_SIDEBAR (self));
  if (self->folded == folded)
    return;
  self->folded = folded;
  nh_widget_set_css_class (GTK_WIDGET (self), "folded", folded);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->pages, i)) != NULL; i++)
    {
      GtkWidget *label = g_object_get_data (G_OBJECT (row), "label");

      gtk_widget_set_visible (label, !folded);
      gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "count"), !folded);
      gtk_widget_set_tooltip_text (GTK_WIDGET (row), folded ? gtk_label_get_text (GTK_LABEL (label)) : NULL);
    }
  gtk_widget_set_visible (self->sample, !folded && nh_ledger_is_sample (nh_session_get_ledger (self->session)));
  gtk_widget_set_visible (GTK_WIDGET (self->status), !folded);
  gtk_menu_button_set_always_show_arrow (self->year, !folded);
  show_view (self);
}

void
nh_sidebar_select_page (NhSidebar *self, const char *name)
{
  GtkListBoxRow *row;

  g_return_if_fail (NH_IS_SIDEBAR (self));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->pages, i)) != NULL; i++)
    if (g_str_equal (g_object_get_data (G_OBJECT (row), "name"), name))
      gtk_list_box_select_row (self->pages, row);
}

void
nh_sidebar_step_page (NhSidebar *self, int step)
{
  GtkListBoxRow *row;
  int n = 0;

  g_return_if_fail (NH_IS_SIDEBAR (self));
  while (gtk_list_box_get_row_at_index (self->pages, n) != NULL)
    n++;
  row = gtk_list_box_get_selected_row (self->pages);
  step += row != NULL ? gtk_list_box_row_get_index (row) : 0;
  if (n > 0)
    gtk_list_box_select_row (self->pages, gtk_list_box_get_row_at_index (self->pages, (step + n) % n));
}

static void
on_page_selected (NhSidebar *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  nh_list_box_reveal (self->pages, row); /* with large text not all pages fit */
  g_signal_emit_by_name (self, "page-chosen", g_object_get_data (G_OBJECT (row), "name"));
}

static void
on_page_activated (NhSidebar *self)
{
  g_signal_emit_by_name (self, "page-activated");
}

void
nh_sidebar_open_years (NhSidebar *self)
{
  g_return_if_fail (NH_IS_SIDEBAR (self));
  gtk_menu_button_popup (self->year);
}

void
nh_sidebar_open_units (NhSidebar *self)
{
  g_return_if_fail (NH_IS_SIDEBAR (self));
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->unit)))
    gtk_menu_button_popup (self->unit);
}

/* --- Status: last save and backup --- */

static void
find_backup (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) backups = nh_backup_list (data);

  g_task_return_int (task, backups != NULL && backups->len > 0 ? nh_backup_get_day (g_ptr_array_index (backups, 0))
                                                               : NH_DATE_NONE);
}

/* "Saved 10:24 · backup today". (transfer full) */
static char *
status_text (const char *saved_at, NhDate backup, gboolean failed)
{
  NhDate today = nh_date_today ();
  g_autofree char *today_text = nh_date_format (today);
  g_autofree char *backup_day = nh_date_format (backup);
  g_autofree char *moment = nh_time_format (saved_at);
  g_autofree char *clock = nh_time_format_clock (saved_at);
  g_autofree char *day = g_strndup (moment, strlen (today_text));
  g_autofree char *saved = g_strdup_printf (_ ("saved %s"), g_str_equal (day, today_text) ? clock : day);
  g_autofree char *earlier = g_strdup_printf (_ ("backup %s"), backup_day);
  const char *backup_text = failed                   ? _ ("no backup today!")
                            : backup == NH_DATE_NONE ? _ ("no backup yet")
                            : backup == today        ? _ ("backup today")
                                                     : earlier;
  g_autofree char *line = g_strdup_printf ("%s · %s", *saved_at == '\0' ? _ ("nothing saved yet") : saved, backup_text);

  return nh_text_capitalize (line);
}

static void
on_backup_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NhSidebar *self = NH_SIDEBAR (source);
  const NhOutline *outline = self->session != NULL ? nh_session_get_outline (self->session) : NULL;
  g_autoptr (GError) error = NULL;
  NhDate day = (NhDate) g_task_propagate_int (G_TASK (result), &error);
  g_autofree char *problem = NULL;
  g_autofree char *text = NULL;

  if (error != NULL || outline == NULL)
    return;
  problem = nh_ledger_get_backup_problem (nh_session_get_ledger (self->session));
  text = nh_session_is_read_only (self->session) ? g_strdup (_ ("open for reading only"))
                                                 : status_text (outline->saved_at, day, problem != NULL);
  gtk_label_set_text (self->status, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), problem != NULL ? problem : text);
}

static void
show_status (NhSidebar *self)
{
  g_autoptr (GTask) task = NULL;

  nh_cancel_and_renew (&self->looking);
  task = g_task_new (self, self->looking, on_backup_found, NULL);
  g_task_set_task_data (task, g_strdup (nh_ledger_get_path (nh_session_get_ledger (self->session))), g_free);
  g_task_run_in_thread (task, find_backup);
}

/* --- The widget --- */

static void
nh_sidebar_dispose (GObject *object)
{
  NhSidebar *self = NH_SIDEBAR (object);

  nh_cancel (&self->looking);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_SIDEBAR);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_sidebar_parent_class)->dispose (object);
}

static void
nh_sidebar_class_init (NhSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_sidebar_dispose;
  g_type_ensure (NH_TYPE_UNIT_CHOOSER);
  gtk_widget_class_set_css_name (widget_class, "sidebar");
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-sidebar.ui");
  NH_BIND_CHILDREN (widget_class, NhSidebar, content, sample, unit, year, unit_icon, unit_label, place, year_label,
                    status, unit_popover, year_popover, pages, years, other_year, chooser);
  NH_BIND_CALLBACKS (widget_class, on_unit_chosen, on_page_selected, on_page_activated, on_year_activated,
                     on_other_year, fill_years, on_unit_popover_shown);
  NH_SIGNAL ("page-chosen", G_TYPE_FROM_CLASS (klass), 1, G_TYPE_STRING);
  NH_SIGNAL ("page-activated", G_TYPE_FROM_CLASS (klass), 0);
  NH_SIGNAL ("view-requested", G_TYPE_FROM_CLASS (klass), 2, G_TYPE_INT64, G_TYPE_INT);
}

static void
nh_sidebar_init (NhSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nh_widget_set_one_stop (GTK_WIDGET (self->pages));
  gtk_widget_set_halign (gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (self->unit_label))),
                         GTK_ALIGN_START); /* GTK centers a name of two lines */
}

GtkWidget *
nh_sidebar_new (NhSession *session)
{
  NhSidebar *self = g_object_new (NH_TYPE_SIDEBAR, NULL);
  NhLedger *ledger = nh_session_get_ledger (session);
  gboolean has_below = nh_session_has_below (session); /* the ledger: nothing else was chosen yet */

  self->session = g_object_ref (session);
  gtk_widget_set_sensitive (GTK_WIDGET (self->unit), has_below);
  gtk_menu_button_set_always_show_arrow (self->unit, has_below);
  gtk_widget_set_visible (self->sample, nh_ledger_is_sample (ledger));
  g_signal_connect_object (session, "view-changed", G_CALLBACK (show_view), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "outline-changed", G_CALLBACK (show_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "outline-changed", G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ledger, "catalog-changed", G_CALLBACK (show_view), self, G_CONNECT_SWAPPED);
  show_view (self);
  return GTK_WIDGET (self);
}
