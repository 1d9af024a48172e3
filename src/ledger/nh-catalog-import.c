/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-catalog-import.h"

#include "nh-catalog-store.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"

static guint
import_units (NhConnection *connection, NhLedger *ledger, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  guint n = 0;

  if (!g_file_get_contents (path, &text, &length, error))
    {
      nh_error_prefix (error, _ ("read the list of units"));
      return 0;
    }
  if (!nh_catalog_import_units (connection, text, length, NULL, 0, &n, error))
    return 0;
  nh_ledger_note_catalog (ledger);
  return n;
}

NH_DEFINE_ASYNC (nh_catalog_import_units, guint, NULL, NH_ON_WRITER, (NhLedger * ledger, const char *path),
                 (NH_OWNED (g_strdup (path), g_free)), import_units (connection, ledger, args->data, error))
