/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-error.h"

#include <errno.h>
#include <gio/gio.h>

#include "nh-i18n.h"

G_DEFINE_QUARK (nh - error - quark, nh_error)

/* GLib's error codes, ours, and a message that says what to do, which the system's ("No space left on device") does
 * not. */
static const struct
{
  int io;   /* GIOErrorEnum, -1: none */
  int file; /* GFileError, -1: none */
  NhError code;
  const char *reason; /* NULL: the error's own message */
} mapping[] = {
  { G_IO_ERROR_NO_SPACE, G_FILE_ERROR_NOSPC, NH_ERROR_FULL,
    N_ ("the disk is full. Nothing was changed; free some space, or choose another disk, and try again.") },
  { -1, G_FILE_ERROR_IO, NH_ERROR_IO,
    N_ ("the drive does not answer as it should. Nothing was changed; check the drive and try again.") },
  { G_IO_ERROR_READ_ONLY, G_FILE_ERROR_ROFS, NH_ERROR_READ_ONLY,
    N_ ("the disk can only be read. Choose another folder or disk.") },
  { G_IO_ERROR_PERMISSION_DENIED, G_FILE_ERROR_ACCES, NH_ERROR_READ_ONLY,
    N_ ("the file or folder is protected. Choose another folder, or ask for the right to use this one.") },
  { -1, G_FILE_ERROR_PERM, NH_ERROR_READ_ONLY,
    N_ ("the file or folder is protected. Choose another folder, or ask for the right to use this one.") },
  { G_IO_ERROR_NOT_FOUND, G_FILE_ERROR_NOENT, NH_ERROR_NOT_FOUND, N_ ("there is no such file or folder.") },
  { G_IO_ERROR_NOT_DIRECTORY, G_FILE_ERROR_NOTDIR, NH_ERROR_NOT_FOUND, N_ ("there is no such file or folder.") },
  { G_IO_ERROR_NOT_MOUNTED, G_FILE_ERROR_NODEV, NH_ERROR_VANISHED,
    N_ ("the disk or USB stick is gone. Plug it in again and try once more.") },
  { -1, G_FILE_ERROR_NXIO, NH_ERROR_VANISHED,
    N_ ("the disk or USB stick is gone. Plug it in again and try once more.") },
  { G_IO_ERROR_EXISTS, G_FILE_ERROR_EXIST, NH_ERROR_EXISTS, N_ ("there is a file of that name already.") },
  { G_IO_ERROR_IS_DIRECTORY, G_FILE_ERROR_ISDIR, NH_ERROR_IO, N_ ("that is a folder, not a file.") },
  { G_IO_ERROR_BUSY, -1, NH_ERROR_BUSY, NULL },
  { G_IO_ERROR_FILENAME_TOO_LONG, G_FILE_ERROR_NAMETOOLONG, NH_ERROR_INVALID,
    N_ ("the name of the file is too long. Choose a shorter one.") },
};

static void
prefix (GError **error, const char *action, const char *reason)
{
  /* Translators: first what was to be done ("save the record"), then why it failed. */
  g_autofree char *message = g_strdup_printf (_ ("Could not %s: %s"), action, reason);

  g_free ((*error)->message);
  (*error)->message = g_steal_pointer (&message);
}

void
nh_error_set (GError **error, NhError code, const char *action, const char *reason_format, ...)
{
  g_autofree char *raw = NULL, *reason = NULL;
  va_list arguments;

  if (error == NULL)
    return;
  va_start (arguments, reason_format);
  raw = g_strdup_vprintf (reason_format, arguments);
  va_end (arguments);
  /* A reason may quote a damaged file, or one that would write to the terminal. */
  reason = g_utf8_make_valid (raw, -1);
  for (char *at = reason; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at) && *at != '\n')
      *at = ' ';

  g_set_error_literal (error, NH_ERROR, (int) code, reason);
  prefix (error, action, reason);
}

gboolean
nh_error_set_errno (GError **error, int code)
{
#ifdef EDQUOT
  if (code == EDQUOT) /* a quota used up is a full disk to whom it belongs */
    code = ENOSPC;
#endif
  g_set_error_literal (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), g_strerror (code));
  return FALSE;
}

/* Sets @reason to words of ours, in place of the system's. */
static NhError
code_of (const GError *error, const char **reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mapping); i++)
    {
      if (!(error->domain == G_IO_ERROR && error->code == mapping[i].io) &&
          !(error->domain == G_FILE_ERROR && error->code == mapping[i].file))
        continue;
      if (mapping[i].reason != NULL)
        *reason = _ (mapping[i].reason);
      return mapping[i].code;
    }
  if (error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR)
    {
      g_debug ("%s", error->message);
      *reason = _ ("the drive or the file does not answer as it should. Check the drive, and try again.");
    }
  return NH_ERROR_IO;
}

void
nh_error_prefix (GError **error, const char *action)
{
  g_autofree char *old = NULL;
  const char *reason;

  if (error == NULL || *error == NULL || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  old = g_strdup ((*error)->message);
  reason = old;
  if ((*error)->domain != NH_ERROR)
    {
      NhError code = code_of (*error, &reason);

      g_clear_error (error);
      g_set_error_literal (error, NH_ERROR, (int) code, old);
    }
  prefix (error, action, reason);
}

void
nh_error_append (GError **error, const char *sentence)
{
  g_autofree char *old = NULL;

  if (error == NULL || *error == NULL || sentence == NULL)
    return;
  old = (*error)->message;
  (*error)->message = g_strconcat (old, " ", sentence, NULL);
}
