/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Charts in a Word document: pictures, as they are on pages. Their numbers stand in the table below. */

#include "nh-docx-private.h"
#include "nh-picture-writer.h"

#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"
#define UNITS_PER_POINT 12700

void
nh_docx_put_chart_relations (NhDocx *self)
{
  for (guint i = 1; nh_sheet_shows_charts (self->sheet) && i <= self->sheet->charts->len; i++)
    nh_docx_printf (self,
                    "<Relationship Id=\"chart%u\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                    "relationships/image\" Target=\"media/chart%u.png\"/>",
                    i, i);
}

/* The picture @number, from 1, whose text for those who do not see it is @title. */
static void
put_picture (NhDocx *self, guint number, const char *title, double width, double height)
{
  g_autofree char *escaped = nh_docx_escape (title);
  g_autofree char *size = g_strdup_printf ("cx=\"%d\" cy=\"%d\"", (int) (width * UNITS_PER_POINT),
                                           (int) (height * UNITS_PER_POINT));

  nh_docx_printf (self,
                  "<w:p><w:r><w:drawing><wp:inline xmlns:wp=\"" DRAWING "wordprocessingDrawing\" distT=\"0\""
                  " distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent %s/><wp:docPr id=\"%u\" name=\"chart%u\""
                  " descr=\"%s\"/><a:graphic xmlns:a=\"" DRAWING "main\"><a:graphicData uri=\"" DRAWING "picture\">"
                  "<pic:pic xmlns:pic=\"" DRAWING "picture\"><pic:nvPicPr><pic:cNvPr id=\"%u\" name=\"chart%u\"/>"
                  "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"chart%u\"/><a:stretch><a:fillRect/>"
                  "</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext %s/></a:xfrm>"
                  "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
                  "</wp:inline></w:drawing></w:r></w:p>",
                  size, number, number, escaped, number, number, number, size);
}

void
nh_docx_put_charts (NhDocx *self)
{
  GPtrArray *charts = self->sheet->charts;

  for (guint i = 0; nh_sheet_shows_charts (self->sheet) && i < charts->len && !self->failed; i++)
    {
      double width = 0, height = 0;
      GBytes *png = nh_chart_to_png (self->sheet, i, &width, &height, NULL);

      self->failed = png == NULL;
      if (png == NULL)
        return;
      g_ptr_array_add (self->pictures, png);
      put_picture (self, i + 1, ((const NhChart *) charts->pdata[i])->title, width, height);
    }
}
