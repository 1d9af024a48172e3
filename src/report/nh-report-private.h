/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-count.h"
#include "nh-figure-source.h"
#include "nh-report.h"
#include "nh-sentence.h"

/* What all reports share: whose report it is, and the frame of the sheet (NĐ 30/2020, DOMAIN §5). */
struct _NhReportContext
{
  const NhReport *report;
  NhConnection *connection;
  NhLedger *ledger;
  const NhReportRequest *request;
  NhCatalog *catalog;
  const NhUnit *unit;    /* whose figures */
  const NhUnit *issuer;  /* who makes the report: the ledger's owner */
  GHashTable *settings;  /* owned: of the ledger */
  GHashTable *defaults;  /* owned: where it has none */
  GHashTable *sources;   /* owned: unit → NhFigureSource, where the year is the request's */
  gboolean final_only;   /* only accepted packages count */
  gboolean with_sources; /* the sheet says where the numbers came from */
  NhFigures *figures;    /* owned: where the report asks for them */
  NhSheet *sheet;        /* owned */
  NhTable *table;        /* of the sheet; NULL: a text */
  gboolean part;         /* rows of a list were left out */
  GHashTable *notes;     /* owned: nh_report_total_note(), once it was asked for */
  GHashTable *said; /* borrowed, nullable: takes name of a sentence → (name of a value → text) as they are said */
};

/* Begins with the first four members. FALSE and @error when there is no such unit. */
gboolean nh_report_context_init (NhReportContext *context, GError **error);
void nh_report_context_clear (NhReportContext *context);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhReportContext, nh_report_context_clear)

/* The sheet with properties, letterhead, title, signature, and its table. A text has a number of its own, a table
 * "Người lập biểu". @heading: nullable. */
void nh_report_begin_sheet (NhReportContext *context, const char *tab, const char *heading, int year);
/* The cut-off line, the mark of a sample, and notes on totals beside records. */
void nh_report_finish_sheet (NhReportContext *context);

/* What the frame of the request says, else the ledger's setting; "": nothing. */
const char *nh_report_setting (NhReportContext *context, const char *name);
/* A title, and the text that was typed for the part @name; dots where nothing was. */
void nh_report_add_part (NhReportContext *context, const char *title, const char *name);
/* "Xã Cẩm Nhượng" in the middle of a sentence: "xã Cẩm Nhượng" (transfer full). */
char *nh_report_unit_in_text (const NhUnit *unit);
/* A figure's cell: number, "–", "…" for not known yet, shaded for not reported; from-total marks and qualifier. @sum:
 * the figure of a row that is the sum of rows below it. */
void nh_report_set_figure (NhTable *table, int row, int column, const NhFigure *figure, gboolean sum);
/* A row whose first two columns are an index and a title. */
int nh_report_add_row (NhTable *table, NhRowKind kind, int above, const char *index, const char *title);
/* The day of a point: a date, or the text "09–13/08/2024", "chưa xác định", "". */
void nh_report_set_dates (NhTable *table, int row, int column, const NhRecord *point);
/* Records of the unit and all below it that count (nh-count.h) up to the cut-off: by unit in the order of sheets, then
 * the type's own order; of NhRecord. (transfer full) */
GPtrArray *nh_report_records (NhReportContext *context, const NhRecordType *type, GError **error);
/* The same for the rows of a list: no more than NhReportRequest.most of them; sets `part` where there are more. */
GPtrArray *nh_report_list_records (NhReportContext *context, const NhRecordType *type, GError **error);
/* The points that say something in @field: a province has too many to read all. (transfer full). NULL and @error. */
GPtrArray *nh_report_points_having (NhReportContext *context, guint field, GError **error);
/* Points of a status that does not count ("planned"), which are told but in no figure, whatever the cut-off. @most: no
 * more than so many, as in nh_report_list_records(); 0: all. (transfer full). NULL and @error. */
GPtrArray *nh_report_points_not_held (NhReportContext *context, const char *status, guint most, GError **error);
/* How many communes of the report's unit count in a report of only those that are final; @n_units: of how many;
 * @n_nil: how many of them say that there was no festival. */
guint nh_report_count_final (NhReportContext *context, guint *n_units, guint *n_nil);
/* The same of all that were received: ", trong đó 01 đơn vị không tổ chức". (transfer full) */
char *nh_report_nil_of_all_text (NhReportContext *context);
/* "Công an tỉnh": the owner of the ledger. (transfer full) */
char *nh_report_office (NhReportContext *context);
/* ", trong đó 01 đơn vị không tổ chức"; "" for none. (transfer full) */
char *nh_report_nil_text (guint n_nil);
/* "Nguồn số liệu: …": where the numbers of each unit came from, as notes of the sheet. */
gboolean nh_report_note_sources (NhReportContext *context, GError **error);
/* "Nguồn số liệu tổng – Báo cáo số 12: Số suất quà.": from where the totals are that stand on a sheet with figures; of
 * a text only with its sources. */
