/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-verdict.h"

#include <locale.h>

static const NhVersion first = { 1, "a", "", "ledger" };
static const NhVersion both[] = { { 1, "a", "", "ledger" }, { 2, "b", "a", "ledger" } };

/* The table of the chain: what claims to come, after nothing, after one version, after two. */
static const struct
{
  NhVersion claim;
  NhVerdict none, one, two;
} rows[] = {
  { { 1, "a", "", "ledger" }, NH_VERDICT_NEW, NH_VERDICT_KNOWN, NH_VERDICT_KNOWN },
  { { 2, "b", "a", "ledger" }, NH_VERDICT_FORK, NH_VERDICT_CORRECTION, NH_VERDICT_KNOWN },
  { { 1, "x", "", "ledger" }, NH_VERDICT_NEW, NH_VERDICT_FORK, NH_VERDICT_OLDER },
  { { 2, "x", "a", "ledger" }, NH_VERDICT_FORK, NH_VERDICT_CORRECTION, NH_VERDICT_FORK },
  { { 2, "x", "y", "ledger" }, NH_VERDICT_FORK, NH_VERDICT_FORK, NH_VERDICT_FORK },
  { { 3, "x", "b", "ledger" }, NH_VERDICT_FORK, NH_VERDICT_FORK, NH_VERDICT_CORRECTION },
  { { 3, "x", "a", "ledger" }, NH_VERDICT_FORK, NH_VERDICT_CORRECTION, NH_VERDICT_FORK },
  { { 3, "x", "", "ledger" }, NH_VERDICT_FORK, NH_VERDICT_FORK, NH_VERDICT_FORK },
  { { 1, "x", "a", "ledger" }, NH_VERDICT_FORK, NH_VERDICT_FORK, NH_VERDICT_OLDER },
  { { 2, "x", "a", "other" }, NH_VERDICT_FORK, NH_VERDICT_FORK, NH_VERDICT_FORK },
  { { 3, "x", "b", "other" }, NH_VERDICT_FORK, NH_VERDICT_FORK, NH_VERDICT_FORK },
  { { 1, "x", "", "other" }, NH_VERDICT_NEW, NH_VERDICT_FORK, NH_VERDICT_FORK },
  { { 2147483647, "x", "b", "ledger" }, NH_VERDICT_FORK, NH_VERDICT_FORK, NH_VERDICT_CORRECTION },
};

static void
test_chain (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      NhHeld held = { NH_UNIT_GOOD, TRUE, NH_KEY_GOOD, NULL, 0 };

      g_assert_cmpint (nh_verdict_decide (&rows[i].claim, &held), ==, rows[i].none);
      held.versions = &first;
      held.n_versions = 1;
      g_assert_cmpint (nh_verdict_decide (&rows[i].claim, &held), ==, rows[i].one);
      held.versions = both;
      held.n_versions = 2;
      g_assert_cmpint (nh_verdict_decide (&rows[i].claim, &held), ==, rows[i].two);
    }
}

/* What is wrong with the sender is said before the chain is looked at. */
static void
test_sender (void)
{
  NhHeld held = { NH_UNIT_GOOD, TRUE, NH_KEY_GOOD, &first, 1 };

  held.invited = FALSE;
  g_assert_cmpint (nh_verdict_decide (&first, &held), ==, NH_VERDICT_NOT_INVITED);
  held.key = NH_KEY_OTHER;
  g_assert_cmpint (nh_verdict_decide (&both[1], &held), ==, NH_VERDICT_REPLACED_KEY);
  g_assert_cmpint (nh_verdict_decide (&first, &held), ==, NH_VERDICT_KNOWN); /* received under the earlier key */
  held.unit = NH_UNIT_NOT_THEN;
  g_assert_cmpint (nh_verdict_decide (&first, &held), ==, NH_VERDICT_WRONG_UNIT);
  held.unit = NH_UNIT_ELSEWHERE;
  g_assert_cmpint (nh_verdict_decide (&first, &held), ==, NH_VERDICT_OTHER_PROVINCE);
  held.key = NH_KEY_FORGED;
  g_assert_cmpint (nh_verdict_decide (&first, &held), ==, NH_VERDICT_BAD_SIGNATURE);
  held = (NhHeld){ NH_UNIT_GOOD, TRUE, NH_KEY_UNKNOWN, NULL, 0 };
  g_assert_cmpint (nh_verdict_decide (&first, &held), ==, NH_VERDICT_UNKNOWN_KEY);
}

static void
test_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (NhVerdict verdict = 0; verdict < NH_N_VERDICTS; verdict++)
    {
      g_assert_true (g_hash_table_add (names, (gpointer) nh_verdict_get_name (verdict)));
      g_assert_cmpstr (nh_verdict_get_title (verdict), !=, "");
      g_assert_false (nh_verdict_is_for_person (verdict) && nh_verdict_is_refused (verdict));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/chain", test_chain);
  g_test_add_func ("/verdict/sender", test_sender);
  g_test_add_func ("/verdict/names", test_names);
  return g_test_run ();
}
