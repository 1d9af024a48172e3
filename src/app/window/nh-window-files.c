/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that come from outside: dropped on the window, or opened by a double click. */
#include "nh-window-private.h"

#include "nh-envelope.h"
#include "nh-i18n.h"

gboolean
nh_window_takes (const char *path)
{
  g_autofree char *low = g_ascii_strdown (path, -1);

  return g_str_has_suffix (low, NH_ENVELOPE_PACKAGE_SUFFIX) || g_str_has_suffix (low, NH_ENVELOPE_REPLY_SUFFIX) ||
         g_str_has_suffix (low, NH_ENVELOPE_INVITATION_SUFFIX);
}

void
nh_window_give_files (NhWindow *self)
{
  g_auto (GStrv) files = g_steal_pointer (&self->files);

  if (files != NULL && self->workplace != NULL)
    nh_workplace_open_files (self->workplace, (const char *const *) files);
}

void
nh_window_open_files (NhWindow *self, const char *const *paths)
{
  g_return_if_fail (NH_IS_WINDOW (self));
  g_strfreev (self->files);
  self->files = g_strdupv ((char **) paths);
  if (self->workplace != NULL)
    nh_window_give_files (self);
  else if (self->opening == NULL)
    nh_notice_show (self->notice, NH_NOTICE_WARNING,
                    _ ("Make or open your ledger first. The file is read as soon as it is open."));
}

/* --- Drop --- */

static gboolean
on_drop (NhWindow *self, const GValue *value)
{
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;
  gboolean any = FALSE;

  for (GSList *link = g_value_get_boxed (value); link != NULL; link = link->next)
    {
      g_autofree char *path = g_file_get_path (link->data);
      g_autofree char *low = path != NULL ? g_ascii_strdown (path, -1) : NULL;

      if (path == NULL)
        continue;
      if (g_str_has_suffix (low, NH_LEDGER_SUFFIX))
        {
          nh_window_open_chosen (path, self);
          return TRUE;
        }
      any = TRUE;
      g_strv_builder_add (files, path);
    }
  paths = g_strv_builder_end (files);
  if (any)
    nh_window_open_files (self, (const char *const *) paths);
  return any;
}

void
nh_window_add_drop (NhWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
