/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window and its parts on a real display, in one process and without keys. Run in tests/gui-run -w, GTK_A11Y=test.
 */
#include "app-fixture.h"

int
main (int argc, char **argv)
{
  app_init (&argc, &argv);
  app_add_access_tests ();
  app_add_batch_tests ();
  app_add_column_tests ();
  app_add_exchange_tests ();
  app_add_history_tests ();
  app_add_intake_tests ();
  app_add_layout_tests ();
  app_add_list_tests ();
  app_add_overview_tests ();
  app_add_part_tests ();
  app_add_program_tests ();
  app_add_record_tests ();
  app_add_report_tests ();
  app_add_scene_tests ();
  app_add_window_tests ();
  return app_run ();
}
