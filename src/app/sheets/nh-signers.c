/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-signers.h"

#include "nh-i18n.h"
#include "nh-text.h"

#define DEPUTY "deputy"

NhSigner *
nh_signer_new (gboolean deputy, const char *rank, const char *name)
{
  NhSigner *self = g_new0 (NhSigner, 1);

  self->deputy = deputy;
  self->rank = nh_text_clean (rank); /* tabs and line breaks too */
  self->name = nh_text_clean (name);
  return self;
}

void
nh_signer_free (NhSigner *self)
{
  if (self == NULL)
    return;
  g_free (self->rank);
  g_free (self->name);
  g_free (self);
}

char *
nh_signer_title (const NhSigner *self)
{
  char *title = g_strdup_printf ("%s %s", self->rank, self->name);

  return g_strstrip (title);
}

GPtrArray *
nh_signers_parse (const char *text)
{
  GPtrArray *signers = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_signer_free);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 3);

      if (g_strv_length (parts) == 3)
        g_ptr_array_add (signers, nh_signer_new (g_str_equal (parts[0], DEPUTY), parts[1], parts[2]));
    }
  return signers;
}

char *
nh_signers_format (GPtrArray *signers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < signers->len; i++)
    {
      const NhSigner *signer = g_ptr_array_index (signers, i);

      g_string_append_printf (text, "%s%s\t%s\t%s", i > 0 ? "\n" : "", signer->deputy ? DEPUTY : "head", signer->rank,
                              signer->name);
    }
  return g_string_free (text, FALSE);
}

guint
nh_signers_find_or_add (GPtrArray *signers, gboolean deputy, const char *rank, const char *name)
{
  for (guint i = 0; i < signers->len; i++)
    {
      const NhSigner *signer = g_ptr_array_index (signers, i);

      if (signer->deputy == deputy && g_str_equal (signer->rank, rank) && g_str_equal (signer->name, name))
        return i;
    }
  g_ptr_array_add (signers, nh_signer_new (deputy, rank, name));
  return signers->len - 1;
}

char *
nh_signer_line (const NhSigner *signer)
{
  g_autofree char *title = nh_signer_title (signer);

  if (*title == '\0')
    return g_strdup (signer->deputy ? _ ("Deputy, no name") : _ ("Head, no name"));
  return g_strdup_printf (signer->deputy ? _ ("%s (deputy)") : _ ("%s (head)"), title);
}
