/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-platform.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <io.h>
#include <locale.h>
#include <stdio.h>
#include <windows.h>
#include <winspool.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-platform-locale.h"

/* A virus scanner or the indexer opens what was just written, for some milliseconds. */
#define TRIES 20
#define BETWEEN_TRIES_MS 50
#ifndef ERROR_DISK_QUOTA_EXCEEDED
#define ERROR_DISK_QUOTA_EXCEEDED 1295 /* mingw has not got it */
#endif

static GSourceFunc on_end; /* set once, by the thread that has the window */

/* --- The process --- */

/* Bytes go out as they are, and the console shows them as UTF-8. */
void
nh_platform_init (void)
{
  (void) _setmode (_fileno (stdin), _O_BINARY);
  (void) _setmode (_fileno (stdout), _O_BINARY);
  SetConsoleOutputCP (CP_UTF8);
  /* No box of the system about a drive that was pulled out. */
  SetErrorMode (SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX);
}

char **
nh_platform_arguments (char **argv)
{
  return g_win32_get_command_line ();
}

char *
nh_platform_program_folder (void)
{
  return g_win32_get_package_installation_directory_of_module (NULL);
}

gint64
nh_platform_pid (void)
{
  return (gint64) GetCurrentProcessId ();
}

gboolean
nh_platform_pid_alive (gint64 pid)
{
  HANDLE process;
  DWORD code = 0;
  gboolean alive;

  if (pid <= 0 || pid > G_MAXUINT32)
    return FALSE;
  process = OpenProcess (PROCESS_QUERY_LIMITED_INFORMATION, FALSE, (DWORD) pid);
  if (process == NULL)
    return GetLastError () == ERROR_ACCESS_DENIED;
  alive = GetExitCodeProcess (process, &code) && code == STILL_ACTIVE;
  CloseHandle (process);
  return alive;
}

static LRESULT CALLBACK
on_message (HWND window, UINT message, WPARAM first, LPARAM second)
{
  if (message == WM_ENDSESSION && first)
    {
      on_end (NULL);
      return 0;
    }
  return DefWindowProcW (window, message, first, second);
}

/* The system tells windows that the session ends. One that is never shown listens in the thread of the main loop, which
 * hands it its messages. */
void
nh_platform_watch_end (GSourceFunc ended)
{
  WNDCLASSW type = { .lpfnWndProc = on_message,
                     .hInstance = GetModuleHandleW (NULL),
                     .lpszClassName = L"ngay-hoi-end" };

  on_end = ended;
  if (RegisterClassW (&type) != 0)
    (void) CreateWindowW (type.lpszClassName, L"", WS_OVERLAPPED, 0, 0, 0, 0, NULL, NULL, type.hInstance, NULL);
}

gboolean
nh_platform_can_print (void)
{
  DWORD length = 0;

  /* Its name would need more room than none. */
  return !GetDefaultPrinterW (NULL, &length) && GetLastError () == ERROR_INSUFFICIENT_BUFFER;
}

/* --- Language --- */

/* gettext ignores LANGUAGE in the locale "C", which tools of other systems leave in the environment. */
void
nh_platform_set_locale (void)
{
  g_unsetenv ("LC_ALL");
  g_setenv ("LC_MESSAGES", "vi_VN", TRUE);
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
}

void
nh_platform_put_language (gboolean english)
{
  g_setenv ("LANGUAGE", english ? "en" : "vi", TRUE);
}

/* --- Files --- */

/* As the system takes it, longer than 260 letters, too: an absolute path. (nullable) (transfer full) */
static WCHAR *
wide_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *whole = NULL;
  gboolean share = g_str_has_prefix (absolute, "\\\\") || g_str_has_prefix (absolute, "//");

  g_strdelimit (absolute, "/", '\\');
  if (g_str_has_prefix (absolute, "\\\\?\\"))
    return (WCHAR *) g_utf8_to_utf16 (absolute, -1, NULL, NULL, NULL);
  whole = share ? g_strconcat ("\\\\?\\UNC\\", absolute + 2, NULL) : g_strconcat ("\\\\?\\", absolute, NULL);
  return (WCHAR *) g_utf8_to_utf16 (whole, -1, NULL, NULL, NULL);
}

static gboolean
is_open_elsewhere (DWORD code)
{
  return code == ERROR_SHARING_VIOLATION || code == ERROR_LOCK_VIOLATION || code == ERROR_USER_MAPPED_FILE;
}

static int
errno_of (DWORD code)
{
  switch (code)
    {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:
    case ERROR_BAD_NETPATH:
      return ENOENT;
    case ERROR_ACCESS_DENIED:
      return EACCES;
    case ERROR_WRITE_PROTECT:
      return EROFS;
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
    case ERROR_DISK_QUOTA_EXCEEDED:
      return ENOSPC;
    case ERROR_NOT_READY:
    case ERROR_DEV_NOT_EXIST:
      return ENODEV;
    default:
      return EIO;
    }
}

