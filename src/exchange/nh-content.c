/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-content.h"

#include <string.h>

#include "nh-catalog-store.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-json.h"
#include "nh-store.h"
#include "nh-text.h"
#include "nh-uuid.h"
#include "nh-verdict.h"

static const char code_type[] = "code";

/* The members of a code's line, in order. */
static const struct
{
  const char *key;
  gsize offset;
} code_texts[] = {
  { "list", G_STRUCT_OFFSET (NhCode, list) },
  { "code", G_STRUCT_OFFSET (NhCode, code) },
  { "title", G_STRUCT_OFFSET (NhCode, title) },
  { "abbreviation", G_STRUCT_OFFSET (NhCode, abbreviation) },
  { "attributes", G_STRUCT_OFFSET (NhCode, attributes) },
};

static void
content_record_free (gpointer data)
{
  NhContentRecord *self = data;
  guint n_fields = nh_record_get_record_type (self->record)->n_fields;

  for (guint i = 0; i < n_fields; i++)
    g_free (self->uuids[i]);
  g_free (self->uuids);
  g_object_unref (self->record);
  g_free (self);
}

static void
code_free (gpointer data)
{
  NhCode *code = data;

  for (guint i = 0; i < G_N_ELEMENTS (code_texts); i++)
    g_free (G_STRUCT_MEMBER (char *, code, code_texts[i].offset));
  g_free (code);
}

static NhContent *
content_new (void)
{
  NhContent *self = g_new0 (NhContent, 1);

  self->records = g_ptr_array_new_with_free_func (content_record_free);
  self->codes = g_ptr_array_new_with_free_func (code_free);
  return self;
}

void
nh_content_free (NhContent *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->codes);
  g_free (self);
}

guint
nh_content_count (const NhContent *self, const NhRecordType *type)
{
  guint n = 0;

  for (guint i = 0; i < self->records->len; i++)
    n += nh_record_get_record_type (((NhContentRecord *) self->records->pdata[i])->record) == type;
  return n;
}

const char *
nh_content_record_get_uuid (const NhContentRecord *self, guint field)
{
  return self->uuids[field];
}

/* --- From the ledger --- */

/* Sets *@uuid (transfer full), NULL unless the record is of the same unit and year. */
static gboolean
find_uuid (NhConnection *connection, const NhField *field, const NhRecord *record, gint64 id, char **uuid,
           GError **error)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  g_autofree char *sql = g_strdup_printf ("SELECT uuid FROM %s WHERE id = ?1 AND unit = ?2 AND year = ?3",
                                          field->codebook);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "lli", id, info->unit, info->year);
  int code = nh_connection_step (connection, statement, _ ("read the records"), error);

  *uuid = code == SQLITE_ROW ? g_strdup (nh_statement_get_text (statement, 0)) : NULL;
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* Takes the ids of references out of @draft and puts the uuids beside it. */
static gboolean
name_references (NhConnection *connection, NhRecord *draft, char **uuids, GError **error)
{
  const NhRecordType *type = nh_record_get_record_type (draft);
  g_auto (NhValue) blank = NH_VALUE_INIT;

  for (guint i = 0; i < type->n_fields; i++)
    {
      gint64 id = type->fields[i].kind == NH_KIND_REFERENCE ? nh_record_get_number (draft, i, 0) : 0;

      if (id == 0)
        continue;
      if (!find_uuid (connection, &type->fields[i], draft, id, &uuids[i], error))
        return FALSE;
      nh_record_set (draft, i, &blank);
    }
  return TRUE;
}

/* Takes both. */
static void
add_record (NhContent *self, NhRecord *sealed, char **uuids)
{
  NhContentRecord *added = g_new0 (NhContentRecord, 1);

  added->record = sealed;
  added->uuids = uuids;
  g_ptr_array_add (self->records, added);
}

static gboolean
load_record (NhConnection *connection, NhLedger *ledger, NhContent *self, const NhRecordType *type, gint64 id,
             GError **error)
{
  g_autoptr (NhRecord) record = nh_store_get (connection, ledger, type, id, error);
  g_autoptr (NhRecord) draft = record != NULL ? nh_record_edit (record) : NULL;
  g_autofree char *waived = NULL;
  gboolean good;
  char **uuids;

  if (draft == NULL)
    return FALSE;
  waived = nh_text_clean_lines (nh_record_get_info (draft)->waived);
  nh_record_set_canonical (draft, "@waived", waived, NULL);
  uuids = g_new0 (char *, type->n_fields);
  good = name_references (connection, draft, uuids, error);
  add_record (self, nh_record_seal (draft), uuids);
  return good;
}

