/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-typeset.h"

#include <math.h>
#include <string.h>

#define MEASURED_SIZE 100.0
#define CLOSE 0.01            /* points; so near to the edge the layout decides */
#define STRANGE G_MININT
#define LONGEST_NUMBER 30     /* bytes; what is longer may be broken */

struct _NhTypeset
{
  PangoContext *context;
  PangoLayout  *layout;
  GHashTable   *widths[2];   /* plain and bold: text → GINT of its width in Pango units at MEASURED_SIZE */
  GHashTable   *letters[2];  /* the same for a character, and for what two of them take together: both in one number → GINT */
  double        line_heights[2];   /* of a line at 1 pt; 0: not measured yet */
};

NhTypeset *
nh_typeset_new (void)
{
  NhTypeset *self = g_new0 (NhTypeset, 1);
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);

  self->context = pango_font_map_create_context (map);
  pango_cairo_context_set_resolution (self->context, 72);
  pango_cairo_context_set_font_options (self->context, options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, pango_language_from_string ("vi"));
  self->layout = pango_layout_new (self->context);
  for (guint i = 0; i < G_N_ELEMENTS (self->widths); i++)
    {
      self->widths[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->letters[i] = g_hash_table_new (NULL, NULL);
    }

  cairo_font_options_destroy (options);
  return self;
}

void
nh_typeset_free (NhTypeset *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->widths); i++)
    {
      g_hash_table_unref (self->widths[i]);
      g_hash_table_unref (self->letters[i]);
    }
  g_object_unref (self->layout);
  g_object_unref (self->context);
  g_free (self);
}

/* A document's number or a date is one word: "123/KH-UBND". */
static void
keep_numbers_whole (PangoAttrList *list,
                    const char    *text)
{
  for (const char *word = text; *word != '\0';)
    {
      gsize length = strcspn (word, " \n");
      gboolean slashed = memchr (word, '/', length) != NULL;

      if (slashed && length <= LONGEST_NUMBER && strcspn (word, "0123456789") < length)
        {
          PangoAttribute *whole = pango_attr_allow_breaks_new (FALSE);

          whole->start_index = (guint) (word - text);
          whole->end_index = whole->start_index + (guint) length;
          pango_attr_list_insert (list, whole);
        }
      word += length;
      word += strspn (word, " \n");
    }
}

