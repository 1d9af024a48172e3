/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an entry of a codebook says of itself. */
#include <string.h>

#include "nh-catalog.h"

char *
nh_code_get_attribute (const NhCode *code, const char *name)
{
  gsize length = strlen (name);

  for (const char *at = code->attributes; at != NULL; at = strchr (at, ';'))
    {
      at += *at == ';';
      if (strncmp (at, name, length) == 0 && at[length] == '=')
        return g_strndup (at + length + 1, strcspn (at + length + 1, ";"));
    }
  return NULL;
}

gsize
nh_code_find_name (const NhCode *code, const char *folded, gboolean beginning)
{
  gsize best = 0, n;

  for (const char *name = code->names; name != NULL && *name != '\0'; name += n)
    {
      name++;
      n = strcspn (name, "|");
      for (const char *at = folded; at != NULL && n > best; at = beginning ? NULL : strchr (at, ' '))
        {
          at += *at == ' ';
          if (strncmp (at, name, n) == 0 && (at[n] == ' ' || at[n] == '\0'))
            best = n;
        }
    }
  return best;
}
