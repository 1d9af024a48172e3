/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-text.h"

#include <string.h>

#include "nh-text-private.h"

/* A key is three levels, each ended by a zero byte:
 *
 *    letters, signs and numbers  0  marks on letters  0  capital letters  0
 *
 * Order of the first level: blank < signs < numbers < letters of the alphabet < letters of other scripts.
 * The other two levels are sparse: the number of letters skipped since the last entry, then the entry. Fewer skipped
 * letters give a greater byte, since "á" sorts after "a"; the end (zero) is smallest. Keys are stored in ledgers: their
 * form is part of the file format. */
enum
{
  LEVEL_END = 0x00,
  WEIGHT_BLANK = 0x02,
  WEIGHT_SIGN = 0x03,    /* + 2 bytes of rank */
  WEIGHT_STRANGE = 0x04, /* a sign not in the table + 3 bytes of character */
  WEIGHT_NUMBER = 0x10,  /* + length + digits */
  WEIGHT_FIGURE = 0x11,  /* superscript or part of a fraction + digit */
  WEIGHT_LETTER = 0x20,
  WEIGHT_OTHER = 0xf0, /* + 3 bytes of character */
};

/* Second level: tones from 1, other marks from here. */
#define WEIGHT_MARK 0x10
/* Letters that one byte of the second and third level skips at most. */
#define GAP_MAX 200
/* Shorter numbers take one byte of length. */
#define LENGTH_MAX 200
#define SIGNS_END 0x3100

static const gunichar alphabet[] = {
  'a', 0x103, 0xe2, 'b',   'c', 'd', 0x111, 'e', 0xea, 'f', 'g',   'h', 'i', 'j', 'k', 'l', 'm',
  'n', 'o',   0xf4, 0x1a1, 'p', 'q', 'r',   's', 't',  'u', 0x1b0, 'v', 'w', 'x', 'y', 'z',
};

/* In the order of the Unicode collation algorithm with CLDR's root table. */
static const char signs[] =
    "‾_‗-‐‒–—―⁓,、;⁏:!¡?¿‽.。·⁕⁖⁘⁙⁚⁛⁜⁝⁞'‘’‚‛‹›\"“”„‟«»()[]{}⁅⁆〈〉"
    "《》「」『』【】‖§¶⁋@*⁎⁑/\\&⁊#%‰‱†‡•‣‧⁃⁌⁍′‵〃‸※‿⁔⁀⁐⁁⁂`´^¯¨¸°©®←→↑↓"
    "↔↕↖↗↘↙∀∁∂∃∅∆∇∈∊∋∍∎∏∐∑+±÷×<=>¬|¦~−⁒∓∔∕⁄∖∗∘∙√∛∜∝∞∟∠∡∢∣∥∧∨∩"
    "∪∫∮∱∲∳∴∵∶∷∸∹∺∻∼∽∾∿≀≂≃≅≆≈≊≋≌≍≎≏≐≑≒≓≔≕≖≗≘≙≚≛≜≝≞≟≡≣≤≥≦≧≨≩≪≫"
    "≬■□▢▣▤▥▦▧▨▩▪▫▬▭▮▯▰▱▲△▴▵▶▷▸▹►▻▼▽▾▿◀◁◂◃◄◅◆◇◈◉◊○◌◍◎●★☆☐☑☒☓✓"
    "✔✕✖✗✘¤¢$"
    "£¥₠₡₢₣₤₥₦₧₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿⃀₨";

/* Marks of other languages, in the same order; others follow. */
static const gunichar marks[] = { 0x306, 0x302, 0x30c, 0x30a, 0x308, 0x30b, 0x307, 0x338, 0x327, 0x328, 0x304 };

/* Letters without a decomposition in Unicode, and what they sort as. */
static const struct
{
  gunichar letter;
  const char *plain;
} ligatures[] = { { 0xe6, "ae" },  { 0xf8, "o" },  { 0xdf, "ss" }, { 0x142, "l" },
                  { 0x153, "oe" }, { 0x131, "i" }, { 0x17f, "s" } };

