/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ngay-hoi-cli: the program without a window. */

#include "nh-cli.h"

#include <stdio.h>
#include <string.h>

#include "nh-config.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-indicator.h"
#include "nh-log.h"
#include "nh-platform.h"
#include "nh-reception.h"
#include "nh-text.h"

#define STATUS_DONE 0
#define STATUS_PROBLEM 1 /* something in the data or the file */
#define STATUS_USAGE 2   /* wrong use of the command */

/* The synopsis is the help text, and defines which options and formats the command accepts. */
typedef struct
{
  const char *synopsis;
  guint min_words;
  guint max_words;
  NhCliRun run;
  NhCliOpen open; /* the file that the first word names */
} Command;

static const Command commands[] = {
  { "new FILE [--unit CODE[@DATE]] [--typed-unit TITLE] --year YYYY [--role commune|province] [--units LIST.csv]", 1, 1,
    nh_cli_new },
  { "add FILE TYPE field=value…", 2, G_MAXUINT, nh_cli_add, NH_CLI_CHANGE },
  { "set FILE field=value… --record UUID", 2, G_MAXUINT, nh_cli_set, NH_CLI_CHANGE },
  { "delete FILE --record UUID [--children delete|keep]", 1, 1, nh_cli_delete, NH_CLI_WRITE },
  { "from-last-year FILE TYPE [--year Y] [--unit CODE] [--record UUID|all]", 2, 2, nh_cli_from_last_year,
    NH_CLI_WRITE },
  { "list FILE TYPE [--year Y] [--unit CODE] [--search TEXT] [--filter CONDITION…] [--personal]"
    " [--format table|csv|tsv]",
    2, 2, nh_cli_list, NH_CLI_READ },
  { "export FILE TYPE --out FILE.xlsx|csv [--year Y] [--unit CODE] [--search TEXT] [--filter CONDITION…] [--personal]",
    2, 2, nh_cli_export, NH_CLI_READ },
  { "import FILE TYPE --from FILE.xlsx|csv [--map A=FIELD…] [--unit CODE] [--year Y] [--dry-run] [--rejected FILE.xlsx]"
    " [--format table|tsv]",
    2, 2, nh_cli_import, NH_CLI_WRITE },
  { "workbook-form FILE --out FILE.xlsx|DIR [--unit CODE] [--year Y]", 1, 1, nh_cli_workbook_form, NH_CLI_READ },
  { "take-forms FILE FORM.xlsx|DIR… [--dry-run] [--rejected DIR] [--format table|tsv]", 2, G_MAXUINT, nh_cli_take_forms,
    NH_CLI_WRITE },
  { "fields TYPE [--format table|csv|tsv]", 1, 1, nh_cli_fields },
  { "check FILE [--year Y]", 1, 1, nh_cli_check, NH_CLI_READ },
  { "figures FILE [--year Y] [--unit CODE] [--as-of DATE] [--final] [--sources] [--format table|tsv]", 1, 1,
    nh_cli_figures, NH_CLI_READ },
  { "reports [--format table|csv|tsv]", 0, 0, nh_cli_reports },
  { "report FILE NAME --out FILE.xlsx|docx|pdf|png|txt|csv [--year Y] [--unit CODE] [--as-of DATE] [--record UUID] "
    "[--final]"
    " [--sources]",
    2, 2, nh_cli_report, NH_CLI_READ },
  { "parts FILE [PART=TEXT…] [--year Y] [--unit CODE] [--format table|csv|tsv]", 1, G_MAXUINT, nh_cli_parts,
    NH_CLI_WRITE },
  { "sentences FILE [SENTENCE=TEXT…] [--format table|csv|tsv]", 1, G_MAXUINT, nh_cli_sentences, NH_CLI_WRITE },
  { "units FILE [--at DATE] [--search TEXT] [--format table|csv|tsv]", 1, 1, nh_cli_units, NH_CLI_READ },
  { "add-unit FILE TITLE [--unit CODE] [--code CODE] [--from DATE] [--to DATE]", 2, 2, nh_cli_add_unit, NH_CLI_WRITE },
  { "add-choice FILE LIST TITLE LIKE", 4, 4, nh_cli_add_choice, NH_CLI_WRITE },
  { "import-units FILE --units LIST.csv [--mapping LIST.csv]", 1, 1, nh_cli_import_units, NH_CLI_WRITE },
  { "import-criteria FILE [PROGRAMME] --from FILE.xlsx|csv", 1, 2, nh_cli_import_criteria, NH_CLI_WRITE },
  { "backup FILE [--out FILE]", 1, 1, nh_cli_backup, NH_CLI_CHANGE },
  { "restore FILE --from FILE", 1, 1, nh_cli_restore },
  { "verify FILE", 1, 1, nh_cli_verify },
  { "history FILE [--record UUID] [--format table|csv|tsv]", 1, 1, nh_cli_history, NH_CLI_READ },
  { "undo FILE", 1, 1, nh_cli_undo, NH_CLI_WRITE },
  { "invite FILE --year Y --out FILE.ngayhoi-moi [--deadline DATE]", 1, 1, nh_cli_invite, NH_CLI_WRITE },
  { "enrol FILE [--unit CODE] [--year Y] [--format table|csv|tsv]", 1, 1, nh_cli_enrol, NH_CLI_WRITE },
  { "join FILE INVITATION [--code DIGITS] [--slip CHARACTERS]", 2, 2, nh_cli_join, NH_CLI_WRITE },
  { "keys FILE [--save FILE] [--restore FILE] [--signed-by FILE]", 1, 1, nh_cli_keys, NH_CLI_READ },
  { "hand-in FILE --out FILE.ngayhoi-nop [--year Y] [--unit CODE] [--reason TEXT] [--nil REASON]", 1, 1, nh_cli_hand_in,
    NH_CLI_WRITE },
  { "reopen FILE --reason TEXT [--year Y] [--unit CODE]", 1, 1, nh_cli_reopen, NH_CLI_WRITE },
  { "close FILE [--year Y] [--unit CODE]", 1, 1, nh_cli_close, NH_CLI_WRITE },
  { "receive FILE PACKAGE|FOLDER… [--dry-run] [--code DIGITS] [--reason TEXT] [--at DATE] [--format table|tsv]", 2,
    G_MAXUINT, nh_cli_receive, NH_CLI_WRITE },
  { "board FILE [--year Y] [--format table|csv|tsv]", 1, 1, nh_cli_board, NH_CLI_READ },
  { "received FILE --unit CODE --at DATE --reason TEXT [--year Y]", 1, 1, nh_cli_received, NH_CLI_WRITE },
  { "accept FILE --unit CODE [--year Y]", 1, 1, nh_cli_accept, NH_CLI_WRITE },
  { "return FILE --unit CODE --reason TEXT [--year Y]", 1, 1, nh_cli_return, NH_CLI_WRITE },
  { "duplicates FILE [--year Y] [--format table|csv|tsv]", 1, 1, nh_cli_duplicates, NH_CLI_READ },
  { "duplicate FILE --record UUID [--of UUID]", 1, 1, nh_cli_duplicate, NH_CLI_WRITE },
  { "remark FILE [FIELD[=VALUE]] --record UUID --reason TEXT", 1, 2, nh_cli_remark, NH_CLI_WRITE },
  { "reply FILE --out DIR [--year Y] [--unit CODE]", 1, 1, nh_cli_reply, NH_CLI_WRITE },
  { "read-reply FILE REPLY", 2, 2, nh_cli_read_reply, NH_CLI_WRITE },
  { "proposals FILE [--take UUID|all] [--decline UUID|all] [--reason TEXT] [--year Y] [--unit CODE]"
    " [--format table|csv|tsv]",
    1, 1, nh_cli_proposals, NH_CLI_READ },
  { "package PACKAGE --keys FILE [--format table|csv|tsv]", 1, 1, nh_cli_package },
  { "demo DIR", 1, 1, nh_cli_demo },
  { "sample DIR", 1, 1, nh_cli_sample },
  { "guide --out FILE.pdf|txt", 0, 0, nh_cli_guide },
};

