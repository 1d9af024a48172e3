/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-docx-writer.h"

#include <errno.h>

#include "nh-config.h"
#include "nh-docx-private.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/"
#define RELATIONS OFFICE "officeDocument/2006/relationships"
#define WORD "xmlns:w=\"" OFFICE "wordprocessingml/2006/main\" xmlns:r=\"" RELATIONS "\""
#define TYPE_OF "application/vnd.openxmlformats-"
#define PROGRAM "Sổ Ngày hội " NH_VERSION
#define FIXED_MOMENT "1980-01-01T00:00:00Z"
#define FIXED_DAY ((1 << 5) | 1) /* 1 January 1980, as in the headers of a zip */
#define ENOUGH 65536             /* bytes that are packed at a time */
#define LEVEL 6
#define HEADER_MARGIN 21.0 /* from the edge of the paper to the page number */

/* Parts whose text is always the same. */
static const struct
{
  const char *name, *text;
} fixed_parts[] = {
  { "[Content_Types].xml", XML
    "<Types xmlns=\"" OFFICE "package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"" TYPE_OF "package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Default Extension=\"png\" ContentType=\"image/png\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" TYPE_OF
    "officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" TYPE_OF "officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" TYPE_OF
    "officedocument.wordprocessingml.settings+xml\"/>"
    "<Override PartName=\"/word/header1.xml\" ContentType=\"" TYPE_OF "officedocument.wordprocessingml.header+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"" TYPE_OF "package.core-properties+xml\"/>"
    "<Override PartName=\"/docProps/app.xml\" ContentType=\"" TYPE_OF "officedocument.extended-properties+xml\"/>"
    "<Override PartName=\"/docProps/custom.xml\" ContentType=\"" TYPE_OF
    "officedocument.custom-properties+xml\"/></Types>" },
  { "_rels/.rels",
    XML "<Relationships xmlns=\"" OFFICE "package/2006/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" RELATIONS "/officeDocument\" Target=\"word/document.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"" OFFICE
        "package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
        "<Relationship Id=\"rId3\" Type=\"" RELATIONS "/extended-properties\" Target=\"docProps/app.xml\"/>"
        "<Relationship Id=\"rId4\" Type=\"" RELATIONS
        "/custom-properties\" Target=\"docProps/custom.xml\"/></Relationships>" },
  { "word/settings.xml",
    XML "<w:settings " WORD "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:compat>"
        "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/"
        "word\" w:val=\"15\"/></w:compat></w:settings>" },
  { "word/header1.xml",
    XML "<w:hdr " WORD "><w:p><w:pPr><w:pStyle w:val=\"PageNumber\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/>"
        "</w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar"
        " w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
        "</w:hdr>" },
};

#define DOCUMENT_RELATIONS                                                                  \
  XML "<Relationships xmlns=\"" OFFICE "package/2006/relationships\">"                      \
      "<Relationship Id=\"rId1\" Type=\"" RELATIONS "/styles\" Target=\"styles.xml\"/>"     \
      "<Relationship Id=\"rId2\" Type=\"" RELATIONS "/settings\" Target=\"settings.xml\"/>" \
      "<Relationship Id=\"rId3\" Type=\"" RELATIONS "/header\" Target=\"header1.xml\"/>"

/* --- Text --- */

void
nh_docx_put (NhDocx *self, const char *xml)
{
  g_string_append (self->out, xml);
}

void
nh_docx_printf (NhDocx *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (self->out, format, args);
  va_end (args);
}

char *
nh_docx_escape (const char *text)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *c = text != NULL ? text : ""; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar one = g_utf8_get_char (c);

      if ((one >= ' ' && one != 0x7f && one != 0xfffe && one != 0xffff) || one == '\n' || one == '\t')
        g_string_append_unichar (clean, one);
    }
  return g_markup_escape_text (clean->str, -1);
}