typedef struct
{
  guint8 weight; /* first level; 0: not in the alphabet */
  guint8 mark;   /* second level */
} Weights;

static Weights latin[NH_LATIN_END];
static guint16 sign_ranks[SIGNS_END];

static inline void
put (GString *out, guint byte)
{
  g_string_append_c (out, (char) byte);
}

static guint8
mark_weight (gunichar mark)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i] == mark)
      return (guint8) (WEIGHT_MARK + i);
  return WEIGHT_MARK + G_N_ELEMENTS (marks);
}

static void
make_tables (void)
{
  static gsize made = 0;
  guint16 rank = 0;

  if (!g_once_init_enter (&made))
    return;
  latin[' '].weight = WEIGHT_BLANK;
  for (gsize i = 0; i < G_N_ELEMENTS (alphabet); i++)
    latin[alphabet[i]].weight = (guint8) (WEIGHT_LETTER + i);
  for (gunichar c = 0xc0; c < NH_LATIN_END; c++)
    {
      gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
      gsize n = g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));

      if (n > 1 && latin[c].weight == 0 && parts[0] < 0x80 && g_ascii_islower ((char) parts[0]))
        latin[c] = (Weights){ latin[parts[0]].weight, mark_weight (parts[1]) };
    }
  for (const char *at = signs; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) < SIGNS_END)
      sign_ranks[g_utf8_get_char (at)] = ++rank;
  g_once_init_leave (&made, 1);
}

/* Seven bits a byte; no byte is zero. */
static void
put_character (GString *out, guint weight, gunichar c)
{
  put (out, weight);
  put (out, 0x80 | (c >> 14 & 0x7f));
  put (out, 0x80 | (c >> 7 & 0x7f));
  put (out, 0x80 | (c & 0x7f));
}

static void
put_length (GString *out, gsize length)
{
  if (length < LENGTH_MAX)
    put (out, (guint) (1 + length));
  else
    put_character (out, 1 + LENGTH_MAX, (gunichar) MIN (length, 0x1fffff));
}

/* A run of digits sorts by value: by its length without leading zeros, then by its digits. */
static gsize
put_number (GString *out, const NhLetter *letters, gsize n)
{
  gsize start = 0;
  gsize end;

  while (start < n && letters[start].letter == '0')
    start++;
  for (end = start; end < n && letters[end].letter >= '0' && letters[end].letter <= '9';)
    end++;
  put (out, WEIGHT_NUMBER);
  put_length (out, end - start);
  for (gsize i = start; i < end; i++)
    put (out, letters[i].letter);
  return end;
}

static gboolean
is_sign (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type >= G_UNICODE_CONNECT_PUNCTUATION && type <= G_UNICODE_OTHER_SYMBOL;
}

static gboolean
is_mark (gunichar c)
{
  return c >= 0x300 && g_unichar_type (c) == G_UNICODE_NON_SPACING_MARK;
}

/* A digit here is not part of a number. FALSE: @c is not in the tables. */
static gboolean
put_known (GString *out, gunichar c)
{
  if (c < NH_LATIN_END && latin[c].weight != 0)
    put (out, latin[c].weight);
  else if (c < SIGNS_END && sign_ranks[c] != 0)
    {
      put (out, WEIGHT_SIGN);
      put (out, 1u + sign_ranks[c] / 255);
      put (out, 1u + sign_ranks[c] % 255);
    }
  else if (c >= '0' && c <= '9')
    {
      put (out, WEIGHT_FIGURE);
      put (out, c);
    }
  else
    return FALSE;
  return TRUE;
}

/* Decomposes: "…" to three dots, "㎏" to kg, "ø" to o. What has no decomposition sorts by code point behind its kind.
 */
