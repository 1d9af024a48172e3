/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form-host TYPE: one form in a window of its own, with the keys of the program, for a test that types into it.
 *
 * Tells on standard output, a line each, parts divided by tabs:
 *   title NAME TITLE        what a field or a section is called
 *   letter FIELD X          Alt+X leads to the field
 *   ready                   the window shows and every command before is done
 *   focus FIELD             the field has the focus ("-": none has)
 *   preedit TEXT            what the input method has in the making in the focused field; not in the record yet
 *   changed|accept|waive JSON, field-left FIELD JSON                        signals of the form
 *   save|save-next|copy-previous|undo|escape RESULT JSON                    actions that keys lead to
 * JSON is the draft as the form has it at that moment, texts that cannot be read under "@typed".
 * Does on standard input: "new", "focus FIELD", "fold NAMES", "set FIELD CANONICAL", "judge" (shows all problems). */
#include <stdio.h>
#include <string.h>

#include "nh-field-editor.h"
#include "nh-form-section.h"
#include "nh-form.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-json.h"
#include "nh-record-type.h"
#include "test-catalog.h"

#define YEAR 2026

typedef struct
{
  const NhRecordType *type;
  NhCatalog *catalog;
  NhRecord *draft, *previous;
  NhForm *form;
  GtkWidget *window;
  int focus; /* as last printed */
} Host;

/* --- Telling --- */

static void
tell (const char *first, const char *second, const char *third)
{
  printf ("%s", first);
  if (second != NULL)
    printf ("\t%s", second);
  if (third != NULL)
    printf ("\t%s", third);
  printf ("\n");
  fflush (stdout);
}

static char *
describe (Host *host)
{
  g_autofree char *values = nh_record_to_json (host->draft, NULL);
  g_autoptr (GHashTable) typed = nh_form_context_collect_typed (nh_form_get_context (host->form), NULL);
  GString *json = g_string_new (values);
  GHashTableIter iter;
  gpointer field, text;
  const char *comma = "";

  g_string_truncate (json, json->len - 1);
  g_string_append (json, ",\"@typed\":{");
  g_hash_table_iter_init (&iter, typed);
  while (g_hash_table_iter_next (&iter, &field, &text))
    {
      g_string_append_printf (json, "%s\"%s\":", comma, (char *) field);
      nh_json_append_string (json, text);
      comma = ",";
    }
  g_string_append (json, "}}");
  return g_string_free (json, FALSE);
}

static void
tell_values (Host *host, const char *event, const char *word)
{
  g_autofree char *json = describe (host);

  if (word == NULL)
    tell (event, json, NULL);
  else
    tell (event, word, json);
}

static void
on_changed (Host *host)
{
  tell_values (host, "changed", NULL);
}

static void
on_accept (Host *host)
{
  tell_values (host, "accept", NULL);
}

static void
on_waive (Host *host)
{
  tell_values (host, "waive", NULL);
}

static void
on_field_left (Host *host, guint field)
{
  tell_values (host, "field-left", host->type->fields[field].name);
}

static void
on_preedit (Host *host, const char *preedit)
{
  tell ("preedit", preedit, NULL);
}

static void
on_focus (Host *host)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (host->window));
  int field;

  if (host->form == NULL || nh_input_is_busy ())
    return;
  if ((GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)) && g_object_get_data (G_OBJECT (focus), "watched") == NULL)
    {
      g_object_set_data (G_OBJECT (focus), "watched", host);
      g_signal_connect_swapped (focus, "preedit-changed", G_CALLBACK (on_preedit), host);
    }
  field = nh_form_get_focus_field (host->form);
  if (field == host->focus)
    return;
  host->focus = field;
  tell ("focus", field < 0 ? "-" : host->type->fields[field].name, NULL);
}

