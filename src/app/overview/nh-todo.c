/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-todo.h"

#include "nh-board.h"
#include "nh-gap.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-sample-packages.h"
#include "nh-season.h"
#include "nh-widget-util.h"

#define MOST_NAMES 5

/* @more: a second line, nullable. @action, @target: where the row leads. */
static GtkWidget *
add_row (const NhTodo *self, const char *icon, const char *text, const char *more, const char *action, GVariant *target)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *texts = nh_box_new (GTK_ORIENTATION_VERTICAL, 1, nh_label_new (text, NULL, TRUE), NULL);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  GtkWidget *box = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 10, gtk_image_new_from_icon_name (icon), texts, arrow, NULL);
  g_autofree char *spoken = more != NULL ? g_strdup_printf ("%s. %s", text, more) : g_strdup (text);

  g_object_set (texts, "valign", GTK_ALIGN_CENTER, "hexpand", TRUE, NULL);
  gtk_widget_add_css_class (arrow, "dim-label");
  if (more != NULL)
    gtk_box_append (GTK_BOX (texts), nh_label_new (more, "nh-more", TRUE));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  nh_widget_set_name (row, spoken);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
  gtk_list_box_append (self->list, row);
  return row;
}

static void
add_drafts (const NhTodo *self)
{
  NhCatalog *catalog = nh_session_get_catalog (self->session);

  for (guint i = 0; self->drafts != NULL && i < self->drafts->len; i++)
    {
      NhDraft *draft = g_ptr_array_index (self->drafts, i);
      const NhRecordType *type = nh_record_get_record_type (draft->record);
      guint n = 1 + (draft->rows != NULL ? draft->rows->len : 0);
      g_autofree char *name = nh_record_get_title (draft->record, catalog);
      g_autofree char *at = nh_time_format (draft->saved_at);
      g_autofree char *text = n > 1 ? g_strdup_printf (ngettext ("Unfinished: %u row added with others",
                                                                 "Unfinished: %u rows added together", n),
                                                       n)
                                    : g_strdup_printf (_ ("Unfinished: %s"), name);
      g_autofree char *more = g_strdup_printf (_ ("%s %d, typed %s"), _ (type->title),
                                               nh_record_get_info (draft->record)->year, at);

      add_row (self, "document-edit-symbolic", text, more, "workplace.open-draft",
               g_variant_new ("(sss)", type->name, nh_record_get_info (draft->record)->uuid,
                              draft->batch != NULL ? draft->batch : ""));
    }
}

static void
add_problems (const NhTodo *self)
{
  const NhRecordType *const *types = nh_record_types ();

  for (guint i = 0; self->problems != NULL && types[i] != NULL; i++)
    {
      g_autofree char *count = nh_number_format (self->problems[i]);
      g_autofree char *text = NULL;

      if (self->problems[i] == 0)
        continue;
      text = g_strdup_printf (
          ngettext ("%s: %s record to look at again", "%s: %s records to look at again", (gulong) self->problems[i]),
          _ (types[i]->plural), count);
      add_row (self, "dialog-warning-symbolic", text, _ ("Something is missing or looks wrong."),
               "workplace.show-problems", g_variant_new_string (types[i]->name));
    }
}

static void
add_gaps (const NhTodo *self)
{
  for (guint i = 0; self->gaps != NULL && i < self->gaps->len; i++)
    {
      const NhGap *gap = g_ptr_array_index (self->gaps, i);
      g_autofree char *icon = g_strdup_printf ("nh-%s-symbolic", gap->type->name);
      g_autofree char *count = nh_number_format (gap->count);
      g_autofree char *text = g_strdup_printf (
          ngettext ("%s: %s record without “%s”", "%s: %s records without “%s”", (gulong) gap->count),
          _ (gap->type->plural), count, _ (gap->type->fields[gap->field].title));

      add_row (self, icon, text, _ ("Reports say of how many it is known, or “at least”."), "workplace.show-filtered",
               g_variant_new ("(s^as)", gap->type->name, gap->words));
    }
}

static void
add_missing (const NhTodo *self)
{
  g_autofree char *count = nh_number_format (self->n_missing);
  g_autofree char *text = g_strdup_printf (
      self->final_only ? ngettext ("%s unit is not accepted yet", "%s units are not accepted yet", self->n_missing)
                       : ngettext ("%s unit has not reported", "%s units have not reported", self->n_missing),
      count);

  if (self->n_units > 1 && self->n_missing > 0)
    add_row (self, "system-users-symbolic", text, NULL, "overview.show-missing", NULL);
}

static gboolean
is_returned (const NhBoardRow *row)
{
  return row->state == NH_BOARD_RETURNED;
}

static gboolean
is_asked (const NhBoardRow *row)
{
  return row->asked > 0 && !is_returned (row);
}

