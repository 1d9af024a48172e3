/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-xlsx-private.h"

#include <math.h>

#define SIGNING_ROWS 4
#define LEAST_PART 0.2 /* of the width, for the issuer */
#define CENTRED .align = LXW_ALIGN_CENTER, .wrap = TRUE

typedef double (*PutLine) (NhXlsxTab *tab, guint row, guint first, guint last, const char *text,
                           const NhXlsxLook *look);

/* Adds two texts in one row, over the left and the right part of the sheet. */
static void
add_pair (NhXlsxTab *tab, guint border, guint last, PutLine put_left, const char *left, const NhXlsxLook *left_look,
          const char *right, const NhXlsxLook *right_look)
{
  double height = put_left (tab, tab->row, tab->start, border - 1, left, left_look);
  double other = nh_xlsx_put_line (tab, tab->row, border, last, right, right_look);

  if (height > 0 || other > 0)
    nh_xlsx_set_height (tab, tab->row, MAX (height, other));
  tab->row++;
}

/* The column with about @width points to its left, from @least on. */
static guint
find_border (NhXlsxTab *tab, double width, guint least)
{
  guint border = least;
  double before = 0;

  for (guint i = 0; i < least && i < tab->n_front; i++)
    before += tab->widths[i];
  while (border + 1 < tab->n_front && before + tab->widths[border] / 2 < width)
    before += tab->widths[border++];
  return border;
}

void
nh_xlsx_add_letterhead (NhXlsxTab *tab)
{
  NhSheet *sheet = tab->sheet;
  NhXlsxLook plain = { CENTRED, .size = NH_SUPERIOR_SIZE };
  NhXlsxLook issuer = { CENTRED, .size = NH_SUPERIOR_SIZE, .bold = TRUE };
  NhXlsxLook national = { CENTRED, .size = NH_NATIONAL_SIZE_SMALL, .bold = TRUE };
  NhXlsxLook motto = { CENTRED, .size = NH_LINE_SIZE, .bold = TRUE, .underline = TRUE };
  NhXlsxLook number = { CENTRED, .size = NH_LINE_SIZE };
  NhXlsxLook place = { CENTRED, .size = NH_LINE_SIZE, .italic = TRUE };
  double right = nh_typeset_unit_width (tab->typeset, NH_NATIONAL_NAME, TRUE) * NH_NATIONAL_SIZE_SMALL * NH_XLSX_SLACK +
                 10;
  guint border = find_border (tab, tab->width - MAX (right, tab->width * 0.45), tab->start + 1);
  guint last;

  if (!sheet->with_letterhead)
    return;
  /* Not so far that nothing is left for the other part. */
  while (border > tab->start + 1 && border < tab->n_front &&
         nh_slice_sum_widths (tab->fit->slices->pdata[0], tab->start, border - 1) >= tab->width * LEAST_PART &&
         nh_slice_sum_widths (tab->fit->slices->pdata[0], border, tab->n_front) < right)
    border--;
  last = MAX (tab->n_front - 1, border);

  add_pair (tab, border, last, nh_xlsx_put_line, sheet->superior, &plain, NH_NATIONAL_NAME, &national);
  add_pair (tab, border, last, nh_xlsx_put_underlined, sheet->issuer, &issuer, NH_NATIONAL_MOTTO, &motto);
  add_pair (tab, border, last, nh_xlsx_put_line, sheet->number_line, &number, sheet->place_line, &place);
  tab->row++;
}

void
nh_xlsx_add_titles (NhXlsxTab *tab)
{
  NhSheet *sheet = tab->sheet;
  NhXlsxLook title = { CENTRED, .size = NH_TITLE_SIZE, .bold = TRUE };
  NhXlsxLook subtitle = { CENTRED, .size = NH_LINE_SIZE, .italic = TRUE };

  for (guint i = 0; i < sheet->titles->len; i++)
    nh_xlsx_add_line (tab, sheet->titles->pdata[i], &title);
  if (sheet->annex != NULL && *sheet->annex != '\0')
    nh_xlsx_add_line (tab, sheet->annex, &subtitle);
  if (sheet->subtitle != NULL && *sheet->subtitle != '\0')
    nh_xlsx_add_line (tab, sheet->subtitle, &subtitle);
  tab->row++;
}

