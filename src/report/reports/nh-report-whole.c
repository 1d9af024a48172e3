/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of the whole report that no figure gives: typed by the office, kept with the season of the unit. */

#include "nh-i18n.h"
#include "nh-report-private.h"

#define NOTHING "…………………………"

static const NhReportPart parts[] = {
  { "leading", N_ ("I. Leadership and guidance"),
    N_ ("Directives and plans issued, meetings, who was put in charge, preparation.") },
  { "remarks", N_ ("IV. Remarks"), N_ ("What went well; what did not, and why.") },
  { "proposals", N_ ("V. Proposals"), N_ ("What is asked of the bodies above.") },
};

const NhReportPart *
nh_report_parts (guint *n_parts)
{
  *n_parts = G_N_ELEMENTS (parts);
  return parts;
}

char *
nh_report_part_setting (const NhReportPart *part, gint64 unit, int year)
{
  return g_strdup_printf ("whole.%s.%d.%" G_GINT64_FORMAT, part->name, year, unit);
}

void
nh_report_add_part (NhReportContext *context, const char *title, const char *name)
{
  const char *text = "";

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].name, name))
      {
        g_autofree char *key = nh_report_part_setting (&parts[i], context->request->unit, context->request->year);

        text = nh_report_setting (context, key);
      }
  nh_sheet_add_section (context->sheet, title);
  nh_sheet_add_paragraph (context->sheet, *text != '\0' ? text : NOTHING);
}