static void
tell_names (Host *host, GtkWidget *widget)
{
  if (NH_IS_FIELD_EDITOR (widget))
    {
      GtkWidget *label = gtk_widget_get_first_child (gtk_widget_get_first_child (widget));
      guint keyval = gtk_label_get_mnemonic_keyval (GTK_LABEL (label));
      char letter[] = { keyval == GDK_KEY_VoidSymbol ? '\0' : (char) gdk_keyval_to_lower (keyval), '\0' };

      tell ("title", nh_field_editor_get_name (NH_FIELD_EDITOR (widget)),
            nh_field_editor_get_title (NH_FIELD_EDITOR (widget)));
      if (letter[0] != '\0')
        tell ("letter", nh_field_editor_get_name (NH_FIELD_EDITOR (widget)), letter);
      return;
    }
  if (NH_IS_FORM_SECTION (widget) && nh_form_section_get_head (NH_FORM_SECTION (widget)) != NULL)
    {
      GtkWidget *box = gtk_button_get_child (GTK_BUTTON (nh_form_section_get_head (NH_FORM_SECTION (widget))));
      GtkWidget *title = gtk_widget_get_next_sibling (gtk_widget_get_first_child (box));

      tell ("title", gtk_widget_get_name (widget), gtk_label_get_text (GTK_LABEL (title)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_names (host, child);
}

/* --- The program's actions --- */

static const struct
{
  const char *action, *keys[3];
} accelerators[] = {
  { "win.save", { "<Control>s" } },  { "win.save-next", { "<Control>Return", "<Control>KP_Enter" } },
  { "win.copy-previous", { "F5" } }, { "win.undo", { "<Control>z" } },
  { "win.escape", { "Escape" } },
};

static const char *
word (gboolean done)
{
  return done ? "done" : "nothing";
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Host *host = data;

  nh_form_commit (host->form);
  tell_values (host, g_action_get_name (G_ACTION (action)), "done");
}

static void
on_copy_previous (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Host *host = data;

  tell_values (host, "copy-previous", word (nh_form_copy_previous (host->form, host->previous)));
}

static void
on_restore (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Host *host = data;

  tell_values (host, g_action_get_name (G_ACTION (action)), word (nh_form_restore_field (host->form)));
}

/* --- What the test asks --- */

static void
start_new (Host *host)
{
  g_clear_object (&host->draft);
  host->draft = nh_record_new (host->type, TEST_THANH_SEN, YEAR);
  nh_form_set_folded (host->form, "");
  nh_form_set_draft (host->form, host->draft);
  nh_form_focus_start (host->form);
}

static void
judge (Host *host)
{
  NhCheckContext context = { host->catalog, nh_date_today (), NULL, NULL, NULL };
  g_autoptr (GPtrArray) problems = nh_record_check (host->draft, &context);

  nh_form_set_problems (host->form, problems);
  nh_form_reveal_problems (host->form);
}

static void
obey (Host *host, char **words)
{
  if (g_strcmp0 (words[0], "new") == 0)
    start_new (host);
  else if (g_strcmp0 (words[0], "focus") == 0)
    g_assert_true (nh_form_focus_field (host->form, nh_record_type_field (host->type, words[1])));
  else if (g_strcmp0 (words[0], "fold") == 0)
    nh_form_set_folded (host->form, words[1]);
  else if (g_strcmp0 (words[0], "set") == 0)
    g_assert_true (nh_record_set_canonical (host->draft, words[1], words[2], NULL));
  else if (g_strcmp0 (words[0], "judge") == 0)
    judge (host);
  else
    g_assert_not_reached ();
}

/* After the idle work of the command. */
static gboolean
tell_ready (gpointer data)
{
  tell ("ready", NULL, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
on_command (GIOChannel *channel, GIOCondition condition, gpointer data)
{
  Host *host = data;
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;

  if (g_main_depth () > 1)
    return G_SOURCE_CONTINUE; /* the input method has not answered a key yet: keep the window */
  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    {
      gtk_window_destroy (GTK_WINDOW (host->window));
      return G_SOURCE_REMOVE;
    }
  words = g_strsplit (g_strchomp (line), " ", 3);
  obey (host, words);
  g_idle_add_full (G_PRIORITY_LOW, tell_ready, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

/* --- The window --- */

static NhRecord *
make_previous (const NhRecordType *type)
{
  NhRecord *previous = nh_record_new (type, TEST_THANH_SEN, YEAR);

  if (g_strcmp0 (type->name, "point") == 0)
    nh_record_set_canonical (previous, "place", "Thôn trước", NULL);
  return previous;
}

static void
add_actions (Host *host, GtkApplication *application)
{
  static const GActionEntry actions[] = {
    { "save", on_save },    { "save-next", on_save }, { "copy-previous", on_copy_previous },
    { "undo", on_restore }, { "escape", on_restore },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (host->window), actions, G_N_ELEMENTS (actions), host);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (application, accelerators[i].action, accelerators[i].keys);
}

static void
on_activate (GtkApplication *application, Host *host)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *button = gtk_button_new_with_label ("Save");
  g_autoptr (GIOChannel) channel = g_io_channel_unix_new (0);

  nh_input_init ();
  host->window = gtk_application_window_new (application);
  host->form = NH_FORM (nh_form_new (host->type));
  g_object_add_weak_pointer (G_OBJECT (host->form), (gpointer *) &host->form);
  host->previous = make_previous (host->type);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.save");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (host->form), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (host->form));
  gtk_box_append (GTK_BOX (box), button);
  gtk_window_set_child (GTK_WINDOW (host->window), box);
  gtk_window_set_title (GTK_WINDOW (host->window), "form-host");
  gtk_window_set_default_size (GTK_WINDOW (host->window), 480, 660);
  add_actions (host, application);

  nh_form_set_context (host->form, host->catalog, NULL);
  g_signal_connect_swapped (host->form, "changed", G_CALLBACK (on_changed), host);
  g_signal_connect_swapped (host->form, "accept", G_CALLBACK (on_accept), host);
  g_signal_connect_swapped (host->form, "waive", G_CALLBACK (on_waive), host);
  g_signal_connect_swapped (host->form, "field-left", G_CALLBACK (on_field_left), host);
  g_signal_connect_swapped (host->window, "notify::focus-widget", G_CALLBACK (on_focus), host);
  tell_names (host, GTK_WIDGET (host->form));
  gtk_window_present (GTK_WINDOW (host->window));
  start_new (host);
  g_io_add_watch (channel, G_IO_IN | G_IO_HUP, on_command, host);
  tell ("ready", NULL, NULL);
}

int
main (int argc, char **argv)
{
  Host host = { .focus = -1 };
  g_autoptr (GtkApplication) application = NULL;
  int code;

  g_return_val_if_fail (argc == 2, 2);
  nh_i18n_init (NH_LANGUAGE_VIETNAMESE);
  host.type = nh_record_type_find (argv[1]);
  g_return_val_if_fail (host.type != NULL, 2);
  host.catalog = test_catalog_new ();
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), &host);
  code = g_application_run (G_APPLICATION (application), 1, argv);
  g_clear_object (&host.draft);
  g_clear_object (&host.previous);
  g_clear_object (&host.catalog);
  return code;
}
