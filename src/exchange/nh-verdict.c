/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-verdict.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-text.h"

G_DEFINE_QUARK (nh - verdict - error - quark, nh_verdict_error)

static const struct
{
  const char *name, *title;
} verdicts[NH_N_VERDICTS] = {
  [NH_VERDICT_NEW] = { "new", N_ ("New") },
  [NH_VERDICT_CORRECTION] = { "correction", N_ ("Correction") },
  [NH_VERDICT_KNOWN] = { "known", N_ ("Received already") },
  [NH_VERDICT_FORK] = { "fork", N_ ("Branches off") },
  [NH_VERDICT_UNKNOWN_KEY] = { "unknown-key", N_ ("Key not confirmed") },
  [NH_VERDICT_WAITING] = { "waiting", N_ ("Waits to be accepted") },
  [NH_VERDICT_MISCOUNTED] = { "miscounted", N_ ("Counted differently") },
  [NH_VERDICT_OLDER] = { "older", N_ ("Older") },
  [NH_VERDICT_WRONG_UNIT] = { "wrong-unit", N_ ("Wrong unit") },
  [NH_VERDICT_OTHER_PROVINCE] = { "other-province", N_ ("Of another province") },
  [NH_VERDICT_NOT_INVITED] = { "not-invited", N_ ("Year not asked for") },
  [NH_VERDICT_REPLACED_KEY] = { "replaced-key", N_ ("Another key") },
  [NH_VERDICT_BAD_SIGNATURE] = { "bad-signature", N_ ("Wrong signature") },
  [NH_VERDICT_OTHER_RECEIVER] = { "other-receiver", N_ ("Sent to another") },
  [NH_VERDICT_NOT_OURS] = { "not-ours", N_ ("Another kind of file") },
  [NH_VERDICT_TOO_LARGE] = { "too-large", N_ ("Too large") },
  [NH_VERDICT_DAMAGED] = { "damaged", N_ ("Damaged") },
  [NH_VERDICT_NEWER] = { "newer", N_ ("From a newer program") },
  [NH_VERDICT_NOT_CANONICAL] = { "not-canonical", N_ ("Not written by the program") },
  [NH_VERDICT_FOREIGN] = { "foreign", N_ ("Records of another unit") },
  [NH_VERDICT_UNREADABLE] = { "unreadable", N_ ("Cannot be read") },
};

const char *
nh_verdict_get_name (NhVerdict verdict)
{
  g_return_val_if_fail (verdict < NH_N_VERDICTS, "");

  return verdicts[verdict].name;
}

const char *
nh_verdict_get_title (NhVerdict verdict)
{
  g_return_val_if_fail (verdict < NH_N_VERDICTS, "");

  return _ (verdicts[verdict].title);
}

gboolean
nh_verdict_is_for_person (NhVerdict verdict)
{
  return verdict >= NH_VERDICT_FORK && verdict < NH_VERDICT_OLDER;
}

gboolean
nh_verdict_is_refused (NhVerdict verdict)
{
  return verdict >= NH_VERDICT_OLDER;
}

gboolean
nh_verdict_refuse (GError **error, NhVerdict verdict, const char *format, ...)
{
  g_autofree char *raw = NULL, *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  raw = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  text = nh_text_clean (raw); /* it may quote the file */
  g_set_error_literal (error, NH_VERDICT_ERROR, (int) verdict, text);
  return FALSE;
}

/* --- The rules --- */

static gboolean
is_held (const NhVersion *claim, const NhHeld *held)
{
  for (guint i = 0; i < held->n_versions; i++)
    if (strcmp (held->versions[i].hash, claim->hash) == 0)
      return TRUE;
  return FALSE;
}

static NhVerdict
decide_chain (const NhVersion *claim, const NhHeld *held)
{
  const NhVersion *last;

  if (is_held (claim, held))
    return NH_VERDICT_KNOWN;
  if (held->n_versions == 0)
    return claim->version == 1 && *claim->previous == '\0' ? NH_VERDICT_NEW : NH_VERDICT_FORK;

  last = &held->versions[held->n_versions - 1];
  if (strcmp (claim->ledger, last->ledger) != 0)
    return NH_VERDICT_FORK;
  if (claim->version < last->version)
    return NH_VERDICT_OLDER;
  if (claim->version > last->version && strcmp (claim->previous, last->hash) == 0)
    return NH_VERDICT_CORRECTION;
  return NH_VERDICT_FORK;
}

NhVerdict
nh_verdict_decide (const NhVersion *claim, const NhHeld *held)
{
  if (held->key == NH_KEY_FORGED)
    return NH_VERDICT_BAD_SIGNATURE;
  if (held->unit == NH_UNIT_ELSEWHERE)
    return NH_VERDICT_OTHER_PROVINCE;
  if (held->unit == NH_UNIT_NOT_THEN)
    return NH_VERDICT_WRONG_UNIT;
  /* What was received under an earlier key of the unit is no new word under it. */
  if (held->key == NH_KEY_OTHER)
    return is_held (claim, held) ? NH_VERDICT_KNOWN : NH_VERDICT_REPLACED_KEY;
  if (!held->invited)
    return NH_VERDICT_NOT_INVITED;
  if (held->key == NH_KEY_UNKNOWN)
    return NH_VERDICT_UNKNOWN_KEY;
  return decide_chain (claim, held);
}