static void
put_strange (GString *out, gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));

  for (gsize i = 0; i < G_N_ELEMENTS (ligatures); i++)
    if (ligatures[i].letter == c)
      {
        for (const char *at = ligatures[i].plain; *at != '\0'; at++)
          put (out, latin[(guchar) *at].weight);
        return;
      }
  for (gsize i = 0; i < n; i++)
    {
      gunichar part = g_unichar_tolower (parts[i]);

      if (!is_mark (part) && !put_known (out, part))
        put_character (out, is_sign (part) ? WEIGHT_STRANGE : WEIGHT_OTHER, part);
    }
}

static void
put_first_level (GString *out, const NhLetters *text)
{
  for (gsize i = 0; i < text->n;)
    {
      gunichar c = text->letters[i].letter;

      if (c < NH_LATIN_END && latin[c].weight != 0) /* nearly all */
        put (out, latin[c].weight);
      else if (c >= '0' && c <= '9')
        {
          i += put_number (out, text->letters + i, text->n - i);
          continue;
        }
      else if (!put_known (out, c))
        put_strange (out, c);
      i++;
    }
  put (out, LEVEL_END);
}

static void
put_gap (GString *out, gsize letters)
{
  for (; letters >= GAP_MAX; letters -= GAP_MAX)
    put (out, 0xff - GAP_MAX);
  put (out, (guint) (0xff - letters));
}

static guint8
mark_of (const NhLetter *letter)
{
  if (letter->tone != NH_TONE_NGANG)
    return letter->tone;
  if (letter->letter < NH_LATIN_END)
    return latin[letter->letter].mark;
  return is_mark (letter->letter) ? mark_weight (letter->letter) : 0;
}

static void
put_marks (GString *out, const NhLetters *text)
{
  gsize gap = 0;

  for (gsize i = 0; i < text->n; i++)
    {
      guint8 mark = mark_of (&text->letters[i]);

      if (mark != 0)
        {
          put_gap (out, gap);
          put (out, mark);
          gap = 0;
        }
      else
        gap += text->letters[i].kind & NH_IS_LETTER;
    }
  put (out, LEVEL_END);
}

static void
put_cases (GString *out, const NhLetters *text)
{
  gsize gap = 0;

  for (gsize i = 0; i < text->n; i++)
    {
      if (text->letters[i].upper)
        {
          put_gap (out, gap);
          gap = 0;
        }
      else
        gap += text->letters[i].kind & NH_IS_LETTER;
    }
  put (out, LEVEL_END);
}

void
nh_text_add_sort_key (GString *keys, const char *text)
{
  NhLetters letters;

  make_tables ();
  nh_letters_init (&letters, text != NULL ? text : "");
  nh_letters_place (&letters, NH_PLACE_OLD);
  put_first_level (keys, &letters);
  put_marks (keys, &letters);
  put_cases (keys, &letters);
  nh_letters_clear (&letters);
}

GBytes *
nh_text_sort_key (const char *text)
{
  GString *key = g_string_new (NULL);

  nh_text_add_sort_key (key, text);
  return g_string_free_to_bytes (key);
}

void
nh_text_add_name_key (GString *keys, const char *name)
{
  g_autofree char *clean = nh_text_clean (name);
  const char *last = strrchr (clean, ' ');

  nh_text_add_sort_key (keys, last != NULL ? last + 1 : clean);
  nh_text_add_sort_key (keys, clean);
}

GBytes *
nh_text_name_key (const char *name)
{
  GString *key = g_string_new (NULL);

  nh_text_add_name_key (key, name);
  return g_string_free_to_bytes (key);
}

int
nh_text_collate (const char *a, const char *b)
{
  g_autoptr (GBytes) key_a = nh_text_sort_key (a);
  g_autoptr (GBytes) key_b = nh_text_sort_key (b);

  return g_bytes_compare (key_a, key_b);
}
