/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-catalog-import.h"

#include "nh-catalog-store.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"

static guint
import_units (NhConnection *connection, NhLedger *ledger, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  guint n = 0;

  if (!nh_file_read (path, NH_CATALOG_FILE_MOST, &text, &length, error))
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

/* What is asked for, in one text after the other. */
static char *
add_code (NhConnection *connection, NhLedger *ledger, const char *const *texts, GError **error)
{
  g_autofree char *code = nh_catalog_add_code (connection, nh_ledger_get_catalog (ledger), texts[0], texts[1], texts[2],
                                               error);

  if (code != NULL)
    nh_ledger_note_catalog (ledger);
  return g_steal_pointer (&code);
}

NH_DEFINE_ASYNC (nh_catalog_add_code, char *, g_free, NH_ON_WRITER,
                 (NhLedger * ledger, const char *list, const char *title, const char *like),
                 (NH_OWNED (g_strdupv ((char *[]){ (char *) list, (char *) title, (char *) like, NULL }), g_strfreev)),
                 add_code (connection, ledger, args->data, error))
