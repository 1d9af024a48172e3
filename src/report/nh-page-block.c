/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-page-block.h"

#define SUPERIOR_SIZE 12.0
#define NATIONAL_SIZE 13.0
#define NATIONAL_SIZE_SMALL 12.0
#define MOTTO_SIZE 13.0
#define LINE_SIZE 13.0           /* number, place and date, subtitle */
#define TITLE_SIZE 14.0
#define SIGNATURE_SIZE 13.0
#define RECIPIENTS_TITLE_SIZE 12.0
#define RECIPIENTS_SIZE 11.0
#define PAGE_NUMBER_SIZE 13.0
#define RULE_GAP 2.0
#define RULE_ROOM 5.0
#define SIGNING_ROOM 56.0        /* for the signature and the seal */
#define HAND_ROOM 36.0           /* for the signature of whoever fills in a form: no seal */

void
nh_flow_new_page (NhFlow *flow)
{
  NhFit *fit = flow->out->fit;

  flow->page = g_array_new (FALSE, TRUE, sizeof (NhItem));
  g_ptr_array_add (flow->out->pages, flow->page);
  flow->y = flow->top;

  /* Every page but the first has its number in the middle of the upper margin. */
  if (flow->out->pages->len > 1)
    {
      g_autofree char *number = g_strdup_printf ("%u", flow->out->pages->len);
      NhTextStyle style = { .size = PAGE_NUMBER_SIZE, .align = PANGO_ALIGN_CENTER, .width = fit->width };

      nh_flow_add_text (flow, fit->left, (fit->top - PAGE_NUMBER_SIZE) / 2, number, &style);
    }
}

gboolean
nh_flow_is_fresh (NhFlow *flow)
{
  return flow->y <= flow->top;
}

NhItem *
nh_flow_add_text (NhFlow            *flow,
                  double             x,
                  double             y,
                  const char        *text,
                  const NhTextStyle *style)
{
  NhItem item = { .kind = NH_ITEM_TEXT, .x = x, .y = y, .width = style->width, .style = *style };

  item.text = g_string_chunk_insert_const (flow->out->texts, text);
  g_array_append_val (flow->page, item);
  return &g_array_index (flow->page, NhItem, flow->page->len - 1);
}

void
nh_flow_add_shape (NhFlow     *flow,
                   NhItemKind  kind,
                   double      x,
                   double      y,
                   double      width,
                   double      height)
{
  NhItem item = { .kind = kind, .x = x, .y = y, .width = width, .height = height };

  g_array_append_val (flow->page, item);
}

/* Sets centred lines one under another. @y: moved on. */
static void
place_centred (NhFlow      *flow,
               double       x,
               double       width,
               const char  *text,
               double       size,
               gboolean     bold,
               gboolean     italic,
               double      *y)
{
  NhTextStyle style = { .size = size, .bold = bold, .italic = italic, .align = PANGO_ALIGN_CENTER, .width = width };
  double height;

  if (text == NULL || *text == '\0')
    return;
  nh_typeset_measure (flow->out->typeset, text, &style, NULL, &height, NULL);
  nh_flow_add_text (flow, x, *y, text, &style);
  *y += height;
}

static void
place_rule (NhFlow *flow,
            double  x,
            double  width,
            double  length,
            double *y)
{
  nh_flow_add_shape (flow, NH_ITEM_LINE, x + (width - length) / 2, *y + RULE_GAP, length, 0);
  *y += RULE_ROOM;
}

static double
measure_text (NhFlow     *flow,
              const char *text,
              double      size,
              gboolean    bold)
{
  return text != NULL ? nh_typeset_unit_width (flow->out->typeset, text, bold) * size : 0;
}

static void
place_issuer (NhFlow  *flow,
              NhSheet *sheet,
              double   x,
              double   width,
              double  *y)
{
  NhTextStyle style = { .size = SUPERIOR_SIZE, .bold = TRUE, .align = PANGO_ALIGN_CENTER, .width = width };
  double length;

  place_centred (flow, x, width, sheet->superior, SUPERIOR_SIZE, FALSE, FALSE, y);
  if (sheet->issuer == NULL || *sheet->issuer == '\0')
    return;
  place_centred (flow, x, width, sheet->issuer, SUPERIOR_SIZE, TRUE, FALSE, y);
  /* A third to a half of the text's length, says the decree. */
  nh_typeset_measure (flow->out->typeset, sheet->issuer, &style, &length, NULL, NULL);
  place_rule (flow, x, width, length * 0.42, y);
}

void
nh_flow_place_letterhead (NhFlow  *flow,
                          NhSheet *sheet)
{
  NhFit *fit = flow->out->fit;
  double gap = 4 * NH_MM;
  double national = measure_text (flow, NH_NATIONAL_NAME, NATIONAL_SIZE, TRUE);
  double size = national + gap > fit->width * 0.6 ? NATIONAL_SIZE_SMALL : NATIONAL_SIZE;
  double right, left, x, y_left, y_right, y;

  if (!sheet->with_letterhead)
    return;

  right = MAX (measure_text (flow, NH_NATIONAL_NAME, size, TRUE) + 2, measure_text (flow, sheet->place_line, LINE_SIZE, FALSE));
  right = MAX (right, fit->width * 0.45);
  left = fit->width - right - gap;
  x = fit->left + left + gap;
  y_left = y_right = flow->y;

  place_issuer (flow, sheet, fit->left, left, &y_left);
  place_centred (flow, x, right, NH_NATIONAL_NAME, size, TRUE, FALSE, &y_right);
  place_centred (flow, x, right, NH_NATIONAL_MOTTO, MOTTO_SIZE, TRUE, FALSE, &y_right);
  place_rule (flow, x, right, measure_text (flow, NH_NATIONAL_MOTTO, MOTTO_SIZE, TRUE), &y_right);

  y = y_right = MAX (y_left, y_right) + 2;
  place_centred (flow, fit->left, left, sheet->number_line, LINE_SIZE, FALSE, FALSE, &y);
  place_centred (flow, x, right, sheet->place_line, LINE_SIZE, FALSE, TRUE, &y_right);
  flow->y = MAX (y, y_right) + 10;
}

