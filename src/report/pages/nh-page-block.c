/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-page-block.h"

#define RULE_GAP 2.0
#define LETTERHEAD_GAP (4 * NH_MM)

void
nh_flow_new_page (NhFlow *flow)
{
  NhFit *fit = flow->out->fit;

  flow->page = g_array_new (FALSE, TRUE, sizeof (NhItem));
  g_ptr_array_add (flow->out->pages, flow->page);
  flow->y = flow->top;

  /* Nghị định 30/2020: no number on the first page. */
  if (flow->out->pages->len > 1)
    {
      g_autofree char *number = g_strdup_printf ("%u", flow->out->pages->len);
      NhTextStyle style = { .size = NH_PAGE_NUMBER_SIZE, .align = PANGO_ALIGN_CENTER, .width = fit->width };

      nh_flow_add_text (flow, fit->left, (fit->top - NH_PAGE_NUMBER_SIZE) / 2, number, &style);
    }
}

gboolean
nh_flow_is_fresh (NhFlow *flow)
{
  return flow->y <= flow->top;
}

NhItem *
nh_flow_add_text (NhFlow *flow, double x, double y, const char *text, const NhTextStyle *style)
{
  NhItem item = { .kind = NH_ITEM_TEXT, .x = x, .y = y, .width = style->width, .style = *style };

  item.text = g_string_chunk_insert_const (flow->out->texts, text);
  g_array_append_val (flow->page, item);
  return &g_array_index (flow->page, NhItem, flow->page->len - 1);
}

void
nh_flow_add_shape (NhFlow *flow, NhItemKind kind, double x, double y, double width, double height)
{
  NhItem item = { .kind = kind, .x = x, .y = y, .width = width, .height = height };

  g_array_append_val (flow->page, item);
}

/* Places @text (nullable), or only measures it. Returns the y below it. */
static double
do_text (NhFlow *flow, const char *text, const NhTextStyle *style, double x, double y, gboolean draw)
{
  double height;

  if (text == NULL || *text == '\0')
    return y;
  nh_typeset_measure (flow->out->typeset, text, style, NULL, &height, NULL);
  if (draw)
    nh_flow_add_text (flow, x, y, text, style);
  return y + height;
}

static double
do_texts (NhFlow *flow, char *const *texts, const NhTextStyle *style, double x, double y, gboolean draw)
{
  for (; *texts != NULL; texts++)
    y = do_text (flow, *texts, style, x, y, draw);
  return y;
}

static NhTextStyle
centred (double size, gboolean bold, gboolean italic, double width)
{
  return (NhTextStyle){ .size = size, .bold = bold, .italic = italic, .align = PANGO_ALIGN_CENTER, .width = width };
}

/* Returns the y below the rule. */
static double
place_rule (NhFlow *flow, double x, double width, double length, double y)
{
  nh_flow_add_shape (flow, NH_ITEM_LINE, x + (width - length) / 2, y + RULE_GAP, length, 0);
  return y + NH_RULE_ROOM;
}

static double
measure_text (NhFlow *flow, const char *text, double size, gboolean bold)
{
  return text != NULL ? nh_typeset_unit_width (flow->out->typeset, text, bold) * size : 0;
}

/* Returns the y below it. */
static double
place_issuer (NhFlow *flow, NhSheet *sheet, double x, double width, double y)
{
  NhTextStyle superior = centred (NH_SUPERIOR_SIZE, FALSE, FALSE, width);
  NhTextStyle issuer = centred (NH_SUPERIOR_SIZE, TRUE, FALSE, width);
  double length;

  y = do_text (flow, sheet->superior, &superior, x, y, TRUE);
  if (sheet->issuer == NULL || *sheet->issuer == '\0')
    return y;
  y = do_text (flow, sheet->issuer, &issuer, x, y, TRUE);
  /* Nghị định 30/2020: a third to a half as long as the text. */
  nh_typeset_measure (flow->out->typeset, sheet->issuer, &issuer, &length, NULL, NULL);
  return place_rule (flow, x, width, length * NH_RULE_PART, y);
}

/* Returns the y below it. */
static double
place_national (NhFlow *flow, double size, double x, double width, double y)
{
  NhTextStyle name = centred (size, TRUE, FALSE, width);
  NhTextStyle motto = centred (NH_MOTTO_SIZE, TRUE, FALSE, width);

  y = do_text (flow, NH_NATIONAL_NAME, &name, x, y, TRUE);
  y = do_text (flow, NH_NATIONAL_MOTTO, &motto, x, y, TRUE);
  return place_rule (flow, x, width, measure_text (flow, NH_NATIONAL_MOTTO, NH_MOTTO_SIZE, TRUE), y);
}

double
nh_letterhead_measure (const NhFit *fit, NhTypeset *typeset, NhSheet *sheet, double *right, double *national_size)
{
  double national = nh_typeset_unit_width (typeset, NH_NATIONAL_NAME, TRUE);
  double place = nh_typeset_unit_width (typeset, sheet->place_line != NULL ? sheet->place_line : "", FALSE);
  gboolean crowded = national * NH_NATIONAL_SIZE + LETTERHEAD_GAP > fit->width * 0.6;

  *national_size = crowded ? NH_NATIONAL_SIZE_SMALL : NH_NATIONAL_SIZE;
  *right = MAX (national * *national_size + 2, place * NH_LINE_SIZE);
  *right = MAX (*right, fit->width * 0.45);
  return fit->width - *right - LETTERHEAD_GAP;
}

