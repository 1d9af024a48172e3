/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-error.h"

#include <gio/gio.h>

#include "nh-i18n.h"

G_DEFINE_QUARK (nh-error-quark, nh_error)

/* How GLib's two families of errors read in ours. */
static const struct
{
  int io;        /* GIOErrorEnum, -1: none */
  int file;      /* GFileError, -1: none */
  NhError code;
} mapping[] = {
  { G_IO_ERROR_NO_SPACE, G_FILE_ERROR_NOSPC, NH_ERROR_FULL },
  { G_IO_ERROR_READ_ONLY, G_FILE_ERROR_ROFS, NH_ERROR_READ_ONLY },
  { G_IO_ERROR_PERMISSION_DENIED, G_FILE_ERROR_ACCES, NH_ERROR_READ_ONLY },
  { -1, G_FILE_ERROR_PERM, NH_ERROR_READ_ONLY },
  { G_IO_ERROR_NOT_FOUND, G_FILE_ERROR_NOENT, NH_ERROR_NOT_FOUND },
  { G_IO_ERROR_NOT_DIRECTORY, G_FILE_ERROR_NOTDIR, NH_ERROR_NOT_FOUND },
  { -1, G_FILE_ERROR_NODEV, NH_ERROR_VANISHED },
  { -1, G_FILE_ERROR_NXIO, NH_ERROR_VANISHED },
  { G_IO_ERROR_NOT_MOUNTED, -1, NH_ERROR_VANISHED },
  { G_IO_ERROR_EXISTS, G_FILE_ERROR_EXIST, NH_ERROR_EXISTS },
  { G_IO_ERROR_BUSY, -1, NH_ERROR_BUSY },
};

static void
prefix (GError     **error,
        const char  *action,
        const char  *reason)
{
  /* Translators: first what was to be done ("save the record"), then why it failed. */
  g_autofree char *message = g_strdup_printf (_("Could not %s: %s"), action, reason);

  g_free ((*error)->message);
  (*error)->message = g_steal_pointer (&message);
}

void
nh_error_set (GError     **error,
              NhError      code,
              const char  *action,
              const char  *reason_format,
              ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  if (error == NULL)
    return;
  va_start (arguments, reason_format);
  reason = g_strdup_vprintf (reason_format, arguments);
  va_end (arguments);

  g_set_error_literal (error, NH_ERROR, (int) code, reason);
  prefix (error, action, reason);
}

static NhError
code_of (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mapping); i++)
    {
      if (error->domain == G_IO_ERROR && error->code == mapping[i].io)
        return mapping[i].code;
      if (error->domain == G_FILE_ERROR && error->code == mapping[i].file)
        return mapping[i].code;
    }
  return NH_ERROR_IO;
}

/* The system's own words ("No space left on device") tell a clerk nothing about what to do. */
static const char *
reason_of (NhError     code,
           const char *message)
{
  switch (code)
    {
    case NH_ERROR_FULL:
      return _("the disk is full. Free some space, or choose another disk, and try again.");
    case NH_ERROR_READ_ONLY:
      return _("writing is not allowed there. Choose another folder, or ask for the right to write.");
    case NH_ERROR_NOT_FOUND:
      return _("there is no such file or folder.");
    case NH_ERROR_VANISHED:
      return _("the disk or USB stick is gone. Plug it in again.");
    case NH_ERROR_FAILED:
    case NH_ERROR_INVALID:
    case NH_ERROR_EXISTS:
    case NH_ERROR_USAGE:
    case NH_ERROR_IO:
    case NH_ERROR_NOT_A_LEDGER:
    case NH_ERROR_CORRUPT:
    case NH_ERROR_NEWER:
    case NH_ERROR_LOCKED:
    case NH_ERROR_BUSY:
    case NH_ERROR_CONFLICT:
    case NH_ERROR_CONSTRAINT:
    default:
      return message;
    }
}

void
nh_error_prefix (GError     **error,
                 const char  *action)
{
  g_autofree char *old = NULL;

  if (error == NULL || *error == NULL || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  old = g_strdup ((*error)->message);
  if ((*error)->domain != NH_ERROR)
    {
      NhError code = code_of (*error);

      g_clear_error (error);
      g_set_error_literal (error, NH_ERROR, (int) code, old);
      prefix (error, action, reason_of (code, old));
      return;
    }
  prefix (error, action, old);
}
