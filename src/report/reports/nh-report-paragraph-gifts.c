/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parts of the paragraph that come from records, not figures: recipients and givers of gifts, festivities. */

#include "nh-report-private.h"

#include "nh-gift.h"
#include "nh-number.h"
#include "nh-point.h"
#include "nh-text.h"

#define MOST_GIVERS 8

/* A counted item and its position in the list. */
typedef struct
{
  char *title;
  gint64 number;
  gboolean unknown; /* some more, nobody knows how many */
  int position;
} Tally;

static void
tally_free (gpointer data)
{
  g_free (((Tally *) data)->title);
  g_free (data);
}

static void
tally_add (GPtrArray *tallies, const char *title, int position, const NhValue *quantity)
{
  gint64 number = nh_value_is_set (quantity) ? quantity->number : 0;
  gboolean unknown = quantity->state == NH_VALUE_UNKNOWN;
  Tally *tally;

  for (guint i = 0; i < tallies->len; i++)
    {
      tally = g_ptr_array_index (tallies, i);
      if (nh_text_collate (tally->title, title) == 0)
        {
          tally->number = nh_number_add (tally->number, number);
          tally->unknown |= unknown;
          return;
        }
    }
  tally = g_new0 (Tally, 1);
  tally->title = g_strdup (title);
  tally->position = position;
  tally->number = number;
  tally->unknown = unknown;
  g_ptr_array_add (tallies, tally);
}

static int
compare_tallies (gconstpointer a, gconstpointer b)
{
  const Tally *left = *(const Tally *const *) a, *right = *(const Tally *const *) b;

  if (left->position != right->position)
    return left->position < right->position ? -1 : 1;
  if (left->number != right->number)
    return left->number > right->number ? -1 : 1;
  return nh_text_collate (left->title, right->title);
}

static GPtrArray *
tallies_new (void)
{
  return g_ptr_array_new_with_free_func (tally_free);
}

/* "Hộ nghèo" in the middle of a sentence, but "MTTQ". */
static char *
in_sentence (const char *title)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (*title == '\0' || g_unichar_isupper (g_utf8_get_char (g_utf8_next_char (title))))
    return g_strdup (title);
  g_string_append_unichar (text, g_unichar_tolower (g_utf8_get_char (title)));
  g_string_append (text, g_utf8_next_char (title));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "20 suất cho hộ nghèo, chưa rõ số suất cho học sinh" */
static char *
join_recipients (GPtrArray *tallies)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_ptr_array_sort (tallies, compare_tallies);
  for (guint i = 0; i < tallies->len; i++)
    {
      const Tally *tally = g_ptr_array_index (tallies, i);
      g_autofree char *number = nh_number_format_admin (tally->number);
      g_autofree char *title = in_sentence (tally->title);

      if (tally->number == 0 && !tally->unknown)
        continue;
      g_string_append (text, text->len > 0 ? ", " : "");
      if (tally->number == 0)
        g_string_append_printf (text, "chưa rõ số suất cho %s", title);
      else
        g_string_append_printf (text, "%s%s suất cho %s", tally->unknown ? "ít nhất " : "", number, title);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
join_givers (GPtrArray *givers)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_ptr_array_sort (givers, compare_tallies);
  for (guint i = 0; i < MIN (givers->len, MOST_GIVERS); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", ((const Tally *) g_ptr_array_index (givers, i))->title);
  if (givers->len > MOST_GIVERS)
    g_string_append_printf (text, " và %02u đơn vị, cá nhân khác", givers->len - MOST_GIVERS);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const NhCode *
code_of (NhReportContext *context, const NhRecord *record, guint field)
{
  return nh_catalog_get_code (context->catalog, nh_record_get_record_type (record)->fields[field].codebook,
                              nh_record_get_text (record, field), NH_DATE_NONE);
}

void
nh_gift_words_clear (NhGiftWords *words)
{
  g_free (words->whom);
  g_free (words->givers);
  g_free (words->known_value);
}

gboolean
nh_report_describe_gifts (NhReportContext *context, NhGiftWords *words, GError **error)
{
  g_autoptr (GPtrArray) gifts = nh_report_records (context, &nh_gift_type, error);
  g_autoptr (GPtrArray) recipients = tallies_new ();
  g_autoptr (GPtrArray) givers = tallies_new ();

  if (gifts == NULL)
    return FALSE;
  words->all_givers = !nh_figures_get (nh_figures_get_total (context->figures), "gifts.sets")->partly_total;
  for (guint i = 0; i < gifts->len; i++)
    {
      const NhRecord *gift = g_ptr_array_index (gifts, i);
      const NhCode *category = code_of (context, gift, NH_GIFT_CATEGORY);
      const NhValue *quantity = nh_record_get (gift, NH_GIFT_QUANTITY);
      const char *giver = nh_record_get_text (gift, NH_GIFT_GIVER);

      if (!nh_report_counts_records (context->figures, "gifts.sets", nh_record_get_info (gift)->unit))
        continue;
      words->all_givers &= *giver != '\0';
      if (*giver != '\0')
        tally_add (givers, giver, 0, quantity);
      if (category != NULL && nh_record_entry_is (gift, NH_GIFT_KIND, context->catalog, "suat", "1"))
        tally_add (recipients, category->title, category->position, quantity);
    }
  words->whom = join_recipients (recipients);
  words->givers = join_givers (givers);
  words->known_value = nh_report_known_value_text (gifts);
  return TRUE;
}

char *
nh_report_festivities_text (NhReportContext *context, GError **error)
{
  g_autoptr (GPtrArray) points = nh_report_records (context, &nh_point_type, error);
  g_autoptr (GPtrArray) codes = nh_report_codes (context, "festivity");
  g_autoptr (GString) text = g_string_new (NULL);

  if (points == NULL)
    return NULL;
  for (guint c = 0; c < codes->len; c++)
    {
      const NhCode *code = g_ptr_array_index (codes, c);
      gboolean any = FALSE;

      for (guint i = 0; i < points->len && !any; i++)
        any = nh_record_has_code (g_ptr_array_index (points, i), NH_POINT_FESTIVITIES, code->code);
      if (any)
        {
          g_autofree char *title = in_sentence (code->title);

          g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", title);
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