void
nh_flow_place_letterhead (NhFlow *flow, NhSheet *sheet)
{
  NhFit *fit = flow->out->fit;
  NhTextStyle number, place;
  double size, right, left, x, y, below;

  if (!sheet->with_letterhead)
    return;

  left = nh_letterhead_measure (fit, flow->out->typeset, sheet, &right, &size);
  x = fit->left + fit->width - right;

  y = place_issuer (flow, sheet, fit->left, left, flow->y);
  below = place_national (flow, size, x, right, flow->y);
  y = MAX (y, below) + 2;
  number = centred (NH_LINE_SIZE, FALSE, FALSE, left);
  place = centred (NH_LINE_SIZE, FALSE, TRUE, right);
  below = do_text (flow, sheet->number_line, &number, fit->left, y, TRUE);
  y = do_text (flow, sheet->place_line, &place, x, y, TRUE);
  flow->y = MAX (y, below) + 10;
}

/* As wide as its lines need to be: of two lines, the second does not hold a last word alone. */
static NhTextStyle
balance (NhFlow *flow, const char *text, const NhTextStyle *style)
{
  NhTextStyle narrower = *style;
  double least = 0;
  double wide = style->width;
  guint n, n_lines;

  nh_typeset_measure (flow->out->typeset, text, style, NULL, NULL, &n);
  while (n > 1 && wide - least > 1)
    {
      narrower.width = (wide + least) / 2;
      nh_typeset_measure (flow->out->typeset, text, &narrower, NULL, NULL, &n_lines);
      if (n_lines > n)
        least = narrower.width;
      else
        wide = narrower.width;
    }
  narrower.width = wide;
  return narrower;
}

/* Returns the y below it. */
static double
place_title (NhFlow *flow, const char *text, double size, gboolean bold)
{
  NhFit *fit = flow->out->fit;
  NhTextStyle style = centred (size, bold, !bold, fit->width);

  if (text == NULL || *text == '\0')
    return flow->y;
  style = balance (flow, text, &style);
  return do_text (flow, text, &style, fit->left + (fit->width - style.width) / 2, flow->y, TRUE);
}

void
nh_flow_place_titles (NhFlow *flow, NhSheet *sheet)
{
  double before = flow->y;

  for (guint i = 0; i < sheet->titles->len; i++)
    flow->y = place_title (flow, sheet->titles->pdata[i], NH_TITLE_SIZE, TRUE);
  flow->y = place_title (flow, sheet->annex, NH_LINE_SIZE, FALSE);
  flow->y = place_title (flow, sheet->subtitle, NH_LINE_SIZE, FALSE);
  if (flow->y > before)
    flow->y += 8;
}

/* --- Signature --- */

static double
do_recipients (NhFlow *flow, NhSheet *sheet, double x, double width, double y, gboolean draw)
{
  NhTextStyle title = { .size = NH_RECIPIENTS_TITLE_SIZE, .bold = TRUE, .italic = TRUE, .width = width };
  NhTextStyle recipient = { .size = NH_RECIPIENTS_SIZE, .width = width };

  y = do_text (flow, NH_RECIPIENTS_TITLE, &title, x, y, draw);
  return do_texts (flow, sheet->recipients, &recipient, x, y, draw);
}

/* Places the signature at @y, or only measures it. Returns the y below it. */
static double
do_signature (NhFlow *flow, NhSheet *sheet, double y, gboolean draw)
{
  NhFit *fit = flow->out->fit;
  gboolean listed = sheet->recipients[0] != NULL;
  gboolean signed_by = sheet->authority[0] != NULL;
  guint n = (listed ? 1 : 0) + (sheet->with_preparer ? 1 : 0) + (signed_by ? 1 : 0);
  double width = fit->width / MAX (n, 2);
  double left = fit->left, middle = left + (listed ? width : 0), right = left + fit->width - width;
  NhTextStyle style = centred (NH_SIGNATURE_SIZE, TRUE, FALSE, width);
  double foot = y, names = y, end;

  if (listed)
    foot = do_recipients (flow, sheet, left, width - 8, y, draw);
  /* The names are on one line, however many lines the offices have. */
  if (sheet->with_preparer)
    names = do_text (flow, NH_PREPARER_TITLE, &style, middle, y, draw);
  end = do_texts (flow, sheet->authority, &style, right, y, draw);
  names = MAX (names, end);
  if (sheet->with_preparer || signed_by)
    names += nh_sheet_is_form (sheet) ? NH_HAND_ROOM : NH_SIGNING_ROOM;
  if (sheet->with_preparer)
    {
      end = do_text (flow, sheet->preparer, &style, middle, names, draw);
      foot = MAX (foot, end);
    }
  if (signed_by)
    {
      end = do_text (flow, sheet->signer, &style, right, names, draw);
      foot = MAX (foot, end);
    }
  return foot;
}

double
nh_flow_measure_signature (NhFlow *flow, NhSheet *sheet)
{
  return nh_sheet_has_signature (sheet) ? do_signature (flow, sheet, 0, FALSE) + 8 : 0;
}

void
nh_flow_place_signature (NhFlow *flow, NhSheet *sheet)
{
  double height = nh_flow_measure_signature (flow, sheet);

  if (height <= 0)
    return;
  if (flow->y + height > flow->bottom)
    nh_flow_new_page (flow);
  flow->y = do_signature (flow, sheet, flow->y + 8, TRUE);
}
