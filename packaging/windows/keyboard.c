/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letters of an American keyboard, for try.py: Windows has such a library for each layout, Wine has none. GTK reads
 * it, and knows no shortcut with Ctrl or Alt without it. The types are those of Microsoft's kbd.h, as far as GTK reads
 * them. */
#include <windows.h>

#define SHIFT 0x01
#define CTRL 0x02
#define ALT 0x04
#define CAPS_LOCK_SHIFTS 0x01

typedef struct
{
  BYTE key;
  BYTE bits;
} KeyBits;

typedef struct
{
  const KeyBits *keys;
  WORD highest;
  BYTE level[2]; /* by the bits: not pressed, Shift */
} Modifiers;

typedef struct
{
  BYTE key;
  BYTE flags;
  WCHAR letter[2]; /* by the level */
} Letters;

typedef struct
{
  const Letters *letters;
  BYTE n_levels;
  BYTE size;
} Table;

typedef struct
{
  const Modifiers *modifiers;
  const Table *tables;
  const void *unused[5];
  BYTE n_scan_codes;
  const void *unused_scan_codes[2];
  DWORD flags;
  BYTE n_ligatures;
  BYTE ligature_size;
  const void *ligatures;
} Layout;

#define LETTER(capital)                                  \
  {                                                      \
    capital, CAPS_LOCK_SHIFTS, { capital + 32, capital } \
  }

static const Letters letters[] = {
  LETTER ('A'),
  LETTER ('B'),
  LETTER ('C'),
  LETTER ('D'),
  LETTER ('E'),
  LETTER ('F'),
  LETTER ('G'),
  LETTER ('H'),
  LETTER ('I'),
  LETTER ('J'),
  LETTER ('K'),
  LETTER ('L'),
  LETTER ('M'),
  LETTER ('N'),
  LETTER ('O'),
  LETTER ('P'),
  LETTER ('Q'),
  LETTER ('R'),
  LETTER ('S'),
  LETTER ('T'),
  LETTER ('U'),
  LETTER ('V'),
  LETTER ('W'),
  LETTER ('X'),
  LETTER ('Y'),
  LETTER ('Z'),
  { '1', 0, L"1!" },
  { '2', 0, L"2@" },
  { '3', 0, L"3#" },
  { '4', 0, L"4$" },
  { '5', 0, L"5%" },
  { '6', 0, L"6^" },
  { '7', 0, L"7&" },
  { '8', 0, L"8*" },
  { '9', 0, L"9(" },
  { '0', 0, L"0)" },
  { VK_SPACE, 0, L"  " },
  { VK_OEM_MINUS, 0, L"-_" },
  { VK_OEM_PLUS, 0, L"=+" },
  { VK_OEM_COMMA, 0, L",<" },
  { VK_OEM_PERIOD, 0, L".>" },
  { VK_OEM_1, 0, L";:" },
  { VK_OEM_2, 0, L"/?" },
  { VK_OEM_3, 0, L"`~" },
  { VK_OEM_4, 0, L"[{" },
  { VK_OEM_5, 0, L"\\|" },
  { VK_OEM_6, 0, L"]}" },
  { VK_OEM_7, 0, L"'\"" },
  { 0 },
};
static const KeyBits key_bits[] = { { VK_SHIFT, SHIFT }, { VK_CONTROL, CTRL }, { VK_MENU, ALT }, { 0 } };
static const Modifiers modifiers = { key_bits, SHIFT, { 0, 1 } };
static const Table tables[] = { { letters, 2, sizeof (Letters) }, { 0 } };
static const Layout layout = { .modifiers = &modifiers, .tables = tables };

__declspec(dllexport) const Layout *KbdLayerDescriptor (void) { return &layout; }
