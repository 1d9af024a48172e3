/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-typeset.h"

#include <math.h>
#include <string.h>

#define MEASURED_SIZE 100.0
#define CLOSE 0.01        /* points; a sum of widths so close to the limit is checked by a layout */
#define ODD G_MININT      /* the width of letters from another font, whose lines have another height */
#define LONGEST_NUMBER 30 /* bytes; a longer one may be broken */
#define LONGEST_RUN 400   /* bytes of a word that are shaped as one */
#define LONG_TEXT 2000    /* bytes; the layout of a longer one is kept */
#define MOST_KEPT 8
#define N_LETTERS (0x250 + 0x5a + 1)

/* The layout of a long text. */
typedef struct
{
  char *text;
  NhTextStyle style;
  PangoLayout *layout;
} Kept;

struct _NhTypeset
{
  PangoContext *context;
  PangoLayout *layout;
  GPtrArray *kept;                 /* of Kept, the oldest first */
  int *advances[2][N_LETTERS + 1]; /* plain and bold, by the letter before (0: none): Pango units at MEASURED_SIZE; 0:
                                      not measured */
  double line_heights[2];          /* of a line at 1 pt */
};

static void
kept_free (Kept *self)
{
  g_object_unref (self->layout);
  g_free (self->text);
  g_free (self);
}

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, const char *text, const char *start, const char *end)
{
  attribute->start_index = (guint) (start - text);
  attribute->end_index = (guint) (end - text);
  pango_attr_list_insert (list, attribute);
}

/* Pango shapes the rest of a word anew for each line that it is broken into, which is quadratic for an endless word.
 * Pieces in two languages that look the same are shaped by themselves. */
static void
cut_word (PangoAttrList *list, const char *text, const char *word, const char *end)
{
  for (gboolean other = FALSE; end - word > LONGEST_RUN; other = !other)
    {
      const char *start = word;

      word = g_utf8_find_prev_char (text, word + LONGEST_RUN + 1);
      while (word < end && g_unichar_ismark (g_utf8_get_char (word)))
        word = g_utf8_next_char (word);
      add_attribute (list, pango_attr_language_new (pango_language_from_string (other ? "vi" : "vi-vn")), text, start,
                     word);
    }
}

/* @whole_numbers: the number of a document and a date are not broken: "123/KH-UBND". */
static void
add_word_attributes (PangoAttrList *list, const char *text, gboolean whole_numbers)
{
  for (const char *word = text; *word != '\0';)
    {
      const char *end = word + strcspn (word, " \n");
      gsize length = (gsize) (end - word);

      if (whole_numbers && length <= LONGEST_NUMBER && memchr (word, '/', length) != NULL &&
          strcspn (word, "0123456789") < length)
        add_attribute (list, pango_attr_allow_breaks_new (FALSE), text, word, end);
      cut_word (list, text, word, end);
      word = end + strspn (end, " \n");
    }
}

static void
lay_out (PangoLayout *layout, const char *text, const NhTextStyle *style)
{
  /* Without the comma "Roman" would be parsed as a style. */
  PangoFontDescription *font = pango_font_description_from_string ("Times New Roman, 12");
  gboolean wraps = style->width > 0;
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_size (font, (int) (style->size * PANGO_SCALE + 0.5));
  pango_font_description_set_weight (font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style (font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);

  pango_layout_set_font_description (layout, font);
  /* A broken name gets no hyphen. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  add_word_attributes (attributes, text, style->justify);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_alignment (layout, style->align);
  pango_layout_set_width (layout, wraps ? (int) (style->width * PANGO_SCALE) : -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_justify (layout, wraps && style->justify);
  pango_layout_set_indent (layout, (int) (style->indent * PANGO_SCALE));
  pango_layout_set_single_paragraph_mode (layout, FALSE);

  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
}

static gboolean
is_same_style (const NhTextStyle *one, const NhTextStyle *other)
{
  return one->size == other->size && !one->bold == !other->bold && !one->italic == !other->italic &&
         one->align == other->align && one->width == other->width && !one->justify == !other->justify &&
         one->indent == other->indent;
}

/* A cell that goes on over many pages is measured and drawn page by page, from one layout. */
static PangoLayout *
find_kept (NhTypeset *self, const char *text, const NhTextStyle *style)
{
  Kept *kept;

  for (guint i = 0; i < self->kept->len; i++)
    {
      kept = g_ptr_array_index (self->kept, i);
      if (is_same_style (&kept->style, style) && g_str_equal (kept->text, text))
        return kept->layout;
    }
  if (self->kept->len == MOST_KEPT)
    g_ptr_array_remove_index (self->kept, 0);

  kept = g_new0 (Kept, 1);
  kept->text = g_strdup (text);
  kept->style = *style;
  kept->layout = pango_layout_new (self->context);
  lay_out (kept->layout, text, style);
  g_ptr_array_add (self->kept, kept);
  return kept->layout;
}

PangoLayout *
nh_typeset_layout (NhTypeset *self, const char *text, const NhTextStyle *style)
{
  if (strlen (text) >= LONG_TEXT)
    return find_kept (self, text, style);
  lay_out (self->layout, text, style);
  return self->layout;
}

static void
measure_layout (NhTypeset *self, const char *text, const NhTextStyle *style, double *width, double *height,
                guint *n_lines)
{
  PangoLayout *layout = nh_typeset_layout (self, text, style);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  if (width != NULL)
    *width = logical.width / (double) PANGO_SCALE;
  if (height != NULL)
    *height = logical.height / (double) PANGO_SCALE;
  if (n_lines != NULL)
    *n_lines = (guint) pango_layout_get_line_count (layout);
}

NhTypeset *
nh_typeset_new (void)
{
  NhTypeset *self = g_new0 (NhTypeset, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);

  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_resolution (self->context, 72);
  pango_cairo_context_set_font_options (self->context, options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, pango_language_from_string ("vi"));
  self->layout = pango_layout_new (self->context);
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) kept_free);
  for (guint bold = 0; bold < 2; bold++)
    {
      NhTextStyle style = { .size = MEASURED_SIZE, .bold = bold };

      measure_layout (self, "Ấg", &style, NULL, &self->line_heights[bold], NULL);
      self->line_heights[bold] /= MEASURED_SIZE;
    }

  cairo_font_options_destroy (options);
  return self;
}

