/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-sheet-private.h"

#include "nh-number.h"
#include "nh-text.h"

#define MAX_TAB_LENGTH 31

char *
nh_sheet_clip (char *text)
{
  g_autofree char *whole = text;
  g_autofree char *cut = NULL;

  if (text == NULL || g_utf8_strlen (text, -1) <= NH_SHEET_MAX_TEXT)
    return g_steal_pointer (&whole);
  cut = g_utf8_substring (text, 0, NH_SHEET_MAX_TEXT - 1);
  return g_strconcat (cut, "…", NULL);
}

/* Takes @text over. */
static const char *
store (NhSheet *self, char *text)
{
  const char *stored;

  text = nh_sheet_clip (text);
  stored = text != NULL ? g_string_chunk_insert (self->texts, text) : NULL;

  g_free (text);
  return stored;
}

/* A name that Excel accepts for a tab. */
static char *
make_tab (const char *name)
{
  g_autofree char *clean = nh_text_clean (name);
  char *cut;

  g_strdelimit (clean, "[]:*?/\\'", ' ');
  cut = g_strstrip (g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), MAX_TAB_LENGTH)));
  if (*cut != '\0')
    return cut;
  g_free (cut);
  return g_strdup ("Sheet");
}

static void
chart_free (gpointer data)
{
  NhChart *chart = data;

  for (guint i = 0; i < chart->items->len; i++)
    g_free (g_array_index (chart->items, NhChartItem, i).name);
  g_array_unref (chart->items);
  g_free (chart->title);
  g_free (chart->measure);
  g_free (chart);
}

NhSheet *
nh_sheet_new (const char *tab)
{
  NhSheet *self = g_new0 (NhSheet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->texts = g_string_chunk_new (1024);
  self->tab = store (self, make_tab (tab));
  self->titles = g_ptr_array_new ();
  self->notes = g_ptr_array_new ();
  self->blocks = g_array_new (FALSE, TRUE, sizeof (NhBlock));
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_sheet_unref);
  self->charts = g_ptr_array_new_with_free_func (chart_free);
  self->recipients = g_new0 (char *, 1);
  self->authority = g_new0 (char *, 1);

  return self;
}

NhSheet *
nh_sheet_ref (NhSheet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nh_sheet_unref (NhSheet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < self->blocks->len; i++)
    if (g_array_index (self->blocks, NhBlock, i).entry != NULL)
      {
        g_free ((NhTick *) g_array_index (self->blocks, NhBlock, i).entry->ticks);
        g_free (g_array_index (self->blocks, NhBlock, i).entry);
      }
  g_strfreev (self->recipients);
  g_strfreev (self->authority);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->charts);
  g_ptr_array_unref (self->titles);
  g_ptr_array_unref (self->notes);
  g_array_unref (self->blocks);
  g_clear_pointer (&self->table, nh_table_free);
  g_string_chunk_free (self->texts);
  g_free (self);
}

void
nh_sheet_set_properties (NhSheet *self, const NhSheetProperties *properties)
{
  self->title = store (self, nh_text_clean (properties->title));
  self->unit = store (self, nh_text_clean (properties->unit));
  self->created = store (self, g_strdup (properties->created));
  self->year = properties->year;
}

void
nh_sheet_set_page (NhSheet *self, NhOrientation orientation, NhPaper largest)
{
  self->orientation = orientation;
  self->largest_paper = largest;
}

/* A missing day leaves blanks wide enough for a pen. */
static char *
make_place_line (const NhLetterhead *letterhead)
{
  g_autofree char *place = nh_text_clean (letterhead->place);
  g_autofree char *day = nh_date_is_valid (letterhead->date)
                             ? nh_date_format_long (letterhead->date)
                             : g_strdup_printf ("ngày      tháng      năm %d", letterhead->year);

  if (*place == '\0' && !nh_date_is_valid (letterhead->date) && letterhead->year == 0)
    return NULL;
  return g_strdup_printf ("%s%s%s", place, *place != '\0' ? ", " : "", day);
}