#define OPTION(name, member)                     \
  {                                              \
    name, G_STRUCT_OFFSET (NhCliOptions, member) \
  }

static const struct
{
  const char *name;
  gsize offset;
} known_options[] = {
  OPTION ("--unit", unit),
  OPTION ("--year", year_text),
  OPTION ("--role", role),
  OPTION ("--search", search),
  OPTION ("--filter", filter),
  OPTION ("--format", format),
  OPTION ("--out", out),
  OPTION ("--from", from),
  OPTION ("--at", at),
  OPTION ("--as-of", as_of),
  OPTION ("--record", record),
  OPTION ("--units", units),
  OPTION ("--mapping", mapping),
  OPTION ("--personal", personal),
  OPTION ("--dry-run", dry_run),
  OPTION ("--sources", sources),
  OPTION ("--final", final),
  OPTION ("--deadline", deadline),
  OPTION ("--code", code),
  OPTION ("--slip", slip),
  OPTION ("--reason", reason),
  OPTION ("--nil", nil),
  OPTION ("--save", save),
  OPTION ("--restore", restore),
  OPTION ("--keys", keys),
  OPTION ("--signed-by", signed_by),
  OPTION ("--of", of),
  OPTION ("--take", take),
  OPTION ("--decline", decline),
  OPTION ("--map", map),
  OPTION ("--rejected", rejected),
  OPTION ("--children", children),
  OPTION ("--to", to),
  OPTION ("--typed-unit", typed_unit),
};

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("Usage: ngay-hoi-cli COMMAND …"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  ngay-hoi-cli %s\n", commands[i].synopsis);
  g_print ("\n%s\n", _ ("Exit status: 0 done, 1 a problem in the data or the file, 2 wrong use."));
}

