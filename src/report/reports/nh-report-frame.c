/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The frame of a report: letterhead, signature and notes. What the office has set (nh-setting.h) goes first; what it
 * has not follows the issuing unit and its level. */

#include "nh-report-private.h"

#include <string.h>

#include "nh-error.h"
#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-ranking.h"
#include "nh-setting.h"
#include "nh-text.h"

/* The last day on which a commune's police answered to the district's. */
#define DISTRICT_POLICE_TO 20250228

#define MAX_NOTES 12
#define PORTRAIT_COLUMNS 5 /* the running number, and four */

/* The choice for this sheet, else the ledger's setting. */
const char *
nh_report_setting (NhReportContext *context, const char *name)
{
  GHashTable *frame = context->request->frame;
  const char *value = g_hash_table_lookup (
      frame != NULL && g_hash_table_contains (frame, name) ? frame : context->settings, name);

  return value != NULL ? value : "";
}

static gboolean
is_set (NhReportContext *context, const char *name)
{
  return g_str_equal (nh_report_setting (context, name), "yes");
}

/* Forms and the papers of the hand-in speak of single units; the programmes are no figures of the festival. */
gboolean
nh_report_is_about_season (const NhReport *report)
{
  return (report->annex || report->coverage) && report->fill != nh_report_fill_programmes;
}

gboolean
nh_report_context_init (NhReportContext *context, GError **error)
{
  context->catalog = nh_ledger_get_catalog (context->ledger);
  context->unit = nh_catalog_get_unit (context->catalog, context->request->unit);
  context->issuer = nh_catalog_get_unit (context->catalog, nh_ledger_get_unit (context->ledger));
  if (context->unit == NULL)
    {
      nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("make the report"), _ ("the ledger has no such unit."));
      return FALSE;
    }
  if (context->issuer == NULL)
    context->issuer = context->unit;
  context->settings = nh_setting_all (context->connection, error);
  context->defaults = nh_report_frame_defaults (context->ledger, context->request->year);
  context->sources = nh_figure_sources_read (context->connection, context->request->year, error);
  if (context->settings == NULL || context->sources == NULL)
    return FALSE;
  context->final_only = nh_report_is_about_season (context->report) && context->issuer->level < NH_LEVEL_COMMUNE &&
                        is_set (context, "figures.final");
  context->with_sources = nh_report_is_about_season (context->report) && is_set (context, "note.sources");
  return !(context->final_only || context->with_sources) ||
         nh_figure_sources_add_changed (context->connection, context->sources, 0, context->request->year, error);
}

void
nh_report_context_clear (NhReportContext *context)
{
  g_clear_pointer (&context->settings, g_hash_table_unref);
  g_clear_pointer (&context->defaults, g_hash_table_unref);
  g_clear_pointer (&context->sources, g_hash_table_unref);
  g_clear_pointer (&context->notes, g_hash_table_unref);
  g_clear_pointer (&context->figures, nh_figures_free);
  g_clear_pointer (&context->sheet, nh_sheet_unref);
}

/* The setting, else the default of the unit. */
static const char *
setting_or_default (NhReportContext *context, const char *name)
{
  const char *value = nh_report_setting (context, name);

  if (*value == '\0')
    value = g_hash_table_lookup (context->defaults, name);
  return value != NULL ? value : "";
}

/* "CÔNG AN XÃ CẨM XUYÊN" */
static char *
get_body (const NhUnit *unit)
{
  g_autofree char *name = nh_text_upper (unit->title);

  return g_strconcat ("CÔNG AN ", name, NULL);
}

/* The office above it. */
static char *
get_superior (NhCatalog *catalog, const NhUnit *unit, NhDate day)
{
  const NhUnit *above;

  if (unit->level <= NH_LEVEL_PROVINCE)
    return g_strdup ("BỘ CÔNG AN");
  above = nh_catalog_get_unit (catalog, unit->parent);
  if (above != NULL && above->level == NH_LEVEL_DISTRICT && day > DISTRICT_POLICE_TO)
    above = nh_catalog_get_unit (catalog, above->parent);
  return above != NULL ? get_body (above) : g_strdup ("");
}

