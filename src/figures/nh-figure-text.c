/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-figure-text.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-number.h"

char *
nh_figure_to_text (const NhFigure *figure)
{
  switch (figure->state)
    {
    case NH_VALUE_SET:
      if (nh_figure_is_least (figure))
        return g_strdup_printf ("≥ %" G_GINT64_FORMAT, figure->value);
      return g_strdup_printf ("%s%s%" G_GINT64_FORMAT, figure->qualifier != NULL ? figure->qualifier : "",
                              figure->qualifier != NULL ? " " : "", figure->value);
    case NH_VALUE_NIL:
      return g_strdup ("none");
    case NH_VALUE_UNKNOWN:
      return g_strdup ("unknown");
    case NH_VALUE_BLANK:
    default:
      return g_strdup ("");
    }
}

/* Before format 6 a sum that lacks numbers was "khoảng" only. */
static const char *
as_before (const char *text)
{
  return g_str_has_prefix (text, "ít nhất khoảng ") ? text + strlen ("ít nhất ") : *text != '\0' ? text : "0";
}

gboolean
nh_figure_text_is_same (const char *a, const char *b)
{
  return strcmp (as_before (a), as_before (b)) == 0;
}

char *
nh_figure_text_format (const char *text)
{
  const char *number = strrchr (text, ' ');
  g_autofree char *shown = NULL;

  if (strcmp (text, "none") == 0)
    return g_strdup (_ ("none"));
  if (strcmp (text, "unknown") == 0)
    return g_strdup (_ ("not known yet"));
  if (*text == '\0')
    return g_strdup ("");
  shown = nh_number_format (g_ascii_strtoll (number != NULL ? number + 1 : text, NULL, 10));
  return number != NULL ? g_strdup_printf ("%.*s %s", (int) (number - text), text, shown) : g_steal_pointer (&shown);
}

GStrv
nh_figure_texts (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  g_autoptr (NhFigures) figures = nh_figures_compute (connection, ledger, unit, year, NH_DATE_NONE, error);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  guint n;

  if (figures == NULL)
    return NULL;
  nh_indicators (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = nh_figure_to_text (&nh_figures_get_total (figures)->figures[i]);

      g_strv_builder_add (texts, text);
    }
  return g_strv_builder_end (texts);
}
