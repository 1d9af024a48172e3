/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that fails, as a library loaded before all others (LD_PRELOAD). Calls that change files below FAULT_ROOT are
 * counted from 1: creating, writing, truncating, syncing, renaming, removing.
 *
 *   FAULT_ROOT     the folder that stands for the disk
 *   FAULT_AT       number of the call that fails; 0: none
 *   FAULT_KIND     ENOSPC | EIO: the call does nothing
 *                  TORN: half of the data is written, then EIO
 *                  SHORT: half of the data is written and that is what the call returns; other calls succeed
 *                  LOST: nothing is written, and the call says that all was; other calls succeed
 *   FAULT_FOREVER  1: all calls after it fail too (SHORT: with ENOSPC)
 *   FAULT_KILL     1: the process is killed at FAULT_AT, before the call is carried out
 *   FAULT_CONTROL  file of two 64-bit numbers that may be read and written from outside while the process runs: how
 *                  many calls there were, and FAULT_AT
 *   FAULT_LOG      file that receives each call, with the data written, so that a power cut can be replayed (replay.py)
 */
#undef _FILE_OFFSET_BITS

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef enum
{
  KIND_NONE,
  KIND_ENOSPC,
  KIND_EIO,
  KIND_TORN,
  KIND_SHORT,
  KIND_LOST
} Kind;

static struct
{
  char root[PATH_MAX];
  size_t root_length;
  Kind kind;
  int forever, kill, log;
} disk = { .log = -1 };

typedef struct
{
  atomic_llong n_calls, at;
} Control;

static Control own_control, *control = &own_control;
static atomic_flag log_lock = ATOMIC_FLAG_INIT;

#define REAL(name) ((__typeof__ (&name)) real (#name))

static void *
real (const char *name)
{
  void *function = dlsym (RTLD_NEXT, name);

  if (function == NULL)
    abort ();
  return function;
}

