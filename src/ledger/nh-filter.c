/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-filter.h"

#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-json.h"
#include "nh-ledger-async.h"
#include "nh-setting.h"
#include "nh-text.h"

#define SETTING "filter."

NhFilter *
nh_filter_new (const NhRecordType *type)
{
  NhFilter *self = g_new0 (NhFilter, 1);

  self->type = type;
  self->conditions = g_new0 (char *, type->n_fields);
  return self;
}

NhFilter *
nh_filter_copy (const NhFilter *self)
{
  NhFilter *copy;

  if (self == NULL)
    return NULL;
  copy = g_memdup2 (self, sizeof *self);
  copy->conditions = g_new0 (char *, self->type->n_fields);
  for (guint i = 0; i < self->type->n_fields; i++)
    copy->conditions[i] = g_strdup (self->conditions[i]);
  return copy;
}

void
nh_filter_free (NhFilter *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->type->n_fields; i++)
    g_free (self->conditions[i]);
  g_free (self->conditions);
  g_free (self);
}

gboolean
nh_filter_is_empty (const NhFilter *self)
{
  if (self == NULL)
    return TRUE;
  for (guint i = 0; i < self->type->n_fields; i++)
    if (self->conditions[i] != NULL)
      return FALSE;
  return !self->deleted && !self->drafts && !self->problems;
}

/* --- Ways of asking --- */

static void
add_words (NhSql *sql, const NhRecordType *type, const NhField *field, const char *condition)
{
  g_string_append_printf (sql->sql, " AND nh_matches (%s, ?)", field->name);
  nh_sql_add_text (sql, g_strdup (condition + 1));
}

/* A choice, or one of several. */
static void
add_codes (NhSql *sql, const NhRecordType *type, const NhField *field, const char *condition)
{
  g_auto (GStrv) codes = g_strsplit (condition, ",", -1);

  g_string_append (sql->sql, " AND (0");
  for (guint i = 0; codes[i] != NULL; i++)
    {
      if (field->kind == NH_KIND_MANY)
        g_string_append_printf (sql->sql, " OR instr (',' || %s || ',', ',' || ? || ',') > 0", field->name);
      else if (field->kind == NH_KIND_AMOUNTS)
        g_string_append_printf (
            sql->sql, " OR EXISTS (SELECT 1 FROM funding WHERE type = '%s' AND record = %s.id AND source = ?)",
            type->name, type->name);
      else
        g_string_append_printf (sql->sql, " OR %s = ?", field->name);
      nh_sql_add_text (sql, g_strdup (codes[i]));
    }
  g_string_append_c (sql->sql, ')');
}

/* From and to. (transfer full) */
static char **
split_range (const char *condition)
{
  char **ends = g_strsplit (condition, "..", 2);

  if (ends[0] != NULL && ends[1] != NULL)
    return ends;
  g_strfreev (ends);
  return g_strdupv ((char *[]){ (char *) condition, (char *) condition, NULL });
}

static void
add_bound (NhSql *sql, const NhField *field, const char *relation, const char *bound)
{
  if (*bound == '\0')
    return;
  g_string_append_printf (sql->sql, " AND %s %s ?", field->name, relation);
  if (nh_kind_get_storage (field->kind) == NH_STORAGE_DATE)
    nh_sql_add_text (sql, g_strdup (bound));
  else
    nh_sql_add_number (sql, g_ascii_strtoll (bound, NULL, 10));
}

static void
add_range (NhSql *sql, const NhRecordType *type, const NhField *field, const char *condition)
{
  g_auto (GStrv) ends = split_range (condition);

  add_bound (sql, field, ">=", ends[0]);
  add_bound (sql, field, "<=", ends[1]);
}

static gboolean
check_words (const NhField *field, const char *condition)
{
  return condition[0] == '~' && condition[1] != '\0';
}

static gboolean
check_codes (const NhField *field, const char *condition)
{
  return strspn (condition, "abcdefghijklmnopqrstuvwxyz0123456789_-.,") == strlen (condition);
}

static gboolean
check_bound (const NhField *field, const char *bound)
{
  g_auto (NhValue) value = NH_VALUE_INIT;

  return *bound == '\0' || (nh_kind_from_canonical (field, bound, &value, NULL) && nh_value_is_set (&value));
}

