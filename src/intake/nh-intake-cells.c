/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The cells of a row become the fields of its record. */

#include "nh-intake-private.h"

#include <string.h>

#include "nh-cell-choice.h"
#include "nh-cell-value.h"
#include "nh-i18n.h"
#include "nh-text.h"
#include "nh-total.h"

#define LEAST_PLACE 4 /* characters of a name that is kept */

gboolean
nh_reading_is_free (const NhReading *self, int field)
{
  return field >= 0 && nh_mapping_find (self->mapping, field) < 0 && self->mapping->constants[field] == NULL;
}

/* How many of the record there are: a column of a choice may count them. -1: none, or another column says it. */
static int
find_number (NhReading *self)
{
  const NhRecordType *type = self->mapping->type;
  int field = nh_record_type_field (type, "quantity") >= 0 ? nh_record_type_field (type, "quantity")
                                                           : nh_record_type_field (type, "number");

  return nh_reading_is_free (self, field) ? field : -1;
}

/* The choice whose column has a mark. Of two, the one that comes last: "registered", "recognised"; but where records
 * are counted, two marks are two records. */
static void
set_only_choice (NhReading *self, NhIntakeRow *row, guint column, guint field)
{
  const NhRecordType *type = self->mapping->type;
  const char *choice = self->mapping->columns[column].choice, *other = self->marked[field];
  const NhMarked *marked = &self->choices[column];
  gboolean counted = nh_record_type_field (type, "quantity") >= 0 || nh_record_type_field (type, "number") >= 0;

  if (other != NULL && counted)
    nh_reading_add_note (
        row, (int) column, FALSE, TRUE,
        g_strdup_printf (_ ("“%s” and “%s” are both filled in: give each a row of its own."), other, choice));
  else if (other != NULL)
    nh_reading_add_note (row, (int) column, TRUE, FALSE,
                         g_strdup_printf (_ ("“%s” and “%s” are both marked: it was read as “%s”."), other, choice,
                                          marked->code->title));
  else if (strcmp (marked->code->title, choice) != 0)
    nh_reading_add_note (row, (int) column, marked->likely, FALSE,
                         g_strdup_printf (_ ("“%s” was read as “%s”."), choice, marked->code->title));
  self->marked[field] = choice;
  nh_record_set_text (row->record, field, marked->code->code);
}

/* One more of a field of several choices. */
static void
add_choice (NhReading *self, NhIntakeRow *row, guint column, guint field, const char *code,
            const NhParseContext *context)
{
  g_autofree char *before = nh_record_format (row->record, field, context->catalog);
  g_autofree char *all = g_strjoin (*before != '\0' ? "; " : "", before, code, NULL);
  g_autoptr (GError) problem = NULL;

  if (!nh_record_parse (row->record, field, all, context, &problem))
    nh_reading_add_note (row, (int) column, FALSE, TRUE, g_strdup (problem->message));
}

/* The level of a leader, whose field of names is @names; and where the cell has more than a mark, the names. */
static void
set_level (NhReading *self, NhIntakeRow *row, guint column, int names, const char *text, const NhParseContext *context)
{
  const NhRecordType *type = self->mapping->type;
  const char *code = NULL;
  int field = nh_record_type_condition (type, (guint) names, &code);
  g_autoptr (GError) problem = NULL;
  gboolean held;

  if (field < 0 || nh_cell_is_no_mark (text))
    return;
  held = nh_record_has_code (row->record, (guint) field, code);
  if (!held)
    add_choice (self, row, column, (guint) field, code, context);
  if (nh_cell_is_mark (text))
    return;
  if (!nh_record_parse (row->record, (guint) names, text, context, &problem))
    nh_reading_add_note (row, (int) column, FALSE, TRUE, g_strdup (problem->message));
  else if (!held)
    nh_reading_add_note (row, (int) column, self->mapping->columns[column].choice != NULL, FALSE,
                         g_strdup_printf (_ ("“%s” was read as “%s”."), text, _ (type->fields[names].title)));
}

/* The field of names that goes with a choice of several; -1: none. */
static int
find_names (const NhRecordType *type, guint field, const char *choice)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const char *code = NULL;

      if (type->fields[i].kind == NH_KIND_TEXT && nh_record_type_condition (type, i, &code) == (int) field &&
          strcmp (code, choice) == 0)
        return (int) i;
    }
  return -1;
}

