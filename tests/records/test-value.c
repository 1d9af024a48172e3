/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-value.h"

static void
test_states (void)
{
  g_auto (NhValue) value = NH_VALUE_INIT;

  g_assert_cmpint (value.state, ==, NH_VALUE_BLANK);
  nh_value_set_text (&value, "Thôn 1");
  g_assert_true (nh_value_is_set (&value));
  g_assert_cmpstr (value.text, ==, "Thôn 1");
  nh_value_set_text (&value, "");
  g_assert_cmpint (value.state, ==, NH_VALUE_BLANK);
  nh_value_set_text (&value, NULL);
  g_assert_cmpint (value.state, ==, NH_VALUE_BLANK);
  nh_value_set_number (&value, 0);
  g_assert_true (nh_value_is_set (&value));
  nh_value_set_state (&value, NH_VALUE_NIL);
  g_assert_false (nh_value_is_set (&value));
  nh_value_set_state (&value, NH_VALUE_UNKNOWN);
  g_assert_cmpint (value.state, ==, NH_VALUE_UNKNOWN);
  g_assert_null (value.text);
}

/* Blank, 0, none and unknown are four different things. */
static void
test_equal (void)
{
  NhValue values[6] = { NH_VALUE_INIT, NH_VALUE_INIT, NH_VALUE_INIT, NH_VALUE_INIT, NH_VALUE_INIT, NH_VALUE_INIT };

  nh_value_set_number (&values[1], 0);
  nh_value_set_state (&values[2], NH_VALUE_NIL);
  nh_value_set_state (&values[3], NH_VALUE_UNKNOWN);
  nh_value_set_number (&values[4], 7);
  nh_value_set_text (&values[5], "7");
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint j = 0; j < G_N_ELEMENTS (values); j++)
      g_assert_true (nh_value_equal (&values[i], &values[j]) == (i == j));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    nh_value_clear (&values[i]);
}

static void
test_copy (void)
{
  g_auto (NhValue) a = NH_VALUE_INIT;
  g_auto (NhValue) b = NH_VALUE_INIT;

  nh_value_set_text (&a, "một");
  nh_value_set_text (&b, "hai");
  nh_value_copy (&a, &b);
  g_assert_true (nh_value_equal (&a, &b));
  g_assert_true (a.text != b.text);
  nh_value_copy (&a, &a);
  g_assert_cmpstr (a.text, ==, "một");
  nh_value_set_text (&a, a.text + 1); /* its own text */
  g_assert_cmpstr (a.text, ==, "ột");
  nh_value_set_state (&a, NH_VALUE_NIL);
  nh_value_copy (&a, &b);
  g_assert_cmpint (b.state, ==, NH_VALUE_NIL);
  g_assert_null (b.text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/states", test_states);
  g_test_add_func ("/value/equal", test_equal);
  g_test_add_func ("/value/copy", test_copy);
  return g_test_run ();
}