static gboolean
check_range (const NhField *field, const char *condition)
{
  g_auto (GStrv) ends = split_range (condition);

  return (*ends[0] != '\0' || *ends[1] != '\0') && check_bound (field, ends[0]) && check_bound (field, ends[1]);
}

static char *
describe_words (const NhField *field, const char *condition, NhCatalog *catalog)
{
  return g_strdup_printf (_ ("contains “%s”"), condition + 1);
}

static char *
describe_codes (const NhField *field, const char *condition, NhCatalog *catalog)
{
  g_auto (GStrv) codes = g_strsplit (condition, ",", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; codes[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            nh_catalog_get_code_title (catalog, field->codebook, codes[i]));
  return g_strdup (text->str);
}

static char *
describe_bound (const NhField *field, const char *bound, NhCatalog *catalog)
{
  g_auto (NhValue) value = NH_VALUE_INIT;

  nh_kind_from_canonical (field, bound, &value, NULL);
  return nh_kind_format (field, &value, catalog);
}

static char *
describe_range (const NhField *field, const char *condition, NhCatalog *catalog)
{
  g_auto (GStrv) ends = split_range (condition);
  g_autofree char *first = describe_bound (field, ends[0], catalog);
  g_autofree char *last = describe_bound (field, ends[1], catalog);

  if (g_str_equal (ends[0], ends[1]))
    return g_steal_pointer (&first);
  if (*ends[1] == '\0')
    return g_strdup_printf (C_ ("filter", "from %s"), first);
  if (*ends[0] == '\0')
    return g_strdup_printf (C_ ("filter", "up to %s"), last);
  return g_strdup_printf (C_ ("filter", "from %s to %s"), first, last);
}

typedef struct
{
  gboolean (*check) (const NhField *field, const char *condition);
  void (*add) (NhSql *sql, const NhRecordType *type, const NhField *field, const char *condition);
  char *(*describe) (const NhField *field, const char *condition, NhCatalog *catalog);
} Way;

static const Way ways[] = {
  [NH_FILTER_NOTHING] = { NULL, NULL, NULL },
  [NH_FILTER_WORDS] = { check_words, add_words, describe_words },
  [NH_FILTER_CODES] = { check_codes, add_codes, describe_codes },
  [NH_FILTER_RANGE] = { check_range, add_range, describe_range },
};

static const NhFilterWay kind_ways[NH_N_KINDS] = {
  [NH_KIND_TEXT] = NH_FILTER_WORDS,    [NH_KIND_LINES] = NH_FILTER_WORDS,     [NH_KIND_NAME] = NH_FILTER_WORDS,
  [NH_KIND_INTEGER] = NH_FILTER_RANGE, [NH_KIND_MONEY] = NH_FILTER_RANGE,     [NH_KIND_DATE] = NH_FILTER_RANGE,
  [NH_KIND_CHOICE] = NH_FILTER_CODES,  [NH_KIND_MANY] = NH_FILTER_CODES,      [NH_KIND_YES_NO] = NH_FILTER_RANGE,
  [NH_KIND_AMOUNTS] = NH_FILTER_CODES, [NH_KIND_REFERENCE] = NH_FILTER_RANGE,
};

NhFilterWay
nh_filter_get_way (NhKind kind)
{
  g_return_val_if_fail (kind < NH_N_KINDS, NH_FILTER_NOTHING);
  return kind_ways[kind];
}

/* --- Conditions --- */

/* Conditions on blank fields, the same for all kinds. FALSE: the condition is about a value. */
static gboolean
is_about_blank (const NhField *field, const char *condition)
{
  return *condition == '\0' || g_str_equal (condition, "!") ||
         (nh_kind_may_be_nil (field->kind) && g_str_equal (condition, "none")) ||
         (nh_kind_may_be_unknown (field->kind) &&
          (g_str_equal (condition, "unknown") || g_str_equal (condition, "missing")));
}

static void
add_about_blank (NhSql *sql, const NhRecordType *type, const NhField *field, const char *condition)
{
  gboolean negated = g_str_equal (condition, "!");

  if (field->kind == NH_KIND_AMOUNTS)
    g_string_append_printf (sql->sql, " AND %sEXISTS (SELECT 1 FROM funding WHERE type = '%s' AND record = %s.id)",
                            negated ? "" : "NOT ", type->name, type->name);
  else if (g_str_equal (condition, "missing"))
    g_string_append_printf (sql->sql, " AND %s IS NULL AND instr (';' || marks || ';', ';%s=none;') = 0", field->name,
                            field->name);
  else if (*condition == '\0' || negated)
    g_string_append_printf (sql->sql, " AND %s(%s IS NULL AND instr (';' || marks, ';%s=') = 0)", negated ? "NOT " : "",
                            field->name, field->name);
  else
    g_string_append_printf (sql->sql, " AND instr (';' || marks || ';', ';%s=%s;') > 0", field->name, condition);
}

static char *
describe_about_blank (const NhField *field, const char *condition, NhCatalog *catalog)
{
  g_auto (NhValue) value = NH_VALUE_INIT;

  if (*condition == '\0')
    return g_strdup (C_ ("filter", "blank"));
  if (g_str_equal (condition, "!"))
    return g_strdup (C_ ("filter", "filled in"));
  if (g_str_equal (condition, "missing"))
    return g_strdup (C_ ("filter", "missing"));
  nh_kind_from_canonical (field, condition, &value, NULL);
  return nh_kind_format (field, &value, catalog);
}

gboolean
nh_filter_set (NhFilter *self, guint field, const char *condition, GError **error)
{
  const NhField *asked;
  const Way *way;

  g_return_val_if_fail (self != NULL && field < self->type->n_fields, FALSE);

  asked = &self->type->fields[field];
  way = &ways[kind_ways[asked->kind]];
  if (condition != NULL &&
      (way->check == NULL || (!is_about_blank (asked, condition) && !way->check (asked, condition))))
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("filter the list"), _ ("“%s” cannot be asked of “%s”."), condition,
                    _ (asked->title));
      return FALSE;
    }
  g_free (self->conditions[field]);
  self->conditions[field] = g_strdup (condition);
  return TRUE;
}

