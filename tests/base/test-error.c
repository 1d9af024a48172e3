/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-error.h"

#include <gio/gio.h>
#include <locale.h>

static void
test_set (void)
{
  g_autoptr (GError) error = NULL;

  nh_error_set (&error, NH_ERROR_LOCKED, "open the ledger", "%s has it open (%d).", "ông A", 7);
  g_assert_error (error, NH_ERROR, NH_ERROR_LOCKED);
  g_assert_cmpstr (error->message, ==, "Could not open the ledger: ông A has it open (7).");
  g_clear_error (&error);
  nh_error_set (&error, NH_ERROR_CORRUPT, "open the ledger", "%s", "a damaged \xff name");
  g_assert_cmpstr (error->message, ==, "Could not open the ledger: a damaged \xef\xbf\xbd name");
  nh_error_set (NULL, NH_ERROR_LOCKED, "open the ledger", "nobody asks.");
}

static void
test_prefix (void)
{
  static const struct
  {
    gboolean io;
    int from;
    NhError to;
    const char *message;
  } cases[] = {
    { TRUE, G_IO_ERROR_NO_SPACE, NH_ERROR_FULL,
      "Could not save: the disk is full. Nothing was changed; free some space, or choose another disk, and try "
      "again." },
    { FALSE, G_FILE_ERROR_NOSPC, NH_ERROR_FULL,
      "Could not save: the disk is full. Nothing was changed; free some space, or choose another disk, and try "
      "again." },
    { TRUE, G_IO_ERROR_READ_ONLY, NH_ERROR_READ_ONLY,
      "Could not save: the disk can only be read. Choose another folder or disk." },
    { FALSE, G_FILE_ERROR_ROFS, NH_ERROR_READ_ONLY,
      "Could not save: the disk can only be read. Choose another folder or disk." },
    { TRUE, G_IO_ERROR_PERMISSION_DENIED, NH_ERROR_READ_ONLY, NULL },
    { FALSE, G_FILE_ERROR_ACCES, NH_ERROR_READ_ONLY, NULL },
    { FALSE, G_FILE_ERROR_PERM, NH_ERROR_READ_ONLY, NULL },
    { TRUE, G_IO_ERROR_NOT_FOUND, NH_ERROR_NOT_FOUND, "Could not save: there is no such file or folder." },
    { FALSE, G_FILE_ERROR_NOENT, NH_ERROR_NOT_FOUND, NULL },
    { FALSE, G_FILE_ERROR_NXIO, NH_ERROR_VANISHED, NULL },
    { TRUE, G_IO_ERROR_EXISTS, NH_ERROR_EXISTS, NULL },
    { TRUE, G_IO_ERROR_BUSY, NH_ERROR_BUSY, "Could not save: text" },
    { FALSE, G_FILE_ERROR_IO, NH_ERROR_IO,
      "Could not save: the drive does not answer as it should. Nothing was changed; check the drive and try again." },
    { FALSE, G_FILE_ERROR_NAMETOOLONG, NH_ERROR_INVALID,
      "Could not save: the name of the file is too long. Choose a shorter one." },
    { FALSE, G_FILE_ERROR_INVAL, NH_ERROR_IO,
      "Could not save: the drive or the file does not answer as it should. Check the drive, and try again." },
    { TRUE, G_IO_ERROR_FAILED, NH_ERROR_IO,
      "Could not save: the drive or the file does not answer as it should. Check the drive, and try again." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (cases[i].io ? G_IO_ERROR : G_FILE_ERROR, cases[i].from, "text");

      nh_error_prefix (&error, "save");
      g_assert_error (error, NH_ERROR, (int) cases[i].to);
      if (cases[i].message != NULL)
        g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_prefix_own (void)
{
  g_autoptr (GError) own = g_error_new_literal (NH_ERROR, NH_ERROR_CORRUPT, "text");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "text");
  GError *none = NULL;

  nh_error_prefix (&own, "save");
  g_assert_error (own, NH_ERROR, NH_ERROR_CORRUPT);
  g_assert_cmpstr (own->message, ==, "Could not save: text");
  nh_error_prefix (&cancelled, "save");
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (cancelled->message, ==, "text");
  nh_error_prefix (&none, "save");
  g_assert_null (none);
  nh_error_prefix (NULL, "save");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/set", test_set);
  g_test_add_func ("/error/prefix", test_prefix);
  g_test_add_func ("/error/prefix-own", test_prefix_own);
  return g_test_run ();
}