static gboolean
load_type (NhConnection *connection, NhLedger *ledger, NhContent *self, const NhRecordType *type, gint64 unit, int year,
           GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT id FROM %s WHERE unit = ?1 AND year = ?2 AND deleted = 0 ORDER BY uuid", type->name);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "li", unit, year);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the records"), error)) == SQLITE_ROW)
    if (!load_record (connection, ledger, self, type, sqlite3_column_int64 (statement, 0), error))
      return FALSE;
  return code == SQLITE_DONE;
}

/* What is_used() looks for. (transfer full) */
static char *
name_code (const char *list, const char *code)
{
  return g_strconcat (list, " ", code, NULL);
}

/* The codes that the records choose, by name: to look through all records for each code would take hours of a file that
 * is made to harm. (transfer full) */
static GHashTable *
collect_used (const NhContent *self)
{
  GHashTable *used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->records->len; i++)
    {
      NhRecord *record = ((NhContentRecord *) self->records->pdata[i])->record;
      const NhRecordType *type = nh_record_get_record_type (record);

      for (guint j = 0; j < type->n_fields; j++)
        {
          const NhField *field = &type->fields[j];
          const char *text = field->codebook != NULL && field->kind != NH_KIND_REFERENCE
                                 ? nh_record_get_text (record, j)
                                 : NULL;
          g_auto (GStrv) parts = text != NULL ? g_strsplit (text, ",", -1) : NULL;

          for (guint k = 0; parts != NULL && parts[k] != NULL; k++)
            {
              if (field->kind == NH_KIND_AMOUNTS)
                parts[k][strcspn (parts[k], ":")] = '\0';
              g_hash_table_add (used, name_code (field->codebook, parts[k]));
            }
        }
    }
  return used;
}

/* Does a record choose the code? */
static gboolean
is_used (GHashTable *used, const char *list, const char *code)
{
  g_autofree char *name = name_code (list, code);

  return g_hash_table_contains (used, name);
}

static void
load_code (sqlite3_stmt *statement, NhContent *self, GHashTable *used)
{
  NhCode *code;

  if (!self->all_codes && !is_used (used, nh_statement_get_text (statement, 0), nh_statement_get_text (statement, 1)))
    return;
  code = g_new0 (NhCode, 1);
  for (guint i = 0; i < G_N_ELEMENTS (code_texts); i++)
    G_STRUCT_MEMBER (char *, code, code_texts[i].offset) = nh_text_clean (nh_statement_get_text (statement, (int) i));
  code->from = nh_date_from_iso (nh_statement_get_text (statement, 5));
  code->to = nh_date_from_iso (nh_statement_get_text (statement, 6));
  code->position = sqlite3_column_int (statement, 7);
  g_ptr_array_add (self->codes, code);
}

static gboolean
load_codes (NhConnection *connection, NhContent *self, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (
      connection,
      "SELECT list, code, title, abbreviation, attributes, valid_from, valid_to, position FROM codebook"
      " WHERE custom = 1 ORDER BY list, code, valid_from",
      error);
  g_autoptr (GHashTable) used = NULL;
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the records"), error)) == SQLITE_ROW)
    {
      if (used == NULL)
        used = collect_used (self);
      load_code (statement, self, used);
    }
  return code == SQLITE_DONE;
}

NhContent *
nh_content_load (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  g_autoptr (NhContent) self = content_new ();

  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    if (!(*type)->beside && !load_type (connection, ledger, self, *type, unit, year, error))
      return NULL;
  return load_codes (connection, self, error) ? g_steal_pointer (&self) : NULL;
}

NhContent *
nh_content_load_codes (NhConnection *connection, GError **error)
{
  g_autoptr (NhContent) self = content_new ();

  self->all_codes = TRUE;
  return load_codes (connection, self, error) ? g_steal_pointer (&self) : NULL;
}

/* --- Writing --- */

static void
begin_line (GString *line)
{
  g_string_truncate (line, 0);
  g_string_append_c (line, '{');
}

static void
end_line (GString *text, const GString *line)
{
  g_string_append_len (text, line->str, (gssize) line->len);
  g_string_append (text, "}\n");
}