/* The names of those whose level is a choice of another field. */
static gboolean
is_of_names (const NhRecordType *type, guint field)
{
  const char *code = NULL;
  int other = type->fields[field].kind == NH_KIND_TEXT ? nh_record_type_condition (type, field, &code) : -1;

  return other >= 0 && type->fields[other].kind == NH_KIND_MANY;
}

/* The field whose choice a column is: of a year of birth it is the gender. */
static const NhField *
find_chosen (const NhRecordType *type, guint field)
{
  return type->fields[field].kind != NH_KIND_INTEGER ? &type->fields[field]
                                                     : &type->fields[nh_record_type_field (type, "gender")];
}

void
nh_reading_find_choices (NhReading *self)
{
  const NhMapping *mapping = self->mapping;

  self->choices = g_new0 (NhMarked, mapping->n_columns + 1);
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      NhParseContext context = { self->catalog, nh_catalog_season_day (self->year), NH_DATE_NONE };
      const NhMapColumn *column = &mapping->columns[i];
      NhMarked *marked = &self->choices[i];
      const NhField *chosen;

      if (column->choice == NULL || column->field < 0)
        continue;
      chosen = find_chosen (mapping->type, (guint) column->field);
      marked->code = nh_cell_find_choice (chosen, column->choice, &context, &marked->likely);
      context.on = NH_DATE_NONE; /* that it is no more is said by the rules */
      if (marked->code == NULL)
        marked->code = nh_cell_find_choice (chosen, column->choice, &context, &marked->likely);
    }
}

/* "x", or again what the heading says. */
static gboolean
is_mark (NhReading *self, guint column, const char *text)
{
  return nh_cell_is_mark (text) || nh_text_same (text, self->mapping->columns[column].choice);
}

/* "5" under "Tập thể" counts them, where no other column does; what is no mark and no number is not understood. */
static void
set_number (NhReading *self, NhIntakeRow *row, guint column, guint field, const char *text,
            const NhParseContext *context)
{
  const char *choice = self->mapping->columns[column].choice;
  int number = find_number (self);

  if (self->mapping->type->fields[field].kind != NH_KIND_CHOICE || number < 0 ||
      strspn (text, "0123456789") != strlen (text) ||
      !nh_record_parse (row->record, (guint) number, text, context, NULL))
    {
      nh_reading_add_note (
          row, (int) column, FALSE, TRUE,
          g_strdup_printf (_ ("“%s” under “%s” is no mark: type x there, or leave it blank."), text, choice));
      return;
    }
  nh_reading_add_note (row, (int) column, FALSE, FALSE,
                       g_strdup_printf (_ ("“%s” under “%s” was read as “%s”."), text, choice,
                                        _ (self->mapping->type->fields[number].title)));
  set_only_choice (self, row, column, field);
}

/* The field that money of one source is: that of the whole. */
static int
find_money (const NhRecordType *type)
{
  int value = nh_record_type_field (type, "value");

  return value >= 0 ? value : nh_record_type_field (type, "cost");
}

/* "2.000.000" under "Ngân sách"; "1980" under "Nữ". */
static void
set_of_choice (NhReading *self, NhIntakeRow *row, guint column, guint field, const char *text,
               const NhParseContext *context)
{
  const NhRecordType *type = self->mapping->type;
  const NhCode *code = self->choices[column].code;
  gboolean money = type->fields[field].kind == NH_KIND_AMOUNTS;
  g_autofree char *before = money ? nh_record_format (row->record, field, context->catalog) : g_strdup ("");
  g_autofree char *all = money ? g_strconcat (before, *before != '\0' ? "; " : "", code->title, ": ", text, NULL)
                               : g_strdup (text);
  g_autoptr (GError) problem = NULL;

  if (!money && nh_record_get (row->record, field)->state != NH_VALUE_BLANK)
    nh_reading_add_note (row, (int) column, TRUE, FALSE,
                         g_strdup_printf (_ ("“%s” stands beside another one that says the same. Leave one of them "
                                             "blank."),
                                          text));
  else if (!nh_record_parse (row->record, field, all, context, &problem))
    nh_reading_add_note (row, (int) column, FALSE, TRUE, g_strdup (problem->message));
  else if (!money)
    nh_record_set_text (row->record, (guint) nh_record_type_field (type, "gender"), code->code);
}

