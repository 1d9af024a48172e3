/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names in the paragraph of a commune: who came, who organised it with whom, models, parties of pacts. Above a commune
 * they would be too many; the lists have them. */

#include "nh-report-private.h"

#include <string.h>

#include "nh-commendation.h"
#include "nh-point.h"
#include "nh-text.h"

#define MOST_NAMES 20 /* of one kind; the lists have all */

#define SEMICOLON ";"
#define COMMA ",;" /* of offices, whose names have no comma in them; persons' have: "Nguyễn Văn An, Trưởng thôn" */

/* Adds the parts of @text between @marks that are not there yet. */
static void
add_names (GPtrArray *names, const char *text, const char *marks)
{
  g_auto (GStrv) parts = g_strsplit_set (text, marks, -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *name = g_strstrip (parts[i]);
      gboolean known = *name == '\0';

      for (guint k = 0; k < names->len && !known; k++)
        known = nh_text_collate (names->pdata[k], name) == 0;
      if (!known)
        g_ptr_array_add (names, g_strdup (name));
    }
}

/* (transfer full) */
static char *
join_names (GPtrArray *names, const char *separator)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (names->len, MOST_NAMES); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? separator : "", (const char *) names->pdata[i]);
  if (names->len > MOST_NAMES)
    g_string_append (text, "…");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* All names in a field of the records, with the first of @marks between them. (transfer full) */
static char *
names_of (GPtrArray *records, guint field, const char *marks)
{
  const char separator[] = { *marks, ' ', '\0' };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < records->len; i++)
    add_names (names, nh_record_get_text (records->pdata[i], field), marks);
  return join_names (names, separator);
}

/* "thôn Bàu Láng" in the middle of a sentence, where the name begins with its kind. (transfer full) */
static char *
place_in_sentence (NhReportContext *context, const NhRecord *point)
{
  const char *place = nh_record_get_text (point, NH_POINT_PLACE);
  g_autoptr (GPtrArray) kinds = nh_catalog_get_codes (context->catalog, "place_kind", NH_DATE_NONE);
  g_autoptr (GString) text = g_string_new (place);

  for (guint i = 0; i < kinds->len; i++)
    {
      const char *title = ((const NhCode *) kinds->pdata[i])->title;

      if (!g_str_has_prefix (place, title) || place[strlen (title)] != ' ')
        continue;
      g_string_truncate (text, 0);
      g_string_append_unichar (text, g_unichar_tolower (g_utf8_get_char (place)));
      g_string_append (text, g_utf8_next_char (place));
      break;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "ngày 12/8/2023", "từ ngày 09/8 đến ngày 13/8/2024"; "" (transfer full) */
static char *
days_text (const NhRecord *point)
{
  NhDate from = nh_record_get_date (point, NH_POINT_DATE_FROM), to = nh_record_get_date (point, NH_POINT_DATE_TO);
  g_autofree char *first = NULL, *last = NULL;

  if (from == NH_DATE_NONE)
    return g_strdup ("");
  if (to == NH_DATE_NONE || to == from)
    return nh_report_day_text (from, TRUE);
  first = nh_report_day_text (from, FALSE);
  last = nh_report_day_text (to, TRUE);
  return g_strdup_printf ("từ %s đến %s", first, last);
}

/* " tại thôn Bàu Láng, ngày 12/8/2023" (transfer full) */
static char *
place_text (NhReportContext *context, const NhRecord *point)
{
  g_autofree char *place = place_in_sentence (context, point);
  g_autofree char *days = days_text (point);

  return g_strdup_printf (" tại %s%s%s", place, *days != '\0' ? ", " : "", days);
}

/* "Đại tá Nguyễn Văn An, Phó Giám đốc Công an tỉnh (thôn Mỹ Sơn, ngày 10/8/2024)" of each point with names. (transfer
 * full) */
static char *
leaders_text (NhReportContext *context, GPtrArray *points)
{
  static const guint fields[] = { NH_POINT_CENTRAL_NAMES, NH_POINT_PROVINCE_NAMES, NH_POINT_DISTRICT_NAMES,
                                  NH_POINT_COMMUNE_NAMES };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < points->len; i++)
    {
      const NhRecord *point = g_ptr_array_index (points, i);
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *place = place_in_sentence (context, point);
      g_autofree char *days = days_text (point);
      g_autofree char *who = NULL;

      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        add_names (names, nh_record_get_text (point, fields[f]), SEMICOLON);
      who = join_names (names, "; ");
      if (*who != '\0')
        g_ptr_array_add (all, g_strdup_printf ("%s (%s%s%s)", who, place, *days != '\0' ? ", " : "", days));
    }
  return join_names (all, "; ");
}

void
nh_point_names_clear (NhPointNames *names)
{
  g_free (names->place);
  g_free (names->leaders);
  g_free (names->organisers);
  g_free (names->pacts);
  g_free (names->pledges);
  g_free (names->rules);
  g_free (names->models);
  g_free (names->presenters);
}

gboolean
nh_report_describe_names (NhReportContext *context, NhPointNames *names, GError **error)
{
  g_autoptr (GPtrArray) points = NULL, awards = NULL;

  if (context->unit->level < NH_LEVEL_COMMUNE)
    return TRUE;
  points = nh_report_records (context, &nh_point_type, error);
  awards = points != NULL ? nh_report_records (context, &nh_commendation_type, error) : NULL;
  if (awards == NULL)
    return FALSE;
  if (points->len == 1 && nh_figures_get (nh_figures_get_total (context->figures), "points")->value == 1)
    names->place = place_text (context, points->pdata[0]);
  else
    names->leaders = leaders_text (context, points);
  names->organisers = names_of (points, NH_POINT_ORGANISERS, COMMA);
  names->pacts = names_of (points, NH_POINT_PACT_PARTIES, SEMICOLON);
  names->pledges = names_of (points, NH_POINT_PLEDGE_PARTIES, SEMICOLON);
  names->rules = names_of (points, NH_POINT_RULE_PARTIES, SEMICOLON);
  names->models = names_of (points, NH_POINT_MODEL_NAMES, SEMICOLON);
  names->presenters = names_of (awards, NH_COMMENDATION_PRESENTED_BY, SEMICOLON);
  return TRUE;
}
