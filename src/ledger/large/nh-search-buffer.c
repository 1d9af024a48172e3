/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-search-buffer.h"

#include <string.h>

#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-platform.h"

#define TEXTS_MAX (1u << 30) /* bytes */
#define CHANGED_MAX 10000    /* records out of order; above this all are read again */
#define LOOK_AGAIN_US 1000
#define CHANGED_SOON 200 /* read even with @wait FALSE */

typedef struct
{
  gint64 id;
  guint32 at; /* offset of its NUL-terminated text */
} Entry;

struct _NhSearchBuffer
{
  const NhRecordType *type;
  GMutex mutex;
  GByteArray *texts; /* owned */
  GArray *entries;   /* owned: of Entry, by id as far as `in_order` */
  guint in_order;
  gint64 read_to;    /* the greatest id that was read */
  gint64 change;     /* the newest change that all texts include; 0: none */
  char *hash;        /* owned: of it; NULL: nothing was read */
  gint64 seen;       /* the newest change that some text may include */
  gboolean too_long; /* gives up for good */
};

static void
forget (NhSearchBuffer *self)
{
  g_clear_pointer (&self->texts, g_byte_array_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  self->texts = g_byte_array_new ();
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->in_order = 0;
  self->read_to = self->change = self->seen = 0;
  g_clear_pointer (&self->hash, g_free);
}

NhSearchBuffer *
nh_search_buffer_new (const NhRecordType *type)
{
  NhSearchBuffer *self = g_new0 (NhSearchBuffer, 1);

  self->type = type;
  g_mutex_init (&self->mutex);
  forget (self);
  return self;
}

void
nh_search_buffer_free (NhSearchBuffer *self)
{
  if (self == NULL)
    return;
  g_mutex_clear (&self->mutex);
  g_byte_array_unref (self->texts);
  g_array_unref (self->entries);
  g_free (self->hash);
  g_free (self);
}

/* --- Reading --- */

static gboolean
add_text (NhSearchBuffer *self, gint64 id, const char *text)
{
  gsize length = strlen (text) + 1;
  Entry entry = { id, self->texts->len };

  if (length > TEXTS_MAX - self->texts->len)
    return FALSE;
  g_byte_array_append (self->texts, (const guint8 *) text, (guint) length);
  g_array_append_val (self->entries, entry);
  return TRUE;
}

static guint
first_in_order (NhSearchBuffer *self, gint64 id)
{
  guint begin = 0, end = self->in_order;

  while (begin < end)
    {
      guint middle = begin + (end - begin) / 2;

      if (g_array_index (self->entries, Entry, middle).id < id)
        begin = middle + 1;
      else
        end = middle;
    }
  return begin;
}

/* Zeros are never found, and no text has to move. */
static void
blank (NhSearchBuffer *self, const Entry *entry)
{
  char *text = (char *) self->texts->data + entry->at;

  memset (text, 0, strlen (text));
}

static void
take_out (NhSearchBuffer *self, gint64 id)
{
  guint at = first_in_order (self, id);

  if (at < self->in_order && g_array_index (self->entries, Entry, at).id == id)
    blank (self, &g_array_index (self->entries, Entry, at));
  for (guint i = self->in_order; i < self->entries->len; i++)
    if (g_array_index (self->entries, Entry, i).id == id)
      blank (self, &g_array_index (self->entries, Entry, i));
}

/* SQLITE_DONE, an error code, or SQLITE_TOOBIG without @error if the texts are too long. Rows read so far are kept. */
static int
read_rows (NhSearchBuffer *self, NhConnection *connection, sqlite3_stmt *statement, gboolean anew, GError **error)
{
  int code = SQLITE_DONE;

  while ((code = nh_connection_step (connection, statement, _ ("list the records"), error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      if (anew)
        take_out (self, id);
      if (!add_text (self, id, nh_statement_get_text (statement, 1)))
        {
          self->too_long = TRUE;
          code = SQLITE_TOOBIG;
          break;
        }
      self->read_to = MAX (self->read_to, id);
    }
  return code;
}

static int
read_more (NhSearchBuffer *self, NhConnection *connection, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id, search FROM %s WHERE id > ? ORDER BY id", self->type->name);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "l", self->read_to);
  gboolean in_order = self->in_order == self->entries->len;
  int code = read_rows (self, connection, statement, FALSE, error);

  if (in_order)
    self->in_order = self->entries->len;
  return code;
}

/* Uses the index of changes only: few are newer. */
#define CHANGED_SINCE "SELECT DISTINCT record FROM history WHERE change > ?1 AND +type = ?2 AND +record <= ?3"

/* A hand-in writes records without a row for each. Uses the index of changes. */
static gboolean
has_received (NhSearchBuffer *self, NhConnection *connection)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, NULL, "SELECT 1 FROM history WHERE change > ?1 AND +type = '" NH_HISTORY_SUBMISSION "' LIMIT 1", "l",
      self->change);

  return nh_connection_step (connection, statement, _ ("list the records"), NULL) == SQLITE_ROW;
}

/* The number of buffered records that changed since, at most CHANGED_MAX + 1; -1 with @error. */
static int
count_changed (NhSearchBuffer *self, NhConnection *connection, GError **error)
{
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_query (connection, error, "SELECT count (*) FROM (" CHANGED_SINCE " LIMIT ?4)", "lsli",
                                       self->change, self->type->name, self->read_to, CHANGED_MAX + 1);

  if (has_received (self, connection))
    return CHANGED_MAX + 1;
  return nh_connection_step (connection, statement, _ ("list the records"), error) == SQLITE_ROW
             ? sqlite3_column_int (statement, 0)
             : -1;
}

static int
read_changed (NhSearchBuffer *self, NhConnection *connection, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id, search FROM %s WHERE id IN (" CHANGED_SINCE ")",
                                          self->type->name);
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_query (connection, error, sql, "lsl", self->change, self->type->name, self->read_to);

  return read_rows (self, connection, statement, TRUE, error);
}

