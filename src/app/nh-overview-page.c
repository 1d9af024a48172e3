/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-overview-page.h"

#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-number.h"

struct _NhOverviewPage
{
  GtkWidget parent_instance;

  NhSession *session;         /* owned */
  GCancellable *reading;      /* owned (nullable) */
  gboolean stale;

  /* template */
  GtkWidget *content, *groups, *empty;
  GtkStack *stack;
  GtkLabel *title, *reported;
  GtkSizeGroup *size;         /* owned: tiles of all groups stand in the same columns */
};

G_DEFINE_FINAL_TYPE (NhOverviewPage, nh_overview_page, GTK_TYPE_WIDGET)

/* The groups of indicators, in the order of the page. */
static const struct { const char *group, *title; } groups[] = {
  { "points", N_("Festival points") },
  { "leaders", N_("Leaders attending") },
  { "scale", N_("Scale and cost") },
  { "documents", N_("Documents, models, weapons") },
  { "gifts", N_("Gifts") },
  { "commendations", N_("Commendations") },
};

/* --- tiles ---------------------------------------------------------------------------------------------------------------- */

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* A total and records that say different things: which one counts is seen, and what the other says. */
static void
add_conflict (GtkWidget *box, const NhFigure *figure)
{
  g_autofree char *other = nh_number_format (figure->other);
  g_autofree char *text = g_strdup_printf (figure->from == NH_FROM_TOTAL ? _("Records say %s%s%s.") : _("The total says %s%s%s."),
                                           figure->other_qualifier != NULL ? figure->other_qualifier : "",
                                           figure->other_qualifier != NULL ? " " : "", other);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  add_label (line, text, NULL);
  gtk_widget_add_css_class (line, "warning");
  gtk_box_append (GTK_BOX (box), line);
}

static GtkWidget *
make_tile (NhOverviewPage *self, const NhIndicator *indicator, const NhFigure *figure, const NhFigure *before, int year)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *value = nh_figure_format (figure);
  g_autofree char *last = nh_figure_format (before);
  g_autofree char *name = NULL;
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_add_css_class (box, "nh-tile");
  gtk_size_group_add_widget (self->size, box);
  add_label (box, *value != '\0' ? value : "–", "nh-tile-value");
  gtk_label_set_width_chars (GTK_LABEL (add_label (box, indicator->title, NULL)), 22);
  if (*last != '\0')
    {
      g_autofree char *text = g_strdup_printf ("%d: %s", year - 1, last);
      add_label (box, text, "dim-label");
    }
  if (figure->conflict)
    add_conflict (box, figure);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_widget_set_focusable (child, FALSE);
  name = g_strdup_printf ("%s: %s %s", indicator->title, value, *value != '\0' ? indicator->measure : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return child;
}

static gboolean
has_something (const NhFigure *figure)
{
  return figure->from != NH_FROM_NOTHING && figure->state != NH_VALUE_BLANK && !(figure->implied && figure->value == 0);
}

/* FALSE: the group has nothing to show. */
static gboolean
add_group (NhOverviewPage *self, const char *group, const char *title, NhOverview *overview)
{
  const NhFigureRow *total = nh_figures_get_total (overview->figures);
  const NhFigureRow *before = nh_figures_get_total (overview->last_year);
  GtkWidget *tiles = NULL;
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      const NhFigure *figure = nh_figures_get (total, indicators[i].code);
      const NhFigure *last = nh_figures_get (before, indicators[i].code);

      if (!g_str_equal (indicators[i].group, group) || !(has_something (figure) || has_something (last)))
        continue;
      if (tiles == NULL)
        {
          gtk_widget_add_css_class (add_label (self->groups, title, "nh-question"), "nh-group");
          tiles = gtk_flow_box_new ();
          gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (tiles), GTK_SELECTION_NONE);
          gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (tiles), TRUE);
          gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (tiles), 2);
          gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (tiles), 5);
          gtk_accessible_update_property (GTK_ACCESSIBLE (tiles), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
          gtk_box_append (GTK_BOX (self->groups), tiles);
        }
      gtk_flow_box_append (GTK_FLOW_BOX (tiles), make_tile (self, &indicators[i], figure, last, nh_figures_get_year (overview->figures)));
    }
  return tiles != NULL;
}

static void
show_reported (NhOverviewPage *self, NhFigures *figures)
{
  guint n_units;
  guint n_reported = nh_figures_count_reported (figures, &n_units);
  g_autofree char *reported = nh_number_format (n_reported);
  g_autofree char *units = nh_number_format (n_units);
  g_autofree char *text = g_strdup_printf (_("%s of %s units have reported"), reported, units);

  gtk_widget_set_visible (GTK_WIDGET (self->reported), n_units > 1);
  gtk_label_set_text (self->reported, text);
}

static void
show_overview (NhOverviewPage *self, NhOverview *overview)
{
  gboolean any = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->groups)) != NULL)
    gtk_box_remove (GTK_BOX (self->groups), child);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    any = add_group (self, groups[i].group, _(groups[i].title), overview) || any;
  show_reported (self, overview->figures);
  gtk_stack_set_visible_child (self->stack, any ? self->groups : self->empty);
}

/* --- reading -------------------------------------------------------------------------------------------------------------- */

static void
on_overview (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhOverviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhOverview) overview = nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  NhNotice *notice;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->reading);
  notice = nh_notice_of (GTK_WIDGET (self));
  if (overview != NULL)
    show_overview (self, overview);
  else if (error != NULL && notice != NULL)
    nh_notice_say (notice, NH_NOTICE_ERROR, error->message);
}

static void
read_overview (NhOverviewPage *self)
{
  g_autofree char *title = g_strdup_printf (_("Festival %d"), nh_session_get_year (self->session));

  self->stale = TRUE;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->stale = FALSE;
  gtk_label_set_text (self->title, title);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  nh_job_overview (nh_session_get_ledger (self->session), nh_session_get_unit (self->session), nh_session_get_year (self->session),
                   self->reading, on_overview, g_object_ref (self));
}

static void
nh_overview_page_map (GtkWidget *widget)
{
  NhOverviewPage *self = NH_OVERVIEW_PAGE (widget);

  GTK_WIDGET_CLASS (nh_overview_page_parent_class)->map (widget);
  if (self->stale)
    read_overview (self);
}

/* --- the widget ----------------------------------------------------------------------------------------------------------- */

static void
nh_overview_page_dispose (GObject *object)
{
  NhOverviewPage *self = NH_OVERVIEW_PAGE (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_OVERVIEW_PAGE);
  g_clear_object (&self->size);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_overview_page_parent_class)->dispose (object);
}

static void
nh_overview_page_class_init (NhOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_overview_page_dispose;
  widget_class->map = nh_overview_page_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NhOverviewPage, content);
  gtk_widget_class_bind_template_child (widget_class, NhOverviewPage, groups);
  gtk_widget_class_bind_template_child (widget_class, NhOverviewPage, empty);
  gtk_widget_class_bind_template_child (widget_class, NhOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NhOverviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, NhOverviewPage, reported);
}

static void
nh_overview_page_init (NhOverviewPage *self)
{
  self->stale = TRUE;
  self->size = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nh_overview_page_new (NhSession *session)
{
  NhOverviewPage *self = g_object_new (NH_TYPE_OVERVIEW_PAGE, NULL);

  g_return_val_if_fail (NH_IS_SESSION (session), GTK_WIDGET (self));
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "view-changed", G_CALLBACK (read_overview), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "outline-changed", G_CALLBACK (read_overview), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