PangoLayout *
nh_typeset_layout (NhTypeset         *self,
                   const char        *text,
                   const NhTextStyle *style)
{
  /* The comma ends the family: without it "Roman" would be read as a style. */
  PangoFontDescription *font = pango_font_description_from_string ("Times New Roman, 12");
  gboolean wraps = style->width > 0;
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_size (font, (int) (style->size * PANGO_SCALE + 0.5));
  pango_font_description_set_weight (font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style (font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);

  pango_layout_set_font_description (self->layout, font);
  /* A name that has to be broken gets nothing added to it. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  if (style->justify)
    keep_numbers_whole (attributes, text);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_alignment (self->layout, style->align);
  pango_layout_set_width (self->layout, wraps ? (int) (style->width * PANGO_SCALE) : -1);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_justify (self->layout, wraps && style->justify);
  pango_layout_set_indent (self->layout, (int) (style->indent * PANGO_SCALE));
  pango_layout_set_single_paragraph_mode (self->layout, FALSE);

  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  return self->layout;
}

static void
measure_layout (NhTypeset         *self,
                const char        *text,
                const NhTextStyle *style,
                double            *width,
                double            *height,
                guint             *n_lines)
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

static int
measure_units (NhTypeset  *self,
               const char *text,
               gboolean    bold)
{
  NhTextStyle style = { .size = MEASURED_SIZE, .bold = bold };
  double width;

  measure_layout (self, text, &style, &width, NULL, NULL);
  return (int) (width * PANGO_SCALE);
}

/* Letters, digits and signs of Vietnamese, one code each: what stands beside one moves it, and nothing else does. */
static gboolean
is_simple (gunichar character)
{
  return (character >= 0x20 && character < 0x7f) || (character >= 0xc0 && character < 0x250) ||
         (character >= 0x1ea0 && character < 0x1efa) || character == 0x2013;
}

/* Height of a line at 1 pt. */
static double
line_height (NhTypeset *self,
             gboolean   bold)
{
  NhTextStyle style = { .size = MEASURED_SIZE, .bold = bold };
  double *height = &self->line_heights[bold ? 1 : 0];

  if (*height <= 0)
    {
      measure_layout (self, "Ấg", &style, NULL, height, NULL);
      *height /= MEASURED_SIZE;
    }
  return *height;
}

/* STRANGE: they come from another font, with lines of another height. */
static int
measure_letters (NhTypeset  *self,
                 const char *text,
                 gboolean    bold)
{
  NhTextStyle style = { .size = MEASURED_SIZE, .bold = bold };
  double width, height;

  measure_layout (self, text, &style, &width, &height, NULL);
  return fabs (height - line_height (self, bold) * MEASURED_SIZE) < CLOSE ? (int) (width * PANGO_SCALE) : STRANGE;
}

static int
letters_width (NhTypeset *self,
               gunichar   one,
               gunichar   two,    /* 0: none */
               gboolean   bold)
{
  gpointer key = GUINT_TO_POINTER (two << 16 | one);
  char text[16] = { 0 };
  gpointer known;
  int width;

  if (g_hash_table_lookup_extended (self->letters[bold ? 1 : 0], key, NULL, &known))
    return GPOINTER_TO_INT (known);
  width = g_unichar_to_utf8 (one, text);
  if (two != 0)
    g_unichar_to_utf8 (two, text + width);
  width = measure_letters (self, text, bold);
  g_hash_table_insert (self->letters[bold ? 1 : 0], key, GINT_TO_POINTER (width));
  return width;
}

/* The sum of the pairs: thousands of names come without laying out each of them. FALSE: the text has to be laid out. */
static gboolean
add_letters (NhTypeset  *self,
             const char *text,
             gboolean    bold,
             gint64     *width)
{
  gunichar before = 0;

  *width = 0;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      int more;

      if (!is_simple (letter))
        return FALSE;
      more = letters_width (self, before != 0 ? before : letter, before != 0 ? letter : 0, bold);
      if (more == STRANGE)
        return FALSE;
      *width += before != 0 ? more - letters_width (self, before, 0, bold) : more;
      before = letter;
    }
  return TRUE;
}

double
nh_typeset_unit_width (NhTypeset  *self,
                       const char *text,
                       gboolean    bold)
{
  GHashTable *widths = self->widths[bold ? 1 : 0];
  gpointer known;
  gint64 added;
  int width;

  if (*text == '\0')
    return 0;
  if (add_letters (self, text, bold, &added))
    return (double) added / (PANGO_SCALE * MEASURED_SIZE);
  if (g_hash_table_lookup_extended (widths, text, NULL, &known))
    return GPOINTER_TO_INT (known) / (PANGO_SCALE * MEASURED_SIZE);

  width = measure_units (self, text, bold);
  g_hash_table_insert (widths, g_strdup (text), GINT_TO_POINTER (width));
  return width / (PANGO_SCALE * MEASURED_SIZE);
}

double
nh_typeset_word_width (NhTypeset  *self,
                       const char *text,
                       gboolean    bold)
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
  return line_height (self, FALSE);
}

/* Most cells of a table: they need no layout to be measured. */
static gboolean
is_one_line (NhTypeset         *self,
             const char        *text,
             const NhTextStyle *style)
{
  gint64 width;

  return !style->italic && style->indent <= 0 && add_letters (self, text, style->bold, &width) &&
         (style->width <= 0 || (double) width * style->size / (PANGO_SCALE * MEASURED_SIZE) < style->width - CLOSE);
}

void
nh_typeset_measure (NhTypeset         *self,
                    const char        *text,
                    const NhTextStyle *style,
                    double            *width,
                    double            *height,
                    guint             *n_lines)
{
  if (width != NULL || !is_one_line (self, text, style))
    {
      measure_layout (self, text, style, width, height, n_lines);
      return;
    }
  if (height != NULL)
    *height = line_height (self, style->bold) * style->size;
  if (n_lines != NULL)
    *n_lines = 1;
}