/* What the column of one choice says. */
static void
set_marked (NhReading *self, NhIntakeRow *row, guint column, guint field, const char *text,
            const NhParseContext *context)
{
  const NhField *described = &self->mapping->type->fields[field];
  const NhCode *code = self->choices[column].code;
  int names = code != NULL && described->kind == NH_KIND_MANY ? find_names (self->mapping->type, field, code->code)
                                                              : -1;

  if (code == NULL)
    nh_reading_add_note (row, (int) column, FALSE, TRUE,
                         g_strdup_printf (_ ("“%s” is no choice of “%s”."), self->mapping->columns[column].choice,
                                          _ (described->title)));
  else if (described->kind == NH_KIND_AMOUNTS || described->kind == NH_KIND_INTEGER)
    set_of_choice (self, row, column, field, text, context);
  else if (names >= 0 && !is_mark (self, column, text))
    set_level (self, row, column, names, text, context);
  else if (!is_mark (self, column, text))
    set_number (self, row, column, field, text, context);
  else if (described->kind == NH_KIND_CHOICE)
    set_only_choice (self, row, column, field);
  else
    add_choice (self, row, column, field, code->code, context);
}

/* For ditto marks in the next row, and what there is to say of how the cell was read. */
static void
finish_cell (NhReading *self, NhIntakeRow *row, guint column, NhCellValue *value)
{
  if (value->verdict != NH_CELL_REFUSED)
    {
      g_free (self->above[column]);
      self->above[column] = g_strdup (value->whole != NULL ? value->whole : value->text);
    }
  if (value->verdict != NH_CELL_READ)
    nh_reading_add_note (row, (int) column, value->verdict == NH_CELL_DOUBTFUL, value->verdict == NH_CELL_REFUSED,
                         g_steal_pointer (&value->reason));
}

/* A mark in the column of one choice. */
static void
set_choice (NhReading *self, NhIntakeRow *row, guint column, guint field, const NhParseContext *context)
{
  const NhRecordType *type = self->mapping->type;
  guint read_as = type->fields[field].kind == NH_KIND_AMOUNTS ? (guint) find_money (type) : field;
  g_auto (NhCellValue) value = { NH_CELL_READ, NULL, NULL, NULL };

  nh_cell_value_read (&value, self->grid, nh_grid_get (self->grid, row->row, column), &self->mapping->columns[column],
                      self->above[column], row->record, read_as, context);
  if (value.verdict != NH_CELL_REFUSED && !nh_cell_is_no_mark (value.text))
    set_marked (self, row, column, field, value.text, context);
  finish_cell (self, row, column, &value);
}

/* --- Two values in one cell --- */

static gboolean
is_named (const NhRecordType *type, guint field, const char *name)
{
  return strcmp (type->fields[field].name, name) == 0;
}

/* The two groups of @pattern, a literal, which the whole text is. */
static gboolean
match_two (const char *text, const char *pattern, char **first, char **second)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (nh_text_get_pattern (pattern), text, 0, &match))
    return FALSE;
  *first = g_match_info_fetch (match, 1);
  *second = g_match_info_fetch (match, 2);
  return TRUE;
}

/* Leaves @own of the cell, and makes @rest the field @other. @told says so. */
static void
part (NhIntakeRow *row, guint column, NhCellValue *value, const char *own, int other, const char *rest,
      const NhParseContext *context, const char *told)
{
  if (!nh_record_parse (row->record, (guint) other, rest, context, NULL))
    return;
  nh_reading_add_note (row, (int) column, FALSE, FALSE, g_strdup (told));
  value->whole = value->text;
  value->text = g_strdup (own);
}