gboolean
nh_filter_set_word (NhFilter *self, const char *word, GError **error)
{
  gsize length = strcspn (word, "=~");
  g_autofree char *name = g_strndup (word, length);
  int field = nh_record_type_field (self->type, name);

  if (word[length] != '\0' && field < 0)
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("filter the list"),
                    _ ("it has no field “%s”. “ngay-hoi-cli fields %s” lists the fields."), name, self->type->name);
      return FALSE;
    }
  if (word[length] == '\0')
    {
      nh_error_set (
          error, NH_ERROR_INVALID, _ ("filter the list"),
          _ ("“%s” is no condition. Conditions are written “field=value”, “field=from..to” or “field~words”."), word);
      return FALSE;
    }
  return nh_filter_set (self, (guint) field, word + length + (word[length] == '='), error);
}

char *
nh_filter_codes_word (NhCatalog *catalog, const NhField *field, const char *attribute, const char *value)
{
  g_autoptr (GPtrArray) codes = nh_catalog_get_codes (catalog, field->codebook, NH_DATE_NONE);
  g_autoptr (GString) word = g_string_new (NULL);

  for (guint i = 0; i < codes->len; i++)
    {
      const NhCode *code = g_ptr_array_index (codes, i);
      g_autofree char *has = nh_code_get_attribute (code, attribute);

      if (g_strcmp0 (has, value) == 0)
        g_string_append_printf (word, "%s%s", word->len > 0 ? "," : "", code->code);
    }
  return g_strconcat (field->name, "=", word->str, NULL);
}

char *
nh_filter_describe (const NhFilter *self, guint field, NhCatalog *catalog)
{
  const NhField *asked = &self->type->fields[field];
  const char *condition = self->conditions[field];
  g_autofree char *text = NULL;

  g_return_val_if_fail (condition != NULL, NULL);
  text = is_about_blank (asked, condition) ? describe_about_blank (asked, condition, catalog)
                                           : ways[kind_ways[asked->kind]].describe (asked, condition, catalog);
  return g_strdup_printf ("%s: %s", _ (asked->title), text);
}

/* --- SQL --- */

void
nh_filter_add_sql (const NhFilter *self, NhSql *sql)
{
  for (guint i = 0; i < self->type->n_fields; i++)
    {
      const NhField *field = &self->type->fields[i];
      const char *condition = self->conditions[i];

      if (condition == NULL)
        continue;
      if (is_about_blank (field, condition))
        add_about_blank (sql, self->type, field, condition);
      else
        ways[kind_ways[field->kind]].add (sql, self->type, field, condition);
    }
  if (self->drafts)
    g_string_append_printf (sql->sql,
                            " AND EXISTS (SELECT 1 FROM draft WHERE draft.type = '%s' AND draft.uuid = %s.uuid)",
                            self->type->name, self->type->name);
}