char *
nh_report_unit_in_text (const NhUnit *unit)
{
  return g_strdup_printf ("%s %s", unit->kind, unit->name);
}

static char *
default_authority (const NhUnit *issuer)
{
  g_autofree char *kind = NULL;

  if (issuer->level <= NH_LEVEL_PROVINCE)
    return g_strdup ("GIÁM ĐỐC");
  kind = nh_text_upper (issuer->kind);
  return g_strconcat ("TRƯỞNG CÔNG AN ", kind, NULL);
}

/* "BC-CAX": the letters of xã, phường, thị trấn, huyện, tỉnh. */
static char *
default_symbol (const NhUnit *issuer)
{
  g_autoptr (GString) symbol = g_string_new ("BC-CA");
  g_autofree char *kind = nh_text_upper (issuer->kind);
  g_auto (GStrv) words = g_strsplit (kind, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_unichar (symbol, g_utf8_get_char (words[i]));
  return g_string_free (g_steal_pointer (&symbol), FALSE);
}

static char *
default_recipients (NhCatalog *catalog, const NhUnit *issuer, NhDate day)
{
  const NhUnit *above = nh_catalog_get_unit (catalog, issuer->parent);

  if (issuer->level <= NH_LEVEL_PROVINCE)
    return g_strdup ("- Bộ Công an;\n- Lưu: VT.");
  if (above != NULL && above->level == NH_LEVEL_DISTRICT && day <= DISTRICT_POLICE_TO)
    return g_strdup_printf ("- Công an %s;\n- Lưu: VT.", above->kind);
  while (above != NULL && above->level > NH_LEVEL_PROVINCE)
    above = nh_catalog_get_unit (catalog, above->parent);
  return g_strdup_printf ("- Công an %s;\n- Lưu: VT.", above != NULL ? above->kind : "tỉnh");
}

GHashTable *
nh_report_frame_defaults (NhLedger *ledger, int year)
{
  GHashTable *defaults = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  const NhUnit *issuer = nh_catalog_get_unit (catalog, nh_ledger_get_unit (ledger));
  NhDate day = nh_catalog_season_day (year);

  if (issuer == NULL)
    return defaults;
  g_hash_table_insert (defaults, (gpointer) "letterhead.superior", get_superior (catalog, issuer, day));
  g_hash_table_insert (defaults, (gpointer) "letterhead.body", get_body (issuer));
  g_hash_table_insert (defaults, (gpointer) "place", g_strdup (issuer->name));
  g_hash_table_insert (defaults, (gpointer) "document.symbol", default_symbol (issuer));
  g_hash_table_insert (defaults, (gpointer) "recipients", default_recipients (catalog, issuer, day));
  g_hash_table_insert (defaults, (gpointer) "signer.authority", default_authority (issuer));
  return defaults;
}

/* A sheet is signed when it is printed, or on its cut-off; a festival is often reported on in the year after it. */
static int
signing_year (NhReportContext *context)
{
  NhDate as_of = context->request->as_of;

  return nh_date_year (as_of != NH_DATE_NONE ? as_of : nh_date_today ());
}

static void
set_letterhead (NhReportContext *context, gboolean is_text)
{
  NhLetterhead letterhead = {
    .superior = setting_or_default (context, "letterhead.superior"),
    .issuer = setting_or_default (context, "letterhead.body"),
    .symbol = is_text ? setting_or_default (context, "document.symbol") : NULL,
    .number = is_text ? nh_report_setting (context, "document.number") : NULL,
    .place = setting_or_default (context, "place"),
    .date = nh_date_from_iso (nh_report_setting (context, "document.date")),
    .year = signing_year (context),
  };

  nh_sheet_set_letterhead (context->sheet, &letterhead);
}

static void
set_signature (NhReportContext *context, gboolean is_text)
{
  const char *authority = setting_or_default (context, "signer.authority");
  const char *deputy = nh_report_setting (context, "signer.deputy");
  g_autofree char *own = g_str_equal (deputy, "yes") ? g_strdup_printf ("PHÓ %s", authority) : g_strdup (deputy);
  g_autofree char *lines = *own != '\0' ? g_strdup_printf ("KT. %s\n%s", authority, own) : g_strdup (authority);
  g_autofree char *signer = g_strdup_printf ("%s %s", nh_report_setting (context, "signer.rank"),
                                             nh_report_setting (context, "signer.name"));
  const char *fixed = context->report->recipients;
  NhSignature signature = { .recipients = fixed != NULL ? fixed : setting_or_default (context, "recipients"),
                            .with_preparer = !is_text && !is_set (context, "preparer.none"),
                            .preparer = nh_report_setting (context, "preparer.name"),
                            .authority = lines,
                            .signer = g_strstrip (signer) };

  nh_sheet_set_signature (context->sheet, &signature);
}

/* "(Kèm theo Báo cáo số 45/BC-CAX ngày 20 tháng 8 năm 2026 của Công an xã Cẩm Nhượng)", with dots for what is not known
 * yet (NĐ 30/2020, Phụ lục I). */
static void
set_annex (NhReportContext *context)
{
  const char *number = nh_report_setting (context, "document.number");
  NhDate day = nh_date_from_iso (nh_report_setting (context, "document.date"));
  g_autofree char *issuer = nh_report_unit_in_text (context->issuer);
  g_autofree char *date = day == NH_DATE_NONE
                              ? g_strdup_printf ("…… tháng …… năm %d", signing_year (context))
                              : g_strdup_printf (nh_date_month (day) < 3 ? "%02d tháng %02d năm %d"
                                                                         : "%02d tháng %d năm %d",
                                                 nh_date_day (day), nh_date_month (day), nh_date_year (day));
  g_autofree char *line = g_strdup_printf ("(Kèm theo Báo cáo số %s/%s ngày %s của Công an %s)",
                                           *number != '\0' ? number : "……",
                                           setting_or_default (context, "document.symbol"), date, issuer);

  nh_sheet_set_annex (context->sheet, line);
}

void
nh_report_begin_sheet (NhReportContext *context, const char *tab, const char *heading, int year)
{
  const NhReport *report = context->report;
  gboolean is_text = report->text && report->form_of == NULL;
  g_autofree char *season = g_strdup_printf ("%s %d", report->season, year);
  g_auto (GStrv) lines = g_strsplit (season, "\n", -1);
  g_autofree char *title = heading != NULL ? g_strdup_printf ("%s %s", heading, season) : g_strdup (season);
  g_autofree char *unit = nh_text_upper (context->unit->title);
  g_autofree char *last_change = nh_history_newest_time (context->connection);
  NhSheetProperties properties = { .title = title,
                                   .unit = context->unit->title,
                                   .year = context->request->year,
                                   .created = last_change != NULL ? last_change : "" };

  g_strdelimit (title, "\n", ' ');
  context->sheet = nh_sheet_new (tab);
  nh_sheet_set_properties (context->sheet, &properties);
  set_letterhead (context, is_text);
  nh_sheet_add_title (context->sheet, heading);
  for (guint i = 0; lines[i] != NULL; i++)
    nh_sheet_add_title (context->sheet, lines[i]);
  if (context->unit != context->issuer && !report->of_units)
    nh_sheet_add_title (context->sheet, unit);
  set_signature (context, is_text);
  if (report->text)
    return;
  if (report->annex)
    set_annex (context);
  /* An office of a commune prints on A4: a wide table is set small, or in parts. */
  nh_sheet_set_page (context->sheet, NH_LANDSCAPE,
                     context->unit->level >= NH_LEVEL_COMMUNE ? NH_PAPER_A4 : report->largest);
  context->table = nh_sheet_add_table (context->sheet);
}

/* "trên 84.000" */
static char *
number_text (gint64 value, const char *qualifier)
{
  g_autofree char *number = nh_number_format (value);

  return qualifier != NULL ? g_strdup_printf ("%s %s", qualifier, number) : g_steal_pointer (&number);
}

static void
note_beside (NhReportContext *context, const NhFigureRow *row, gboolean with_unit, const NhIndicator *indicator,
             const NhFigure *figure)
{
  const char *title = nh_indicator_get_title (indicator, context->catalog);
  g_autofree char *shown = number_text (figure->value, figure->qualifier);
  g_autofree char *other = number_text (figure->other, figure->other_qualifier);
  gboolean total_kept = figure->from == NH_FROM_TOTAL;
  const char *total = total_kept ? shown : other;
  const char *sum = total_kept ? other : shown;
  g_autofree char *whose = with_unit ? g_strdup_printf (", %s", row->unit->title) : g_strdup ("");
  g_autofree char *note = NULL;

  if (figure->conflict)
    note = g_strdup_printf ("%s%s: danh sách chi tiết cộng được %s, số liệu tổng đã báo cáo là %s; báo cáo dùng %s.",
                            title, whose, sum, total, total_kept ? "số liệu tổng" : "danh sách chi tiết");
  else if (figure->value != figure->other && (figure->other_qualifier != NULL || figure->qualifier != NULL))
    note = g_strdup_printf ("%s%s: danh sách chi tiết cộng được %s; số liệu tổng đã báo cáo: %s.", title, whose, sum,
                            total);
  if (note != NULL)
    nh_sheet_add_note (context->sheet, note);
}

static guint
count_beside (NhReportContext *context, const NhFigureRow *row, gboolean with_unit, guint n_noted)
{
  guint n_indicators;
  const NhIndicator *indicators = nh_indicators (&n_indicators);

  for (guint i = 0; i < n_indicators; i++)
    if (row->figures[i].beside && n_noted++ < MAX_NOTES)
      note_beside (context, row, with_unit, &indicators[i], &row->figures[i]);
  return n_noted;
}

static void
add_notes_on_totals (NhReportContext *context, NhFigures *figures)
{
  GPtrArray *rows = nh_figures_get_rows (figures);
  const NhFigureRow *group = NULL;
  guint n_noted = count_beside (context, nh_figures_get_total (figures), FALSE, 0);

  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigureRow *row = g_ptr_array_index (rows, i);

      if (row->group != NULL && row->group != group)
        n_noted = count_beside (context, row->group, TRUE, n_noted);
      group = row->group;
      n_noted = count_beside (context, row, TRUE, n_noted);
    }
  if (n_noted > MAX_NOTES)
    {
      g_autofree char *rest = g_strdup_printf ("Còn %u chỗ khác có cả số liệu tổng và danh sách chi tiết.",
                                               n_noted - MAX_NOTES);

      nh_sheet_add_note (context->sheet, rest);
    }
}