gboolean nh_report_note_totals (NhReportContext *context, GError **error);
/* The same whatever the cut-off: of types without a day. */
GPtrArray *nh_report_records_of_year (NhReportContext *context, const NhRecordType *type, GError **error);
/* How many bodies of @kinds ("co_quan|doanh_nghiep") the register of the unit has, or those of all units below it; 0:
 * it has none, or one of them has none, or it cannot be read, which is met again elsewhere. */
guint nh_report_count_register (NhReportContext *context, const char *kinds);
/* "Chưa tính 02 điểm ngày hội chưa rõ ngày.": what a cut-off before 19/8 leaves out of the report because it has no
 * date; NULL: nothing. (transfer full) */
char *nh_report_undated_text (NhReportContext *context);
/* Each code of a codebook once, by position: its newest entry, whether in force or not. (transfer container): of const
 * NhCode* */
GPtrArray *nh_report_codes (NhReportContext *context, const char *list);
/* A form or authority in words: of a ward "Chủ tịch UBND phường". (transfer full) */
char *nh_report_award_words (NhReportContext *context, const NhRecord *record, guint field);
/* "Xã Cẩm Nhượng, huyện Cẩm Xuyên", "Cấp tỉnh". (transfer full) */
char *nh_report_unit_heading (NhReportContext *context, gint64 id);
/* Rows whose figure of the indicator is a totals-only one: the whole, districts, or units. (transfer container): of
 * const NhFigureRow* */
GPtrArray *nh_report_rows_from_total (NhFigures *figures, const char *indicator);
/* FALSE where a totals-only figure stands for the unit: its records must not be counted beside it. */
gboolean nh_report_counts_records (NhFigures *figures, const char *indicator, gint64 unit);
/* TRUE where the unit's own totals-only figure stands in the report. @in_rows: a row for each unit says its own; else
 * the total of a unit above it hides it. */
gboolean nh_report_has_total (NhFigures *figures, const char *indicator, gint64 unit, gboolean in_rows);
/* The same day one year before, for a cut-off; NH_DATE_NONE stays. */
NhDate nh_report_year_before (NhDate day);
/* A number in running text, with its qualifier: "trên 84.000", "ít nhất 09", "05". A published "trên 84.000" that
 * agrees with the records is what the text says. (transfer full) */
char *nh_report_figure_text (const NhFigure *figure);
gboolean nh_report_has_figure (const NhFigure *figure); /* a number above 0 */
/* There is more than the number says, and no published "trên 84.000" says so. */
gboolean nh_report_is_unfinished (const NhFigure *figure);
/* Of the report's unit: "trên 84.000 lượt người", "ít nhất 09 tập thể", "tập thể (chưa rõ số lượng)"; NULL when there
 * is nothing to say. @measure NULL: the indicator's own. (transfer full) */
char *nh_report_count_text (NhReportContext *context, const char *indicator, const char *measure);
/* What the note of the unit's own total says behind its number: " với cơ quan, trường học", ", trong đó xã hội hóa 210
 * triệu đồng"; "": the figure is no such total, or its note is not written so. */
const char *nh_report_total_note (NhReportContext *context, const char *indicator);
/* nh_report_count_text() with that. (transfer full) */
char *nh_report_noted_text (NhReportContext *context, const char *indicator, const char *measure);
/* "ít nhất 26 triệu đồng"; NULL: there is none. @open: it is of a part only. (transfer full) */
char *nh_report_money_text (const NhFigure *figure, gboolean open);

/* 1 → "I", for districts and sections; there are never a hundred. (transfer full) */
char *nh_report_roman (guint n);
/* The record a field of kind REFERENCE points to, as a clerk calls it; "" when it is gone. (transfer full) */
char *nh_report_reference_name (NhReportContext *context, const NhField *field, gint64 id);

/* A row whose numbers are added up from many records. */
typedef struct
{
  gint64 number;
  guint qualifiers; /* of its parts: NhQualifier */
  gboolean given, from_total;
  gboolean unknown, open; /* of some records the number is not known; or it is not said */
} NhReportCell;

typedef struct
{
  char *key;         /* rows are in this order */
  const char *group; /* title of the group it is in, borrowed; NULL: in none */
  char *title;       /* owned */
  NhReportCell cells[];
} NhReportLine;

