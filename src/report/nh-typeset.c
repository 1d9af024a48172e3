/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-typeset.h"

#include <math.h>
#include <string.h>

#define MEASURED_SIZE 100.0
#define CLOSE 0.01            /* points; so near to the edge the layout decides */
#define STRANGE G_MININT
#define LONGEST_NUMBER 30     /* bytes; what is longer may be broken */
#define LONGEST_RUN 400       /* bytes of a word that are set as one */
#define LONG_TEXT 2000        /* bytes; laying it out takes so long that the layout is kept */
#define MOST_KEPT 8
#define N_COMMON 0x80         /* characters whose pairs are looked up in a table */

/* The layout of a long text. */
typedef struct
{
  char        *text;
  NhTextStyle  style;
  PangoLayout *layout;
} Kept;

struct _NhTypeset
{
  PangoContext *context;
  PangoLayout  *layout;
  GPtrArray    *kept;        /* of Kept, the oldest first */
  GHashTable   *widths[2];   /* plain and bold: text → GINT of its width in Pango units at MEASURED_SIZE */
  GHashTable   *letters[2];  /* the same for a character, and for what two of them take together: both in one number → GINT */
  int           common[2][N_COMMON][N_COMMON];   /* the same of ASCII, most of what is in tables; 0: not known yet */
  double        line_heights[2];   /* of a line at 1 pt; 0: not measured yet */
};

static void
kept_free (Kept *self)
{
  g_object_unref (self->layout);
  g_free (self->text);
  g_free (self);
}

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
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) kept_free);
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
  g_ptr_array_unref (self->kept);
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

/* Pango sets the rest of a word anew for each line it is broken into, so an endless word is given to it in pieces. A language
 * of the same letters is all that tells them apart. */
static void
cut_words (PangoAttrList *list,
           const char    *text)
{
  for (const char *word = text; *word != '\0';)
    {
      const char *end = word + strcspn (word, " \n");
      gboolean other = FALSE;

      while (end - word > LONGEST_RUN)
        {
          PangoAttribute *piece = pango_attr_language_new (pango_language_from_string (other ? "vi" : "vi-vn"));

          piece->start_index = (guint) (word - text);
          word = g_utf8_find_prev_char (text, word + LONGEST_RUN + 1);
          while (word < end && g_unichar_ismark (g_utf8_get_char (word)))
            word = g_utf8_next_char (word);
          piece->end_index = (guint) (word - text);
          pango_attr_list_insert (list, piece);
          other = !other;
        }
      word = end + strspn (end, " \n");
    }
}

static void
lay_out (PangoLayout       *layout,
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

  pango_layout_set_font_description (layout, font);
  /* A name that has to be broken gets nothing added to it. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  if (style->justify)
    keep_numbers_whole (attributes, text);
  cut_words (attributes, text);
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
is_same_style (const NhTextStyle *one,
               const NhTextStyle *other)
{
  return one->size == other->size && !one->bold == !other->bold && !one->italic == !other->italic && one->align == other->align &&
         one->width == other->width && !one->justify == !other->justify && one->indent == other->indent;
}

/* A cell of many pages is measured and drawn a page at a time, each time from the same layout. */
static PangoLayout *
find_kept (NhTypeset         *self,
           const char        *text,
           const NhTextStyle *style)
{
  Kept *kept;

  for (guint i = 0; i < self->kept->len; i++)
    {
      kept = self->kept->pdata[i];
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
nh_typeset_layout (NhTypeset         *self,
                   const char        *text,
                   const NhTextStyle *style)
{
  if (strlen (text) >= LONG_TEXT)
    return find_kept (self, text, style);
  lay_out (self->layout, text, style);
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
  int *common = one < N_COMMON && two < N_COMMON ? &self->common[bold ? 1 : 0][one][two] : NULL;
  char text[16] = { 0 };
  gpointer known;
  int width;

  if (common != NULL && *common != 0)
    return *common;
  if (common == NULL && g_hash_table_lookup_extended (self->letters[bold ? 1 : 0], key, NULL, &known))
    return GPOINTER_TO_INT (known);
  width = g_unichar_to_utf8 (one, text);
  if (two != 0)
    g_unichar_to_utf8 (two, text + width);
  width = measure_letters (self, text, bold);
  if (common != NULL)
    *common = width;
  else
    g_hash_table_insert (self->letters[bold ? 1 : 0], key, GINT_TO_POINTER (width));
  return width;
}

/* The sum of the pairs: thousands of names come without laying out each of them. FALSE: the text has to be laid out, or is wider
 * than @most. */
static gboolean
add_letters (NhTypeset  *self,
             const char *text,
             gboolean    bold,
             double      most,
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
      if ((double) *width > most)
        return FALSE;
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
  if (add_letters (self, text, bold, G_MAXDOUBLE, &added))
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
  double most = style->width > 0 ? (style->width - CLOSE) * PANGO_SCALE * MEASURED_SIZE / style->size : G_MAXDOUBLE;
  gint64 width;

  return !style->italic && style->indent <= 0 && add_letters (self, text, style->bold, most, &width);
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