/* --- Keeping up with the file --- */

/* The change @id and its hash, or for 0 the newest that the connection sees; 0 and "" before the first. FALSE: there is
 * no such change, or an @error. */
static gboolean
read_change (NhConnection *connection, gint64 id, gint64 *change, char **hash, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, error,
      id == 0 ? "SELECT id, hash FROM change ORDER BY id DESC LIMIT 1" : "SELECT id, hash FROM change WHERE id = ?1",
      id == 0 ? "" : "l", id);
  int code = nh_connection_step (connection, statement, _ ("list the records"), error);

  *change = sqlite3_column_int64 (statement, 0);
  *hash = g_strdup (nh_statement_get_text (statement, 1));
  return code == SQLITE_ROW || (code == SQLITE_DONE && id == 0);
}

/* Drops texts of another history. FALSE: an error. */
static gboolean
compare_history (NhSearchBuffer *self, NhConnection *connection, GError **error)
{
  g_autofree char *hash = NULL;
  g_autoptr (GError) reason = NULL;
  gint64 change;
  gboolean same;

  if (self->hash == NULL || self->change == 0)
    return TRUE;
  same = read_change (connection, self->change, &change, &hash, &reason) && g_str_equal (hash, self->hash);
  if (reason == NULL && !same)
    forget (self);
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return reason == NULL;
}

gint64
nh_search_buffer_greatest_id (NhConnection *connection, const NhRecordType *type)
{
  g_autofree char *sql = g_strdup_printf ("SELECT max (id) FROM %s", type->name);

  return nh_connection_get_int (connection, sql, 0);
}

/* Reads what is missing; @now is the newest change of this state. If interrupted, the buffer counts as of the change
 * before and cannot serve connections that see an older state. */