void
nh_sheet_set_letterhead (NhSheet *self, const NhLetterhead *letterhead)
{
  g_autofree char *symbol = nh_text_clean (letterhead->symbol);
  g_autofree char *number = nh_text_clean (letterhead->number);
  char *line = NULL;

  if (*number != '\0')
    line = g_strdup_printf ("Số: %s%s%s", number, *symbol != '\0' ? "/" : "", symbol);
  else if (*symbol != '\0')
    line = g_strdup_printf ("Số:        /%s", symbol);

  self->with_letterhead = TRUE;
  self->superior = store (self, nh_text_clean (letterhead->superior));
  self->issuer = store (self, nh_text_clean (letterhead->issuer));
  self->number_line = store (self, line);
  self->place_line = store (self, make_place_line (letterhead));
}

static void
add_line (NhSheet *self, GPtrArray *lines, const char *text)
{
  g_autofree char *line = nh_sheet_clip (nh_text_clean (text));

  if (*line != '\0')
    g_ptr_array_add (lines, g_string_chunk_insert (self->texts, line));
}

void
nh_sheet_add_title (NhSheet *self, const char *line)
{
  add_line (self, self->titles, line);
}

void
nh_sheet_add_note (NhSheet *self, const char *text)
{
  add_line (self, self->notes, text);
}

void
nh_sheet_set_annex (NhSheet *self, const char *line)
{
  self->annex = store (self, nh_text_clean (line));
}

void
nh_sheet_set_subtitle (NhSheet *self, const char *line)
{
  self->subtitle = store (self, nh_text_clean (line));
}

void
nh_sheet_set_cut_off (NhSheet *self, NhDate as_of, guint n_reported, guint n_units, const char *more)
{
  g_autofree char *day = nh_date_is_valid (as_of) ? nh_date_format (as_of) : NULL;
  char *line = NULL;

  if (day != NULL && n_units > 0)
    line = g_strdup_printf ("(Số liệu tính đến ngày %s; %u/%u đơn vị đã báo cáo%s)", day, n_reported, n_units, more);
  else if (day != NULL)
    line = g_strdup_printf ("(Số liệu tính đến ngày %s)", day);
  else if (n_units > 0)
    line = g_strdup_printf ("(%u/%u đơn vị đã báo cáo%s)", n_reported, n_units, more);
  self->subtitle = store (self, line);
}

void
nh_sheet_set_final_only (NhSheet *self)
{
  self->final_only = TRUE;
}

static void
add_text_blocks (NhSheet *self, NhBlockKind kind, const char *text)
{
  g_autofree char *clean = nh_text_clean_lines (text);
  g_auto (GStrv) lines = g_strsplit (clean, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      NhBlock block = { kind, store (self, g_strdup (lines[i])), NULL };

      if (*lines[i] != '\0')
        g_array_append_val (self->blocks, block);
    }
}

void
nh_sheet_add_section (NhSheet *self, const char *title)
{
  add_text_blocks (self, NH_BLOCK_SECTION, title);
}

void
nh_sheet_add_paragraph (NhSheet *self, const char *text)
{
  add_text_blocks (self, NH_BLOCK_PARAGRAPH, text);
}

void
nh_sheet_add_entry (NhSheet *self, const NhEntry *entry)
{
  NhEntry *copy = g_memdup2 (entry, sizeof *entry);
  NhTick *ticks = g_new0 (NhTick, entry->n_ticks);
  NhBlock block = { NH_BLOCK_ENTRY, store (self, nh_text_clean (entry->label)), copy };

  for (guint i = 0; i < entry->n_ticks; i++)
    ticks[i] = (NhTick){ store (self, nh_text_clean (entry->ticks[i].title)), entry->ticks[i].ticked };
  copy->label = block.text;
  copy->value = store (self, nh_text_clean_lines (entry->value));
  copy->pattern = store (self, g_strdup (entry->pattern));
  copy->ticks = ticks;
  g_array_append_val (self->blocks, block);
}

NhTable *
nh_sheet_add_table (NhSheet *self)
{
  NhBlock block = { NH_BLOCK_TABLE, NULL, NULL };

  g_assert (self->table == NULL);

  self->table = nh_table_new ();
  g_array_append_val (self->blocks, block);
  return self->table;
}

/* The lines of @text that are not empty, each with @prefix instead of a dash of its own. */
static char **
split_lines (const char *text, const char *prefix)
{
  g_autofree char *clean = nh_sheet_clip (nh_text_clean_lines (text));
  g_auto (GStrv) lines = g_strsplit (clean, "\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = NULL;
      const char *start = lines[i];

      while (*start == ' ' || (*prefix != '\0' && *start == '-'))
        start++;
      if (*start == '\0')
        continue;
      line = g_strconcat (prefix, start, NULL);
      g_strv_builder_add (builder, line);
    }
  return g_strv_builder_end (builder);
}

