/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_USE_STRUCTURED 1 /* as GTK does */
#include "nh-log.h"

#define PERSON "Nguyen Van An"

static void
say_all (void)
{
  g_log_set_default_handler (g_log_default_handler, NULL); /* not that of the tests */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR);
  nh_log_init ();
  g_message ("%s", PERSON);
  g_warning ("%s", PERSON);
  g_critical ("%s", PERSON);
  g_log ("GLib", G_LOG_LEVEL_WARNING, "%s", PERSON);
}

static void
test_quiet (void)
{
  if (g_test_subprocess ())
    {
      g_unsetenv ("G_DEBUG");
      g_unsetenv ("G_MESSAGES_DEBUG");
      say_all ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*" PERSON "*");
  g_test_trap_assert_stdout_unmatched ("*" PERSON "*");
}

static void
test_for_developers (void)
{
  if (g_test_subprocess ())
    {
      g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
      say_all ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*" PERSON "*");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/quiet", test_quiet);
  g_test_add_func ("/log/for-developers", test_for_developers);
  return g_test_run ();
}
