/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentences of the paragraph on commendations: each form in its own words, the highest first. */

#include "nh-report-private.h"

#include <string.h>

#include "nh-commendation.h"
#include "nh-number.h"

#define GIVE "trao tặng "
#define OTHER "other"
#define OF "của "
#define DECIDE "quyết định tặng " /* where not all of it was presented */

/* What is known of a form: a recipient's kind each. */
static const struct
{
  const char *code, *measure;
} kinds[] = {
  { ".collective", "tập thể" },
  { ".individual", "cá nhân" },
  { ".household", "hộ gia đình" },
  { ".mixed", "tập thể, cá nhân" },
};

static const struct
{
  const char *column, *title;
  const char *verb;   /* where it begins the sentence; NULL: "trao tặng " */
  const char *to;     /* between the title and the recipients; NULL: " cho " */
  const char *lumped; /* after a number whose recipients are not known; NULL: the title */
} awards[] = {
  { "order", "Huân chương" },
  { "honour", "Huy chương" },
  { "flag_government", "Cờ thi đua của Chính phủ" },
  { "prime_minister", "Bằng khen của Thủ tướng Chính phủ" },
  { "medal", "Kỷ niệm chương “Bảo vệ an ninh Tổ quốc”" },
  { "flag_ministry", "Cờ thi đua của Bộ Công an" },
  { "ministry", "Bằng khen của Bộ trưởng Bộ Công an" },
  { "flag_province", "Cờ thi đua của UBND tỉnh" },
  { "province", "Bằng khen của Chủ tịch UBND tỉnh" },
  { "police", "Giấy khen của Giám đốc Công an tỉnh" },
  { "district", "Giấy khen của Chủ tịch UBND huyện" },
  { "district_police", "Giấy khen của Trưởng Công an huyện" },
  { "commune", "Giấy khen của Chủ tịch UBND xã, phường" },
  { "letter", "Thư khen", "gửi " },
  { "praise", "biểu dương", "", " ", "lượt biểu dương" },
  { "other", "khen thưởng hình thức khác", "", NULL, "lượt khen thưởng hình thức khác" },
  { "all", "khen thưởng", "", " " },
};

/* What is commended by one form: "03 tập thể, 01 cá nhân". (transfer full) */
static char *
whom_text (NhReportContext *context, const char *column)
{
  g_autoptr (GString) whom = g_string_new (NULL);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree char *code = g_strconcat ("commendations.", column, kinds[k].code, NULL);
      g_autofree char *text = nh_indicator_find (code) != NULL ? nh_report_noted_text (context, code, kinds[k].measure)
                                                               : NULL;

      if (text != NULL)
        g_string_append_printf (whom, "%s%s", whom->len > 0 ? ", " : "", text);
    }
  if (g_str_equal (column, "medal"))
    {
      g_autofree char *text = nh_report_noted_text (context, "commendations.medal", "cá nhân");

      g_string_append (whom, text != NULL ? text : "");
    }
  return g_string_free (g_steal_pointer (&whom), FALSE);
}

/* What records of a column say beyond its title. */
typedef struct
{
  GPtrArray *tallies;
  gboolean partly; /* some say nothing */
} Names;

static void
names_free (gpointer data)
{
  g_ptr_array_unref (((Names *) data)->tallies);
  g_free (data);
}

/* The column of the form; forms without a column of these are "other". */
static const char *
column_of (NhReportContext *context, const NhRecord *record)
{
  const NhCode *form = nh_record_get_entry (record, NH_COMMENDATION_FORM, context->catalog);
  g_autofree char *column = form != NULL ? nh_code_get_attribute (form, "column") : NULL;

  for (guint a = 0; column != NULL && a < G_N_ELEMENTS (awards); a++)
    if (g_str_equal (awards[a].column, column))
      return awards[a].column;
  return OTHER;
}

/* The indicator in which the number of the record is. (transfer full) */
static char *
indicator_of (const NhRecord *record, const char *column)
{
  static const char *const parts[][2] = {
    { "tap_the", ".collective" }, { "ca_nhan", ".individual" }, { "ho", ".household" }, { "tt_cn", ".mixed" }
  };
  const char *kind = nh_record_get_text (record, NH_COMMENDATION_RECIPIENT_KIND);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *code = g_strconcat ("commendations.", column, parts[i][1], NULL);

      if (g_str_equal (kind, parts[i][0]) && nh_indicator_find (code) != NULL)
        return g_steal_pointer (&code);
    }
  return g_strconcat ("commendations.", column, g_str_equal (column, "all") ? "" : ".unsorted", NULL);
}