void
nh_typeset_free (NhTypeset *self)
{
  for (guint i = 0; i <= N_LETTERS; i++)
    {
      g_free (self->advances[0][i]);
      g_free (self->advances[1][i]);
    }
  g_ptr_array_unref (self->kept);
  g_object_unref (self->layout);
  g_object_unref (self->context);
  g_free (self);
}

/* --- Widths without a layout --- */

/* The index of a character whose advance depends on nothing but the character before it; -1: of another. */
static int
find_letter (gunichar character)
{
  if ((character >= 0x20 && character < 0x7f) || (character >= 0xc0 && character < 0x250))
    return (int) character;
  if (character >= 0x1ea0 && character < 0x1efa)
    return (int) (0x250 + character - 0x1ea0);
  return character == 0x2013 ? N_LETTERS - 1 : -1;
}

static int
measure_letters (NhTypeset *self, const char *text, gsize length, gboolean bold)
{
  NhTextStyle style = { .size = MEASURED_SIZE, .bold = bold };
  g_autofree char *letters = g_strndup (text, length);
  double width, height;

  measure_layout (self, letters, &style, &width, &height, NULL);
  return fabs (height - self->line_heights[bold] * MEASURED_SIZE) < CLOSE ? (int) (width * PANGO_SCALE) : ODD;
}

/* The advance of the letter at @at behind the one at @before (NULL: at the start). */
static int
find_advance (NhTypeset *self, const char *before, const char *at, gboolean bold)
{
  int letter = find_letter (g_utf8_get_char (at));
  int **row = &self->advances[bold][before != NULL ? find_letter (g_utf8_get_char (before)) + 1 : 0];
  int *advance;

  if (letter < 0)
    return ODD;
  if (*row == NULL)
    *row = g_new0 (int, N_LETTERS);
  advance = &(*row)[letter];
  if (*advance == 0)
    {
      const char *start = before != NULL ? before : at;

      *advance = measure_letters (self, start, (gsize) (g_utf8_next_char (at) - start), bold);
      if (*advance != ODD && before != NULL)
        *advance -= find_advance (self, NULL, before, bold);
    }
  return *advance;
}

/* The width as a sum over pairs of letters: laying out each of thousands of names would take several times as long as
 * writing the workbook. FALSE: the text has to be laid out, or is wider than @most. */
static gboolean
add_advances (NhTypeset *self, const char *text, gboolean bold, double most, double *width)
{
  const char *before = NULL;
  gint64 sum = 0;

  for (const char *at = text; *at != '\0'; before = at, at = g_utf8_next_char (at))
    {
      int advance = find_advance (self, before, at, bold);

      if (advance == ODD || (double) (sum += advance) > most)
        return FALSE;
    }
  *width = (double) sum;
  return TRUE;
}

double
nh_typeset_unit_width (NhTypeset *self, const char *text, gboolean bold)
{
  double width;

  if (!add_advances (self, text, !!bold, G_MAXDOUBLE, &width))
    {
      NhTextStyle style = { .size = MEASURED_SIZE, .bold = bold };

      measure_layout (self, text, &style, &width, NULL, NULL);
      width = (int) (width * PANGO_SCALE);
    }
  return width / (PANGO_SCALE * MEASURED_SIZE);
}

double
nh_typeset_word_width (NhTypeset *self, const char *text, gboolean bold)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  double widest = 0;

  for (guint i = 0; words[i] != NULL; i++)
    widest = MAX (widest, nh_typeset_unit_width (self, words[i], bold));
  return widest;
}

double
nh_typeset_line_height (NhTypeset *self)
{
  return self->line_heights[0];
}

/* True of most cells of a table: they need no layout to be measured. */
static gboolean
is_one_line (NhTypeset *self, const char *text, const NhTextStyle *style)
{
  double most = style->width > 0 ? (style->width - CLOSE) * PANGO_SCALE * MEASURED_SIZE / style->size : G_MAXDOUBLE;
  double width;

  return !style->italic && style->indent <= 0 && add_advances (self, text, !!style->bold, most, &width);
}

void
nh_typeset_measure (NhTypeset *self, const char *text, const NhTextStyle *style, double *width, double *height,
                    guint *n_lines)
{
  if (width != NULL || !is_one_line (self, text, style))
    {
      measure_layout (self, text, style, width, height, n_lines);
      return;
    }
  if (height != NULL)
    *height = self->line_heights[!!style->bold] * style->size;
  if (n_lines != NULL)
    *n_lines = 1;
}
