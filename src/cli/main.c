/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ngay-hoi-cli: the verbs of the program without a screen. */

#include "nh-cli.h"

#include <string.h>

#include "nh-config.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-indicator.h"

static const NhCliCommand commands[] = {
  { "new", "new FILE --unit CODE[@DATE] --year YYYY [--role commune|province] [--units LIST.csv]", "unit year role units", 1, 1, nh_cli_new },
  { "add", "add FILE TYPE field=value…", "", 2, G_MAXUINT, nh_cli_add },
  { "list", "list FILE TYPE [--year Y] [--unit CODE] [--search TEXT] [--filter CONDITION…] [--personal] [--format table|csv|tsv]",
    "year unit search filter personal format", 2, 2, nh_cli_list },
  { "fields", "fields TYPE", "format", 1, 1, nh_cli_fields },
  { "check", "check FILE [--year Y]", "year", 1, 1, nh_cli_check },
  { "figures", "figures FILE [--year Y] [--unit CODE] [--as-of DATE] [--format table|tsv]", "year unit as-of format", 1, 1, nh_cli_figures },
  { "reports", "reports", "format", 0, 0, nh_cli_reports },
  { "report", "report FILE NAME --out FILE.xlsx|pdf|txt|csv [--year Y] [--unit CODE] [--as-of DATE] [--record UUID]", "out year unit as-of record", 2, 2, nh_cli_report },
  { "units", "units FILE [--at DATE] [--search TEXT]", "at search format", 1, 1, nh_cli_units },
  { "import-units", "import-units FILE --units LIST.csv [--mapping LIST.csv]", "units mapping", 1, 1, nh_cli_import_units },
  { "backup", "backup FILE [--out FILE]", "out", 1, 1, nh_cli_backup },
  { "restore", "restore FILE --from FILE", "from", 1, 1, nh_cli_restore },
  { "verify", "verify FILE", "", 1, 1, nh_cli_verify },
  { "history", "history FILE [--record UUID]", "record format", 1, 1, nh_cli_history },
  { "undo", "undo FILE", "", 1, 1, nh_cli_undo },
  { "demo", "demo DIR", "", 1, 1, nh_cli_demo },
};

NhExit
nh_cli_usage (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("ngay-hoi-cli: %s\n", text);
  return NH_EXIT_USAGE;
}

NhExit
nh_cli_fail (GError *error)
{
  NhExit code = g_error_matches (error, NH_ERROR, NH_ERROR_USAGE) ? NH_EXIT_USAGE : NH_EXIT_PROBLEM;

  g_printerr ("ngay-hoi-cli: %s\n", error->message);
  g_error_free (error);
  return code;
}

static void
print_help (void)
{
  g_print ("%s\n\n", _("Usage: ngay-hoi-cli COMMAND …"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  ngay-hoi-cli %s\n", commands[i].synopsis);
  g_print ("\n%s\n", _("Exit status: 0 done, 1 a problem in the data or the file, 2 wrong use."));
}

static const NhCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

/* The options of one command only, so that an option it does not take is refused. */
static GOptionGroup *
make_options (const NhCliCommand *command, NhCliOptions *options)
{
  const GOptionEntry all[] = {
    { "unit", 0, 0, G_OPTION_ARG_STRING, &options->unit, NULL, "CODE[@DATE]" },
    { "year", 0, 0, G_OPTION_ARG_INT, &options->year, NULL, "YYYY" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &options->role, NULL, "commune|province" },
    { "search", 0, 0, G_OPTION_ARG_STRING, &options->search, NULL, "TEXT" },
    { "filter", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->filter, NULL, "FIELD=VALUE" },
    { "personal", 0, 0, G_OPTION_ARG_NONE, &options->personal, NULL, NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options->format, NULL, "table|csv|tsv" },
    { "out", 0, 0, G_OPTION_ARG_STRING, &options->out, NULL, "FILE" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options->from, NULL, "FILE" },
    { "at", 0, 0, G_OPTION_ARG_STRING, &options->at, NULL, "DATE" },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &options->as_of, NULL, "DATE" },
    { "record", 0, 0, G_OPTION_ARG_STRING, &options->record, NULL, "UUID" },
    { "units", 0, 0, G_OPTION_ARG_FILENAME, &options->units, NULL, "LIST.csv" },
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &options->mapping, NULL, "LIST.csv" },
  };
  g_auto (GStrv) names = g_strsplit (command->options, " ", -1);
  GOptionGroup *group = g_option_group_new ("main", "", "", NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strv_contains ((const char *const *) names, all[i].long_name))
      {
        const GOptionEntry one[] = { all[i], { NULL } };

        g_option_group_add_entries (group, one);
      }
  return group;
}

static void
clear_options (NhCliOptions *options)
{
  g_free (options->unit);
  g_free (options->role);
  g_free (options->search);
  g_strfreev (options->filter);
  g_free (options->format);
  g_free (options->out);
  g_free (options->from);
  g_free (options->at);
  g_free (options->as_of);
  g_free (options->record);
  g_free (options->units);
  g_free (options->mapping);
}

static NhExit
run_command (const NhCliCommand *command, char ***words)
{
  NhCliOptions options = { 0 };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  NhExit result;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_main_group (context, make_options (command, &options));
  if (!g_option_context_parse_strv (context, words, &error))
    result = nh_cli_usage (_("%s\nUsage: ngay-hoi-cli %s"), error->message, command->synopsis);
  else
    {
      /* The first word is the command's own name. */
      options.words = *words + 1;
      options.n_words = g_strv_length (options.words);
      if (options.n_words > 0 && g_str_equal (options.words[0], "--"))
        options.words++, options.n_words--;
      if (options.n_words < command->min_words || options.n_words > command->max_words)
        result = nh_cli_usage (_("Usage: ngay-hoi-cli %s"), command->synopsis);
      else
        result = command->run (&options);
    }
  clear_options (&options);
  return result;
}

int
main (int argc, char **argv)
{
#ifdef G_OS_WIN32
  g_auto (GStrv) words = g_win32_get_command_line ();
#else
  g_auto (GStrv) words = g_strdupv (argv);
#endif
  g_auto (GStrv) rest = NULL;
  const NhCliCommand *command;

  nh_i18n_init (g_strcmp0 (g_getenv ("NGAY_HOI_LANGUAGE"), "en") == 0 ? NH_LANGUAGE_ENGLISH : NH_LANGUAGE_VIETNAMESE);
  nh_indicators_init ();
  if (words[0] == NULL || words[1] == NULL)
    {
      print_help ();
      return NH_EXIT_USAGE;
    }
  if (g_str_equal (words[1], "--help") || g_str_equal (words[1], "help"))
    {
      print_help ();
      return NH_EXIT_DONE;
    }
  if (g_str_equal (words[1], "--version"))
    {
      g_print ("ngay-hoi-cli %s\n", NH_VERSION);
      return NH_EXIT_DONE;
    }
  for (guint i = 1; words[i] != NULL; i++)
    if (!g_utf8_validate (words[i], -1, NULL))
      return nh_cli_usage (_("Word %u of the command is not UTF-8 text."), i);
  command = find_command (words[1]);
  if (command == NULL)
    return nh_cli_usage (_("There is no command “%s”. “ngay-hoi-cli help” lists them."), words[1]);
  rest = g_strdupv (words + 1);
  return run_command (command, &rest);
}