/* Who decided what several bodies give: "của trường", "của Chủ tịch UBND xã"; "" (transfer full) */
static char *
authority_of (NhReportContext *context, const NhRecord *record, const NhCode *form)
{
  const NhCode *authority = nh_record_get_entry (record, NH_COMMENDATION_AUTHORITY, context->catalog);
  g_autofree char *by = form != NULL ? nh_code_get_attribute (form, "by") : NULL;
  g_autofree char *level = authority != NULL ? nh_code_get_attribute (authority, "level") : NULL;
  gboolean own = authority != NULL && g_str_has_prefix (authority->code, NH_CODE_OWN);
  g_autofree char *title = NULL, *words = NULL;

  if (authority == NULL || g_str_equal (authority->code, "khac") || (by != NULL && nh_many_has (by, authority->code)))
    return g_strdup ("");
  title = !own && g_strcmp0 (level, "other") == 0 ? nh_report_in_sentence (authority->title)
                                                  : g_strdup (authority->title);
  words = nh_catalog_in_words_of (context->catalog, context->unit, title);
  return g_strconcat (OF, words, NULL);
}

/* What the title of the column does not say: "Huân chương Chiến công hạng Ba", which an office added as a form of its
 * own, and who decided. "" (transfer full) */
static char *
name_of (NhReportContext *context, const NhRecord *record)
{
  const NhCode *form = nh_record_get_entry (record, NH_COMMENDATION_FORM, context->catalog);
  gboolean own = form != NULL && g_str_has_prefix (form->code, NH_CODE_OWN);
  g_autofree char *authority = authority_of (context, record, form);

  if (!own || strstr (form->title, authority) != NULL)
    return g_strdup (own ? form->title : authority);
  return g_strdup_printf ("%s %s", form->title, authority);
}

/* Column → Names of the records that are in figures. (transfer full) */
static GHashTable *
read_names (NhReportContext *context, GPtrArray *records)
{
  GHashTable *columns = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, names_free);

  for (guint i = 0; i < records->len; i++)
    {
      const NhRecord *record = g_ptr_array_index (records, i);
      const char *column = column_of (context, record);
      g_autofree char *name = name_of (context, record);
      g_autofree char *indicator = indicator_of (record, column);
      Names *names = g_hash_table_lookup (columns, column);

      if (names == NULL)
        {
          names = g_new0 (Names, 1);
          names->tallies = nh_report_tallies_new ();
          g_hash_table_insert (columns, (gpointer) column, names);
        }
      if (*name != '\0' && nh_report_counts_records (context->figures, indicator, nh_record_get_info (record)->unit))
        nh_report_tally_add_record (names->tallies, name, 0, record, NH_COMMENDATION_QUANTITY);
      else
        names->partly = TRUE;
    }
  return columns;
}

/* "03 tập thể (của MTTQ)", "tập thể (chưa rõ số lượng; của MTTQ)"; of several kinds "03 tập thể, 01 cá nhân (đều của
 * MTTQ)", "03 tập thể, 01 cá nhân, trong đó 02 của MTTQ". @names: nullable. (transfer full) */
static char *
add_names (const char *text, const Names *names)
{
  const NhReportTally *only = names != NULL ? nh_report_tallies_get_only (names->tallies) : NULL;
  g_autofree char *list = names != NULL ? nh_report_tallies_text (names->tallies, "", NH_REPORT_MOST) : g_strdup ("");
  gboolean one = only != NULL && !names->partly, several = strchr (text, ',') != NULL;
  g_autofree char *said = one && several
                              ? g_strconcat (g_str_has_prefix (only->title, OF) ? "đều " : "đều là ", only->title, NULL)
                              : g_strdup (one ? only->title : list);

  if (*said == '\0')
    return g_strdup (text);
  if (several && !one)
    return g_strdup_printf ("%s, trong đó %s", text, said);
  if (g_str_has_suffix (text, ")"))
    return g_strdup_printf ("%.*s; %s)", (int) strlen (text) - 1, text, said);
  return g_strdup_printf ("%s (%s)", text, said);
}

/* Adds an item; the first one brings the verb. */
static void
add_item (GString *list, const char **verb, const char *its_verb, const char *item)
{
  if (list->len == 0)
    *verb = its_verb;
  g_string_append_printf (list, "%s%s", list->len > 0 ? "; " : "", item);
}