void
nh_docx_put_text (NhDocx *self, const char *text)
{
  g_autofree char *escaped = nh_docx_escape (text);
  g_auto (GStrv) lines = g_strsplit (escaped, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    nh_docx_printf (self, "%s<w:t xml:space=\"preserve\">%s</w:t>", i > 0 ? "<w:br/>" : "", lines[i]);
}

void
nh_docx_put_paragraph (NhDocx *self, const char *style, const char *properties, const char *run, const char *text)
{
  nh_docx_printf (self, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>", style, properties != NULL ? properties : "");
  if (text != NULL && *text != '\0')
    {
      nh_docx_put (self, "<w:r>");
      if (run != NULL && *run != '\0')
        nh_docx_printf (self, "<w:rPr>%s</w:rPr>", run);
      nh_docx_put_text (self, text);
      nh_docx_put (self, "</w:r>");
    }
  nh_docx_put (self, "</w:p>");
}

void
nh_docx_put_gap (NhDocx *self, double height, gboolean keep)
{
  nh_docx_printf (
      self, "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/>%s<w:spacing w:line=\"%d\" w:lineRule=\"exact\"/></w:pPr></w:p>",
      keep ? "<w:keepNext/>" : "", NH_TWIPS (height));
}

void
nh_docx_begin_frame (NhDocx *self, const double *widths, guint n_columns)
{
  nh_docx_printf (self,
                  "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
                  "<w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
                  "<w:tblGrid>",
                  NH_TWIPS (nh_sum (widths, 0, n_columns)));
  for (guint i = 0; i < n_columns; i++)
    nh_docx_printf (self, "<w:gridCol w:w=\"%d\"/>", NH_TWIPS (widths[i]));
  nh_docx_put (self, "</w:tblGrid>");
}

void
nh_docx_begin_frame_cell (NhDocx *self, double width, const char *properties)
{
  nh_docx_printf (self, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>%s</w:tcPr>", NH_TWIPS (width), properties);
}

/* --- The package --- */

static gboolean
begin_part (NhDocx *self, const char *name)
{
  zip_fileinfo header = { .dosDate = (uLong) FIXED_DAY << 16 };

  return zipOpenNewFileInZip (self->zip, name, &header, NULL, 0, NULL, 0, NULL, Z_DEFLATED, LEVEL) == ZIP_OK;
}

void
nh_docx_flush (NhDocx *self, gboolean all)
{
  if (self->out->len < ENOUGH && !all)
    return;
  if (!self->failed && self->out->len > 0)
    self->failed = zipWriteInFileInZip (self->zip, self->out->str, (unsigned int) self->out->len) != ZIP_OK;
  g_string_truncate (self->out, 0);
}

static void
end_part (NhDocx *self)
{
  nh_docx_flush (self, TRUE);
  self->failed = zipCloseFileInZip (self->zip) != ZIP_OK || self->failed;
}

/* Adds what @self->out holds as the part @name. */
static void
add_part (NhDocx *self, const char *name, const char *text)
{
  g_string_assign (self->out, text);
  if (begin_part (self, name))
    end_part (self);
  else
    self->failed = TRUE;
}

static void
add_relations (NhDocx *self)
{
  if (!begin_part (self, "word/_rels/document.xml.rels"))
    {
      self->failed = TRUE;
      return;
    }
  nh_docx_put (self, DOCUMENT_RELATIONS);
  nh_docx_put_chart_relations (self);
  nh_docx_put (self, "</Relationships>");
  end_part (self);
}

static void
add_pictures (NhDocx *self)
{
  for (guint i = 0; i < self->pictures->len; i++)
    {
      GBytes *png = self->pictures->pdata[i];
      g_autofree char *name = g_strdup_printf ("word/media/chart%u.png", i + 1);

      g_string_append_len (self->out, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png));
      if (begin_part (self, name))
        end_part (self);
      else
        self->failed = TRUE;
    }
}

/* Unlike a workbook's, the time of a document is a text: what is no time would damage it. */
static void
add_properties (NhDocx *self)
{
  NhSheet *sheet = self->sheet;
  g_autoptr (GDateTime) moment = sheet->created != NULL ? g_date_time_new_from_iso8601 (sheet->created, NULL) : NULL;
  g_autoptr (GDateTime) utc = moment != NULL ? g_date_time_to_utc (moment) : NULL;
  g_autofree char *created = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : g_strdup (FIXED_MOMENT);
  g_autofree char *title = nh_docx_escape (sheet->title), *unit = nh_docx_escape (sheet->unit);
  g_autofree char *core = g_strdup_printf (
      XML "<cp:coreProperties xmlns:cp=\"" OFFICE "package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/"
          "dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/"
          "XMLSchema-instance\"><dc:title>%s</dc:title><dc:subject>%s</dc:subject><dc:creator>%s</dc:creator>"
          "<dc:description>" PROGRAM "</dc:description><dcterms:created xsi:type=\"dcterms:W3CDTF\">%s"
          "</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">%s</dcterms:modified></cp:coreProperties>",
      title, unit, unit, created, created);
  g_autofree char *app = g_strdup_printf (XML "<Properties xmlns=\"" OFFICE "officeDocument/2006/extended-properties\">"
                                              "<Company>%s</Company></Properties>",
                                          unit);
  g_autofree char *year = g_strdup_printf ("<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"4\""
                                           " name=\"Năm\"><vt:i4>%d</vt:i4></property>",
                                           sheet->year);
  g_autofree char *custom = g_strdup_printf (
      XML
      "<Properties xmlns=\"" OFFICE "officeDocument/2006/custom-properties\" xmlns:vt=\"" OFFICE
      "officeDocument/2006/docPropsVTypes\">"
      "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"2\" name=\"Chương trình\"><vt:lpwstr>" PROGRAM
      "</vt:lpwstr></property>"
      "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"3\" name=\"Đơn vị\"><vt:lpwstr>%s"
      "</vt:lpwstr></property>%s</Properties>",
      unit, sheet->year > 0 ? year : "");

  add_part (self, "docProps/core.xml", core);
  add_part (self, "docProps/app.xml", app);
  add_part (self, "docProps/custom.xml", custom);
}

static void
put_section (NhDocx *self)
{
  NhFit *fit = self->layout->fit;

  nh_docx_printf (self,
                  "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>"
                  "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"%d\" w:footer=\"%d\""
                  " w:gutter=\"0\"/><w:titlePg/></w:sectPr>",
                  NH_TWIPS (fit->page_width), NH_TWIPS (fit->page_height),
                  self->sheet->orientation == NH_LANDSCAPE ? " w:orient=\"landscape\"" : "", NH_TWIPS (fit->top),
                  NH_TWIPS (fit->right), NH_TWIPS (fit->bottom), NH_TWIPS (fit->left), NH_TWIPS (HEADER_MARGIN),
                  NH_TWIPS (HEADER_MARGIN));
}

static void
put_section_title (NhDocx *self, guint index)
{
  GArray *blocks = self->sheet->blocks;
  g_autofree char *room = g_strdup_printf ("<w:spacing w:before=\"%d\"/>", NH_TWIPS (self->layout->pitch / 3));
  gboolean of_form = index > 0 && g_array_index (blocks, NhBlock, index - 1).kind == NH_BLOCK_ENTRY;

  nh_docx_put_paragraph (self, "Section", of_form ? room : NULL, NULL, g_array_index (blocks, NhBlock, index).text);
}

static void
put_body (NhDocx *self)
{
  GArray *blocks = self->sheet->blocks;
  guint next;

  for (guint i = 0; i < blocks->len; i = next)
    {
      NhBlock *block = &g_array_index (blocks, NhBlock, i);

      next = i + 1;
      if (block->kind == NH_BLOCK_TABLE)
        {
          nh_docx_put_charts (self);
          nh_docx_put_table (self);
        }
      else if (block->kind == NH_BLOCK_ENTRY)
        next = nh_docx_put_entry (self, i);
      else if (block->kind == NH_BLOCK_SECTION)
        put_section_title (self, i);
      else
        nh_docx_put_paragraph (self, "Body", NULL, NULL, block->text);
      nh_docx_flush (self, FALSE);
    }
}

static void
add_document (NhDocx *self)
{
  g_autoptr (GPtrArray) notes = nh_sheet_list_notes (self->sheet);
  const char *keep = nh_sheet_has_signature (self->sheet) ? "<w:keepNext/>" : NULL;

  if (!begin_part (self, "word/document.xml"))
    {
      self->failed = TRUE;
      return;
    }
  nh_docx_put (self, XML "<w:document " WORD "><w:body>");
  nh_docx_put_letterhead (self);
  nh_docx_put_titles (self);
  put_body (self);
  for (guint i = 0; i < notes->len; i++)
    nh_docx_put_paragraph (self, "Note", keep, NULL, notes->pdata[i]);
  nh_docx_put_signature (self);
  put_section (self);
  nh_docx_put (self, "</w:body></w:document>");
  end_part (self);
}

static gboolean
write_document (const char *temporary, gpointer data, GError **error)
{
  NhDocx *self = data;
  g_autofree char *styles = nh_docx_make_styles (self);
  int code;

  if (!nh_file_create (temporary, NH_FILE_DOCUMENT, error))
    return FALSE;
  errno = 0;
  self->zip = zipOpen64 (temporary, APPEND_STATUS_CREATE);
  self->failed = self->zip == NULL;
  for (guint i = 0; self->zip != NULL && i < G_N_ELEMENTS (fixed_parts); i++)
    add_part (self, fixed_parts[i].name, fixed_parts[i].text);
  if (self->zip != NULL)
    {
      add_part (self, "word/styles.xml", styles);
      add_relations (self);
      add_properties (self);
      add_document (self);
      add_pictures (self);
      self->failed = zipClose (self->zip, NULL) != ZIP_OK || self->failed;
    }
  code = errno;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (!self->failed)
    return TRUE;
  g_debug ("minizip: %s", g_strerror (code));
  nh_error_set (
      error, NH_ERROR_IO, _ ("write the document"),
      _ ("the file could not be completed. Nothing was changed; check the drive and its free space, and try again."));
  return FALSE;
}

gboolean
nh_docx_writer_write (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhLaidOut) layout = nh_layout_new_start (sheet);
  g_autoptr (GString) out = g_string_sized_new (2 * ENOUGH);
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  NhDocx self = { .sheet = sheet, .layout = layout, .out = out, .pictures = pictures, .cancellable = cancellable };

  return nh_file_replace (path, write_document, &self, error);
}