/* "Xã Sơn Giang, Xã Đức Thọ, …": the units that are, counted in @n. (transfer full) */
static char *
name_units (const NhTodo *self, gboolean (*is) (const NhBoardRow *), guint *n)
{
  GString *names = g_string_new (NULL);

  *n = 0;
  for (guint i = 0; self->board != NULL && i < self->board->len; i++)
    {
      const NhBoardRow *row = self->board->pdata[i];

      if (!is (row) || ++*n > MOST_NAMES + 1)
        continue;
      g_string_append (names, *n > 1 ? ", " : "");
      g_string_append (names, *n > MOST_NAMES ? "…" : row->unit->title);
    }
  return g_string_free (names, FALSE);
}

/* Who has handed in, but is to hand in again. */
static void
add_corrections (const NhTodo *self)
{
  guint n_returned, n_asked;
  g_autofree char *returned = name_units (self, is_returned, &n_returned),
                  *asked = name_units (self, is_asked, &n_asked);
  g_autofree char *count_returned = nh_number_format (n_returned), *count_asked = nh_number_format (n_asked);
  g_autofree char *text_returned = g_strdup_printf (ngettext ("%s unit is to hand in again what was returned",
                                                              "%s units are to hand in again what was returned",
                                                              n_returned),
                                                    count_returned);
  g_autofree char *text_asked = g_strdup_printf (ngettext ("%s unit has not made the corrections asked for",
                                                           "%s units have not made the corrections asked for", n_asked),
                                                 count_asked);

  if (n_returned > 0)
    add_row (self, "mail-reply-sender-symbolic", text_returned, returned, "win.hand-in", NULL);
  if (n_asked > 0)
    add_row (self, "mail-reply-sender-symbolic", text_asked, asked, "win.hand-in", NULL);
}

static void
add_sample (const NhTodo *self)
{
  g_autofree char *text = g_strdup_printf (_ ("Files of 69 communes for %d wait to be received"),
                                           NH_SAMPLE_PACKAGES_YEAR);

  if (self->sample_waits)
    add_row (self, "nh-reception-symbolic", text, _ ("To try it: they lie beside the sample."),
             "overview.receive-sample", NULL);
}

static char *
days_text (int days)
{
  g_autofree char *number = nh_number_format (ABS (days));

  if (days == 0)
    return g_strdup (_ ("Today is the last day."));
  if (days > 0)
    return g_strdup_printf (ngettext ("%s day left.", "%s days left.", (gulong) days), number);
  return g_strdup_printf (ngettext ("That was %s day ago.", "That was %s days ago.", (gulong) -days), number);
}

/* The invitation says it where there is one, as on the pages of the hand-in; else the season. */
static NhDate
get_deadline (const NhTodo *self)
{
  const NhOutline *outline = nh_session_get_outline (self->session);
  NhRecord *season = nh_session_get_season (self->session);

  if (outline != NULL && outline->deadline != NH_DATE_NONE)
    return outline->deadline;
  return season != NULL ? nh_record_get_date (season, NH_SEASON_DEADLINE) : NH_DATE_NONE;
}

/* Of a unit that hands in by this program: until it has. Of others, after the deadline, while reports are missing. */
static gboolean
is_due (const NhTodo *self, NhDate deadline)
{
  const NhOutline *outline = nh_session_get_outline (self->session);
  gboolean invited = outline != NULL && outline->deadline != NH_DATE_NONE && self->n_units == 1 &&
                     nh_session_get_unit (self->session) == nh_ledger_get_unit (nh_session_get_ledger (self->session));

  if (deadline == NH_DATE_NONE || (outline != NULL && outline->handed_in))
    return FALSE;
  return invited || deadline >= nh_date_today () || self->n_missing > 0;
}

static void
add_deadline (const NhTodo *self)
{
  NhDate deadline = get_deadline (self);
  int days = deadline != NH_DATE_NONE ? nh_date_days_between (nh_date_today (), deadline) : 0;
  g_autofree char *date = nh_date_format (deadline);
  g_autofree char *text = g_strdup_printf (_ ("Reports are due by %s"), date);
  g_autofree char *more = days_text (days);
  GtkWidget *row;

  if (self->set_deadline == NULL)
    return;
  gtk_widget_set_visible (self->set_deadline, deadline == NH_DATE_NONE && !nh_session_is_read_only (self->session));
  if (!is_due (self, deadline))
    return;
  row = add_row (self, days < 0 ? "dialog-warning-symbolic" : "x-office-calendar-symbolic", text, more,
                 "workplace.show-records", g_variant_new ("(xs)", (gint64) 0, nh_season_type.name));
  if (days < 0)
    gtk_widget_add_css_class (row, "late");
}

void
nh_todo_fill (const NhTodo *self)
{
  gboolean counted = self->problems != NULL && self->gaps != NULL && self->n_units > 0, any;

  nh_widget_clear (self->list);
  add_deadline (self);
  add_sample (self);
  add_missing (self);
  add_corrections (self);
  add_gaps (self);
  add_problems (self);
  add_drafts (self);
  any = gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->list), any);
  gtk_widget_set_visible (self->checking, !counted);
  gtk_widget_set_visible (self->nothing, !any && counted);
}