static gboolean
read_missing (NhSearchBuffer *self, NhConnection *connection, gint64 now, const char *hash, GError **error)
{
  gboolean begun = self->hash != NULL;

  self->seen = now;
  if (!begun)
    {
      self->change = now;
      self->hash = g_strdup (hash);
    }
  if (begun && self->change != now && read_changed (self, connection, error) != SQLITE_DONE)
    return FALSE;
  if (read_more (self, connection, error) != SQLITE_DONE)
    return FALSE;
  self->change = now;
  g_free (self->hash);
  self->hash = g_strdup (hash);
  return TRUE;
}

/* FALSE: not usable now, or @error is set. */
static gboolean
catch_up (NhSearchBuffer *self, NhConnection *connection, gboolean wait, GError **error)
{
  g_autofree char *hash = NULL;
  gint64 now;
  int changed;
  gboolean anew;

  if (!read_change (connection, 0, &now, &hash, error) || now < self->seen ||
      !compare_history (self, connection, error))
    return FALSE;
  if (!wait && nh_search_buffer_greatest_id (connection, self->type) - self->read_to > CHANGED_SOON)
    return FALSE;
  changed = self->hash != NULL && self->change != now ? count_changed (self, connection, error) : 0;
  if (changed < 0)
    return FALSE;
  anew = self->entries->len - self->in_order + (guint) changed > CHANGED_MAX;
  if (!wait && (anew || changed > CHANGED_SOON))
    return FALSE;
  if (anew)
    forget (self);
  return read_missing (self, connection, now, hash, error);
}

/* --- Finding --- */

/* The longest word is probably the rarest. */
static const char *
choose (const char *const *words)
{
  const char *longest = words[0];

  for (guint i = 1; words[i] != NULL; i++)
    if (strlen (words[i]) > strlen (longest))
      longest = words[i];
  return longest;
}

static gboolean
has_all (const char *text, gsize length, const char *const *words, const char *known)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i] != known && nh_platform_find_bytes (text, length, words[i], strlen (words[i])) == NULL)
      return FALSE;
  return TRUE;
}

static GArray *
find (NhSearchBuffer *self, const char *const *words)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *texts = (const char *) self->texts->data, *at = texts, *end = texts + self->texts->len;
  const Entry *entries = (const Entry *) (gpointer) self->entries->data;
  const char *word = choose (words);
  gsize length = strlen (word);
  guint i = 0;

  while (at < end && (at = nh_platform_find_bytes (at, (gsize) (end - at), word, length)) != NULL)
    {
      const char *next;

      while (i + 1 < self->entries->len && texts + entries[i + 1].at <= at)
        i++;
      next = i + 1 < self->entries->len ? texts + entries[i + 1].at : end;
      if (has_all (texts + entries[i].at, (gsize) (next - texts) - entries[i].at, words, word))
        g_array_append_val (ids, entries[i].id);
      at = next;
    }
  return ids;
}

/* FALSE: another thread is filling the buffer, and @wait is FALSE or the job was cancelled. */
static gboolean
lock (NhSearchBuffer *self, NhConnection *connection, gboolean wait)
{
  while (!g_mutex_trylock (&self->mutex))
    {
      if (!wait || nh_connection_is_cancelled (connection))
        return FALSE;
      g_usleep (LOOK_AGAIN_US);
    }
  return TRUE;
}

GArray *
nh_search_buffer_find (NhSearchBuffer *self, NhConnection *connection, const char *const *words, gboolean wait,
                       GError **error)
{
  g_autoptr (GError) reason = NULL;
  GArray *ids = NULL;

  if (nh_connection_get_mode (connection) == NH_CONNECTION_WRITE || words[0] == NULL ||
      nh_search_buffer_greatest_id (connection, self->type) <= NH_SEARCH_BUFFER_LEAST)
    return NULL;
  if (!lock (self, connection, wait))
    return NULL;
  if (!self->too_long && catch_up (self, connection, wait, &reason))
    ids = find (self, words);
  else if (self->too_long || (reason != NULL && !g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    forget (self);
  g_mutex_unlock (&self->mutex);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&reason));
  return ids; /* NULL: fall back to the table */
}
