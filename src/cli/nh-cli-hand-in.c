/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands of a commune, and on keys: join, hand-in, reopen, close, keys, package. */

#include "nh-cli.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "nh-error.h"
#include "nh-file.h"
#include "nh-hand-in.h"
#include "nh-i18n.h"
#include "nh-invitation.h"
#include "nh-json.h"
#include "nh-key-file.h"
#include "nh-package.h"
#include "nh-succession.h"
#include "nh-text.h"

#define KEY_FILE_MOST 4096 /* bytes; also of a recovery slip */

gboolean
nh_cli_join (NhCliOptions *options, GError **error)
{
  g_autoptr (NhInvitation) invitation = nh_invitation_open_file (options->words[1], error);

  if (invitation == NULL ||
      !nh_invitation_join (options->connection, options->ledger, invitation, options->code, options->slip, error))
    return FALSE;
  g_print ("%s\t%d\n", nh_envelope_get (invitation->envelope, "unit.name"), invitation->year);
  return TRUE;
}

gboolean
nh_cli_hand_in (NhCliOptions *options, GError **error)
{
  g_autoptr (NhHandIn) made = NULL;
  g_autofree char *nil = options->nil != NULL ? nh_text_clean (options->nil) : NULL;
  NhHandInRequest request = { .year = nh_cli_year (options), .reason = options->reason, .nil = nil };

  request.unit = nh_cli_unit (options, error);
  made = request.unit != 0 ? nh_hand_in (options->connection, options->ledger, &request, options->out, error) : NULL;
  if (made == NULL)
    return FALSE;
  if (made->unchanged)
    g_print (_ ("Nothing has changed since version %d; this is its file again.\n"), made->version);
  g_print ("%d\t%s\n", made->version, made->hash);
  return TRUE;
}

gboolean
nh_cli_reopen (NhCliOptions *options, GError **error)
{
  gint64 unit = nh_cli_unit (options, error);

  return unit != 0 &&
         nh_hand_in_reopen (options->connection, options->ledger, unit, nh_cli_year (options), options->reason, error);
}

gboolean
nh_cli_close (NhCliOptions *options, GError **error)
{
  gint64 unit = nh_cli_unit (options, error);

  return unit != 0 && nh_hand_in_close (options->connection, options->ledger, unit, nh_cli_year (options), error);
}

/* --- Keys --- */

/* A line of the standard input, as a person or a pipe gives it. (transfer full) (nullable) */
static char *
read_passphrase (GError **error)
{
  char line[1024];
  gsize length;

  g_printerr ("%s ", _ ("Passphrase:"));
  if (fgets (line, sizeof line, stdin) == NULL)
    line[0] = '\0';
  length = strcspn (line, "\r\n");
  line[length] = '\0';
  if (length > 0 && g_utf8_validate (line, (gssize) length, NULL))
    {
      char *passphrase = g_strdup (line);

      sodium_memzero (line, sizeof line);
      return passphrase;
    }
  nh_cli_usage (error, _ ("The key file needs a passphrase: type it, or give it as a line of the input."));
  return NULL;
}

static void
forget (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
  g_free (text);
}

/* A name that ends with .txt: the recovery slip; else a key file. */
static gboolean
save_seed (const guint8 *seed, const char *path, GError **error)
{
  char *passphrase = NULL, *text = NULL;
  gboolean saved;

  if (g_str_has_suffix (path, ".txt"))
    text = nh_recovery_slip_write (seed);
  else if ((passphrase = read_passphrase (error)) != NULL)
    text = nh_key_file_write (seed, passphrase, error);
  saved = text != NULL && nh_file_replace_contents (path, text, -1, NH_FILE_PRIVATE, error);
  forget (passphrase);
  forget (text);
  return saved;
}

/* Of a key file or a recovery slip. */
static gboolean
read_seed (guint8 *seed, const char *path, GError **error)
{
  char *text = NULL, *passphrase;
  gboolean read;

  if (!nh_file_read (path, KEY_FILE_MOST, &text, NULL, error))
    {
      nh_error_prefix (error, _ ("open the key file"));
      return FALSE;
    }
  if (g_str_has_prefix (text, "vn.ngayhoi.khoa"))
    {
      passphrase = read_passphrase (error);
      read = passphrase != NULL && nh_key_file_read (text, passphrase, seed, error);
      forget (passphrase);
    }
  else
    read = nh_recovery_slip_read (text, seed, error);
  forget (text);
  return read;
}

