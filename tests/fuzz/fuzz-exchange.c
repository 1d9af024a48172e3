/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the hand-in, spoilt. Those whose content or manifest is spoilt are described, signed and sealed again, as
 * somebody would who has the keys, so that they reach the parser and the writer behind it. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "ledger-fixture.h"
#include "mutate.h"
#include "nh-error.h"
#include "nh-hand-in.h"
#include "nh-invitation.h"
#include "nh-json.h"
#include "nh-keys.h"
#include "nh-receive.h"
#include "nh-reception.h"
#include "nh-reply.h"
#include "nh-store.h"
#include "nh-verdict.h"

typedef struct
{
  NhLedger *ledger;
  NhKeys *keys;
  NhEnvelope *file; /* as it was made for this office */
  GBytes *content;
} Office;

static Office province, commune;
static char *path;

static gpointer
load_keys (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_keys_ensure (connection, error);
}

static gpointer
invite (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_invitation_make (connection, ledger, 2026, 20260825, error);
}

static gpointer
join (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *code = nh_public_keys_get_code (nh_keys_get_public (province.keys));

  return GINT_TO_POINTER (nh_invitation_join (connection, ledger, data, code, NULL, error));
}

static void
save (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const char *const *fields)
{
  g_autoptr (NhRecord) draft = nh_record_new (type, nh_ledger_get_unit (ledger), 2026), saved = NULL;

  for (; *fields != NULL; fields += 2)
    g_assert_true (nh_record_set_canonical (draft, fields[0], fields[1], NULL));
  saved = nh_store_save (connection, ledger, draft, NULL, NULL);
  g_assert_nonnull (saved);
}

static gpointer
fill (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  save (connection, ledger, &nh_point_type,
        (const char *const[]){ "place", "Thôn 1", "place_kind", "thon", "status", "held", "attendance", "200", NULL });
  save (connection, ledger, &nh_point_type,
        (const char *const[]){ "place", "Thôn 2", "place_kind", "thon", "status", "held", "cost", "none",
                               "duplicate_of", "1", NULL });
  save (connection, ledger, &nh_gift_type,
        (const char *const[]){ "category", "ho_ngheo", "quantity", "20", "point", "1", "note", "một\nhai", NULL });
  save (connection, ledger, &nh_commendation_type,
        (const char *const[]){ "form", "giay_khen_xa", "recipient_kind", "ca_nhan", "recipient", "Nguyễn Văn Ân",
                               "quantity", "1", "decision_date", "2026-08-01", NULL });
  save (connection, ledger, &nh_total_type,
        (const char *const[]){ "indicator", "attendance", "value", "500", "qualifier", "tren", NULL });
  return GINT_TO_POINTER (TRUE);
}

static gpointer
hand_in (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhHandInRequest request = { .year = 2026 };

  return nh_hand_in (connection, ledger, &request, NULL, error);
}

static void
count (const NhReception *reception, gpointer n_taken)
{
  *(guint *) n_taken += reception->taken;
}

typedef struct
{
  gboolean trial;
  const char *code;
  guint n_taken;
} Reception;

static gpointer
receive (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Reception *self = data;
  const char *paths[] = { path, NULL };
  const NhReceiveOptions options = {
    .trial = self->trial, .code = self->code, .received = count, .data = &self->n_taken
  };

  return GINT_TO_POINTER (nh_receive (connection, ledger, paths, &options, NULL, NULL, error));
}

static gpointer
make_reply (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_reply_make (connection, ledger, nh_ledger_get_unit (commune.ledger), 2026, error);
}

static gpointer
read_reply (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_reply_read_file (connection, ledger, path, error);
}

static gint64
count_rows (NhConnection *connection)
{
  return nh_connection_get_int (connection,
                                "SELECT (SELECT count (*) FROM point) + (SELECT count (*) FROM gift)"
                                " + (SELECT count (*) FROM change) + (SELECT count (*) FROM content)"
                                " + (SELECT count (*) FROM submission) + (SELECT count (*) FROM partner)",
                                -1);
}