static void
share_control (const char *path)
{
  int fd = (int) syscall (SYS_openat, AT_FDCWD, path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  void *shared;

  if (syscall (SYS_ftruncate, fd, sizeof *control) != 0)
    abort ();
  shared = mmap (NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (shared == MAP_FAILED)
    abort ();
  control = shared;
  syscall (SYS_close, fd);
}

__attribute__ ((constructor)) static void
read_environment (void)
{
  static const char *const kinds[] = { "", "ENOSPC", "EIO", "TORN", "SHORT", "LOST" };
  const char *root = getenv ("FAULT_ROOT"), *at = getenv ("FAULT_AT"), *kind = getenv ("FAULT_KIND"),
             *log = getenv ("FAULT_LOG"), *shared = getenv ("FAULT_CONTROL");

  if (root == NULL || realpath (root, disk.root) == NULL)
    return;
  disk.root_length = strlen (disk.root);
  if (shared != NULL)
    share_control (shared);
  if (at != NULL)
    control->at = atoll (at);
  disk.forever = getenv ("FAULT_FOREVER") != NULL;
  disk.kill = getenv ("FAULT_KILL") != NULL;
  for (int i = 1; kind != NULL && i <= KIND_LOST; i++)
    if (strcmp (kind, kinds[i]) == 0)
      disk.kind = (Kind) i;
  if (log != NULL)
    disk.log = (int) syscall (SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* @path made absolute in @full (PATH_MAX); FALSE when it is not on the disk. The file need not exist, its folder must.
 */
static int
is_below (const char *path, char *full)
{
  char folder[PATH_MAX], *slash;

  if (disk.root_length == 0 || path == NULL)
    return 0;
  snprintf (folder, sizeof folder, "%s", path);
  slash = strrchr (folder, '/');
  if (slash == NULL)
    strcpy (folder, ".");
  else
    *slash = '\0';
  if (realpath (*folder != '\0' ? folder : "/", full) == NULL)
    return 0;
  strncat (full, "/", PATH_MAX - strlen (full) - 1);
  strncat (full, slash != NULL ? slash + 1 : path, PATH_MAX - strlen (full) - 1);
  return strncmp (full, disk.root, disk.root_length) == 0 && full[disk.root_length] == '/';
}

static int
is_fd_below (int fd, char *full)
{
  char link[64];
  ssize_t length;

  if (disk.root_length == 0)
    return 0;
  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, full, PATH_MAX - 1);
  if (length < 0)
    return 0;
  full[length] = '\0';
  return strncmp (full, disk.root, disk.root_length) == 0 &&
         (full[disk.root_length] == '/' || full[disk.root_length] == '\0') && strstr (full, " (deleted)") == NULL;
}

/* What happens to the next call. */
static Kind
next_call (void)
{
  long long number = atomic_fetch_add (&control->n_calls, 1) + 1, at = atomic_load (&control->at);

  if (at == 0 || number < at)
    return KIND_NONE;
  if (number == at && disk.kill)
    {
      kill (getpid (), SIGKILL);
      for (;;)
        pause ();
    }
  if (number == at)
    return disk.kind;
  if (!disk.forever)
    return KIND_NONE;
  return disk.kind == KIND_SHORT ? KIND_ENOSPC : disk.kind == KIND_TORN ? KIND_EIO : disk.kind;
}

/* For calls without data. */
static int
fails (void)
{
  Kind kind = next_call ();

  if (kind == KIND_NONE || kind == KIND_SHORT || kind == KIND_LOST)
    return 0;
  errno = kind == KIND_ENOSPC ? ENOSPC : EIO;
  return 1;
}

static const char *
name_of (const char *path)
{
  return path == NULL || path[disk.root_length] == '\0' ? "" : path + disk.root_length + 1;
}

static void
note (char what, const char *path, const char *other, long long offset, const void *data, size_t length)
{
  char head[2 * PATH_MAX + 64];
  int saved = errno;
  int n;

  if (disk.log < 0)
    return;
  while (atomic_flag_test_and_set (&log_lock))
    ;
  n = snprintf (head, sizeof head, "%c\t%s\t%s\t%lld\t%zu\n", what, name_of (path), name_of (other), offset,
                data != NULL ? length : (size_t) 0);
  syscall (SYS_write, disk.log, head, n);
  if (data != NULL)
    syscall (SYS_write, disk.log, data, length);
  atomic_flag_clear (&log_lock);
  errno = saved;
}

/* --- opening
 * ---------------------------------------------------------------------------------------------------------------- */

static int
open_call (const char *name, const char *path, int flags, mode_t mode)
{
  char full[PATH_MAX];
  struct stat info;
  int creates, fd;

  if ((flags & O_ACCMODE) == O_RDONLY || (flags & (O_CREAT | O_TRUNC)) == 0 || !is_below (path, full))
    return ((int (*) (const char *, int, ...)) real (name)) (path, flags, mode);
  creates = stat (full, &info) != 0;
  if ((creates || (flags & O_TRUNC) != 0) && fails ())
    return -1;
  fd = ((int (*) (const char *, int, ...)) real (name)) (path, flags, mode);
  if (fd >= 0 && creates)
    note ('C', full, NULL, 0, NULL, 0);
  else if (fd >= 0 && (flags & O_TRUNC) != 0)
    note ('T', full, NULL, 0, NULL, 0);
  return fd;
}

#define OPEN(name)                                                  \
  int name (const char *path, int flags, ...)                       \
  {                                                                 \
    va_list arguments;                                              \
    mode_t mode;                                                    \
                                                                    \
    va_start (arguments, flags);                                    \
    mode = (flags & O_CREAT) != 0 ? va_arg (arguments, mode_t) : 0; \
    va_end (arguments);                                             \
    return open_call (#name, path, flags, mode);                    \
  }

OPEN (open)
OPEN (open64)

static FILE *
fopen_call (const char *name, const char *path, const char *mode)
{
  char full[PATH_MAX];
  FILE *file;

  if (mode[0] == 'r' || !is_below (path, full))
    return ((FILE * (*) (const char *, const char *) ) real (name)) (path, mode);
  if (fails ())
    return NULL;
  file = ((FILE * (*) (const char *, const char *) ) real (name)) (path, mode);
  if (file != NULL)
    note ('C', full, NULL, 0, NULL, 0);
  return file;
}

FILE *
fopen (const char *path, const char *mode)
{
  return fopen_call ("fopen", path, mode);
}

FILE *
fopen64 (const char *path, const char *mode)
{
  return fopen_call ("fopen64", path, mode);
}

/* --- writing
 * ---------------------------------------------------------------------------------------------------------------- */

typedef ssize_t (*Pwrite) (int, const void *, size_t, off64_t);

static ssize_t
write_at (int fd, const void *data, size_t length, off64_t offset, const char *full, Pwrite pwrite_real)
{
  Kind kind = length > 0 ? next_call () : KIND_NONE;
  size_t part = kind == KIND_NONE ? length : length > 1 ? length / 2 : length;
  off64_t at = offset >= 0 ? offset : lseek64 (fd, 0, SEEK_CUR);
  ssize_t done;

  if (kind == KIND_ENOSPC || kind == KIND_EIO)
    {
      errno = kind == KIND_ENOSPC ? ENOSPC : EIO;
      return -1;
    }
  if (kind == KIND_LOST)
    {
      if (offset < 0)
        lseek64 (fd, (off64_t) length, SEEK_CUR);
      return (ssize_t) length;
    }
  done = offset >= 0 ? pwrite_real (fd, data, part, offset) : syscall (SYS_write, fd, data, part);
  if (done > 0)
    note ('W', full, NULL, at, data, (size_t) done);
  if (kind != KIND_TORN)
    return done;
  errno = EIO;
  return -1;
}

ssize_t
write (int fd, const void *data, size_t length)
{
  char full[PATH_MAX];

  if (!is_fd_below (fd, full))
    return REAL (write) (fd, data, length);
  return write_at (fd, data, length, -1, full, NULL);
}

ssize_t
pwrite (int fd, const void *data, size_t length, off_t offset)
{
  char full[PATH_MAX];
  Pwrite pwrite_real = (Pwrite) real ("pwrite64");

  if (!is_fd_below (fd, full))
    return pwrite_real (fd, data, length, offset);
  return write_at (fd, data, length, offset, full, pwrite_real);
}

ssize_t
pwrite64 (int fd, const void *data, size_t length, off64_t offset)
{
  char full[PATH_MAX];
  Pwrite pwrite_real = (Pwrite) real ("pwrite64");

  if (!is_fd_below (fd, full))
    return pwrite_real (fd, data, length, offset);
  return write_at (fd, data, length, offset, full, pwrite_real);
}

/* stdio writes behind our back, so its own calls stand for what it writes. They are not replayed. */
size_t
fwrite (const void *data, size_t size, size_t n, FILE *file)
{
  char full[PATH_MAX];

  if (disk.root_length == 0 || !is_fd_below (fileno (file), full) || !fails ())
    return REAL (fwrite) (data, size, n, file);
  return 0;
}

int
fclose (FILE *file)
{
  char full[PATH_MAX];
  int failed = disk.root_length != 0 && (fcntl (fileno (file), F_GETFL) & O_ACCMODE) != O_RDONLY &&
               is_fd_below (fileno (file), full) && fails ();
  int code = failed ? errno : 0;
  int result = REAL (fclose) (file);

  if (!failed)
    return result;
  errno = code;
  return EOF;
}

/* --- everything else
 * -------------------------------------------------------------------------------------------------------- */

int
fsync (int fd)
{
  char full[PATH_MAX];

  if (!is_fd_below (fd, full))
    return REAL (fsync) (fd);
  if (fails ())
    return -1;
  note ('S', full, NULL, 0, NULL, 0);
  return 0; /* the disk of the test is not switched off, so the sync itself would only take time */
}

int
fdatasync (int fd)
{
  return fsync (fd);
}

static int
truncate_call (const char *name, int fd, off64_t length)
{
  char full[PATH_MAX];
  int below = is_fd_below (fd, full);
  int result;

  if (below && fails ())
    return -1;
  result = ((int (*) (int, off64_t)) real (name)) (fd, length);
  if (below && result == 0)
    note ('T', full, NULL, length, NULL, 0);
  return result;
}

int
ftruncate (int fd, off_t length)
{
  return truncate_call ("ftruncate64", fd, length);
}

int
ftruncate64 (int fd, off64_t length)
{
  return truncate_call ("ftruncate64", fd, length);
}

int
rename (const char *from, const char *to)
{
  char full[PATH_MAX], other[PATH_MAX];
  int below = is_below (to, other) && is_below (from, full);
  int result;

  if (below && fails ())
    return -1;
  result = REAL (rename) (from, to);
  if (below && result == 0)
    note ('R', full, other, 0, NULL, 0);
  return result;
}

static int
remove_call (const char *name, const char *path)
{
  char full[PATH_MAX];
  int below = is_below (path, full) && access (full, F_OK) == 0;
  int result;

  if (below && fails ())
    return -1;
  result = ((int (*) (const char *)) real (name)) (path);
  if (below && result == 0)
    note ('D', full, NULL, 0, NULL, 0);
  return result;
}

int
unlink (const char *path)
{
  return remove_call ("unlink", path);
}

int
remove (const char *path)
{
  return remove_call ("remove", path);
}

int
mkdir (const char *path, mode_t mode)
{
  char full[PATH_MAX];
  int below = is_below (path, full) && access (full, F_OK) != 0;
  int result;

  if (below && fails ())
    return -1;
  result = REAL (mkdir) (path, mode);
  if (below && result == 0)
    note ('M', full, NULL, 0, NULL, 0);
  return result;
}