/* key → NhReportLine */
GHashTable *nh_report_lines_new (void);
/* The line of @key; a new one has no title. (transfer none) */
NhReportLine *nh_report_line (GHashTable *lines, const char *key, guint n_cells);
void nh_report_add_number (NhReportCell *cell, gint64 number);
/* A figure that is an office's total: a number, or not known. */
void nh_report_add_total (NhReportCell *cell, const NhFigure *total);
/* "hơn" before the number in @field, as NhQualifier; 0: it is exact. */
guint nh_report_qualifier (const NhRecord *record, guint field);
/* Of a record: what it says, or that it says nothing. */
void nh_report_add_value (NhReportCell *cell, const NhRecord *record, guint field);
/* "hơn 50" in running text. (transfer full) */
char *nh_report_cell_text (const NhReportCell *cell);
/* Adds a total, groups and lines with numbers in the columns from the third on; drops the columns after the first
 * @n_kept of them that have none. @zero: a number that is not given is 0, and 0 is none; else it is left empty. */
void nh_report_add_lines (NhTable *table, GHashTable *lines, guint n_kept, gboolean zero);

/* Of how many gifts the value is known: "34/39 phần quà"; NULL: of all, or of none. (transfer full) */
char *nh_report_known_value_text (NhReportContext *context, GPtrArray *gifts);
/* That as a note of the sheet. */
gboolean nh_report_note_value (NhReportContext *context, GError **error);
/* That, and how many gifts there are of the kinds that do not count as suất. */
gboolean nh_report_note_gifts (NhReportContext *context, GError **error);
/* "ngân sách 5 triệu đồng, MTTQ": where the money in @field (AMOUNTS) of @records came from. The name alone of a source
 * that gave all of @whole, or an amount that is not known. "": none. (transfer full) */
char *nh_report_funding_text (NhReportContext *context, GPtrArray *records, guint field, gint64 whole);
/* A counted thing and its position in a list. */
typedef struct
{
  char *title;
  gint64 number;
  guint qualifiers; /* of its parts: NhQualifier */
  gboolean unknown; /* some more, nobody knows how many */
  int position;
} NhReportTally;

GPtrArray *nh_report_tallies_new (void); /* of NhReportTally */
/* Adds @quantity to the tally of @title. */
void nh_report_tally_add (GPtrArray *tallies, const char *title, int position, const NhValue *quantity);
/* Adds the number in @field. */
void nh_report_tally_add_record (GPtrArray *tallies, const char *title, int position, const NhRecord *record,
                                 guint field);
/* By position, then the largest first. */
void nh_report_tallies_sort (GPtrArray *tallies);
/* The one that has something; NULL: there is none, or more than one. */
const NhReportTally *nh_report_tallies_get_only (GPtrArray *tallies);
/* "20 suất cho hộ nghèo, chưa rõ số suất cho học sinh", of titles such as "cho hộ nghèo". @measure: "suất ", or "".
 * @most: the rest is "…" (transfer full) */
char *nh_report_tallies_text (GPtrArray *tallies, const char *measure, guint most);
#define NH_REPORT_MOST 20 /* in a sentence; the sheets have all */
/* "Hộ nghèo" in the middle of a sentence; but a name stays: "MTTQ", "Quỹ Vì người nghèo". (transfer full) */
char *nh_report_in_sentence (const char *title);

/* In which of the figures "gifts.…" the number of a gift is. */
const char *nh_report_gift_indicator (NhReportContext *context, const NhRecord *gift);
/* The sentences on gifts. */
gboolean nh_report_add_gifts (NhReportContext *context, GString *sentences, GError **error);
/* Names that the records of a commune give; NULL or "": none, or the unit is above a commune. */
typedef struct
{
  char *place;   /* " tại thôn Bàu Láng, ngày 12/8/2023", where there is one point */
  char *leaders; /* "Đại tá Nguyễn Văn An (thôn Mỹ Sơn, ngày 10/8/2024)", where there are several */
  char *organisers, *pacts, *pledges, *rules, *models, *weapons;
} NhPointNames;

void nh_point_names_clear (NhPointNames *names);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhPointNames, nh_point_names_clear)
/* @points: the records of a commune's points that count. */
void nh_report_describe_names (NhReportContext *context, GPtrArray *points, NhPointNames *names);
/* "dự kiến tổ chức 02 điểm (thôn Ba, ngày 20/8/2026; thôn Tư); hoãn 01 điểm": of a commune with their names; ""
 * (transfer full). NULL and @error. */
