/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gio/gio.h>

#include "ledger-fixture.h"
#include "nh-error.h"

#define SECONDS_A_ROUND 60 /* of processor time, whatever else the machine does */
#define SECONDS_ASLEEP 600 /* for a round that waits and takes none */
#define MEMORY \
  (1500l * 1024) /* KiB, of a process with all its rounds; AddressSanitizer keeps 256 MiB of freed blocks */
#define MAX_FAILURES 20

typedef struct
{
  guint64 seed; /* of the round that runs now */
  gint large;   /* the round took too much memory */
  gint ended;   /* all rounds went through; what comes now is the look for leaks */
} Progress;

void
rounds_refused (GError **error)
{
  if (*error == NULL)
    return;
  g_assert_true ((*error)->domain == NH_ERROR || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_assert_true ((*error)->message[0] != '\0' && g_utf8_validate ((*error)->message, -1, NULL));
  g_clear_error (error);
}

static guint64 n_done; /* by all subjects */

static guint64
number_of (const char *variable, guint64 otherwise)
{
  const char *text = g_getenv (variable);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : otherwise;
}

/* One huge block ends the round at once, as AddressSanitizer's own limit. */
const char *__asan_default_options (void);
const char *
__asan_default_options (void)
{
  return "max_allocation_size_mb=600";
}

static void
look_at_memory (Progress *progress)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  if (usage.ru_maxrss <= MEMORY)
    return;
  progress->large = TRUE;
  _exit (EXIT_FAILURE);
}

static void
limit_time (void)
{
  struct itimerval limit = { .it_value.tv_sec = SECONDS_A_ROUND };

  setitimer (ITIMER_PROF, &limit, NULL);
  alarm (SECONDS_ASLEEP);
}

static G_GNUC_NORETURN void
work (const FuzzSubject *subject, const char *folder, guint64 from, guint64 to, Progress *progress)
{
  progress->seed = from;
  limit_time ();
  subject->set_up (folder);
  for (guint64 seed = from; seed < to; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) seed);

      progress->seed = seed;
      limit_time ();
      subject->round (folder, rand);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      look_at_memory (progress);
    }
  progress->ended = TRUE;
  limit_time ();
  exit (EXIT_SUCCESS);
}

static void
tell_failure (const FuzzSubject *subject, const Progress *progress, int status)
{
  if (progress->ended)
    g_test_message ("%s: leaks", subject->name);
  else if (progress->large)
    g_test_message ("%s: seed %" G_GUINT64_FORMAT " took more than %ld MiB", subject->name, progress->seed,
                    MEMORY / 1024);
  else if (WIFSIGNALED (status) && (WTERMSIG (status) == SIGPROF || WTERMSIG (status) == SIGALRM))
    g_test_message ("%s: seed %" G_GUINT64_FORMAT " took more than %d s, or slept for %d s", subject->name,
                    progress->seed, SECONDS_A_ROUND, SECONDS_ASLEEP);
  else
    g_test_message ("%s: seed %" G_GUINT64_FORMAT " ended with status %d", subject->name, progress->seed, status);
}

void
rounds_run (const FuzzSubject *subject)
{
  guint64 first = number_of ("NGAY_HOI_SEED", 1), seed = first;
  guint64 all = number_of ("NGAY_HOI_MUTATIONS_ALL", 0) * subject->share / 1000;
  guint64 end = first + (all > 0 ? all : number_of ("NGAY_HOI_MUTATIONS", subject->rounds));
  Progress *progress = mmap (NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  guint n_failures = 0;

  g_assert_true (progress != MAP_FAILED);
  while (seed < end && n_failures < MAX_FAILURES)
    {
      char *folder = fixture_folder ();
      int status = 0;
      pid_t child;

      progress->large = FALSE;
      fflush (NULL);
      child = fork ();
      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        work (subject, folder, seed, end, progress);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      fixture_remove (folder);
      if (WIFEXITED (status) && WEXITSTATUS (status) == EXIT_SUCCESS)
        break;
      n_failures++;
      tell_failure (subject, progress, status);
      seed = progress->ended ? end : progress->seed + 1;
    }
  seed = n_failures < MAX_FAILURES ? end : progress->seed + 1;
  n_done += seed - first;
  g_test_message ("%s: %" G_GUINT64_FORMAT " mutations from seed %" G_GUINT64_FORMAT ", %u failures; %" G_GUINT64_FORMAT
                  " so far",
                  subject->name, seed - first, first, n_failures, n_done);
  munmap (progress, sizeof *progress);
  g_assert_cmpuint (n_failures, ==, 0);
}