static const Command *
find_command (const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strncmp (commands[i].synopsis, name, length) == 0 && strcspn (commands[i].synopsis, " ") == length)
      return &commands[i];
  return NULL;
}

/* The text behind the option in the synopsis, "CODE] [--as-of …", of a flag " …"; NULL: the command does not accept it.
 */
static const char *
find_in_synopsis (const char *synopsis, const char *option)
{
  gsize length = strlen (option);

  for (const char *at = synopsis; (at = strstr (at, option)) != NULL; at += length)
    if (at[length] == ' ' || at[length] == ']')
      return at + length + 1;
  return NULL;
}

/* The member for the value of an option; NULL: the command does not accept it. */
static const char **
find_option (NhCliOptions *options, const char *synopsis, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_options); i++)
    if (g_str_equal (known_options[i].name, name) && find_in_synopsis (synopsis, name) != NULL)
      return G_STRUCT_MEMBER_P (options, known_options[i].offset);
  return NULL;
}

/* Those without a value. */
static gboolean
is_flag (const NhCliOptions *options, const char **member)
{
  return member == &options->personal || member == &options->dry_run || member == &options->sources ||
         member == &options->final;
}

static gboolean
read_words (char **rest, const char *synopsis, NhCliOptions *options, GPtrArray *words, GError **error)
{
  gboolean ended = FALSE; /* by "--" */

  for (; *rest != NULL; rest++)
    {
      const char *value = strchr (*rest, '=');
      g_autofree char *name = g_strndup (*rest, strcspn (*rest, "="));
      const char **member;

      if (ended || name[0] != '-' || name[1] == '\0')
        {
          g_ptr_array_add (words, *rest);
          continue;
        }
      ended = g_str_equal (*rest, "--");
      if (ended)
        continue;
      member = find_option (options, synopsis, name);
      if (member == NULL)
        return nh_cli_usage (error, _ ("There is no option “%s” here."), name);
      if (is_flag (options, member))
        {
          *member = *rest;
          continue;
        }
      *member = value != NULL ? value + 1 : *++rest;
      if (*member == NULL)
        return nh_cli_usage (error, _ ("The option “%s” needs a value behind it."), name);
      if (member == &options->filter)
        g_ptr_array_add (options->filters, (gpointer) *member);
      if (member == &options->map)
        g_ptr_array_add (options->maps, (gpointer) *member);
    }
  return TRUE;
}