static void
add_award (NhReportContext *context, const Names *its_names, guint a, GString *list, const char **verb)
{
  const char *its_verb = awards[a].verb != NULL ? awards[a].verb : GIVE;
  g_autofree char *title = nh_catalog_in_words_of (context->catalog, context->unit, awards[a].title);
  g_autofree char *whom = whom_text (context, awards[a].column);
  g_autofree char *code = g_strconcat ("commendations.", awards[a].column, ".unsorted", NULL);
  g_autofree char *lumped = nh_indicator_find (code) == NULL
                                ? NULL
                                : nh_report_noted_text (context, code,
                                                        awards[a].lumped != NULL ? awards[a].lumped : title);
  const char *why = list->len > 0 && g_str_equal (awards[a].column, "all") ? " (chưa rõ hình thức)" : "";
  g_autofree char *all = g_strconcat (whom, why, NULL);
  g_autofree char *named = add_names (all, its_names);
  g_autofree char *item = g_strconcat (title, awards[a].to != NULL ? awards[a].to : " cho ", named, NULL);
  g_autofree char *rest = lumped != NULL ? add_names (lumped, *whom == '\0' ? its_names : NULL) : NULL;

  if (*whom != '\0')
    add_item (list, verb, its_verb, item);
  if (lumped != NULL)
    add_item (list, verb, awards[a].lumped != NULL ? "có " : its_verb, rest);
}

/* "07 tập thể, 08 cá nhân": of all forms; NULL: a number is not exact or not sorted. (transfer full) */
static char *
sum_text (NhReportContext *context)
{
  const NhFigureRow *total = nh_figures_get_total (context->figures);
  g_autoptr (GString) list = g_string_new (NULL);
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      gint64 sum = k == 1 ? nh_figures_get (total, "commendations.medal")->value : 0;
      g_autofree char *number = NULL;

      for (guint i = 0; i < n; i++)
        {
          const NhFigure *figure = &total->figures[i];

          if (!g_str_equal (indicators[i].group, "commendations"))
            continue;
          if (figure->qualifier != NULL || figure->unknown > 0)
            return NULL;
          if (figure->value > 0 && g_str_has_suffix (indicators[i].code, ".unsorted"))
            return NULL;
          if (g_str_has_suffix (indicators[i].code, kinds[k].code) && nh_report_has_figure (figure))
            sum = nh_number_add (sum, figure->value);
        }
      number = nh_number_format_admin (sum);
      if (sum > 0)
        g_string_append_printf (list, "%s%s %s", list->len > 0 ? ", " : "", number, kinds[k].measure);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static gboolean
is_presented (GPtrArray *records)
{
  gboolean all = TRUE;

  for (guint i = 0; i < records->len; i++)
    all &= nh_record_has_code (records->pdata[i], NH_COMMENDATION_STATE, "presented");
  return all;
}

void
nh_report_add_awards (NhReportContext *context, GPtrArray *commendations, GString *sentences)
{
  g_autoptr (GHashTable) names = read_names (context, commendations);
  g_autoptr (GString) list = g_string_new (NULL);
  const char *verb = GIVE;
  g_autofree char *sum = NULL, *text = NULL, *lump = NULL;

  for (guint a = 0; a < G_N_ELEMENTS (awards); a++)
    add_award (context, g_hash_table_lookup (names, awards[a].column), a, list, &verb);
  sum = strchr (list->str, ';') != NULL ? sum_text (context) : NULL;
  lump = nh_report_noted_text (context, "commendations.all", "lượt khen thưởng các hình thức");
  if (list->len > 0 && sum != NULL)
    text = g_strdup_printf ("đã khen thưởng %s, gồm: %s", sum, list->str);
  else if (list->len > 0)
    text = g_strconcat (g_str_equal (verb, "có ") ? "" : "đã ",
                        g_str_equal (verb, GIVE) && !is_presented (commendations) ? DECIDE : verb, list->str, NULL);
  else if (lump != NULL)
    text = g_strconcat ("có ", lump, NULL);
  if (text != NULL)
    nh_report_add_sentence (context, sentences, "awards", "khen thưởng", text, NULL);
  if (list->len > 0 && lump != NULL)
    nh_report_add_sentence (context, sentences, "other_awards", "khen thưởng", lump, NULL);
}
