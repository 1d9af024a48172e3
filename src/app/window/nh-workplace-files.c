/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are dropped or opened, and folders of them. */
#include "nh-workplace-private.h"

#include "nh-forms-window.h"
#include "nh-hand-in-page.h"
#include "nh-i18n.h"
#include "nh-intake-window.h"
#include "nh-notice.h"
#include "nh-reception-page.h"

#define MOST_NAMES 3 /* of files, in a message */

/* Those of @paths that are tables, or the others. (transfer full) */
static GStrv
pick (const char *const *paths, gboolean tables)
{
  g_autoptr (GStrvBuilder) picked = g_strv_builder_new ();

  for (guint i = 0; paths[i] != NULL; i++)
    if (nh_intake_window_takes (paths[i]) == tables)
      g_strv_builder_add (picked, paths[i]);
  return g_strv_builder_end (picked);
}

static void
open_tables (NhWorkplace *self, const char *const *paths, gboolean forms, const NhRecordType *type)
{
  if (forms)
    nh_forms_window_show (GTK_WIDGET (self), self->session, paths);
  else if (paths[1] == NULL)
    nh_intake_window_show_file (GTK_WIDGET (self), self->session, type, *paths);
  else
    nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING,
               _ ("One table is opened at a time: none was read. Drop one workbook after the other."));
}

/* A commune reads one file after the other: each may ask something. */
static void
tell_none_read (NhWorkplace *self, const char *const *paths)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; paths[i] != NULL && i < MOST_NAMES; i++)
    {
      g_autofree char *name = g_path_get_basename (paths[i]);

      g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "", name);
    }
  if (g_strv_length ((char **) paths) > MOST_NAMES)
    g_string_append (names, "…");
  text = g_strdup_printf (_ ("One file is read at a time: none of these was read: %s. Drop one after the other."),
                          names->str);
  nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING, text);
}

void
nh_workplace_receive_folder (NhWorkplace *self)
{
  GtkWidget *page;

  nh_workplace_show_hand_in (self);
  page = gtk_stack_get_visible_child (self->stack);
  if (NH_IS_RECEPTION_PAGE (page))
    nh_reception_page_choose_folder (NH_RECEPTION_PAGE (page));
}

void
nh_workplace_save_replies (NhWorkplace *self)
{
  GtkWidget *page;

  nh_workplace_show_hand_in (self);
  page = gtk_stack_get_visible_child (self->stack);
  if (NH_IS_RECEPTION_PAGE (page))
    gtk_widget_activate_action (page, "reception.save-replies", NULL);
}

static void
open_packages (NhWorkplace *self, const char *const *paths)
{
  GtkWidget *page;

  nh_workplace_show_hand_in (self);
  page = gtk_stack_get_visible_child (self->stack);
  if (NH_IS_RECEPTION_PAGE (page))
    nh_reception_page_open_files (NH_RECEPTION_PAGE (page), paths);
  if (NH_IS_HAND_IN_PAGE (page) && paths[1] != NULL)
    tell_none_read (self, paths);
  else if (NH_IS_HAND_IN_PAGE (page))
    nh_hand_in_page_open_file (NH_HAND_IN_PAGE (page), *paths);
}

void
nh_workplace_open_files (NhWorkplace *self, const char *const *paths)
{
  g_auto (GStrv) tables = NULL, packages = NULL;
  NhRecordPage *page;
  gboolean forms;

  g_return_if_fail (NH_IS_WORKPLACE (self) && paths != NULL && *paths != NULL);
  tables = pick (paths, TRUE);
  packages = pick (paths, FALSE);
  page = nh_workplace_get_page (self);
  forms = NH_IS_RECEPTION_PAGE (gtk_stack_get_visible_child (self->stack)); /* before another page is shown */
  if (*packages != NULL)
    open_packages (self, (const char *const *) packages);
  if (*tables != NULL)
    open_tables (self, (const char *const *) tables, forms,
                 page != NULL ? nh_record_page_get_record_type (page) : NULL);
}