static gboolean
check_format (const NhCliOptions *options, const char *synopsis, GError **error)
{
  g_autofree char *allowed = NULL;
  g_auto (GStrv) names = NULL;

  if (options->format == NULL)
    return TRUE;
  allowed = g_strdup (find_in_synopsis (synopsis, "--format"));
  allowed[strcspn (allowed, "]")] = '\0';
  names = g_strsplit (allowed, "|", -1);
  if (g_strv_contains ((const char *const *) names, options->format))
    return TRUE;
  return nh_cli_usage (error, _ ("There is no format “%s” here; there is %s."), options->format, allowed);
}

static gboolean
read_year (NhCliOptions *options, GError **error)
{
  gint64 year = 0;

  if (options->year_text != NULL && !g_ascii_string_to_signed (options->year_text, 10, 1, 9999, &year, NULL))
    return nh_cli_usage (error, _ ("“%s” is not a year. Type it with four digits, like 2026."), options->year_text);
  options->year = (int) year;
  return TRUE;
}

/* Those that the synopsis has without brackets. */
static gboolean
check_required (NhCliOptions *options, const char *synopsis, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (synopsis, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char **member = find_option (options, synopsis, parts[i]);

      if (g_str_has_prefix (parts[i], "--") && member != NULL && *member == NULL)
        return nh_cli_usage (error, _ ("The option “%s” is missing."), parts[i]);
    }
  return TRUE;
}

/* --- Running --- */

typedef struct
{
  NhCliRun run;
  NhCliOptions *options;
} Call;

static gpointer
run_on_worker (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Call *call = data;

  call->options->connection = connection;
  return GINT_TO_POINTER (call->run (call->options, error));
}

static gboolean
call_worker (NhWorkerRole role, NhCliRun run, NhCliOptions *options, GError **error)
{
  Call call = { run, options };

  return nh_ledger_call (options->ledger, role, run_on_worker, &call, NULL, error) != NULL;
}

static gboolean written; /* the command has changed the ledger */

/* Some commands change the ledger only where one of these options is given. */
static NhCliOpen
get_open (const Command *command, const NhCliOptions *options)
{
  return options->restore != NULL || options->signed_by != NULL || options->take != NULL || options->decline != NULL
             ? NH_CLI_WRITE
             : command->open;
}

static gboolean
run_with_ledger (const Command *command, NhCliOptions *options, GError **error)
{
  NhCliOpen how = get_open (command, options);
  NhWorkerRole role = how == NH_CLI_WRITE ? NH_ON_WRITER : NH_ON_READER;
  g_autoptr (NhLedger)
      ledger = nh_ledger_open (options->words[0], how == NH_CLI_READ ? NH_OPEN_READ_ONLY : NH_OPEN_DEFAULT, error);
  g_autoptr (NhRecord) draft = NULL;
  g_autofree char *problem = NULL;
  gboolean done;

  if (ledger == NULL)
    return FALSE;
  if (nh_ledger_get_put_aside (ledger) != NULL)
    g_printerr ("%s\n", nh_ledger_get_put_aside (ledger));
  options->ledger = ledger;
  options->catalog = nh_ledger_get_catalog (ledger);
  done = call_worker (role, command->run, options, error);
  draft = options->draft;
  done = done && (draft == NULL || call_worker (NH_ON_WRITER, nh_cli_save, options, error));
  problem = nh_ledger_get_backup_problem (ledger);
  written = done && (how == NH_CLI_WRITE || draft != NULL);
  if (problem != NULL)
    g_printerr (written ? "%s %s\n" : "%s\n", problem, _ ("The change itself is saved."));
  return done;
}

