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
/* mingw has not got them. */
#ifndef ERROR_NO_SUCH_DEVICE
#define ERROR_NO_SUCH_DEVICE 433
#endif
#ifndef ERROR_DISK_QUOTA_EXCEEDED
#define ERROR_DISK_QUOTA_EXCEEDED 1295
#endif

/* Set once, by the thread of the main loop. */
static GSourceFunc on_end;
static HANDLE main_thread;

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
  if (message != WM_ENDSESSION || !first)
    return DefWindowProcW (window, message, first, second);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_end, NULL, NULL);
  /* The system ends the program when this returns: not before the main loop has saved and closed all. */
  WaitForSingleObject (main_thread, INFINITE);
  return 0;
}

/* A window that is never shown, in a thread of its own: the main loop must go on while it keeps the system waiting. */
static gpointer
wait_for_end (gpointer unused)
{
  WNDCLASSW type = { .lpfnWndProc = on_message,
                     .hInstance = GetModuleHandleW (NULL),
                     .lpszClassName = L"ngay-hoi-end" };
  MSG message;

  if (RegisterClassW (&type) == 0 ||
      CreateWindowW (type.lpszClassName, L"", WS_OVERLAPPED, 0, 0, 0, 0, NULL, NULL, type.hInstance, NULL) == NULL)
    return NULL;
  while (GetMessageW (&message, NULL, 0, 0) > 0)
    DispatchMessageW (&message);
  return NULL;
}

void
nh_platform_watch_end (GSourceFunc ended)
{
  HANDLE process = GetCurrentProcess ();

  on_end = ended;
  if (DuplicateHandle (process, GetCurrentThread (), process, &main_thread, SYNCHRONIZE, FALSE, 0))
    g_thread_unref (g_thread_new ("end", wait_for_end, NULL));
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
  g_setenv ("LC_NUMERIC", "C", TRUE);
  g_setenv ("LC_CTYPE", "C", TRUE); /* else a byte of "à" is a space, as it is in the code page of Vietnam */
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  setlocale (LC_CTYPE, "C");
}

void
nh_platform_put_language (gboolean english)
{
  g_setenv ("LANGUAGE", english ? "en" : "vi", TRUE);
}

/* --- Files --- */

/* As the system reads @path: without its letter it means the drive of the current folder. (transfer full) */
static char *
absolute_path (const char *path)
{
  g_autofree WCHAR *given = (WCHAR *) g_utf8_to_utf16 (path, -1, NULL, NULL, NULL);
  DWORD length = given != NULL ? GetFullPathNameW (given, 0, NULL, NULL) : 0;
  g_autofree WCHAR *whole = g_new0 (WCHAR, length + 1);
  char *absolute = NULL;

  if (length > 0 && GetFullPathNameW (given, length, whole, NULL) > 0)
    absolute = g_utf16_to_utf8 ((const gunichar2 *) whole, -1, NULL, NULL, NULL);
  return absolute != NULL ? absolute : g_strdup (path);
}

/* As the system takes it, longer than 260 letters, too: an absolute path. (nullable) (transfer full) */
static WCHAR *
wide_path (const char *path)
{
  g_autofree char *absolute = absolute_path (path);
  g_autofree char *whole = NULL;

  if (g_str_has_prefix (absolute, "\\\\?\\") || g_str_has_prefix (absolute, "\\\\.\\"))
    whole = g_strdup (absolute);
  else if (g_str_has_prefix (absolute, "\\\\"))
    whole = g_strconcat ("\\\\?\\UNC\\", absolute + 2, NULL);
  else
    whole = g_strconcat ("\\\\?\\", absolute, NULL);
  return (WCHAR *) g_utf8_to_utf16 (whole, -1, NULL, NULL, NULL);
}