static void
write_record (GString *text, GString *line, const NhContentRecord *self)
{
  const NhRecordType *type = nh_record_get_record_type (self->record);
  const NhRecordInfo *info = nh_record_get_info (self->record);

  begin_line (line);
  nh_json_append_member (line, "@type", type->name);
  nh_json_append_member (line, "@uuid", info->uuid);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const NhValue *value = nh_record_get (self->record, i);
      g_autofree char *canonical = NULL;

      if (type->fields[i].kind == NH_KIND_REFERENCE)
        canonical = g_strdup (self->uuids[i]);
      else if (value->state != NH_VALUE_BLANK)
        canonical = nh_kind_to_canonical (&type->fields[i], value);
      if (canonical != NULL && *canonical != '\0')
        nh_json_append_member (line, type->fields[i].name, canonical);
    }
  if (*info->waived != '\0')
    nh_json_append_member (line, "@waived", info->waived);
  end_line (text, line);
}

static void
append_given (GString *line, const char *key, const char *text)
{
  if (*text != '\0')
    nh_json_append_member (line, key, text);
}

static void
write_code (GString *text, GString *line, const NhCode *code)
{
  g_autofree char *from = nh_date_to_iso (code->from);
  g_autofree char *to = nh_date_to_iso (code->to);
  g_autofree char *position = g_strdup_printf ("%d", code->position);

  begin_line (line);
  nh_json_append_member (line, "@type", code_type);
  for (guint i = 0; i < G_N_ELEMENTS (code_texts); i++)
    append_given (line, code_texts[i].key, G_STRUCT_MEMBER (char *, code, code_texts[i].offset));
  append_given (line, "from", from);
  append_given (line, "to", to);
  nh_json_append_member (line, "position", position);
  end_line (text, line);
}

GBytes *
nh_content_write (const NhContent *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < self->records->len; i++)
    write_record (text, line, self->records->pdata[i]);
  for (guint i = 0; i < self->codes->len; i++)
    write_code (text, line, self->codes->pdata[i]);
  return g_string_free_to_bytes (text);
}

/* --- Reading --- */

static gboolean
refuse_line (GError **error, NhVerdict verdict, guint line)
{
  if (verdict == NH_VERDICT_NEWER)
    return nh_verdict_refuse (error, verdict,
                              _ ("Line %u of its content has a field that only a newer version of the program knows. "
                                 "Install that version to read it; nothing of it was taken over."),
                              line);
  return nh_verdict_refuse (error, verdict, _ ("Line %u of its content is not as the program writes it."), line);
}

/* A record as it is read, field by field. */
typedef struct
{
  const NhRecordType *type;
  NhValue *values;
  char **uuids;
  char *waived; /* nullable */
  guint line;
} Draft;

static gboolean
read_field (Draft *draft, const NhJsonMember *member, GError **error)
{
  const NhRecordType *type = draft->type;
  int field = nh_record_type_field (type, member->key);

  if (field >= 0 && type->fields[field].kind == NH_KIND_REFERENCE)
    {
      if (!nh_uuid_is_valid (member->text))
        return refuse_line (error, NH_VERDICT_NOT_CANONICAL, draft->line);
      g_free (draft->uuids[field]); /* a key comes once only, but a table might name a field twice */
      draft->uuids[field] = g_strdup (member->text);
      return TRUE;
    }
  if (field < 0 && strcmp (member->key, "@waived") != 0)
    return refuse_line (error, NH_VERDICT_NEWER, draft->line);
  if (field < 0)
    {
      g_free (draft->waived);
      draft->waived = nh_text_clean_lines (member->text);
      return TRUE;
    }
  if (g_utf8_strlen (member->text, -1) > (glong) nh_field_get_max_length (&type->fields[field]))
    return refuse_line (error, NH_VERDICT_TOO_LARGE, draft->line);
  return nh_kind_from_canonical (&type->fields[field], member->text, &draft->values[field], NULL) ||
         refuse_line (error, NH_VERDICT_NOT_CANONICAL, draft->line);
}

static gboolean
read_record (NhContent *self, const NhRecordType *type, GArray *members, gint64 unit, int year, guint line,
             GError **error)
{
  Draft draft = { type, g_new0 (NhValue, type->n_fields), g_new0 (char *, type->n_fields), NULL, line };
  const char *uuid = nh_json_get (members, "@uuid");
  gboolean good = nh_uuid_is_valid (uuid) || refuse_line (error, NH_VERDICT_NOT_CANONICAL, line);
  NhRecordInfo info = { .uuid = g_strdup (good ? uuid : ""), .unit = unit, .year = year };

  for (guint i = 0; good && i < members->len; i++)
    {
      const NhJsonMember *member = &g_array_index (members, NhJsonMember, i);

      good = strcmp (member->key, "@type") == 0 || strcmp (member->key, "@uuid") == 0 ||
             read_field (&draft, member, error);
    }
  info.waived = draft.waived;
  add_record (self, nh_record_new_taken (type, &info, draft.values), draft.uuids);
  return good;
}

