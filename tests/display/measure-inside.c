/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loaded into the program (LD_PRELOAD) by tests/e2e/pictures.py: upon SIGUSR1 the windows that are shown are measured,
 * and the faults written to the file that NGAY_HOI_MEASURED names, a line each. */
#include "measure.h"

#include <glib-unix.h>
#include <stdlib.h>

static void
tell (const char *fault, gpointer data)
{
  g_string_append_printf (data, "%s\n", fault);
}

static gboolean
measure (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GString) faults = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (!gtk_widget_get_mapped (window))
        continue;
      measure_layout (window, tell, faults);
      measure_contrast (window, tell, faults);
    }
  g_file_set_contents (data, faults->str, -1, NULL);
  return G_SOURCE_CONTINUE;
}

__attribute__ ((constructor)) static void
begin (void)
{
  const char *path = getenv ("NGAY_HOI_MEASURED");

  if (path != NULL)
    g_unix_signal_add (SIGUSR1, measure, g_strdup (path));
}
