/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-uuid.h"

#include <locale.h>
#include <string.h>

#define N 20000

static void
test_new (void)
{
  g_autofree char *last = g_strdup ("");

  for (int i = 0; i < N; i++)
    {
      char *next = nh_uuid_new ();

      g_assert_true (nh_uuid_is_valid (next));
      g_assert_cmpint (next[14], ==, '7');
      g_assert_nonnull (strchr ("89ab", next[19]));
      g_assert_cmpstr (last, <, next);
      g_free (last);
      last = next;
    }
}

static void
test_for (void)
{
  g_autofree char *a = nh_uuid_for ("sample", 1);
  g_autofree char *again = nh_uuid_for ("sample", 1);
  g_autofree char *b = nh_uuid_for ("sample", 2);
  g_autofree char *c = nh_uuid_for ("simple", 1);

  g_assert_true (nh_uuid_is_valid (a));
  g_assert_cmpstr (a, ==, again);
  g_assert_cmpstr (a, !=, b);
  g_assert_cmpstr (a, !=, c);
  /* Must be the same on all machines. */
  g_assert_cmpint (a[14], ==, '8');
}

static void
test_is_valid (void)
{
  static const char *const bad[] = {
    "",
    "x",
    "01a20bc6-aa09-7001-86f1-e891ddd8a80",
    "01a20bc6-aa09-7001-86f1-e891ddd8a8055",
    "01A20BC6-aa09-7001-86f1-e891ddd8a805",
    "01a20bc6aa09-7001-86f1-e891ddd8a8055",
    "01a20bc6-aa09-7001-86f1-e891ddd8a80g",
    "01a20bc6-aa09-7001-86f1_e891ddd8a805",
  };

  g_assert_true (nh_uuid_is_valid ("01a20bc6-aa09-7001-86f1-e891ddd8a805"));
  g_assert_false (nh_uuid_is_valid (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (nh_uuid_is_valid (bad[i]));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uuid/new", test_new);
  g_test_add_func ("/uuid/for", test_for);
  g_test_add_func ("/uuid/is-valid", test_is_valid);
  return g_test_run ();
}