static void
print_code (const guint8 *seed)
{
  g_autoptr (NhKeys) keys = nh_keys_new (seed);
  g_autofree char *code = nh_public_keys_get_code (nh_keys_get_public (keys));

  g_print ("%s\n", code);
}

static gpointer
get_seed (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nh_keys_get_seed (connection, data, error));
}

static gboolean
seed_of (const char *path, guint8 *seed, GError **error)
{
  g_autoptr (NhLedger) ledger = NULL;

  if (!g_str_has_suffix (path, NH_LEDGER_SUFFIX))
    return read_seed (seed, path, error);
  ledger = nh_ledger_open (path, NH_OPEN_READ_ONLY, error);
  return ledger != NULL && nh_ledger_call (ledger, NH_ON_READER, get_seed, seed, NULL, error) != NULL;
}

/* The key before signs the one of the ledger. */
static gboolean
sign_keys (NhConnection *connection, const char *path, GError **error)
{
  g_autoptr (NhKeys) before = NULL, keys = NULL;
  guint8 seed[NH_KEY_LENGTH];

  if (!seed_of (path, seed, error))
    return FALSE;
  before = nh_keys_new (seed);
  sodium_memzero (seed, sizeof seed);
  keys = nh_keys_ensure (connection, error);
  return keys != NULL && nh_succession_keep (connection, before, keys, error);
}

gboolean
nh_cli_keys (NhCliOptions *options, GError **error)
{
  guint8 seed[NH_KEY_LENGTH];
  gboolean done = options->restore == NULL ||
                  (read_seed (seed, options->restore, error) && nh_keys_set_seed (options->connection, seed, error));

  done = done && (options->signed_by == NULL || sign_keys (options->connection, options->signed_by, error)) &&
         nh_keys_get_seed (options->connection, seed, error);
  if (done && options->save != NULL)
    done = save_seed (seed, options->save, error);
  if (done)
    print_code (seed);
  sodium_memzero (seed, sizeof seed);
  return done;
}

/* --- Looking into a file --- */

static NhEnvelope *
open_any (const char *path, const NhKeys *keys, GError **error)
{
  NhEnvelopeKind kind = NH_ENVELOPE_PACKAGE;

  if (g_str_has_suffix (path, NH_ENVELOPE_REPLY_SUFFIX))
    kind = NH_ENVELOPE_REPLY;
  if (g_str_has_suffix (path, NH_ENVELOPE_INVITATION_SUFFIX))
    kind = NH_ENVELOPE_INVITATION;
  return nh_envelope_open_file (kind, path, kind != NH_ENVELOPE_INVITATION ? keys : NULL, error);
}

/* By the key that it names: whose that is, the file cannot tell. */
static gboolean
is_signed (const NhEnvelope *envelope)
{
  NhPublicKeys keys;

  return nh_public_keys_from_text (&keys, nh_envelope_get (envelope, "key")) && nh_envelope_verify (envelope, &keys);
}

gboolean
nh_cli_package (NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "key", "text", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  g_autoptr (NhKeys) keys = NULL;
  g_autoptr (NhEnvelope) envelope = NULL;
  g_autoptr (GBytes) content = NULL;
  guint8 seed[NH_KEY_LENGTH];

  if (!seed_of (options->keys, seed, error))
    return FALSE;
  keys = nh_keys_new (seed);
  sodium_memzero (seed, sizeof seed);
  envelope = open_any (options->words[0], keys, error);
  content = envelope != NULL ? nh_envelope_read_content (envelope, error) : NULL;
  if (content == NULL)
    return FALSE;
  nh_cli_rows_add (rows, "hash", envelope->hash, NULL);
  nh_cli_rows_add (rows, "signature", is_signed (envelope) ? "good" : "wrong", NULL);
  for (guint i = 0; i < envelope->members->len; i++)
    nh_cli_rows_add (rows, g_array_index (envelope->members, NhJsonMember, i).key,
                     g_array_index (envelope->members, NhJsonMember, i).text, NULL);
  nh_cli_print_table (titles, rows, options->format);
  g_print ("\n%.*s", (int) g_bytes_get_size (content), (const char *) g_bytes_get_data (content, NULL));
  return TRUE;
}