/* "125/QĐ-UBND ngày 10/8/2026" in the column of the number or of the day, where the other has none. */
static void
part_decision (NhReading *self, NhIntakeRow *row, guint column, guint field, NhCellValue *value,
               const NhParseContext *context)
{
  const NhRecordType *type = self->mapping->type;
  gboolean is_number = is_named (type, field, "decision_number");
  int other = is_number                                 ? nh_record_type_field (type, "decision_date")
              : is_named (type, field, "decision_date") ? nh_record_type_field (type, "decision_number")
                                                        : -1;
  g_autofree char *first = NULL, *second = NULL, *told = NULL;

  if (!nh_reading_is_free (self, other) ||
      !match_two (value->text,
                  "^(?:(?:Quyết định |QĐ )?(?:số |Số )?)(\\S*[0-9]\\S*/\\S*[^\\s,;]|(?<=[sS]ố )[0-9]+),? *;? "
                  "*(?:ngày|Ngày|ngay)?:? *"
                  "([0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4})$",
                  &first, &second))
    return;
  told = g_strdup_printf (_ ("“%s” was read as number %s and day %s."), value->text, first, second);
  part (row, column, value, is_number ? first : second, other, is_number ? second : first, context, told);
}

/* Money has a unit or its thousands: what "300" is worth cannot be told. */
#define WORTH                                                         \
  "((?:[0-9]{1,3}(?:[.][0-9]{3})+|[0-9]+(?:,[0-9]+)?(?= *[đnkt])) *" \
  "(?:đồng|đ|(?:nghìn|ngàn|triệu)(?: đồng)?|k|tr)?)(?: */ *(?:suất|phần)(?: quà)?)?"
#define SETS "([0-9]{1,5}) *(?:suất|phần)?(?: quà)?"

/* "12 suất x 300.000đ", "5 suất (mỗi suất 300.000đ)", "300.000đ x 12 suất" in the column of the number, where none is
 * that of the worth. */
static void
part_worth (NhReading *self, NhIntakeRow *row, guint column, guint field, NhCellValue *value,
            const NhParseContext *context)
{
  const NhRecordType *type = self->mapping->type;
  int worth = is_named (type, field, "quantity") ? nh_record_type_field (type, "unit_value") : -1;
  g_autofree char *first = NULL, *second = NULL, *told = NULL;

  if (!nh_reading_is_free (self, worth) ||
      !(match_two (value->text, "^" SETS " *(?:[xX×*]|\\(? *mỗi (?:suất|phần)(?: quà)?:?) *" WORTH " *\\)?$", &first,
                   &second) ||
        match_two (value->text, "^" WORTH " *[xX×*] *" SETS "$", &second, &first)))
    return;
  g_strchomp (second);
  told = g_strdup_printf (_ ("“%s” was read as number %s, each worth %s."), value->text, first, second);
  part (row, column, value, first, worth, second, context, told);
}

/* "5-9/8 và 15/8" in the column of the days: held again after a break, where no other column says when. Both times name
 * their month: in "5-7, 15/8" the first may be days of August, or one of July. */
static void
part_times (NhReading *self, NhIntakeRow *row, guint column, guint field, NhCellValue *value,
            const NhParseContext *context)
{
  const NhRecordType *type = self->mapping->type;
  int again = is_named (type, field, "date_from") ? nh_record_type_field (type, "second_from") : -1;
  g_autofree char *first = NULL, *second = NULL, *days = NULL, *days_again = NULL, *both = NULL, *told = NULL;
  NhDate from, to, from_again, to_again;

  if (!nh_reading_is_free (self, again) ||
      !match_two (value->text,
                  "^(.*?[0-9] *(?:[/.]|tháng) *[0-9].*?)(?: *[,;] *| +và +)(.*[0-9] *(?:[/.]|tháng) *[0-9].*)$", &first,
                  &second) ||
      !nh_date_parse_range (first, context->date_hint, &from, &to, NULL) ||
      !nh_date_parse_range (second, to, &from_again, &to_again, NULL) || from_again <= nh_date_add_days (to, 1))
    return;
  days = nh_date_format_range (from, to);
  days_again = nh_date_format_range (from_again, to_again);
  both = g_strdup_printf ("%s, %s", days, days_again);
  told = g_strdup_printf (_ ("“%s” was read as “%s”."), value->text, both);
  part (row, column, value, days, again, days_again, context, told);
}

/* --- Words and names --- */

