/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saves points into a ledger for ever, as fast as it can, as a form does: draft, record, draft away. Tells the uuid of
 * each on standard output once it is saved, and closes and opens the ledger now and then. Somebody kills it: see
 * test-kill.c. */
#include <string.h>

#include "ledger-fixture.h"
#include "nh-draft.h"
#include "nh-platform.h"
#include "nh-point.h"
#include "nh-store.h"

#define SAVES_A_SESSION 25

static gpointer
work (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhRecord) draft = nh_record_new (&nh_point_type, nh_ledger_get_unit (ledger), 2026);
  g_autoptr (NhRecord) saved = NULL;
  g_autofree char *json = NULL;
  const char *uuid = nh_record_get_info (draft)->uuid;

  nh_record_set_text (draft, NH_POINT_PLACE, "Tổ dân phố 1");
  nh_record_set_number (draft, NH_POINT_ATTENDANCE, 185);
  nh_record_set_text (draft, NH_POINT_FUNDING, "ngan_sach:5000000,xa_hoi_hoa:7000000");
  json = nh_draft_to_json (draft, NULL, NULL);
  if (!nh_draft_keep (connection, "point", uuid, 0, 0, nh_ledger_get_unit (ledger), 2026, json, error))
    return NULL;
  saved = nh_store_save (connection, ledger, draft, NULL, error);
  if (saved == NULL || !nh_draft_discard (connection, "point", uuid, error))
    return NULL;
  return g_strdup (uuid);
}

static void
tell (const char *uuid)
{
  g_autofree char *line = g_strconcat (uuid, "\n", NULL);

  g_assert_cmpint (nh_platform_write (1, line, strlen (line)), ==, (gssize) strlen (line));
}

int
main (int argc, char **argv)
{
  g_assert_cmpint (argc, ==, 2);

  nh_platform_init ();
  for (;;)
    {
      NhLedger *ledger = fixture_open (argv[1], NH_OPEN_DEFAULT);

      for (int i = 0; i < SAVES_A_SESSION; i++)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *uuid = nh_ledger_call (ledger, NH_ON_WRITER, work, NULL, NULL, &error);

          g_assert_no_error (error);
          tell (uuid);
        }
      fixture_close (ledger);
    }
}