/* --- As a text --- */

char *
nh_filter_to_json (const NhFilter *self)
{
  GString *json = g_string_new ("{");

  for (guint i = 0; i < self->type->n_fields; i++)
    if (self->conditions[i] != NULL)
      nh_json_append_member (json, self->type->fields[i].name, self->conditions[i]);
  if (self->deleted)
    nh_json_append_member (json, "@deleted", "1");
  if (self->drafts)
    nh_json_append_member (json, "@drafts", "1");
  if (self->problems)
    nh_json_append_member (json, "@problems", "1");
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static gboolean
set_pair (gpointer data, const char *key, const char *text, GError **error)
{
  NhFilter *self = data;
  int field = nh_record_type_field (self->type, key);

  if (field >= 0)
    return nh_filter_set (self, (guint) field, text, error);
  if (g_str_equal (key, "@deleted"))
    self->deleted = TRUE;
  else if (g_str_equal (key, "@drafts"))
    self->drafts = TRUE;
  else if (g_str_equal (key, "@problems"))
    self->problems = TRUE;
  else
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("filter the list"),
                    _ ("it asks for “%s”, which this version does not know."), key);
      return FALSE;
    }
  return TRUE;
}

NhFilter *
nh_filter_from_json (NhConnection *connection, const NhRecordType *type, const char *json, GError **error)
{
  g_autoptr (NhFilter) self = nh_filter_new (type);

  return nh_connection_read_members (connection, json, _ ("filter the list"), set_pair, self, error)
             ? g_steal_pointer (&self)
             : NULL;
}

/* --- Kept in the ledger --- */

static void
saved_free (gpointer data)
{
  NhSavedFilter *saved = data;

  g_free (saved->name);
  nh_filter_free (saved->filter);
  g_free (saved);
}

static NhSavedFilter *
saved_new (const char *name, NhFilter *filter)
{
  NhSavedFilter *saved = g_new0 (NhSavedFilter, 1);

  saved->name = g_strdup (name);
  saved->filter = filter;
  return saved;
}

static int
compare_saved (gconstpointer a, gconstpointer b)
{
  return nh_text_collate ((*(NhSavedFilter *const *) a)->name, (*(NhSavedFilter *const *) b)->name);
}

GPtrArray *
nh_filter_list (NhConnection *connection, const NhRecordType *type, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (saved_free);
  g_autoptr (GHashTable) settings = nh_setting_all (connection, error);
  g_autofree char *head = g_strdup_printf (SETTING "%s.", type->name);
  GHashTableIter iter;
  gpointer name, json;

  if (settings == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, settings);
  while (g_hash_table_iter_next (&iter, &name, &json))
    {
      NhFilter *filter = g_str_has_prefix (name, head) ? nh_filter_from_json (connection, type, json, NULL) : NULL;

      if (filter != NULL)
        g_ptr_array_add (list, saved_new ((const char *) name + strlen (head), filter));
    }
  g_ptr_array_sort (list, compare_saved);
  return g_steal_pointer (&list);
}

gboolean
nh_filter_keep (NhConnection *connection, const NhRecordType *type, const char *name, const NhFilter *filter,
                GError **error)
{
  g_autofree char *clean = nh_text_clean (name);
  g_autofree char *setting = g_strdup_printf (SETTING "%s.%s", type->name, clean);
  g_autofree char *json = filter != NULL ? nh_filter_to_json (filter) : NULL;

  return nh_setting_set (connection, setting, json, error);
}

static gboolean
keep_saved (NhConnection *connection, const NhRecordType *type, const NhSavedFilter *saved, GError **error)
{
  return nh_filter_keep (connection, type, saved->name, saved->filter, error);
}

NH_DEFINE_ASYNC (nh_filter_list, GPtrArray *, g_ptr_array_unref, NH_ON_READER,
                 (NhLedger * ledger, const NhRecordType *type), (.type = type),
                 nh_filter_list (connection, args->type, error))

NH_DEFINE_ASYNC (nh_filter_keep, gboolean, NULL, NH_ON_WRITER,
                 (NhLedger * ledger, const NhRecordType *type, const char *name, const NhFilter *filter),
                 (.type = type, NH_OWNED (saved_new (name, nh_filter_copy (filter)), saved_free)),
                 keep_saved (connection, args->type, args->data, error))