/* Always FALSE. */
static gboolean
set_error (GError **error, DWORD code)
{
  if (!is_open_elsewhere (code))
    return nh_error_set_errno (error, errno_of (code));
  g_set_error_literal (error, NH_ERROR, NH_ERROR_LOCKED,
                       _ ("The file is open in another program. Close it there and try again."));
  return FALSE;
}

const char *
nh_platform_null_device (void)
{
  return "NUL";
}

gssize
nh_platform_write (int fd, const char *data, gsize length)
{
  return _write (fd, data, (unsigned int) MIN (length, 1 << 24));
}

gboolean
nh_platform_is_open_here (const char *path)
{
  return FALSE;
}

gboolean
nh_platform_sync_file (const char *path, GError **error)
{
  g_autofree WCHAR *wide = wide_path (path);
  DWORD code = 0;
  HANDLE file = CreateFileW (wide, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                             NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);

  if (file == INVALID_HANDLE_VALUE)
    return set_error (error, GetLastError ());
  /* Some file systems of USB sticks and shares cannot and say so: nothing more can be done there. */
  if (!FlushFileBuffers (file))
    code = GetLastError ();
  CloseHandle (file);
  return code == 0 || code == ERROR_INVALID_FUNCTION || code == ERROR_NOT_SUPPORTED || set_error (error, code);
}

gboolean
nh_platform_sync_folder (const char *path)
{
  return TRUE; /* folders cannot be synced; the rename is journalled by NTFS, and written through below */
}

gboolean
nh_platform_rename_over (const char *from, const char *to, GError **error)
{
  g_autofree WCHAR *old = wide_path (from), *new = wide_path (to);
  DWORD code = 0;

  for (int i = 0; i < TRIES; i++)
    {
      if (MoveFileExW (old, new, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
        return TRUE;
      code = GetLastError ();
      if (!is_open_elsewhere (code) && code != ERROR_ACCESS_DENIED)
        break;
      Sleep (BETWEEN_TRIES_MS);
    }
  /* Of a file that is open elsewhere it says, too, that access is denied. */
  if (code == ERROR_ACCESS_DENIED && g_file_test (to, G_FILE_TEST_IS_REGULAR))
    code = ERROR_SHARING_VIOLATION;
  return set_error (error, code);
}

gintptr
nh_platform_guard_folder (const char *path)
{
  HANDLE mutex = CreateMutexW (NULL, FALSE, L"Local\\ngay-hoi-folder");

  if (mutex == NULL)
    return -1;
  WaitForSingleObject (mutex, INFINITE);
  return (gintptr) mutex;
}

void
nh_platform_unguard (gintptr guard)
{
  if (guard < 0)
    return;
  ReleaseMutex ((HANDLE) guard);
  CloseHandle ((HANDLE) guard);
}

gboolean
nh_platform_make_private (const char *path)
{
  return TRUE; /* the folders of a user are private to that user already */
}

char *
nh_platform_real_path (const char *path)
{
  return g_canonicalize_filename (path, NULL);
}

/* --- The disk --- */

gboolean
nh_platform_is_network (const char *path)
{
  /* By its name, as far as that says it: a share that is off is waited for a long time. */
  gboolean drive = g_ascii_isalpha (path[0]) && path[1] == ':';
  g_autofree char *at = drive ? g_strdup_printf ("%c:\\", path[0]) : g_canonicalize_filename (path, NULL);
  g_autofree WCHAR *wide = NULL;

  if (g_str_has_prefix (at, "\\\\") || g_str_has_prefix (at, "//"))
    return TRUE;
  if (!g_ascii_isalpha (at[0]) || at[1] != ':')
    return FALSE;
  at[2] = '\\';
  at[3] = '\0';
  wide = (WCHAR *) g_utf8_to_utf16 (at, -1, NULL, NULL, NULL);
  return wide != NULL && GetDriveTypeW (wide) == DRIVE_REMOTE;
}

gboolean
nh_platform_has_second_name (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && info.st_nlink > 1;
}

gboolean
nh_platform_is_full (int code)
{
  return code == ERROR_DISK_FULL || code == ERROR_HANDLE_DISK_FULL || code == ERROR_DISK_QUOTA_EXCEEDED;
}

gboolean
nh_platform_is_unreadable (int code)
{
  return code == ERROR_CRC || code == ERROR_READ_FAULT || code == ERROR_SECTOR_NOT_FOUND || code == ERROR_IO_DEVICE ||
         code == ERROR_NOT_READY;
}