/* The maker of the sample sets the note that lists the real figures of a year. */
static void
mark_sample (NhReportContext *context, NhSheet *sheet)
{
  g_autofree char *name = g_strdup_printf ("sample.note.%d", context->request->year);
  const char *note = nh_report_setting (context, name);
  const char *subtitle = nh_sheet_get_subtitle (sheet);
  g_autofree char *inner = g_str_has_suffix (subtitle, ")") ? g_strndup (subtitle, strlen (subtitle) - 1) : NULL;
  g_autofree char *marked = inner != NULL ? g_strconcat (inner, "; số liệu chi tiết là minh họa)", NULL)
                                          : g_strdup ("(Số liệu chi tiết là minh họa)");

  nh_sheet_set_subtitle (sheet, marked);
  nh_sheet_add_note (sheet, *note != '\0' ? note : "Số liệu chi tiết là minh họa.");
}

/* Units of the sheet that have reported nothing, in its order. */
static void
name_unreported (NhSheet *sheet, NhFigures *figures)
{
  g_autoptr (GPtrArray) missing = nh_ranking_missing (figures);
  g_autoptr (GString) names = g_string_new (NULL);
  const char *what = nh_figures_is_final_only (figures) ? "Chưa chốt: " : "Chưa báo cáo: ";

  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : what,
                            ((const NhFigureRow *) g_ptr_array_index (missing, i))->unit->title);
  if (names->len > 0)
    {
      g_string_append_c (names, '.');
      nh_sheet_add_note (sheet, names->str);
    }
}