void
nh_flow_place_titles (NhFlow  *flow,
                      NhSheet *sheet)
{
  NhFit *fit = flow->out->fit;

  for (guint i = 0; i < sheet->titles->len; i++)
    place_centred (flow, fit->left, fit->width, sheet->titles->pdata[i], TITLE_SIZE, TRUE, FALSE, &flow->y);
  place_centred (flow, fit->left, fit->width, sheet->subtitle, LINE_SIZE, FALSE, TRUE, &flow->y);
  if (sheet->titles->len > 0 || (sheet->subtitle != NULL && *sheet->subtitle != '\0'))
    flow->y += 8;
}

/* ---- Signature -------------------------------------------------------------------------------------------------------------- */

/* Lines of an office one under another. Only measured when not @draw. Returns their foot. */
static double
do_office (NhFlow      *flow,
           char *const *lines,
           double       x,
           double       width,
           double       y,
           gboolean     draw)
{
  NhTextStyle style = { .size = SIGNATURE_SIZE, .bold = TRUE, .align = PANGO_ALIGN_CENTER, .width = width };
  double height;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      nh_typeset_measure (flow->out->typeset, lines[i], &style, NULL, &height, NULL);
      if (draw)
        nh_flow_add_text (flow, x, y, lines[i], &style);
      y += height;
    }
  return y;
}

/* The name under the room for signature and seal. */
static double
do_name (NhFlow     *flow,
         const char *name,
         double      x,
         double      width,
         double      y,
         gboolean    draw)
{
  char *lines[] = { (char *) name, NULL };

  return name != NULL && *name != '\0' ? do_office (flow, lines, x, width, y, draw) : y;
}

static double
do_recipients (NhFlow  *flow,
               NhSheet *sheet,
               double   x,
               double   width,
               double   y,
               gboolean draw)
{
  NhTextStyle style = { .size = RECIPIENTS_TITLE_SIZE, .bold = TRUE, .italic = TRUE, .width = width };
  const char *text = NH_RECIPIENTS_TITLE;
  double height;

  for (guint i = 0; text != NULL; i++)
    {
      nh_typeset_measure (flow->out->typeset, text, &style, NULL, &height, NULL);
      if (draw)
        nh_flow_add_text (flow, x, y, text, &style);
      y += height;
      text = sheet->recipients[i];
      style = (NhTextStyle) { .size = RECIPIENTS_SIZE, .width = width };
    }
  return y;
}

/* Draws it at @y, or only measures it. Returns its foot. */
static double
do_signature (NhFlow  *flow,
              NhSheet *sheet,
              double   y,
              gboolean draw)
{
  NhFit *fit = flow->out->fit;
  char preparer_title[] = NH_PREPARER_TITLE;
  char *preparer[] = { preparer_title, NULL };
  gboolean listed = sheet->recipients != NULL && sheet->recipients[0] != NULL;
  gboolean signed_by = sheet->authority != NULL && sheet->authority[0] != NULL;
  guint n = (listed ? 1 : 0) + (sheet->with_preparer ? 1 : 0) + (signed_by ? 1 : 0);
  double width = fit->width / MAX (n, 2);
  double x = fit->left;
  double right = fit->left + fit->width - width;
  double foot = y, names = y, end;

  if (listed)
    {
      foot = do_recipients (flow, sheet, x, width - 8, y, draw);
      x += width;
    }
  /* Whoever signs, the names stand on one line. */
  if (sheet->with_preparer)
    names = do_office (flow, preparer, x, width, y, draw);
  if (signed_by)
    {
      end = do_office (flow, sheet->authority, right, width, y, draw);
      names = MAX (names, end);
    }
  if (sheet->with_preparer || signed_by)
    names += nh_sheet_is_form (sheet) ? HAND_ROOM : SIGNING_ROOM;
  if (sheet->with_preparer)
    {
      end = do_name (flow, sheet->preparer, x, width, names, draw);
      foot = MAX (foot, end);
    }
  if (signed_by)
    {
      end = do_name (flow, sheet->signer, right, width, names, draw);
      foot = MAX (foot, end);
    }
  return foot;
}

double
nh_flow_measure_signature (NhFlow  *flow,
                           NhSheet *sheet)
{
  return nh_sheet_has_signature (sheet) ? do_signature (flow, sheet, 0, FALSE) + 8 : 0;
}

void
nh_flow_place_signature (NhFlow  *flow,
                         NhSheet *sheet)
{
  double height = nh_flow_measure_signature (flow, sheet);

  if (height <= 0)
    return;
  if (flow->y + height > flow->bottom)
    nh_flow_new_page (flow);
  flow->y = do_signature (flow, sheet, flow->y + 8, TRUE);
}