/* The width of an unbroken line of the signature. */
static double
need (NhXlsxTab *tab, const char *text)
{
  return text == NULL || *text == '\0'
             ? 0
             : nh_typeset_unit_width (tab->typeset, text, TRUE) * NH_SIGNATURE_SIZE * NH_XLSX_SLACK + 10;
}

/* The borders of the three parts of the signature: as close to the thirds of the sheet as the columns allow, but with
 * room for the lines of the signers. */
static void
find_borders (NhXlsxTab *tab, guint *second, guint *third)
{
  NhSheet *sheet = tab->sheet;
  double preparer = MAX (need (tab, NH_PREPARER_TITLE), need (tab, sheet->preparer));
  double signer = need (tab, sheet->signer);
  double least = G_MAXDOUBLE;
  double left = 0;

  for (char **line = sheet->authority; *line != NULL; line++)
    signer = MAX (signer, need (tab, *line));
  *second = tab->start + 1;
  *third = *second + 1;
  for (guint i = 0; i < *second && i < tab->n_front; i++)
    left += tab->widths[i];
  for (guint i = tab->start + 1; i + 1 < tab->n_front; left += tab->widths[i++])
    {
      double right = left + tab->widths[i];

      for (guint k = i + 1; k < tab->n_front; right += tab->widths[k++])
        {
          double lacking = 2 * MAX (preparer - (right - left), 0) + MAX (signer - (tab->width - right), 0) +
                           3 * MAX (tab->width / 6 - left,
                                    0); /* a list in the index column is worse than a broken title */
          double cost = fabs (left - tab->width / 3) + fabs (right - tab->width * 2 / 3) + 100 * lacking;

          if (cost >= least)
            continue;
          least = cost;
          *second = i;
          *third = k;
        }
    }
}

/* Puts a text and raises the height of its row to what it needs. */
static void
put_line (NhXlsxTab *tab, double *heights, guint line, guint first, guint last, const char *text,
          const NhXlsxLook *look)
{
  double height = nh_xlsx_put_line (tab, tab->row + line, first, last, text, look);

  heights[line] = MAX (heights[line], height);
}

void
nh_xlsx_add_signature (NhXlsxTab *tab)
{
  NhSheet *sheet = tab->sheet;
  NhXlsxLook bold = { CENTRED, .size = NH_SIGNATURE_SIZE, .bold = TRUE };
  NhXlsxLook recipients = {
    .size = NH_RECIPIENTS_TITLE_SIZE, .bold = TRUE, .italic = TRUE, .align = LXW_ALIGN_LEFT, .wrap = TRUE
  };
  NhXlsxLook recipient = { .size = NH_RECIPIENTS_SIZE, .align = LXW_ALIGN_LEFT, .wrap = TRUE };
  guint n_recipients = g_strv_length (sheet->recipients);
  guint n_authority = g_strv_length (sheet->authority);
  guint name = MAX (n_authority, 1) + SIGNING_ROWS;
  guint n_rows = MAX (n_recipients + 1, name + 1);
  g_autofree double *heights = g_new0 (double, n_rows);
  guint second, third, last;

  if (!nh_sheet_has_signature (sheet))
    return;

  tab->row++;
  if (sheet->with_preparer)
    find_borders (tab, &second, &third);
  else
    second = third = find_border (tab, tab->width / 2, tab->start + 1);
  last = MAX (tab->n_front - 1, third);

  if (n_recipients > 0)
    put_line (tab, heights, 0, tab->start, second - 1, NH_RECIPIENTS_TITLE, &recipients);
  for (guint i = 0; i < n_recipients; i++)
    put_line (tab, heights, i + 1, tab->start, second - 1, sheet->recipients[i], &recipient);
  if (sheet->with_preparer)
    {
      put_line (tab, heights, 0, second, third - 1, NH_PREPARER_TITLE, &bold);
      put_line (tab, heights, name, second, third - 1, sheet->preparer, &bold);
    }
  for (guint i = 0; i < n_authority; i++)
    put_line (tab, heights, i, third, last, sheet->authority[i], &bold);
  if (n_authority > 0)
    put_line (tab, heights, name, third, last, sheet->signer, &bold);

  for (guint i = 0; i < n_rows; i++)
    if (heights[i] > 0)
      nh_xlsx_set_height (tab, tab->row + i, heights[i]);
  tab->row += n_rows;
}
