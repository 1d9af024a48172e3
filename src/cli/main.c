/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ngay-hoi-cli: the program without a window. */

#include "nh-cli.h"

#include <string.h>

#include "nh-config.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-indicator.h"
#include "nh-log.h"

#define STATUS_DONE 0
#define STATUS_PROBLEM 1 /* something in the data or the file */
#define STATUS_USAGE 2   /* wrong use of the command */

/* The synopsis is the help text, and defines which options and formats the command accepts. */
static const struct
{
  const char *synopsis;
  guint min_words;
  guint max_words;
  NhCliRun run;
} commands[] = {
  { "new FILE --unit CODE[@DATE] --year YYYY [--role commune|province] [--units LIST.csv]", 1, 1, nh_cli_new },
  { "add FILE TYPE field=value…", 2, G_MAXUINT, nh_cli_add },
  { "list FILE TYPE [--year Y] [--unit CODE] [--search TEXT] [--filter CONDITION…] [--personal]"
    " [--format table|csv|tsv]",
    2, 2, nh_cli_list },
  { "fields TYPE [--format table|csv|tsv]", 1, 1, nh_cli_fields },
  { "check FILE [--year Y]", 1, 1, nh_cli_check },
  { "figures FILE [--year Y] [--unit CODE] [--as-of DATE] [--format table|tsv]", 1, 1, nh_cli_figures },
  { "reports [--format table|csv|tsv]", 0, 0, nh_cli_reports },
  { "report FILE NAME --out FILE.xlsx|pdf|txt|csv [--year Y] [--unit CODE] [--as-of DATE] [--record UUID]", 2, 2,
    nh_cli_report },
  { "units FILE [--at DATE] [--search TEXT] [--format table|csv|tsv]", 1, 1, nh_cli_units },
  { "import-units FILE --units LIST.csv [--mapping LIST.csv]", 1, 1, nh_cli_import_units },
  { "backup FILE [--out FILE]", 1, 1, nh_cli_backup },
  { "restore FILE --from FILE", 1, 1, nh_cli_restore },
  { "verify FILE", 1, 1, nh_cli_verify },
  { "history FILE [--record UUID] [--format table|csv|tsv]", 1, 1, nh_cli_history },
  { "undo FILE", 1, 1, nh_cli_undo },
  { "demo DIR", 1, 1, nh_cli_demo },
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
  OPTION ("--unit", unit),       OPTION ("--year", year_text),    OPTION ("--role", role),
  OPTION ("--search", search),   OPTION ("--filter", filter),     OPTION ("--format", format),
  OPTION ("--out", out),         OPTION ("--from", from),         OPTION ("--at", at),
  OPTION ("--as-of", as_of),     OPTION ("--record", record),     OPTION ("--units", units),
  OPTION ("--mapping", mapping), OPTION ("--personal", personal),
};

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("Usage: ngay-hoi-cli COMMAND …"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  ngay-hoi-cli %s\n", commands[i].synopsis);
  g_print ("\n%s\n", _ ("Exit status: 0 done, 1 a problem in the data or the file, 2 wrong use."));
}

/* -1: there is none. */
static int
find_command (const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strncmp (commands[i].synopsis, name, length) == 0 && strcspn (commands[i].synopsis, " ") == length)
      return (int) i;
  return -1;
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
      if (member == &options->personal) /* the one without a value */
        {
          *member = *rest;
          continue;
        }
      *member = value != NULL ? value + 1 : *++rest;
      if (*member == NULL)
        return nh_cli_usage (error, _ ("The option “%s” needs a value behind it."), name);
      if (member == &options->filter)
        g_ptr_array_add (options->filters, (gpointer) *member);
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

static gboolean
run_command (int command, char **rest, GError **error)
{
  const char *synopsis = commands[command].synopsis;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GPtrArray) filters = g_ptr_array_new ();
  g_autoptr (GError) problem = NULL;
  NhCliOptions options = { .filters = filters };

  if (!read_words (rest, synopsis, &options, words, &problem) || !check_format (&options, synopsis, &problem) ||
      !read_year (&options, &problem))
    return nh_cli_usage (error, _ ("%s\nUsage: ngay-hoi-cli %s"), problem->message, synopsis);
  if (words->len < commands[command].min_words || words->len > commands[command].max_words)
    return nh_cli_usage (error, _ ("Usage: ngay-hoi-cli %s"), synopsis);
  options.n_words = words->len;
  g_ptr_array_add (words, NULL);
  options.words = (char **) words->pdata;
  return commands[command].run (&options, error);
}

static gboolean
check_words (char **words, GError **error)
{
  for (guint i = 1; words[i] != NULL; i++)
    if (!g_utf8_validate (words[i], -1, NULL))
      return nh_cli_usage (error, _ ("Word %u of the command is not UTF-8 text."), i);
  if (find_command (words[1]) < 0)
    return nh_cli_usage (error, _ ("There is no command “%s”. “ngay-hoi-cli help” lists them."), words[1]);
  return TRUE;
}

int
main (int argc, char **argv)
{
#ifdef G_OS_WIN32
  g_auto (GStrv) words = g_win32_get_command_line ();
#else
  g_auto (GStrv) words = g_strdupv (argv);
#endif
  g_autoptr (GError) error = NULL;

  nh_log_init ();
  nh_i18n_init (g_strcmp0 (g_getenv ("NGAY_HOI_LANGUAGE"), "en") == 0 ? NH_LANGUAGE_ENGLISH : NH_LANGUAGE_VIETNAMESE);
  nh_indicators_init ();
  if (words[0] == NULL || words[1] == NULL)
    {
      print_help ();
      return STATUS_USAGE;
    }
  if (g_str_equal (words[1], "--help") || g_str_equal (words[1], "help"))
    {
      print_help ();
      return STATUS_DONE;
    }
  if (g_str_equal (words[1], "--version"))
    {
      g_print ("ngay-hoi-cli %s\n", NH_VERSION);
      return STATUS_DONE;
    }
  if (check_words (words, &error) && run_command (find_command (words[1]), words + 2, &error))
    return STATUS_DONE;
  if (error != NULL)
    g_printerr ("ngay-hoi-cli: %s\n", error->message);
  return g_error_matches (error, NH_ERROR, NH_ERROR_USAGE) ? STATUS_USAGE : STATUS_PROBLEM;
}