/* Is a cell's text @text, or does it begin with it before a number? */
static gboolean
has_text (NhTable *table, NhCellKind kind, const char *wanted)
{
  for (guint row = 0; row < nh_table_get_n_rows (table); row++)
    for (guint column = 0; column < nh_table_get_n_columns (table); column++)
      if (nh_table_get_cell_kind (table, (int) row, (int) column) == kind)
        {
          g_autofree char *text = nh_table_format_cell (table, (int) row, (int) column);

          if (kind == NH_CELL_TEXT ? g_str_equal (text, wanted) : g_str_has_prefix (text, wanted))
            return TRUE;
        }
  return FALSE;
}

/* A table of few columns is read better on a page that is not wider than it. */
static void
turn_page (NhReportContext *context)
{
  if (context->table != NULL && nh_table_get_n_columns (context->table) <= PORTRAIT_COLUMNS)
    nh_sheet_set_page (context->sheet, NH_PORTRAIT, NH_PAPER_A4);
}

/* "; đã sửa 02 phiếu tại Công an tỉnh sau khi nhận"; "" for none. (transfer full) */
static char *
changed_text (NhReportContext *context)
{
  guint n = nh_figure_sources_count_changed (context->sources, context->catalog, context->unit, context->request->year);
  g_autofree char *here = nh_report_office (context);

  return n > 0 ? g_strdup_printf ("; đã sửa %02u phiếu tại %s sau khi nhận", n, here) : g_strdup ("");
}

