/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-text-legacy.h"

#include <string.h>

#include "nh-text-private.h"
#include "nh-text.h"

#define FIRST 0xa1 /* of the letters of TCVN3 */
#define LAST 0xfe
#define D_STROKE 0x111

/* TCVN 5712:1993, third set, from 0xa1 to 0xfe; '.': no letter. */
static const char tcvn3_letters[] =
    "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";

/* VNI: a mark behind a vowel. The same with capitals. */
static const struct
{
  gunichar mark;
  char change; /* '^' circumflex, '(' breve, ' ' none */
  NhTone tone;
} vni_marks[] = {
  { 0xf9, ' ', NH_TONE_SAC },  { 0xf8, ' ', NH_TONE_HUYEN }, { 0xfb, ' ', NH_TONE_HOI },  { 0xf5, ' ', NH_TONE_NGA },
  { 0xef, ' ', NH_TONE_NANG }, { 0xe2, '^', NH_TONE_NGANG }, { 0xe1, '^', NH_TONE_SAC },  { 0xe0, '^', NH_TONE_HUYEN },
  { 0xe5, '^', NH_TONE_HOI },  { 0xe3, '^', NH_TONE_NGA },   { 0xe4, '^', NH_TONE_NANG }, { 0xea, '(', NH_TONE_NGANG },
  { 0xe9, '(', NH_TONE_SAC },  { 0xe8, '(', NH_TONE_HUYEN }, { 0xfa, '(', NH_TONE_HOI },  { 0xfc, '(', NH_TONE_NGA },
  { 0xeb, '(', NH_TONE_NANG },
};

/* Letters of VNI that are one character; ô and ö take marks, too. */
static const struct
{
  gunichar from, letter;
  NhTone tone;
} vni_letters[] = {
  { 0xf4, 0x1a1, NH_TONE_NGANG }, { 0xf6, 0x1b0, NH_TONE_NGANG }, { 0xf1, 0x111, NH_TONE_NGANG },
  { 0xed, 'i', NH_TONE_SAC },     { 0xec, 'i', NH_TONE_HUYEN },   { 0xe6, 'i', NH_TONE_HOI },
  { 0xf3, 'i', NH_TONE_NGA },     { 0xf2, 'i', NH_TONE_NANG },    { 0xee, 'y', NH_TONE_NANG },
};

/* What Windows makes of a byte where its code page is the Vietnamese one: back to the byte. */
static const struct
{
  gunichar from, byte;
} code_page_1258[] = {
  { 0x102, 0xc3 }, { 0x300, 0xcc }, { 0x110, 0xd0 }, { 0x309, 0xd2 },  { 0x1a0, 0xd5 },
  { 0x1af, 0xdd }, { 0x303, 0xde }, { 0x103, 0xe3 }, { 0x301, 0xec },  { 0x111, 0xf0 },
  { 0x323, 0xf2 }, { 0x1a1, 0xf5 }, { 0x1b0, 0xfd }, { 0x20ab, 0xfe },
};

/* --- Words --- */

/* Of syllables, without the tone; "ươ" and "uơ" are the same here. */
static const char onsets[] = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x ";
static const char rhymes[] =
    " a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan "
    "oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp "
    "ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uơ uôc uôi uôm uôn uông uôt up "
    "ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng "
    "yêt yêu ";

static gboolean
is_listed (const char *list, const char *part)
{
  g_autofree char *word = g_strconcat (" ", part, " ", NULL);

  return strstr (list, word) != NULL;
}

/* A syllable that ends in c, ch, p or t has one of two tones. */
static gboolean
suits_ending (const char *rhyme, NhTone tone)
{
  const char *end = rhyme + strlen (rhyme) - 1;

  if (end > rhyme && *end == 'h' && end[-1] != 'c')
    return TRUE;
  return strchr ("cpth", *end) == NULL || tone == NH_TONE_SAC || tone == NH_TONE_NANG;
}

/* @letters: of one word, with marks. */
static gboolean
is_syllable (const NhLetter *letters, gsize n)
{
  g_autoptr (GString) word = g_string_new (NULL);
  NhTone tone = NH_TONE_NGANG;
  gsize start = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (letters[i].tone != NH_TONE_NGANG && tone != NH_TONE_NGANG)
        return FALSE;
      tone = tone != NH_TONE_NGANG ? tone : (NhTone) letters[i].tone;
      g_string_append_unichar (word, letters[i].letter);
    }
  while (start < n && (letters[start].kind & NH_IS_VOWEL) == 0)
    start++;
  start = (gsize) (g_utf8_offset_to_pointer (word->str, (glong) start) - word->str);
  /* "gi", "qu": the vowel may belong to the consonant. */
  for (gsize end = start; end <= start + 1 && end < word->len; end++)
    {
      g_autofree char *onset = g_strndup (word->str, end);
      const char *rhyme = word->str + end;

      if ((end == 0 || (is_listed (onsets, onset))) && is_listed (rhymes, rhyme) && suits_ending (rhyme, tone))
        return TRUE;
    }
  return FALSE;
}