static gboolean
run_command (const Command *command, char **rest, GError **error)
{
  const char *synopsis = command->synopsis;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GPtrArray) filters = g_ptr_array_new ();
  g_autoptr (GPtrArray) maps = g_ptr_array_new ();
  g_autofree char *reason = NULL;
  g_autoptr (GError) problem = NULL;
  NhCliOptions options = { .filters = filters, .maps = maps };

  if (!read_words (rest, synopsis, &options, words, &problem) || !check_format (&options, synopsis, &problem) ||
      !read_year (&options, &problem) || !check_required (&options, synopsis, &problem))
    return nh_cli_usage (error, _ ("%s\nUsage: ngay-hoi-cli %s"), problem->message, synopsis);
  if (words->len < command->min_words || words->len > command->max_words)
    return nh_cli_usage (error, _ ("Usage: ngay-hoi-cli %s"), synopsis);
  if (options.reason != NULL)
    options.reason = reason = nh_text_clean (options.reason);
  options.n_words = words->len;
  g_ptr_array_add (words, NULL);
  options.words = (char **) words->pdata;
  if (strstr (synopsis, " TYPE") != NULL &&
      (options.type = nh_cli_find_type (options.words[command->min_words - 1], error)) == NULL)
    return FALSE;
  return command->open == NH_CLI_ALONE ? command->run (&options, error) : run_with_ledger (command, &options, error);
}

static gboolean
check_words (char **words, GError **error)
{
  for (guint i = 1; words[i] != NULL; i++)
    if (!g_utf8_validate (words[i], -1, NULL))
      return nh_cli_usage (error, _ ("Word %u of the command is not UTF-8 text."), i);
  if (find_command (words[1]) == NULL)
    return nh_cli_usage (error, _ ("There is no command “%s”. “ngay-hoi-cli help” lists them."), words[1]);
  return TRUE;
}

static gboolean
run (char **words, GError **error)
{
  if (g_str_equal (words[1], "--version"))
    g_print ("ngay-hoi-cli %s\n", NH_VERSION);
  else if (g_str_equal (words[1], "--help") || g_str_equal (words[1], "help"))
    print_help ();
  else
    return check_words (words, error) && run_command (find_command (words[1]), words + 2, error);
  return TRUE;
}

/* g_print() does not tell what could not be written. */
static gboolean
finish_output (GError **error)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;
  nh_error_set (error, NH_ERROR_IO, _ ("write the output"),
                _ ("it is incomplete, because the disk is full or the output was closed."));
  if (written)
    nh_error_append (error, _ ("The change itself is saved."));
  return FALSE;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) words = nh_platform_arguments (argv);
  g_autoptr (GError) error = NULL;

  nh_platform_init ();
  nh_log_init ();
  nh_cli_clean_output ();
  nh_i18n_init (g_strcmp0 (g_getenv ("NGAY_HOI_LANGUAGE"), "en") == 0 ? NH_LANGUAGE_ENGLISH : NH_LANGUAGE_VIETNAMESE);
  nh_indicators_init ();
  nh_reception_init ();
  if (words[0] == NULL || words[1] == NULL)
    {
      print_help ();
      return STATUS_USAGE;
    }
  if (run (words, &error) && finish_output (&error))
    return STATUS_DONE;
  if (error != NULL)
    g_printerr ("ngay-hoi-cli: %s\n", error->message);
  return g_error_matches (error, NH_ERROR, NH_ERROR_USAGE) ? STATUS_USAGE : STATUS_PROBLEM;
}
