/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The styles of the document: the office changes a font once for all. */

#include "nh-docx-private.h"

#define FONT "Times New Roman"
#define SMALLEST_GAP 1.0

/* @name: as Word lists it; those in English are Word's own. */
typedef struct
{
  const char *id, *name;
  double size; /* 0: that of the table */
  gboolean bold, italic;
  const char *align;
  double indent, after;
  int outline; /* level in the outline of the document, from 1; 0: none */
} Style;

static const Style styles[] = {
  { "Superior", "Cơ quan chủ quản", NH_SUPERIOR_SIZE, .align = "center" },
  { "Issuer", "Cơ quan ban hành", NH_SUPERIOR_SIZE, TRUE, .align = "center" },
  { "National", "Quốc hiệu", NH_NATIONAL_SIZE, TRUE, .align = "center" },
  { "Motto", "Tiêu ngữ", NH_MOTTO_SIZE, TRUE, .align = "center" },
  { "Number", "Số và ký hiệu", NH_LINE_SIZE, .align = "center" },
  { "Place", "Địa danh và thời gian", NH_LINE_SIZE, FALSE, TRUE, "center" },
  { "Title", "Title", NH_TITLE_SIZE, TRUE, .align = "center" },
  { "Subtitle", "Subtitle", NH_LINE_SIZE, FALSE, TRUE, "center" },
  { "Body", "Body Text", NH_PARAGRAPH_SIZE, FALSE, FALSE, "both", NH_PARAGRAPH_INDENT, NH_PARAGRAPH_GAP },
  { "Section", "heading 1", NH_PARAGRAPH_SIZE, TRUE, FALSE, "left", NH_PARAGRAPH_INDENT, NH_PARAGRAPH_GAP, 1 },
  { "Entry", "Mục của phiếu", NH_ENTRY_SIZE, .align = "left" },
  { "Note", "Ghi chú", NH_NOTE_SIZE, FALSE, TRUE, "left" },
  { "Recipients", "Nơi nhận", NH_RECIPIENTS_TITLE_SIZE, TRUE, TRUE, "left" },
  { "Recipient", "Nơi nhận (tên)", NH_RECIPIENTS_SIZE, .align = "left" },
  { "Signer", "Người ký", NH_SIGNATURE_SIZE, TRUE, .align = "center" },
  { "Head", "Đầu bảng", 0, TRUE, .align = "center" },
  { "ColumnNumber", "Số cột", -1, FALSE, TRUE, "center" },
  { "CellText", "Ô chữ", 0, .align = "left" },
  { "CellNumber", "Ô số", 0, .align = "right" },
  { "CellMark", "Ô giữa", 0, .align = "center" },
  { "Gap", "Khoảng trống", SMALLEST_GAP, .align = "left" },
  { "PageNumber", "header", NH_PAGE_NUMBER_SIZE, .align = "center" },
};

static double
size_of (const Style *style, double table_size)
{
  if (style->size > 0)
    return style->size;
  return style->size < 0 ? NH_NUMBER_ROW_SIZE (table_size) : table_size;
}

static void
append_style (GString *out, const Style *style, double table_size)
{
  int halves = NH_HALVES (size_of (style, table_size));

  g_string_append_printf (out,
                          "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
                          "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>",
                          g_str_is_ascii (style->name) ? "" : " w:customStyle=\"1\"", style->id, style->name);
  if (style->outline > 0)
    g_string_append (out, "<w:keepNext/>");
  g_string_append_printf (out, "<w:spacing w:after=\"%d\"/><w:ind w:firstLine=\"%d\"/><w:jc w:val=\"%s\"/>",
                          NH_TWIPS (style->after), NH_TWIPS (style->indent), style->align);
  if (style->outline > 0)
    g_string_append_printf (out, "<w:outlineLvl w:val=\"%d\"/>", style->outline - 1);
  g_string_append_printf (out, "</w:pPr><w:rPr>%s%s<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr></w:style>",
                          style->bold ? "<w:b/><w:bCs/>" : "", style->italic ? "<w:i/><w:iCs/>" : "", halves, halves);
}

char *
nh_docx_make_styles (NhDocx *self)
{
  g_autoptr (GString) out = g_string_new (
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults>"
      "<w:rPrDefault><w:rPr><w:rFonts w:ascii=\"" FONT "\" w:eastAsia=\"" FONT "\" w:hAnsi=\"" FONT "\" w:cs=\"" FONT
      "\"/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/><w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" w:bidi=\"ar-SA\"/>"
      "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\""
      " w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>"
      "</w:style>"
      "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
      "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/></w:tblPr></w:style>");

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    append_style (out, &styles[i], self->layout->fit->size);
  g_string_append (out, "</w:styles>");
  return g_string_free (g_steal_pointer (&out), FALSE);
}