/* What cannot stand in its field is kept in the note: the place of a gift that is no point, a source without money. */
static gboolean
keep_in_note (NhReading *self, NhIntakeRow *row, guint column, guint field, const char *text)
{
  const NhRecordType *type = self->mapping->type;
  int note = nh_record_type_field (type, "note");
  const char *title = _ (type->fields[field].title);
  g_autofree char *all = NULL;

  if (note < 0 || (int) field == note)
    return FALSE;
  all = g_strdup_printf ("%s%s%s: %s", nh_record_get_text (row->record, (guint) note),
                         *nh_record_get_text (row->record, (guint) note) != '\0' ? "\n" : "", title, text);
  nh_record_set_text (row->record, (guint) note, all);
  nh_reading_add_note (row, (int) column, TRUE, FALSE,
                       g_strdup_printf (_ ("“%s” cannot stand under “%s”: it was put into the note."), text, title));
  return TRUE;
}

/* "Ngân sách": the whole value is of that source. TRUE: it was dealt with. */
static gboolean
set_source (NhReading *self, NhIntakeRow *row, guint column, guint field, const char *text,
            const NhParseContext *context)
{
  const NhRecordType *type = self->mapping->type;
  int money = find_money (type);
  const NhCode *code = NULL;
  gboolean likely;
  g_autofree char *amount = NULL;

  if (*text == '\0' || strpbrk (text, "0123456789") != NULL)
    return FALSE;
  code = nh_cell_find_choice (&type->fields[field], text, context, &likely);
  nh_record_complete (row->record, self->catalog);
  if (code == NULL || money < 0 || nh_record_get_number (row->record, (guint) money, 0) <= 0)
    return keep_in_note (self, row, column, field, text);
  amount = g_strdup_printf ("%s: %" G_GINT64_FORMAT, code->title, nh_record_get_number (row->record, (guint) money, 0));
  if (!nh_record_parse (row->record, field, amount, context, NULL))
    return keep_in_note (self, row, column, field, text);
  nh_reading_add_note (row, (int) column, likely, FALSE, g_strdup_printf (_ ("“%s” was read as “%s”."), text, amount));
  return TRUE;
}

/* "1. Thôn Mỹ Sơn": the number of the line before the name, but for what this program wrote. */
static void
drop_line_number (NhReading *self, NhIntakeRow *row, guint column, guint field, NhCellValue *value)
{
  g_autofree char *all = NULL;

  if ((int) field != nh_record_type_identity (self->mapping->type) ||
      nh_mapping_find (self->mapping, NH_MAP_UUID) >= 0 || !nh_text_is_like (value->text, "^[0-9]{1,3}[.)/] +\\p{L}"))
    return;
  all = g_steal_pointer (&value->text);
  value->text = g_strdup (all + strspn (all, "0123456789.)/ "));
  nh_reading_add_note (row, (int) column, FALSE, FALSE,
                       g_strdup_printf (_ ("“%s” was read as “%s”."), all, value->text));
}

/* Does the next column go on with its text? */
static gboolean
has_next (const NhMapping *mapping, guint column)
{
  return column + 1 < mapping->n_columns && mapping->columns[column + 1].joined &&
         mapping->columns[column + 1].field == mapping->columns[column].field;
}

/* "Nguyễn Văn" and "An" in two columns of one heading. */
static void
join_next (NhReading *self, NhIntakeRow *row, guint column, NhCellValue *value)
{
  const NhMapping *mapping = self->mapping;
  g_autofree char *next = NULL, *whole = NULL;

  if (!has_next (mapping, column))
    return;
  next = nh_reading_dup_cell (self, row->row, column + 1);
  whole = g_strjoin (*value->text != '\0' && *next != '\0' ? " " : "", value->text, next, NULL);
  g_free (value->text);
  value->text = g_steal_pointer (&whole);
}

/* What a text says of a choice. */
typedef struct
{
  NhCellValue said;
  NhValue value;
} Judged;

void
nh_reading_free_judged (gpointer data)
{
  Judged *judged = data;

  nh_cell_value_clear (&judged->said);
  nh_value_clear (&judged->value);
  g_free (judged);
}

