/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has many parts is freed by another thread, all else at once. */
#include "nh-free-aside.h"

static void
tell (gpointer data)
{
  g_async_queue_push (data, g_thread_self ());
}

static void
test_few (void)
{
  g_autoptr (GAsyncQueue) freed = g_async_queue_new ();

  nh_free_aside (freed, tell, 10);
  g_assert_true (g_async_queue_try_pop (freed) == g_thread_self ());
}

static void
test_many (void)
{
  g_autoptr (GAsyncQueue) freed = g_async_queue_new ();
  gpointer by;

  nh_free_aside (freed, tell, 100000);
  by = g_async_queue_pop (freed);
  g_assert_true (by != g_thread_self ());
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/free-aside/few", test_few);
  g_test_add_func ("/free-aside/many", test_many);
  return g_test_run ();
}
