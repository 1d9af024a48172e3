/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-application.h"
#include "nh-indicator.h"
#include "nh-log.h"
#include "nh-platform.h"
#include "nh-reception.h"
#include "nh-settings.h"

/* Office PCs have weak graphics: with cairo the first frame takes a third of the time and a fifth of the memory. The
 * environment and the preferences can override this. */
static void
prefer_plain_drawing (void)
{
  const char *debug = g_getenv ("GDK_DEBUG");

  if (g_getenv ("GSK_RENDERER") != NULL || nh_settings_get_boolean (NH_SETTINGS_ACCELERATION))
    return;
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  if (debug == NULL || *debug == '\0')
    g_setenv ("GDK_DEBUG", "gl-disable", TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  int status;

  nh_platform_init ();
  nh_log_init ();
  prefer_plain_drawing ();
  nh_i18n_init (nh_settings_get_language ());
  /* It would set the locale anew: where Windows is Vietnamese, numbers in workbooks got a decimal comma. */
  gtk_disable_setlocale ();
  nh_indicators_init ();
  nh_reception_init ();
  application = nh_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  nh_settings_flush ();
  return status;
}