void
nh_sheet_set_signature (NhSheet *self, const NhSignature *signature)
{
  g_strfreev (self->recipients);
  g_strfreev (self->authority);
  self->recipients = split_lines (signature->recipients, "- ");
  self->authority = split_lines (signature->authority, "");
  self->with_preparer = signature->with_preparer;
  self->preparer = store (self, nh_text_clean (signature->preparer));
  self->signer = store (self, nh_text_clean (signature->signer));
}

gboolean
nh_sheet_is_form (NhSheet *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    if (g_array_index (self->blocks, NhBlock, i).kind == NH_BLOCK_ENTRY)
      return TRUE;
  return FALSE;
}

gboolean
nh_sheet_shows_charts (NhSheet *self)
{
  return self->charts->len > 0 && self->parts->len == 0;
}

gboolean
nh_sheet_has_signature (NhSheet *self)
{
  return self->with_preparer || self->recipients[0] != NULL || self->authority[0] != NULL;
}

GPtrArray *
nh_sheet_list_notes (NhSheet *self)
{
  GPtrArray *notes = g_ptr_array_new ();

  for (guint i = 0; i < self->notes->len; i++)
    g_ptr_array_add (notes, self->notes->pdata[i]);
  if (self->table != NULL && nh_table_has_cell (self->table, NH_CELL_NUMBER, NH_CELL_FROM_TOTAL))
    g_ptr_array_add (notes, (gpointer) "* Số liệu tổng đơn vị báo cáo, không kèm danh sách chi tiết.");
  if (self->table != NULL && nh_table_has_cell (self->table, NH_CELL_NOT_REPORTED, NH_CELL_PLAIN))
    g_ptr_array_add (notes, self->final_only
                                ? (gpointer) "Ô trống tô xám: chưa chốt hoặc chưa báo cáo; ô trống không tô: không "
                                             "ghi; dấu “–”: không có."
                                : (gpointer) "Ô trống tô xám: chưa báo cáo; ô trống không tô: không ghi; dấu “–”: "
                                             "không có.");
  return notes;
}

void
nh_sheet_add_part (NhSheet *self, NhSheet *part, const char *label)
{
  g_ptr_array_insert (part->titles, 0, (gpointer) g_string_chunk_insert (part->texts, label));
  g_ptr_array_add (self->parts, nh_sheet_ref (part));
}

guint
nh_sheet_get_n_parts (NhSheet *self)
{
  return self->parts->len;
}

guint
nh_sheet_get_n_charts (NhSheet *self)
{
  return self->charts->len;
}

NhChart *
nh_sheet_add_chart (NhSheet *self, NhChartKind kind, const char *title, const char *measure)
{
  NhChart *chart = g_new0 (NhChart, 1);

  chart->kind = kind;
  chart->title = nh_text_clean (title);
  chart->measure = nh_text_clean (measure);
  chart->items = g_array_new (FALSE, TRUE, sizeof (NhChartItem));
  g_ptr_array_add (self->charts, chart);
  return chart;
}

void
nh_chart_add (NhChart *self, const char *name, gint64 value, const char *word)
{
  NhChartItem item = { nh_sheet_clip (nh_text_clean (name)), value, word };

  g_array_append_val (self->items, item);
}

char *
nh_chart_item_text (const NhChartItem *item)
{
  g_autofree char *number = nh_number_format (item->value);

  return item->word != NULL ? g_strdup_printf ("%s %s", item->word, number) : g_steal_pointer (&number);
}

const char *
nh_sheet_get_subtitle (NhSheet *self)
{
  return self->subtitle != NULL ? self->subtitle : "";
}

NhTable *
nh_sheet_get_table (NhSheet *self)
{
  return self->table;
}

const char *
nh_sheet_get_paragraph (NhSheet *self, guint index)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const NhBlock *block = &g_array_index (self->blocks, NhBlock, i);

      if ((block->kind == NH_BLOCK_PARAGRAPH || block->kind == NH_BLOCK_SECTION) && index-- == 0)
        return block->text;
    }
  return NULL;
}

guint
nh_sheet_get_n_paragraphs (NhSheet *self)
{
  guint n = 0;

  while (nh_sheet_get_paragraph (self, n) != NULL)
    n++;
  return n;
}