/* Choices are said in few texts, and searched for in lists: each text once a day. */
static void
set_value (NhReading *self, NhRecord *record, guint field, NhCellValue *value, const NhParseContext *context)
{
  NhKind kind = self->mapping->type->fields[field].kind;
  g_auto (NhValue) other = NH_VALUE_INIT;
  g_autofree char *key = NULL;
  Judged *judged;

  if (kind == NH_KIND_REFERENCE && nh_store_find_reference (self->connection, self->ledger, self->mapping->type, field,
                                                            value->text, context, &other))
    {
      nh_record_set (record, field, &other);
      return;
    }
  if ((kind != NH_KIND_CHOICE && kind != NH_KIND_MANY) || value->verdict == NH_CELL_REFUSED)
    {
      nh_cell_value_set (value, record, field, context);
      return;
    }
  key = g_strdup_printf ("%u/%d/%s", field, context->on, value->text);
  judged = g_hash_table_lookup (self->judged, key);
  if (judged == NULL)
    {
      judged = g_new0 (Judged, 1);
      judged->said.text = g_strdup (value->text);
      nh_cell_value_set (&judged->said, record, field, context);
      nh_value_copy (nh_record_get (record, field), &judged->value);
      g_hash_table_insert (self->judged, g_steal_pointer (&key), judged);
    }
  else if (judged->said.verdict != NH_CELL_REFUSED)
    nh_record_set (record, field, &judged->value);
  nh_cell_value_add (value, &judged->said);
}

static void
set_field (NhReading *self, NhIntakeRow *row, guint column, guint field, const NhParseContext *context)
{
  const NhField *described = &self->mapping->type->fields[field];
  const NhGridCell *cell = nh_grid_get (self->grid, row->row, column);
  const NhCounting *counting = self->mapping->type->counting; /* what repeats another would count with a note */
  g_auto (NhCellValue) value = { NH_CELL_READ, NULL, NULL, NULL };

  nh_cell_value_read (&value, self->grid, cell, &self->mapping->columns[column], self->above[column], row->record,
                      field, context);
  join_next (self, row, column, &value);
  drop_line_number (self, row, column, field, &value);
  part_decision (self, row, column, field, &value, context);
  part_worth (self, row, column, field, &value, context);
  part_times (self, row, column, field, &value, context);
  if (described->kind == NH_KIND_AMOUNTS && value.verdict != NH_CELL_REFUSED &&
      set_source (self, row, column, field, value.text, context))
    return;
  if (is_of_names (self->mapping->type, field) && value.verdict != NH_CELL_REFUSED)
    set_level (self, row, column, (int) field, value.text, context);
  else if (*value.text != '\0')
    {
      const char *before = nh_record_get_text (row->record, field);
      g_autofree char *was = g_strdup (before);
      g_autofree char *was_text = g_strdup (value.text);

      set_value (self, row->record, field, &value, context);
      if (value.verdict == NH_CELL_REFUSED && described->kind == NH_KIND_REFERENCE && cell->kind == NH_GRID_TEXT &&
          (counting == NULL || counting->duplicate != (int) field) && !g_uuid_string_is_valid (was_text) &&
          g_utf8_strlen (was_text, -1) >= LEAST_PLACE && keep_in_note (self, row, column, field, was_text))
        return;
      nh_record_suggest (row->record, field, was, self->catalog);
    }
  finish_cell (self, row, column, &value);
}

static gboolean
set_constant (NhReading *self, NhIntakeRow *row, guint field, const NhParseContext *context)
{
  const char *text = self->mapping->constants[field] != NULL ? self->mapping->constants[field] : self->common[field];
  g_autoptr (GError) problem = NULL;

  if (text == NULL || nh_record_parse (row->record, field, text, context, &problem))
    return TRUE;
  nh_reading_add_note (row, -1, FALSE, TRUE,
                       g_strdup_printf ("%s: %s", _ (self->mapping->type->fields[field].title), problem->message));
  return FALSE;
}

/* Names after the levels that they belong to, amounts by source after what they are parts of. */
static int
find_pass (const NhRecordType *type, guint field)
{
  NhKind kind = type->fields[field].kind;

  return kind == NH_KIND_DATE                                                                ? 0
         : kind == NH_KIND_AMOUNTS || kind == NH_KIND_REFERENCE || is_of_names (type, field) ? 2
                                                                                             : 1;
}

