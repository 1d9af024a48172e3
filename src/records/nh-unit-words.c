/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words of our own data ("Chủ tịch UBND tỉnh", "Huyện", "GK UBND xã") as a unit says them: "thành phố" in a centrally
 * run city, "quận", "thị xã", "phường", "đặc khu". */

#include "nh-catalog.h"

#include <string.h>

#include "nh-text.h"

#define PROVINCE "tỉnh"
#define DISTRICT "huyện"
#define COMMUNE "xã"
#define COMMUNES COMMUNE ", phường"

static gboolean
is_letter_at (const char *p)
{
  return g_unichar_isalpha (g_utf8_get_char (p));
}

static gboolean
is_behind (const char *text, const char *at, const char *word)
{
  gsize n = strlen (word);

  return at - text >= (gssize) n && strncmp (at - n, word, n) == 0;
}

/* Is it "xã" alone or "xã, phường", not "thị xã", "xã hội" or "cấp xã", which is the level of all kinds? */
static gboolean
is_commune (const char *text, const char *at, gsize *length)
{
  const char *behind = at + strlen (COMMUNE);

  if (is_behind (text, at, "hị ") || g_str_has_prefix (behind, " hội"))
    return FALSE;
  if (!g_str_has_prefix (behind, COMMUNES + strlen (COMMUNE)))
    return !is_behind (text, at, "cấp ");
  *length = strlen (COMMUNES);
  return TRUE;
}

/* Puts @kind in the place of each whole @word, with the capital of "Tỉnh". */
static void
replace_word (GString *text, const char *word, const char *kind)
{
  g_autoptr (GString) replaced = g_string_new (NULL);
  g_autofree char *capital = nh_text_capitalize (word), *capital_kind = nh_text_capitalize (kind);
  gboolean inside = FALSE; /* a word */

  for (const char *p = text->str; *p != '\0';)
    {
      gboolean small = g_str_has_prefix (p, word);
      gsize length = strlen (small ? word : capital);

      if (!inside && (small || g_str_has_prefix (p, capital)) && !is_letter_at (p + length) &&
          (!g_str_equal (word, COMMUNE) || is_commune (text->str, p, &length)))
        {
          g_string_append (replaced, small ? kind : capital_kind);
          p += length;
          continue;
        }
      inside = is_letter_at (p);
      g_string_append_unichar (replaced, g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  g_string_assign (text, replaced->str);
}

/* What stands for "huyện" in a centrally run city: "quận, huyện", "quận". */
static const char *
city_districts (NhCatalog *self, const NhUnit *city)
{
  g_autoptr (GPtrArray) districts = nh_catalog_get_below (self, city->id, NH_LEVEL_DISTRICT, NH_DATE_NONE);
  gboolean rural = FALSE, urban = FALSE;

  for (guint i = 0; i < districts->len; i++)
    {
      const char *kind = ((const NhUnit *) g_ptr_array_index (districts, i))->kind;

      rural |= g_str_equal (kind, DISTRICT);
      urban |= g_str_equal (kind, "quận");
    }
  if (urban)
    return rural ? "quận, " DISTRICT : "quận";
  return DISTRICT;
}

char *
nh_catalog_in_words_of (NhCatalog *self, const NhUnit *unit, const char *text)
{
  g_autoptr (GString) words = g_string_new (text);
  const char *province = PROVINCE, *district = NULL, *commune = NULL;

  for (; unit != NULL; unit = nh_catalog_get_unit (self, unit->parent))
    if (unit->level == NH_LEVEL_COMMUNE)
      commune = unit->kind;
    else if (unit->level == NH_LEVEL_DISTRICT)
      district = unit->kind;
    else if (unit->level == NH_LEVEL_PROVINCE)
      {
        province = unit->kind;
        if (district == NULL && !g_str_equal (province, PROVINCE))
          district = city_districts (self, unit);
      }
  if (!g_str_equal (province, PROVINCE))
    replace_word (words, PROVINCE, province);
  if (district != NULL && !g_str_equal (district, DISTRICT))
    replace_word (words, DISTRICT, district);
  if (commune != NULL)
    replace_word (words, COMMUNE, commune);
  return g_string_free (g_steal_pointer (&words), FALSE);
}