char *nh_report_not_held_text (NhReportContext *context, GError **error);
/* The days of the points: "từ ngày 01/8 đến ngày 09/8 và ngày 15/8/2024"; "": not known. A second time that begins
 * after @as_of is left out; NH_DATE_NONE: none is. (transfer full) */
char *nh_report_days_text (GPtrArray *points, NhDate as_of);
/* Who handed over @commendations, of a commune; "": nobody is named. (transfer full) */
char *nh_report_presenters_text (NhReportContext *context, GPtrArray *commendations);
/* "ngày 01/8/2022", days under 10 and months 1 and 2 with a zero (NĐ 30/2020). @with_year FALSE: "ngày 01/8". (transfer
 * full) */
char *nh_report_day_text (NhDate day, gboolean with_year);
/* Adds a sentence of nh-sentence.h in the words of the office: pairs of a value's name and its text (nullable), NULL at
 * the end. */
void nh_report_add_sentence (NhReportContext *context, GString *sentences, const char *name,
                             ...) G_GNUC_NULL_TERMINATED;
/* "Về khen thưởng, đã trao tặng …": the sentences on commendations. @commendations: the records that count. */
void nh_report_add_awards (NhReportContext *context, GPtrArray *commendations, GString *sentences);
/* "So với năm 2025: số điểm tăng 05 điểm (0,4%); …": only exact numbers. */
gboolean nh_report_add_comparison (NhReportContext *context, GString *sentences, GError **error);
/* "văn nghệ, thể dục thể thao": what the ceremony or the festivities (@field) of the points consisted of; "" (transfer
 * full). NULL and @error. */
char *nh_report_parts_text (NhReportContext *context, guint field, GError **error);

/* One thing on a record's form: a section's title or a field. */
typedef struct
{
  const char *section; /* Vietnamese; NULL: a field */
  int field;           /* index in the type's table; -1: a section */
  gboolean wide;       /* over the whole width */
} NhFormPart;

/* Every field that is not hidden, once: in the order of ui/TYPE-form.ui, with the last day beside the first. (transfer
 * full): of NhFormPart */
GArray *nh_report_form_outline (const NhRecordType *type);

/* What was done at the festival, or in the year: "tổ chức 31 buổi tuyên truyền với 2.600 lượt người; …"; "" (transfer
 * full). NULL and @error. */
char *nh_report_activities_text (NhReportContext *context, gboolean of_year, GError **error);
/* The span of the results of the year: "7 tháng đầu năm 2026", "năm 2026". (transfer full). NULL and @error. */
char *nh_report_activity_span (NhReportContext *context, GError **error);

gboolean nh_report_fill_summary (NhReportContext *context, GError **error);
/* The same on one page: a row for each district, or for each kind of unit where there are none. */
gboolean nh_report_fill_groups (NhReportContext *context, GError **error);
/* Charts of units, kinds of gifts, forms of commendation, days and years, each where it has two numbers. */
gboolean nh_report_add_charts (NhReportContext *context, GError **error);
gboolean nh_report_fill_charts (NhReportContext *context, GError **error);
/* The contents of a book of all sheets that are annexes and hold something, with charts. */
gboolean nh_report_fill_annexes (NhReportContext *context, GError **error);
gboolean nh_report_fill_points (NhReportContext *context, GError **error);
gboolean nh_report_fill_gifts (NhReportContext *context, GError **error);
gboolean nh_report_fill_gift_list (NhReportContext *context, GError **error);
gboolean nh_report_fill_commendations (NhReportContext *context, GError **error);
gboolean nh_report_fill_commendation_list (NhReportContext *context, GError **error);
gboolean nh_report_fill_activities (NhReportContext *context, GError **error);
gboolean nh_report_fill_programmes (NhReportContext *context, GError **error);
/* Of each of today's units the chosen figures this year and last year, the difference and how much it is in %. */
gboolean nh_report_fill_comparison (NhReportContext *context, GError **error);
gboolean nh_report_fill_overview (NhReportContext *context, GError **error);
gboolean nh_report_fill_hand_in (NhReportContext *context, GError **error);
gboolean nh_report_fill_progress (NhReportContext *context, GError **error);
gboolean nh_report_fill_slips (NhReportContext *context, GError **error);
gboolean nh_report_fill_reminder (NhReportContext *context, GError **error);
gboolean nh_report_fill_paragraph (NhReportContext *context, GError **error);
/* The form of a record type on paper, blank or filled in with the record of the request. Begins and finishes the sheet
 * itself. */
gboolean nh_report_fill_form (NhReportContext *context, GError **error);
