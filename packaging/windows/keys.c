/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Types a text as UniKey does in Telex, for try.py: keys.exe TEXT. A letter with marks begins as a bare one, which is then
 * rubbed out, and the letter is sent as a character without a key. */
#include <windows.h>
#include <shellapi.h>

#define PAUSE_MS 40

static void
press (WORD virtual_key, WORD character)
{
  INPUT input[2] = { { .type = INPUT_KEYBOARD }, { .type = INPUT_KEYBOARD } };

  for (int up = 0; up < 2; up++)
    {
      input[up].ki.wVk = virtual_key;
      input[up].ki.wScan = virtual_key != 0 ? (WORD) MapVirtualKeyW (virtual_key, 0) : character;
      input[up].ki.dwFlags = (virtual_key != 0 ? 0 : KEYEVENTF_UNICODE) | (up ? KEYEVENTF_KEYUP : 0);
    }
  SendInput (2, input, sizeof (INPUT));
  Sleep (PAUSE_MS);
}

int WINAPI
wWinMain (HINSTANCE instance, HINSTANCE unused, PWSTR line, int show)
{
  int n_words = 0;
  WCHAR **words = CommandLineToArgvW (line, &n_words);

  for (WCHAR *letter = n_words > 0 ? words[0] : NULL; letter != NULL && *letter != 0; letter++)
    {
      if (*letter > 127)
        {
          press ('A', 0);
          press (VK_BACK, 0);
        }
      press (0, *letter);
    }
  LocalFree (words);
  return 0;
}