/* "(Chỉ tính số liệu đã chốt: 45/69 đơn vị, trong đó 01 đơn vị không tổ chức; tính đến ngày 20/8/2026)" */
static void
say_final_only (NhReportContext *context)
{
  guint n_units, n_nil, n_final = nh_report_count_final (context, &n_units, &n_nil);
  NhDate as_of = context->request->as_of;
  g_autofree char *day = as_of != NH_DATE_NONE ? nh_date_format (as_of) : NULL;
  g_autofree char *nil = nh_report_nil_text (n_nil);
  g_autofree char *changed = changed_text (context);
  g_autofree char *line = g_strdup_printf ("(Chỉ tính số liệu đã chốt: %u/%u đơn vị%s%s%s%s)", n_final, n_units, nil,
                                           changed, day != NULL ? "; tính đến ngày " : "", day != NULL ? day : "");

  nh_sheet_set_subtitle (context->sheet, line);
  nh_sheet_set_final_only (context->sheet);
}

void
nh_report_finish_sheet (NhReportContext *context)
{
  NhFigures *figures = context->report->coverage ? context->figures : NULL;
  /* A text says it itself. */
  gboolean counts = !context->report->text && (context->figures != NULL || context->report->records != NULL);
  g_autofree char *undated = counts ? nh_report_undated_text (context) : NULL;
  g_autofree char *nil = nh_report_nil_of_all_text (context);
  guint n_units = 0, n_reported = 0;

  turn_page (context);
  if (figures != NULL && nh_figures_get_rows (figures)->len > 0)
    n_reported = nh_figures_count_reported (figures, &n_units);
  if (context->final_only)
    say_final_only (context);
  else if (context->request->as_of != NH_DATE_NONE || n_units > 0)
    nh_sheet_set_cut_off (context->sheet, context->request->as_of, n_reported, n_units, nil);
  if (nh_ledger_is_sample (context->ledger))
    mark_sample (context, context->sheet);
  if (figures != NULL)
    add_notes_on_totals (context, figures);
  if (undated != NULL)
    nh_sheet_add_note (context->sheet, undated);
  if (figures != NULL && is_set (context, "note.unreported"))
    name_unreported (context->sheet, figures);
  if (context->table != NULL && has_text (context->table, NH_CELL_TEXT, "…"))
    nh_sheet_add_note (context->sheet, "Dấu “…”: chưa có số liệu.");
  if (context->table != NULL && has_text (context->table, NH_CELL_NUMBER, "≥"))
    nh_sheet_add_note (context->sheet, "Dấu “≥”: ít nhất, vì còn số liệu chưa rõ.");
}