/* All that a trial does is rolled back, whatever it found. */
static gpointer
try_file (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Reception reception = { TRUE };
  gint64 before = count_rows (connection);
  gpointer tried = receive (connection, ledger, &reception, cancellable, error);

  g_assert_cmpint (count_rows (connection), ==, before);
  return tried;
}

static gpointer
call (const Office *office, NhLedgerFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer result = nh_ledger_call (office->ledger, NH_ON_WRITER, func, data, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
open_office (Office *office, const char *folder, const char *name, const char *unit, NhRole role)
{
  NhLedgerSpec spec = { .unit_code = unit, .unit_on = 20260819, .role = role, .year = 2026 };
  g_autofree char *ledger = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  nh_ledger_create (ledger, &spec, &error);
  g_assert_no_error (error);
  office->ledger = fixture_open (ledger, NH_OPEN_DEFAULT);
  office->keys = call (office, load_keys, NULL);
}

/* Keeps what is in @bytes as the file of @office. */
static void
keep (Office *office, NhEnvelopeKind kind, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  office->file = nh_envelope_open (kind, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), office->keys,
                                   &error);
  g_assert_no_error (error);
  office->content = nh_envelope_read_content (office->file, &error);
  g_assert_no_error (error);
}

static void
write_bytes (GBytes *bytes)
{
  fixture_write (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

static void
close_offices (void)
{
  for (guint i = 0; i < 2; i++)
    {
      Office *office = i == 0 ? &province : &commune;

      fixture_close (office->ledger);
      nh_keys_free (office->keys);
      nh_envelope_free (office->file);
      g_bytes_unref (office->content);
    }
  g_free (path);
}

void
fuzz_exchange_set_up (const char *folder)
{
  g_autoptr (GBytes) invitation = NULL, reply = NULL;
  g_autoptr (NhInvitation) read = NULL;
  g_autoptr (NhHandIn) made = NULL;
  g_autofree char *code = NULL;
  Reception reception = { FALSE };

  nh_reception_init ();
  path = g_build_filename (folder, "file", NULL);
  open_office (&province, folder, "p.ngayhoi", "42", NH_ROLE_PROVINCE);
  open_office (&commune, folder, "c.ngayhoi", "18676", NH_ROLE_COMMUNE);
  invitation = call (&province, invite, NULL);
  write_bytes (invitation);
  read = nh_invitation_open_file (path, NULL);
  call (&commune, join, read);
  call (&commune, fill, NULL);
  made = call (&commune, hand_in, NULL);
  keep (&province, NH_ENVELOPE_PACKAGE, made->file);
  write_bytes (made->file);
  code = nh_public_keys_get_code (nh_keys_get_public (commune.keys));
  reception.code = code;
  call (&province, receive, &reception);
  g_assert_cmpuint (reception.n_taken, ==, 1);
  reply = call (&province, make_reply, NULL);
  keep (&commune, NH_ENVELOPE_REPLY, reply);
  atexit (close_offices);
}

/* --- Spoiling --- */

/* Lines are taken away, doubled, moved; digits and letters become others: much of it is still as the program writes. */
static void
mutate_lines (GString *text, GRand *rand)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) split = g_strsplit (text->str, "\n", -1);

  for (guint i = 0; split[i] != NULL; i++)
    if (*split[i] != '\0')
      g_ptr_array_add (lines, g_strdup (split[i]));
  for (int n = g_rand_int_range (rand, 1, 4); n > 0 && lines->len > 0; n--)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (gint32) lines->len);
      char *line = lines->pdata[at];
      gsize length = strlen (line);

      if (g_rand_int_range (rand, 0, 4) == 0)
        g_ptr_array_remove_index (lines, at);
      else
        for (guint tries = 0; tries < 200; tries++)
          {
            char *spot = line + g_rand_int_range (rand, 0, (gint32) length);

            if (!g_ascii_isxdigit (*spot))
              continue;
            *spot = "0123456789abcdef"[g_rand_int_range (rand, 0, g_ascii_isdigit (*spot) ? 10 : 16)];
            break;
          }
    }
  g_string_truncate (text, 0);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (char *) lines->pdata[i]);
}