/* Has it a mark on a vowel, or a sign within a word? "BCĐ", "đ" and "×" need not be syllables. */
static gboolean
has_marks (const NhLetter *letters, gsize n)
{
  gboolean upper = TRUE, letter = FALSE, sign = FALSE, marks = FALSE, stroke = FALSE, vowel = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      gboolean is_letter = (letters[i].kind & NH_IS_LETTER) != 0;

      letter = letter || is_letter;
      sign = sign || !is_letter;
      upper = upper && letters[i].upper;
      vowel = vowel || (letters[i].kind & NH_IS_VOWEL) != 0;
      stroke = stroke || letters[i].letter == D_STROKE;
      marks = marks || letters[i].tone != NH_TONE_NGANG ||
              (is_letter && letters[i].letter >= 0x80 && letters[i].letter != D_STROKE);
    }
  return (sign && letter) || marks || (stroke && vowel && !upper);
}

guint
nh_text_count_odd_words (const char *text)
{
  NhLetters letters;
  gsize start = 0;
  guint n = 0;

  nh_letters_init (&letters, text);
  for (gsize i = 0; i <= letters.n; i++)
    {
      const NhLetter *letter = i < letters.n ? &letters.letters[i] : NULL;

      /* Signs beyond ASCII, as "µ" or "«", are part of the word that they spoil. */
      if (letter != NULL && (letter->kind & NH_IS_LETTER || (letter->letter >= FIRST && letter->letter <= 0xff)))
        continue;
      n += has_marks (letters.letters + start, i - start) && !is_syllable (letters.letters + start, i - start);
      start = i + 1;
    }
  nh_letters_clear (&letters);
  return n;
}

/* --- Decoding --- */

/* The byte that a character stood for; 0: none. */
static gunichar
to_byte (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (code_page_1258); i++)
    if (code_page_1258[i].from == c)
      return code_page_1258[i].byte;
  return c <= 0xff ? c : 0;
}

static gunichar
tcvn3_letter (gunichar c)
{
  static gunichar table[LAST - FIRST + 1];
  static gsize made = 0;
  gunichar byte = to_byte (c);

  if (g_once_init_enter (&made))
    {
      const char *at = tcvn3_letters;

      for (guint i = 0; i < G_N_ELEMENTS (table); i++, at = g_utf8_next_char (at))
        table[i] = *at == '.' ? 0 : g_utf8_get_char (at);
      g_once_init_leave (&made, 1);
    }
  return byte >= FIRST && byte <= LAST && table[byte - FIRST] != 0 ? table[byte - FIRST] : c;
}

static char *
decode_tcvn3 (const char *text, gboolean capitals)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (*text != '\0')
    g_string_append_unichar (out, tcvn3_letter (nh_text_next (&text)));
  return capitals ? g_utf8_strup (out->str, -1) : g_string_free (g_steal_pointer (&out), FALSE);
}

/* The letter with the mark of VNI; 0: it takes none. */
static gunichar
add_vni_mark (gunichar letter, gunichar mark)
{
  for (guint i = 0; i < G_N_ELEMENTS (vni_marks); i++)
    {
      gunichar vowel = letter;

      if (vni_marks[i].mark != mark)
        continue;
      if (vni_marks[i].change == '^')
        vowel = letter == 'a' ? 0xe2 : letter == 'e' ? 0xea : letter == 'o' ? 0xf4 : 0;
      else if (vni_marks[i].change == '(')
        vowel = letter == 'a' ? 0x103 : 0;
      else if (letter >= 0x80 ? (letter != 0x1a1 && letter != 0x1b0) : strchr ("aeiouy", (char) letter) == NULL)
        vowel = 0;
      return vowel != 0 ? nh_letter_compose (vowel, vni_marks[i].tone) : 0;
    }
  return 0;
}

/* A letter that VNI has in one character; @c itself: none. */
static gunichar
vni_letter (gunichar c, NhTone *tone)
{
  for (guint i = 0; i < G_N_ELEMENTS (vni_letters); i++)
    if (vni_letters[i].from == c)
      {
        *tone = vni_letters[i].tone;
        return vni_letters[i].letter;
      }
  return c;
}

static void
append_cased (GString *out, gunichar letter, gboolean upper)
{
  g_string_append_unichar (out, upper ? g_unichar_toupper (letter) : letter);
}