/* EBUSY: another program has it open. */
static const struct
{
  DWORD code;
  int number;
} numbers[] = {
  { ERROR_FILE_NOT_FOUND, ENOENT },
  { ERROR_PATH_NOT_FOUND, ENOENT },
  { ERROR_INVALID_NAME, ENOENT },
  { ERROR_BAD_PATHNAME, ENOENT },
  { ERROR_BAD_NETPATH, ENOENT },
  { ERROR_BAD_NET_NAME, ENOENT },
  { ERROR_DIRECTORY, ENOTDIR },
  { ERROR_FILENAME_EXCED_RANGE, ENAMETOOLONG },
  { ERROR_FILE_EXISTS, EEXIST },
  { ERROR_ALREADY_EXISTS, EEXIST },
  { ERROR_ACCESS_DENIED, EACCES },
  { ERROR_NETWORK_ACCESS_DENIED, EACCES },
  { ERROR_LOGON_FAILURE, EACCES },
  { ERROR_PRIVILEGE_NOT_HELD, EACCES },
  { ERROR_WRITE_PROTECT, EROFS },
  { ERROR_SHARING_VIOLATION, EBUSY },
  { ERROR_LOCK_VIOLATION, EBUSY },
  { ERROR_SHARING_BUFFER_EXCEEDED, EBUSY },
  { ERROR_PATH_BUSY, EBUSY },
  { ERROR_BUSY, EBUSY },
  { ERROR_OPLOCK_NOT_GRANTED, EBUSY },
  { ERROR_DELETE_PENDING, EBUSY },
  { ERROR_USER_MAPPED_FILE, EBUSY },
  { ERROR_DISK_FULL, ENOSPC },
  { ERROR_HANDLE_DISK_FULL, ENOSPC },
  { ERROR_DISK_QUOTA_EXCEEDED, ENOSPC },
  { ERROR_FILE_TOO_LARGE, EFBIG },
  { ERROR_INVALID_DRIVE, ENODEV },
  { ERROR_BAD_UNIT, ENODEV },
  { ERROR_NOT_READY, ENODEV },
  { ERROR_WRONG_DISK, ENODEV },
  { ERROR_DEV_NOT_EXIST, ENODEV },
  { ERROR_NO_SUCH_DEVICE, ENODEV },
  { ERROR_FILE_INVALID, ENODEV }, /* the stick was changed for another one */
  { ERROR_MEDIA_CHANGED, ENODEV },
  { ERROR_NO_MEDIA_IN_DRIVE, ENODEV },
  { ERROR_DEVICE_NOT_CONNECTED, ENODEV },
  { ERROR_DEVICE_REMOVED, ENODEV },
  { ERROR_CRC, EIO },
  { ERROR_SEEK, EIO },
  { ERROR_SECTOR_NOT_FOUND, EIO },
  { ERROR_WRITE_FAULT, EIO },
  { ERROR_READ_FAULT, EIO },
  { ERROR_GEN_FAILURE, EIO },
  { ERROR_IO_DEVICE, EIO },
  /* A share that does not answer any more. */
  { ERROR_REM_NOT_LIST, EIO },
  { ERROR_NETWORK_BUSY, EIO },
  { ERROR_ADAP_HDW_ERR, EIO },
  { ERROR_BAD_NET_RESP, EIO },
  { ERROR_UNEXP_NET_ERR, EIO },
  { ERROR_NETNAME_DELETED, EIO },
  { ERROR_SEM_TIMEOUT, EIO },
  { ERROR_NO_NETWORK, EIO },
  { ERROR_CONNECTION_UNAVAIL, EIO },
  { ERROR_NETWORK_UNREACHABLE, EIO },
  { ERROR_HOST_UNREACHABLE, EIO },
  { ERROR_CONNECTION_ABORTED, EIO },
};

/* 0: not known. */
static int
known_errno (DWORD code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i].code == code)
      return numbers[i].number;
  return 0;
}

static gboolean
is_open_elsewhere (DWORD code)
{
  return known_errno (code) == EBUSY;
}

/* Always FALSE. */
static gboolean
set_error (GError **error, DWORD code)
{
  int number = known_errno (code);

  if (number != EBUSY)
    return nh_error_set_errno (error, number != 0 ? number : EIO);
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
  return absolute_path (path);
}

/* --- The disk --- */

gboolean
nh_platform_is_network (const char *path)
{
  /* By its name, as far as that says it: a share that is off is waited for a long time. */
  g_autofree char *at = absolute_path (path);
  g_autofree char *root = NULL;
  g_autofree WCHAR *wide = NULL;

  if (g_str_has_prefix (at, "\\\\"))
    return TRUE;
  root = g_strdup_printf ("%.2s\\", at);
  wide = (WCHAR *) g_utf8_to_utf16 (root, -1, NULL, NULL, NULL);
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
  int number = known_errno ((DWORD) code);

  return number == ENOSPC || number == EFBIG;
}

gboolean
nh_platform_is_unreadable (int code)
{
  int number = known_errno ((DWORD) code);

  return number == EIO || number == ENODEV;
}
