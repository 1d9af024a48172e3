/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands above and below the table: NĐ 30/2020. The same geometry as in nh-page-block.c and nh-page-form.c. */

#include "nh-docx-private.h"

#define KEEP "<w:keepNext/>"
#define LETTERHEAD_FOOT 10.0
#define LETTERHEAD_MIDDLE 2.0
#define TITLES_FOOT 8.0
#define SIGNATURE_TOP 8.0
#define LAST_GAP 1.0
#define BOX_FONT "<w:rFonts w:ascii=\"Segoe UI Symbol\" w:hAnsi=\"Segoe UI Symbol\" w:eastAsia=\"Segoe UI Symbol\"/>"

/* A rule in the middle of a cell. */
static void
put_rule (NhDocx *self, double width, double length)
{
  int side = NH_TWIPS (MAX (width - length, 0) / 2);

  nh_docx_printf (self,
                  "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\""
                  " w:color=\"000000\"/></w:pBdr><w:spacing w:before=\"20\" w:line=\"%d\" w:lineRule=\"exact\"/>"
                  "<w:ind w:left=\"%d\" w:right=\"%d\"/></w:pPr></w:p>",
                  NH_TWIPS (NH_RULE_ROOM - 2), side, side);
}

/* The width of the longest of the lines that @text takes. */
static double
measure_width (NhDocx *self, const char *text, double size, double width)
{
  NhTextStyle style = { .size = size, .bold = TRUE, .width = width };
  double found;

  nh_typeset_measure (self->layout->typeset, text, &style, &found, NULL, NULL);
  return found;
}