static char *
decode_vni (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  nh_latin_table ();
  while (*text != '\0')
    {
      gunichar raw = nh_text_next (&text);
      gunichar c = to_byte (raw) != 0 ? to_byte (raw) : raw;
      gboolean upper = g_unichar_isupper (c);
      NhTone tone = NH_TONE_NGANG;
      gunichar letter = vni_letter (g_unichar_tolower (c), &tone);
      const char *behind = text;
      gunichar next = *text != '\0' ? nh_text_next (&behind) : 0;
      gunichar marked = tone == NH_TONE_NGANG ? add_vni_mark (letter, g_unichar_tolower (to_byte (next))) : 0;

      if (marked != 0)
        text = behind;
      if (letter == g_unichar_tolower (c) && marked == 0)
        g_string_append_unichar (out, raw);
      else
        append_cased (out, marked != 0 ? marked : nh_letter_compose (letter, tone), upper);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
nh_text_decode (const char *text, NhEncoding encoding, const char *font)
{
  gboolean capitals = font != NULL && g_ascii_strncasecmp (font, ".vn", 3) == 0 && g_str_has_suffix (font, "H");

  if (encoding == NH_ENCODING_TCVN3)
    return decode_tcvn3 (text, capitals);
  return encoding == NH_ENCODING_VNI ? decode_vni (text) : g_strdup (text);
}

/* --- Guessing --- */

NhEncoding
nh_encoding_of_font (const char *font)
{
  if (font == NULL)
    return NH_ENCODING_UNICODE;
  if (g_ascii_strncasecmp (font, ".vn", 3) == 0)
    return NH_ENCODING_TCVN3;
  return g_ascii_strncasecmp (font, "vni-", 4) == 0 ? NH_ENCODING_VNI : NH_ENCODING_UNICODE;
}

/* Has @text letters that are in none of the old encodings, or none beyond ASCII? Then nothing is to be decoded. */
static gboolean
is_plain (const char *text)
{
  gboolean western = FALSE;

  while (*text != '\0')
    {
      gunichar c = nh_text_next (&text);

      if ((c >= 0x100 && c < 0x250 && to_byte (c) == 0) || (c >= 0x1e00 && c < 0x1f00))
        return TRUE;
      western = western || to_byte (c) >= FIRST;
    }
  return !western;
}

/* Within a word it is the ư of TCVN3. */
static gboolean
has_soft_hyphen (const char *text)
{
  return strstr (text, "\xc2\xad") != NULL;
}

/* Frequent in lists of offices, with letters that both readings of a text may have. */
static const char *const usual_words[] = {
  "an",   "bà",     "ban",   "bảo",  "biển", "bộ",     "cá",    "các",   "cán",   "cấp",    "chi",   "chính", "chủ",
  "chức", "chương", "cơ",    "có",   "con",  "công",   "của",   "cư",    "cựu",   "dân",    "danh",  "đã",    "đảng",
  "địa",  "điểm",   "đoàn",  "đội",  "đồn",  "đồng",   "đường", "gia",   "giấy",  "hạ",     "hải",   "hòa",   "học",
  "hội",  "hộ",     "hương", "khá",  "khăn", "khen",   "khó",   "khối",  "khu",   "kinh",   "kỷ",    "lâm",   "lễ",
  "liên", "lực",    "mặt",   "mẫu",  "mỹ",   "năm",    "ngày",  "nghèo", "nghị",  "người",  "nhà",   "nhân",  "nơi",
  "nữ",   "ông",    "phòng", "phố",  "phụ",  "phường", "quan",  "quân",  "quốc",  "quỹ",    "quyết", "sinh",  "sơn",
  "số",   "suất",   "tân",   "tặng", "tập",  "tây",    "thanh", "thành", "thắng", "thể",    "thị",   "thôn",  "tiền",
  "tiểu", "tỉnh",   "tổ",    "tổng", "trạm", "trấn",   "trị",   "trú",   "trung", "trường", "tự",    "ủy",    "uỷ",
  "vận",  "văn",    "việt",  "vụ",   "vực",  "xã",     "xóm",   NULL
};

static guint
count_usual_words (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_auto (GStrv) words = NULL;
  guint n = 0;

  g_strdelimit (lower, ".,;:/()-\"'\n\t", ' ');
  words = g_strsplit (lower, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    n += g_strv_contains (usual_words, words[i]);
  return n;
}

NhEncoding
nh_text_guess_encoding (const char *text, const char *font)
{
  NhEncoding by_font = nh_encoding_of_font (font);
  NhEncoding found = NH_ENCODING_UNICODE;
  guint best;

  if (is_plain (text))
    return NH_ENCODING_UNICODE;
  best = nh_text_count_odd_words (text) + (has_soft_hyphen (text) ? 1 : 0);
  if (best == 0 && by_font == NH_ENCODING_UNICODE)
    return NH_ENCODING_UNICODE; /* nothing is less odd */
  for (NhEncoding encoding = NH_ENCODING_TCVN3; encoding <= NH_ENCODING_VNI; encoding++)
    {
      g_autofree char *decoded = nh_text_decode (text, encoding, NULL);
      guint odd = nh_text_count_odd_words (decoded);

      if (strcmp (decoded, text) == 0)
        continue;
      if (encoding == by_font && odd <= best) /* some type Unicode in an old font */
        return odd == best && count_usual_words (text) > count_usual_words (decoded) ? NH_ENCODING_UNICODE : encoding;
      if (odd >= best)
        continue;
      best = odd;
      found = encoding;
    }
  return found;
}