static gboolean
read_day (const char *text, NhDate *day)
{
  *day = text != NULL ? nh_date_from_iso (text) : NH_DATE_NONE;
  return text == NULL || *day != NH_DATE_NONE;
}

static gboolean
read_code (NhContent *self, GArray *members, guint line, GError **error)
{
  static const char *const others[] = { "@type", "from", "to", "position", NULL };
  NhCode *code = g_new0 (NhCode, 1);
  const char *position = nh_json_get (members, "position");
  gint64 number = 0;

  g_ptr_array_add (self->codes, code);
  for (guint i = 0; i < G_N_ELEMENTS (code_texts); i++)
    {
      char *text = nh_text_clean (nh_json_get (members, code_texts[i].key));

      G_STRUCT_MEMBER (char *, code, code_texts[i].offset) = text;
      if (text != NULL && strlen (text) > NH_CATALOG_MAX_TEXT)
        return refuse_line (error, NH_VERDICT_TOO_LARGE, line);
    }
  for (guint i = 0; i < members->len; i++)
    {
      const char *key = g_array_index (members, NhJsonMember, i).key;
      gboolean known = g_strv_contains (others, key);

      for (guint j = 0; j < G_N_ELEMENTS (code_texts) && !known; j++)
        known = strcmp (code_texts[j].key, key) == 0;
      if (!known)
        return refuse_line (error, NH_VERDICT_NEWER, line);
    }
  if (*code->list == '\0' || *code->code == '\0' || position == NULL ||
      !g_ascii_string_to_signed (position, 10, G_MININT32, G_MAXINT32, &number, NULL) ||
      !read_day (nh_json_get (members, "from"), &code->from) || !read_day (nh_json_get (members, "to"), &code->to))
    return refuse_line (error, NH_VERDICT_NOT_CANONICAL, line);
  code->position = (int) number;
  return TRUE;
}

static gboolean
read_line (NhContent *self, const char *text, gsize length, gint64 unit, int year, guint line, GError **error)
{
  g_autoptr (GArray) members = nh_json_read_object (text, length, NH_CONTENT_MEMBERS_MOST, NULL);
  const char *name = members != NULL ? nh_json_get (members, "@type") : NULL;
  const NhRecordType *type;

  if (name == NULL)
    return refuse_line (error, NH_VERDICT_NOT_CANONICAL, line);
  for (guint i = 0; i < members->len; i++)
    if (strlen (g_array_index (members, NhJsonMember, i).text) > NH_LEDGER_MAX_TEXT / 4) /* it is searched twice */
      return refuse_line (error, NH_VERDICT_TOO_LARGE, line);
  if (strcmp (name, code_type) == 0)
    return read_code (self, members, line, error);
  type = nh_record_type_find (name);
  if (self->all_codes)
    return refuse_line (error, NH_VERDICT_NOT_CANONICAL, line);
  return type != NULL && !type->beside ? read_record (self, type, members, unit, year, line, error)
                                       : refuse_line (error, NH_VERDICT_NEWER, line);
}

/* By type, then by uuid, none twice. What is written again would hide a wrong order. */
static gboolean
is_in_order (const NhContent *self)
{
  const NhRecordType *const *type = nh_record_types ();

  for (guint i = 0; i < self->records->len; i++)
    {
      NhRecord *record = ((NhContentRecord *) self->records->pdata[i])->record;
      NhRecord *before = i > 0 ? ((NhContentRecord *) self->records->pdata[i - 1])->record : NULL;

      while (*type != NULL && *type != nh_record_get_record_type (record))
        type++;
      if (*type == NULL)
        return FALSE;
      if (before != NULL && nh_record_get_record_type (before) == *type &&
          strcmp (nh_record_get_info (before)->uuid, nh_record_get_info (record)->uuid) >= 0)
        return FALSE;
    }
  return TRUE;
}

static int
compare_codes (const NhCode *a, const NhCode *b)
{
  int order = strcmp (a->list, b->list);

  if (order == 0)
    order = strcmp (a->code, b->code);
  return order != 0 ? order : a->from - b->from;
}