/* By a column of its own, "7", "Tháng 7" or "7/2026"; else August. */
static int
find_month (NhReading *self, NhIntakeRow *row)
{
  int column = nh_mapping_find (self->mapping, NH_MAP_MONTH);
  g_autofree char *text = column >= 0 ? nh_reading_dup_cell (self, row->row, (guint) column) : g_strdup ("");
  g_autofree char *folded = nh_text_fold (text);
  gint64 month = g_ascii_strtoll (folded + strcspn (folded, "0123456789"), NULL, 10);

  if (*folded == '\0')
    return 8;
  if (nh_text_is_like (folded, "^(thang |t ?)?[0-9]{1,2}(/[0-9]{4})?$") && month >= 1 && month <= 12)
    return (int) month;
  nh_reading_add_note (row, column, FALSE, TRUE,
                       g_strdup_printf (_ ("“%s” is not a month. Type it as a number, like 8."), text));
  return 8;
}

/* Is the column read in that pass? A choice of a column comes with the others. */
static gboolean
is_of_pass (const NhReading *self, guint column, int pass)
{
  const NhMapColumn *mapped = &self->mapping->columns[column];

  if (mapped->field < 0 || (mapped->choice == NULL && mapped->joined))
    return FALSE;
  return pass == (mapped->choice != NULL ? 1 : self->passes[mapped->field]);
}

void
nh_reading_find_passes (NhReading *self)
{
  const NhRecordType *type = self->mapping->type;

  self->passes = g_new0 (int, type->n_fields);
  for (guint i = 0; i < type->n_fields; i++)
    self->passes[i] = find_pass (type, i);
}

void
nh_reading_set_fields (NhReading *self, NhIntakeRow *row, NhCatalog *offer)
{
  const NhMapping *mapping = self->mapping;
  NhDate hint = nh_date_new (nh_record_get_info (row->record)->year, find_month (self, row), 1);

  memset (self->marked, 0, mapping->type->n_fields * sizeof *self->marked);
  for (int pass = 0; pass < 3; pass++)
    {
      NhParseContext context = { offer, nh_record_get_day (row->record), hint };

      for (guint i = 0; i < mapping->type->n_fields; i++)
        if (self->passes[i] == pass)
          set_constant (self, row, i, &context);
      for (guint i = 0; i < mapping->n_columns; i++)
        if (!is_of_pass (self, i, pass))
          continue;
        else if (nh_grid_get (self->grid, row->row, i) == NULL && !has_next (mapping, i))
          {
            g_free (self->above[i]);
            self->above[i] = g_strdup ("");
          }
        else if (mapping->columns[i].choice != NULL)
          set_choice (self, row, i, (guint) mapping->columns[i].field, &context);
        else
          set_field (self, row, i, (guint) mapping->columns[i].field, &context);
    }
  nh_reading_split_address (self, row);
}

void
nh_reading_guess_identity (NhReading *self, NhIntakeRow *row)
{
  const NhRecordType *type = self->mapping->type;
  int identity = nh_record_type_identity (type), name = nh_record_type_field (type, "name");
  const NhField *field = identity >= 0 ? &type->fields[identity] : NULL;
  NhParseContext context = { self->catalog, nh_record_get_day (row->record), NH_DATE_NONE };
  const NhCode *code;
  gboolean likely;

  if (type == &nh_total_type && nh_mapping_find (self->mapping, identity) < 0 &&
      self->mapping->constants[identity] == NULL && self->common[identity] == NULL)
    nh_reading_add_note (
        row, -1, FALSE, TRUE,
        g_strdup (_ ("No column says which figure it is. Where each column is a figure, take one after the "
                     "other: choose the column as “Number”, and under “Same in all rows” which "
                     "figure.")));
  if (field == NULL || name < 0 || field->kind != NH_KIND_CHOICE ||
      *nh_record_get_text (row->record, (guint) name) == '\0' || nh_mapping_find (self->mapping, identity) >= 0 ||
      nh_value_is_set (nh_record_get (row->record, (guint) identity)))
    return;
  code = nh_cell_find_choice (field, nh_record_get_text (row->record, (guint) name), &context, &likely);
  if (code == NULL)
    code = nh_catalog_get_code (self->catalog, field->codebook, "khac", context.on);
  if (code == NULL)
    return;
  nh_record_set_text (row->record, (guint) identity, code->code);
  nh_reading_add_note (row, nh_mapping_find (self->mapping, name), TRUE, FALSE,
                       g_strdup_printf (_ ("By its words it was taken for “%s”."), code->title));
}