/* How many lines of @text begin with @begin. */
static guint
count_lines (GBytes *text, const char *begin)
{
  gsize length, n = strlen (begin);
  const char *at = g_bytes_get_data (text, &length), *end = at + length;
  guint lines = 0;

  for (const char *next; at != NULL && at < end; at = next)
    {
      lines += (gsize) (end - at) >= n && memcmp (at, begin, n) == 0;
      next = memchr (at, '\n', (gsize) (end - at));
      next = next != NULL ? next + 1 : end;
    }
  return lines;
}

/* True ones, of the lines that say what they are. */
static void
add_counts (GString *manifest, GBytes *content)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      g_autofree char *key = g_strconcat ("count.", (*type)->name, NULL);
      g_autofree char *begin = g_strdup_printf ("{\"@type\":\"%s\"", (*type)->name);
      g_autofree char *number = g_strdup_printf ("%u", count_lines (content, begin));

      nh_json_append_member (manifest, key, number);
    }
}

/* The manifest with a description of @content that is true. (transfer full) */
static char *
describe_again (const NhEnvelope *file, GBytes *content)
{
  GString *manifest = g_string_new ("{");

  for (guint i = 0; i < file->members->len; i++)
    {
      const NhJsonMember *member = &g_array_index (file->members, NhJsonMember, i);

      const char *text = member->text;

      /* As the next version, else it would not be looked at. */
      if (g_str_has_prefix (member->key, "content.") || g_str_has_prefix (member->key, "count."))
        continue;
      if (file->kind == NH_ENVELOPE_PACKAGE && g_str_equal (member->key, "version"))
        text = "2";
      if (file->kind == NH_ENVELOPE_PACKAGE && g_str_equal (member->key, "previous"))
        text = file->hash;
      nh_json_append_member (manifest, member->key, text);
    }
  if (file->kind == NH_ENVELOPE_PACKAGE)
    add_counts (manifest, content);
  nh_envelope_describe_content (manifest, content);
  g_string_append_c (manifest, '}');
  return g_string_free (manifest, FALSE);
}

static void
seal (Office *from, Office *to, const char *manifest, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
      bytes = nh_envelope_make (to->file->kind, manifest, content, from->keys, nh_keys_get_public (to->keys), &error);

  if (bytes != NULL)
    write_bytes (bytes);
  rounds_refused (&error);
}

/* Spoils what was made for @to, and signs and seals it again. */
static void
make_spoilt (Office *from, Office *to, GRand *rand)
{
  g_autoptr (GString)
      text = g_string_new_len (g_bytes_get_data (to->content, NULL), (gssize) g_bytes_get_size (to->content));
  g_autoptr (GString) manifest = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autofree char *described = NULL;
  int how = g_rand_int_range (rand, 0, 4);

  if (how == 0)
    mutate_text (text, rand);
  else if (how < 3)
    mutate_lines (text, rand);
  content = g_bytes_new (text->str, text->len);
  described = describe_again (to->file, content);
  manifest = g_string_new (described);
  if (how == 3)
    mutate_text (manifest, rand);
  seal (from, to, manifest->str, content);
}

void
fuzz_exchange_package (const char *folder, GRand *rand)
{
  make_spoilt (&commune, &province, rand);
  call (&province, try_file, NULL);
}

/* The sealed file itself, and what is in the seal but not signed again. */
void
fuzz_exchange_file (const char *folder, GRand *rand)
{
  g_autoptr (GBytes) made = nh_envelope_make (NH_ENVELOPE_PACKAGE, province.file->manifest, province.content,
                                              commune.keys, nh_keys_get_public (province.keys), NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, g_bytes_get_data (made, NULL), (guint) g_bytes_get_size (made));
  mutate_bytes (bytes, rand);
  fixture_write (path, (const char *) bytes->data, (gssize) bytes->len);
  call (&province, try_file, NULL);
}

void
fuzz_exchange_reply (const char *folder, GRand *rand)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhReply) reply = NULL;

  make_spoilt (&province, &commune, rand);
  reply = nh_ledger_call (commune.ledger, NH_ON_WRITER, read_reply, NULL, NULL, &error);
  if (error != NULL && error->domain == NH_VERDICT_ERROR)
    g_clear_error (&error);
  rounds_refused (&error);
}
