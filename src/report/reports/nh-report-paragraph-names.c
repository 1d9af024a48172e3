/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names in the paragraph: of a commune who came, who organised it with whom, models, parties of pacts; above it models
 * where they are few. The lists have the others. */

#include "nh-report-private.h"

#include <string.h>

#include "nh-commendation.h"
#include "nh-number.h"
#include "nh-point.h"
#include "nh-text.h"

#define MOST_NAMES 20 /* of one kind; the lists have all */

#define MOST_SPANS 4 /* of days; else from the first to the last day */

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

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const NhDate *left = a, *right = b;

  return left[0] != right[0] ? left[0] - right[0] : left[1] - right[1];
}

/* FALSE: there is no day. What lies behind the cut-off was not yet. */
static gboolean
add_span (GArray *days, const NhRecord *point, guint first, guint last, NhDate as_of)
{
  NhDate from = nh_record_get_date (point, first);
  NhDate to = MAX (from, nh_record_get_date (point, last));
  const NhDate span[2] = { from, as_of != NH_DATE_NONE ? MIN (to, as_of) : to };

  if (from != NH_DATE_NONE && from <= span[1])
    g_array_append_val (days, span);
  return from != NH_DATE_NONE;
}

/* The spans of days without a gap on which the points were held: pairs of NhDate in a row. One without a day leaves
 * none. (transfer full) */
static GArray *
spans_of (GPtrArray *points, NhDate as_of)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, 2 * sizeof (NhDate));
  GArray *spans = g_array_new (FALSE, FALSE, 2 * sizeof (NhDate));

  for (guint i = 0; i < points->len; i++)
    {
      const NhRecord *point = g_ptr_array_index (points, i);

      if (!add_span (days, point, NH_POINT_DATE_FROM, NH_POINT_DATE_TO, as_of))
        return spans;
      add_span (days, point, NH_POINT_SECOND_FROM, NH_POINT_SECOND_TO, as_of);
    }
  g_array_sort (days, compare_days);
  for (guint i = 0; i < days->len; i++)
    {
      const NhDate *day = (const NhDate *) days->data + 2 * i;
      NhDate *last = spans->len > 0 ? (NhDate *) spans->data + 2 * (spans->len - 1) : NULL;

      if (last != NULL && day[0] <= nh_date_add_days (last[1], 1))
        last[1] = MAX (last[1], day[1]);
      else
        g_array_append_vals (spans, day, 1);
    }
  return spans;
}

char *
nh_report_days_text (GPtrArray *points, NhDate as_of)
{
  g_autoptr (GArray) spans = spans_of (points, as_of);
  g_autoptr (GString) text = g_string_new (NULL);
  NhDate *days = (NhDate *) spans->data;

  if (spans->len > MOST_SPANS)
    {
      days[1] = days[2 * spans->len - 1];
      g_array_set_size (spans, 1);
    }
  for (guint i = 0; i < spans->len; i++)
    {
      gboolean last = i + 1 == spans->len;
      g_autofree char *from = nh_report_day_text (days[2 * i], last && days[2 * i] == days[2 * i + 1]);
      g_autofree char *to = nh_report_day_text (days[2 * i + 1], last);

      g_string_append (text, i == 0 ? "" : last ? " và " : ", ");
      if (days[2 * i] == days[2 * i + 1])
        g_string_append (text, from);
      else
        g_string_append_printf (text, "từ %s đến %s", from, to);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "ngày 12/8/2023", "từ ngày 09/8 đến ngày 13/8/2024"; "" (transfer full) */
static char *
days_text (NhRecord *point, NhDate as_of)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, point);
  return nh_report_days_text (one, as_of);
}

/* " tại thôn Bàu Láng, ngày 12/8/2023" (transfer full) */
static char *
place_text (NhReportContext *context, NhRecord *point)
{
  g_autofree char *place = place_in_sentence (context, point);
  g_autofree char *days = days_text (point, context->request->as_of);

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
      NhRecord *point = g_ptr_array_index (points, i);
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *place = place_in_sentence (context, point);
      g_autofree char *days = days_text (point, context->request->as_of);
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
  g_free (names->weapons);
}

/* Adds the kinds of a point to what is counted, or as they are written to @others. */
static void
add_weapons (GPtrArray *tallies, GPtrArray *others, const NhRecord *point)
{
  g_auto (GStrv) parts = g_strsplit (nh_record_get_text (point, NH_POINT_WEAPON_NAMES), SEMICOLON, -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      NhValue value = { .state = NH_VALUE_SET };
      const char *kind = nh_point_skip_count (part, &value.number);

      if (kind != NULL)
        nh_report_tally_add (tallies, kind, 0, &value);
      else if (strpbrk (part, "0123456789") != NULL)
        g_ptr_array_add (others, g_strdup (part)); /* as much once more is no repetition */
      else
        add_names (others, part, SEMICOLON);
    }
}