static gboolean
is_there (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
put_issuer (NhDocx *self, double width)
{
  NhSheet *sheet = self->sheet;

  if (is_there (sheet->superior))
    nh_docx_put_paragraph (self, "Superior", NULL, NULL, sheet->superior);
  if (is_there (sheet->issuer))
    {
      nh_docx_put_paragraph (self, "Issuer", NULL, NULL, sheet->issuer);
      put_rule (self, width, measure_width (self, sheet->issuer, NH_SUPERIOR_SIZE, width) * NH_RULE_PART);
    }
  else if (!is_there (sheet->superior))
    nh_docx_put_gap (self, NH_RULE_ROOM, FALSE);
}

static void
put_national (NhDocx *self, double width, double size)
{
  char run[96];

  g_snprintf (run, sizeof run, "<w:sz w:val=\"%1$d\"/><w:szCs w:val=\"%1$d\"/>", NH_HALVES (size));
  nh_docx_put_paragraph (self, "National", NULL, size < NH_NATIONAL_SIZE ? run : NULL, NH_NATIONAL_NAME);
  nh_docx_put_paragraph (self, "Motto", NULL, NULL, NH_NATIONAL_MOTTO);
  put_rule (self, width, measure_width (self, NH_NATIONAL_MOTTO, NH_MOTTO_SIZE, width));
}

void
nh_docx_put_letterhead (NhDocx *self)
{
  NhSheet *sheet = self->sheet;
  double right, size, left;
  double widths[2];

  if (!sheet->with_letterhead)
    return;
  left = nh_letterhead_measure (self->layout->fit, self->layout->typeset, sheet, &right, &size);
  widths[0] = self->layout->fit->width - right;
  widths[1] = right;

  nh_docx_begin_frame (self, widths, 2);
  nh_docx_put (self, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
  nh_docx_begin_frame_cell (self, widths[0], "");
  put_issuer (self, left);
  nh_docx_put (self, "</w:tc>");
  nh_docx_begin_frame_cell (self, widths[1], "");
  put_national (self, right, size);
  nh_docx_put (self, "</w:tc></w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>");
  nh_docx_begin_frame_cell (self, widths[0], "");
  nh_docx_put_paragraph (self, "Number", "<w:spacing w:before=\"40\"/>", NULL, sheet->number_line);
  nh_docx_put (self, "</w:tc>");
  nh_docx_begin_frame_cell (self, widths[1], "");
  nh_docx_put_paragraph (self, "Place", "<w:spacing w:before=\"40\"/>", NULL, sheet->place_line);
  nh_docx_put (self, "</w:tc></w:tr></w:tbl>");
  nh_docx_put_gap (self, LETTERHEAD_FOOT, FALSE);
}

void
nh_docx_put_titles (NhDocx *self)
{
  NhSheet *sheet = self->sheet;

  for (guint i = 0; i < sheet->titles->len; i++)
    nh_docx_put_paragraph (self, "Title", KEEP, NULL, sheet->titles->pdata[i]);
  if (is_there (sheet->annex))
    nh_docx_put_paragraph (self, "Subtitle", KEEP, NULL, sheet->annex);
  if (is_there (sheet->subtitle))
    nh_docx_put_paragraph (self, "Subtitle", KEEP, NULL, sheet->subtitle);
  if (sheet->titles->len > 0 || is_there (sheet->annex) || is_there (sheet->subtitle))
    nh_docx_put_gap (self, TITLES_FOOT, TRUE);
}

/* --- Signature --- */

static void
put_recipients (NhDocx *self, double width, gboolean first)
{
  nh_docx_begin_frame_cell (self, width, first ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>");
  if (first)
    nh_docx_put_paragraph (self, "Recipients", KEEP, NULL, NH_RECIPIENTS_TITLE);
  for (char **line = self->sheet->recipients; first && *line != NULL; line++)
    nh_docx_put_paragraph (self, "Recipient", KEEP, NULL, *line);
  if (!first)
    nh_docx_put_paragraph (self, "Recipient", NULL, NULL, NULL);
  nh_docx_put (self, "</w:tc>");
}

/* A name, or the place for it. */
static void
put_name (NhDocx *self, const char *name)
{
  double line = nh_typeset_line_height (self->layout->typeset) * NH_SIGNATURE_SIZE;
  double room = (nh_sheet_is_form (self->sheet) ? NH_HAND_ROOM : NH_SIGNING_ROOM) - (is_there (name) ? 0 : line);
  g_autofree char *spacing = g_strdup_printf ("<w:spacing w:before=\"%d\"/>", NH_TWIPS (room));

  nh_docx_put_paragraph (self, "Signer", spacing, NULL, name);
}

/* The offices, or below them the names, all on one line. */
static void
put_signers (NhDocx *self, double width, gboolean names)
{
  NhSheet *sheet = self->sheet;
  gboolean listed = sheet->recipients[0] != NULL, signed_by = sheet->authority[0] != NULL;

  nh_docx_put (self, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
  if (listed)
    put_recipients (self, width, !names);
  if (!sheet->with_preparer && !(listed && signed_by)) /* the signer stands on the right, the rest on the left */
    {
      nh_docx_begin_frame_cell (self, width, "");
      nh_docx_put_paragraph (self, "Signer", NULL, NULL, NULL);
      nh_docx_put (self, "</w:tc>");
    }
  if (sheet->with_preparer)
    {
      nh_docx_begin_frame_cell (self, width, "");
      if (names)
        put_name (self, sheet->preparer);
      else
        nh_docx_put_paragraph (self, "Signer", KEEP, NULL, NH_PREPARER_TITLE);
      nh_docx_put (self, "</w:tc>");
    }
  if (signed_by)
    {
      nh_docx_begin_frame_cell (self, width, "");
      for (char **line = sheet->authority; !names && *line != NULL; line++)
        nh_docx_put_paragraph (self, "Signer", KEEP, NULL, *line);
      if (names)
        put_name (self, sheet->signer);
      nh_docx_put (self, "</w:tc>");
    }
  nh_docx_put (self, "</w:tr>");
}

void
nh_docx_put_signature (NhDocx *self)
{
  NhSheet *sheet = self->sheet;
  guint n = (sheet->recipients[0] != NULL) + (sheet->with_preparer != FALSE) + (sheet->authority[0] != NULL);
  double widths[3];

  if (n == 0)
    return;
  n = MAX (n, 2);
  for (guint i = 0; i < n; i++)
    widths[i] = self->layout->fit->width / n;
  nh_docx_put_gap (self, SIGNATURE_TOP, TRUE);
  nh_docx_begin_frame (self, widths, n);
  put_signers (self, widths[0], FALSE);
  put_signers (self, widths[0], TRUE);
  nh_docx_put (self, "</w:tbl>");
  nh_docx_put_gap (self, LAST_GAP, FALSE);
}

/* --- Entries of a form --- */

static void
put_run (NhDocx *self, const char *text)
{
  nh_docx_put (self, "<w:r>");
  nh_docx_put_text (self, text);
  nh_docx_put (self, "</w:r>");
}

/* A box to tick, which stays on the line of its title. */
static void
put_tick (NhDocx *self, const NhTick *tick)
{
  g_autoptr (GString) title = g_string_new (tick->title);

  g_string_replace (title, " ", "\u00a0", 0);
  g_string_prepend (title, "\u00a0");
  nh_docx_printf (self, "<w:r><w:rPr>" BOX_FONT "</w:rPr><w:t>%s</w:t></w:r>", tick->ticked ? "☒" : "☐");
  put_run (self, title->str);
}

/* What stands behind the label, up to the tab stop at the end of its dotted line. */
static void
put_entry_text (NhDocx *self, const NhEntry *entry)
{
  g_autofree char *label = g_strconcat (entry->label, ": ", NULL);

  put_run (self, label);
  for (guint i = 0; i < entry->n_ticks; i++)
    {
      put_tick (self, &entry->ticks[i]);
      put_run (self, "    ");
    }
  if (entry->n_ticks > 0)
    return;
  if (is_there (entry->value))
    put_run (self, entry->value);
  else if (is_there (entry->pattern))
    put_run (self, entry->pattern);
  else if (entry->n_lines > 0)
    nh_docx_put (self, "<w:r><w:tab/></w:r>");
}

/* Whether its text goes to the dotted tab stop. */
static gboolean
has_dots (const NhEntry *entry)
{
  return entry->n_ticks == 0 && !is_there (entry->value) && !is_there (entry->pattern) && entry->n_lines > 0;
}

static void
begin_entry (NhDocx *self, const char *tabs, double left)
{
  nh_docx_printf (self,
                  "<w:p><w:pPr><w:pStyle w:val=\"Entry\"/><w:tabs>%s</w:tabs><w:spacing w:line=\"%d\""
                  " w:lineRule=\"exact\"/><w:ind w:left=\"%d\"/></w:pPr>",
                  tabs, NH_TWIPS (self->layout->pitch), NH_TWIPS (left));
}

static void
append_tab (GString *tabs, gboolean dots, double at)
{
  g_string_append_printf (tabs, "<w:tab w:val=\"%s\"%s w:pos=\"%d\"/>", dots ? "right" : "left",
                          dots ? " w:leader=\"dot\"" : "", NH_TWIPS (at));
}

/* Columns of boxes to tick under the label. */
static void
put_tick_columns (NhDocx *self, NhFlow *flow, const NhEntry *entry, guint n_columns, double left)
{
  double width = self->layout->fit->width - left - NH_ENTRY_INDENT;
  g_autoptr (GString) tabs = g_string_new (NULL);
  guint line = 1, column;

  for (guint i = 1; i <= n_columns; i++)
    append_tab (tabs, FALSE, left + NH_ENTRY_INDENT + i * width / n_columns);
  begin_entry (self, tabs->str, left + NH_ENTRY_INDENT);
  for (guint i = 0; i < entry->n_ticks; i++)
    {
      guint before = line;

      line = nh_flow_find_tick (flow, entry, i, &column);
      if (i > 0)
        nh_docx_put (self, line > before ? "<w:r><w:br/></w:r>" : "<w:r><w:tab/></w:r>");
      put_tick (self, &entry->ticks[i]);
    }
  nh_docx_put (self, "</w:p>");
}

guint
nh_docx_put_entry (NhDocx *self, guint index)
{
  NhFlow flow = { .out = self->layout };
  const NhEntry *entry = g_array_index (self->sheet->blocks, NhBlock, index).entry;
  gboolean paired = nh_flow_is_paired (&flow, self->sheet, index);
  const NhEntry *other = paired ? g_array_index (self->sheet->blocks, NhBlock, index + 1).entry : NULL;
  guint n_columns = entry->n_ticks > 0 ? nh_flow_count_tick_columns (&flow, entry) : 0;
  double width = self->layout->fit->width, half = (width - NH_ENTRY_HALF_GAP) / 2;
  double left = entry->inset ? NH_ENTRY_INDENT : 0;
  g_autoptr (GString) tabs = g_string_new (NULL);

  if (paired && has_dots (entry))
    append_tab (tabs, TRUE, half);
  if (paired)
    append_tab (tabs, FALSE, half + NH_ENTRY_HALF_GAP + left);
  append_tab (tabs, TRUE, width);
  begin_entry (self, tabs->str, left);
  if (n_columns > 0)
    {
      g_autofree char *label = g_strconcat (entry->label, ":", NULL);

      put_run (self, label);
      nh_docx_put (self, "</w:p>");
      put_tick_columns (self, &flow, entry, n_columns, left);
      return index + 1;
    }
  put_entry_text (self, entry);
  if (paired)
    {
      nh_docx_put (self, "<w:r><w:tab/></w:r>");
      put_entry_text (self, other);
    }
  nh_docx_put (self, "</w:p>");
  for (guint i = 1; has_dots (entry) && i < MIN (entry->n_lines, self->layout->most_lines); i++)
    {
      begin_entry (self, tabs->str, left);
      nh_docx_put (self, "<w:r><w:tab/></w:r></w:p>");
    }
  return index + (paired ? 2 : 1);
}