static gboolean
codes_are_in_order (const NhContent *self)
{
  g_autoptr (GHashTable) used = self->codes->len > 0 ? collect_used (self) : NULL;

  for (guint i = 0; i < self->codes->len; i++)
    {
      const NhCode *code = self->codes->pdata[i];

      if ((!self->all_codes && !is_used (used, code->list, code->code)) ||
          (i > 0 && compare_codes (self->codes->pdata[i - 1], code) >= 0))
        return FALSE;
    }
  return TRUE;
}

NhContent *
nh_content_read (const char *text, gsize length, gint64 unit, int year, GError **error)
{
  g_autoptr (NhContent) self = content_new ();
  g_autoptr (GBytes) again = NULL;
  guint line = 0;

  self->all_codes = unit == 0;
  for (const char *at = text, *end; at < text + length; at = end + 1)
    {
      gsize left = (gsize) (text + length - at);

      line++;
      end = memchr (at, '\n', MIN (left, NH_CONTENT_LINE_MOST));
      if (line > NH_CONTENT_LINES_MOST || self->codes->len > NH_CONTENT_CODES_MOST ||
          (end == NULL && left >= NH_CONTENT_LINE_MOST))
        {
          nh_verdict_refuse (error, NH_VERDICT_TOO_LARGE, _ ("Its content is larger than any that the program makes."));
          return NULL;
        }
      if (end == NULL && !refuse_line (error, NH_VERDICT_NOT_CANONICAL, line))
        return NULL;
      if (!read_line (self, at, (gsize) (end - at), unit, year, line, error))
        return NULL;
    }
  again = nh_content_write (self);
  if (g_bytes_get_size (again) == length &&
      (length == 0 || memcmp (g_bytes_get_data (again, NULL), text, length) == 0) && is_in_order (self) &&
      codes_are_in_order (self))
    return g_steal_pointer (&self);
  nh_verdict_refuse (error, NH_VERDICT_NOT_CANONICAL,
                     _ ("Its content is not as the program writes it. It was made by something else."));
  return NULL;
}

/* --- Codes --- */

/* Sets *@known: the row is there and means the same. FALSE with @error: another meaning, on the same first day or, with
 * @any_day, on any day that both have. */
static gboolean
find_code (NhConnection *connection, const NhCode *code, gboolean any_day, gboolean *known, GError **error)
{
  static const char sql[] = "SELECT title, attributes, valid_from = ?3 FROM codebook WHERE list = ?1 AND code = ?2"
                            " AND (valid_from = ?3 OR (?5 AND valid_from <= coalesce (?4, '9')"
                            "                              AND ?3 <= coalesce (valid_to, '9')))";
  g_autofree char *from = nh_date_to_iso (code->from);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "sssdi", code->list, code->code,
                                                            from, code->to, any_day);
  int step;

  *known = FALSE;
  while ((step = nh_connection_step (connection, statement, _ ("read the records"), error)) == SQLITE_ROW)
    {
      if (!nh_text_same (nh_statement_get_text (statement, 0), code->title) ||
          strcmp (nh_statement_get_text (statement, 1), code->attributes) != 0)
        return nh_verdict_refuse (error, NH_VERDICT_FOREIGN,
                                  _ ("Its code “%s” of the list “%s” means “%s”, but something else in this ledger. "
                                     "Agree on another code; nothing of the file was taken over."),
                                  code->code, code->list, code->title);
      *known = *known || sqlite3_column_int (statement, 2) != 0;
    }
  return step == SQLITE_DONE;
}

gboolean
nh_content_put_codes (NhConnection *connection, const NhContent *self, guint *n_added, GError **error)
{
  *n_added = 0;
  for (guint i = 0; i < self->codes->len; i++)
    {
      const NhCode *code = self->codes->pdata[i];
      gboolean known;

      if (!find_code (connection, code, !self->all_codes, &known, error))
        return FALSE;
      if (!known &&
          !nh_connection_run (connection, _ ("write the choices"), error,
                              "INSERT INTO codebook (list, code, title, abbreviation, valid_from, valid_to, position,"
                              " attributes, custom) VALUES (?1, ?2, ?3, ?4, coalesce (?5, ''), ?6, ?7, ?8, 1)",
                              "ssssddis", code->list, code->code, code->title, code->abbreviation, code->from, code->to,
                              code->position, code->attributes))
        return FALSE;
      *n_added += !known;
    }
  return *n_added == 0 || nh_catalog_update_codebooks (connection, error);
}