/* "12 súng kíp, 02 lựu đạn, 1,5 kg thuốc nổ" of all points whose number counts. (transfer full) */
static char *
weapons_text (NhReportContext *context, GPtrArray *points)
{
  g_autoptr (GPtrArray) tallies = nh_report_tallies_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *counted = NULL, *written = NULL;

  for (guint i = 0; i < points->len; i++)
    if (nh_report_counts_records (context->figures, "weapons", nh_record_get_info (points->pdata[i])->unit))
      add_weapons (tallies, others, points->pdata[i]);
  counted = nh_report_tallies_text (tallies, "", NH_REPORT_MOST);
  written = join_names (others, ", ");
  return g_strjoin (*counted != '\0' && *written != '\0' ? ", " : "", counted, written, NULL);
}

/* Above a commune: where they are not too many for a sentence. (transfer full) */
static char *
few_models_text (NhReportContext *context)
{
  g_autoptr (GPtrArray) points = nh_report_points_having (context, NH_POINT_MODEL_NAMES, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  for (guint i = 0; points != NULL && i < points->len && names->len <= MOST_NAMES; i++)
    if (nh_report_counts_records (context->figures, "models", nh_record_get_info (points->pdata[i])->unit))
      add_names (names, nh_record_get_text (points->pdata[i], NH_POINT_MODEL_NAMES), SEMICOLON);
  if (names->len > MOST_NAMES)
    return NULL;
  text = join_names (names, "; ");
  return names->len > 0 && names->len < nh_figures_get (nh_figures_get_total (context->figures), "models")->value
             ? g_strconcat ("trong đó có ", text, NULL)
             : g_steal_pointer (&text);
}

void
nh_report_describe_names (NhReportContext *context, GPtrArray *points, NhPointNames *names)
{
  if (context->unit->level < NH_LEVEL_COMMUNE)
    {
      names->models = few_models_text (context);
      return;
    }
  if (points->len == 1 && nh_figures_get (nh_figures_get_total (context->figures), "points")->value == 1)
    names->place = place_text (context, points->pdata[0]);
  else
    names->leaders = leaders_text (context, points);
  names->organisers = names_of (points, NH_POINT_ORGANISERS, COMMA);
  names->pacts = names_of (points, NH_POINT_PACT_PARTIES, SEMICOLON);
  names->pledges = names_of (points, NH_POINT_PLEDGE_PARTIES, SEMICOLON);
  names->rules = names_of (points, NH_POINT_RULE_PARTIES, SEMICOLON);
  names->models = names_of (points, NH_POINT_MODEL_NAMES, SEMICOLON);
  names->weapons = weapons_text (context, points);
}

/* " (thôn Ba, ngày 20/8/2026; thôn Tư)" (transfer full) */
static char *
places_text (NhReportContext *context, GPtrArray *points)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (guint i = 0; i < points->len; i++)
    {
      g_autofree char *place = place_in_sentence (context, points->pdata[i]);
      g_autofree char *days = days_text (points->pdata[i], NH_DATE_NONE);

      g_ptr_array_add (places, g_strdup_printf ("%s%s%s", place, *days != '\0' ? ", " : "", days));
    }
  list = join_names (places, "; ");
  return g_strdup_printf (" (%s)", list);
}

char *
nh_report_not_held_text (NhReportContext *context, GError **error)
{
  g_autoptr (GPtrArray) states = nh_report_codes (context, "point_status");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < states->len; i++)
    {
      const NhCode *state = g_ptr_array_index (states, i);
      g_autofree char *counted = nh_code_get_attribute (state, "counted");
      g_autofree char *title = nh_report_in_sentence (state->title);
      g_autoptr (GPtrArray) points = NULL;
      g_autofree char *number = NULL, *places = NULL;

      if (g_strcmp0 (counted, "1") == 0)
        continue;
      points = nh_report_points_not_held (context, state->code, 0, error);
      if (points == NULL)
        return NULL;
      if (points->len == 0)
        continue;
      number = nh_number_format_admin (points->len);
      places = context->unit->level < NH_LEVEL_COMMUNE ? g_strdup ("") : places_text (context, points);
      g_string_append_printf (text, "%s%s%s %s điểm%s", text->len > 0 ? "; " : "", title,
                              g_str_equal (state->code, "planned") ? " tổ chức" : "", number, places);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
nh_report_presenters_text (NhReportContext *context, GPtrArray *commendations)
{
  return context->unit->level < NH_LEVEL_COMMUNE ? g_strdup ("")
                                                 : names_of (commendations, NH_COMMENDATION_PRESENTED_BY, SEMICOLON);
}

char *
nh_report_parts_text (NhReportContext *context, guint field, GError **error)
{
  g_autoptr (GPtrArray) points = nh_report_points_having (context, field, error);
  g_autoptr (GPtrArray) codes = nh_report_codes (context, nh_point_type.fields[field].codebook);
  g_autoptr (GString) text = g_string_new (NULL);

  if (points == NULL)
    return NULL;
  for (guint c = 0; c < codes->len; c++)
    {
      const NhCode *code = g_ptr_array_index (codes, c);
      gboolean any = FALSE;

      for (guint i = 0; i < points->len && !any; i++)
        any = nh_record_has_code (g_ptr_array_index (points, i), field, code->code);
      if (any)
        {
          g_autofree char *title = nh_report_in_sentence (code->title);

          g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", title);
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
