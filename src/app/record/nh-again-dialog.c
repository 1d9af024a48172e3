/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-again-dialog.h"

#include "nh-dialog.h"
#include "nh-guard.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-store-again.h"
#include "nh-widget-util.h"

#define TALLEST 380
#define LINE_CHARS 60

typedef struct
{
  GtkWidget *parent;  /* owned: of the window and its notice */
  NhSession *session; /* owned */
  const NhRecordType *type;
  GPtrArray *found;  /* owned: of NhAgain */
  GPtrArray *checks; /* owned: of GtkCheckButton, one for each */
  gint64 unit;       /* looked at when it was asked */
  int year;
  GtkWidget *window, *all, *add;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->parent);
  g_object_unref (question->session);
  g_clear_pointer (&question->found, g_ptr_array_unref);
  g_clear_pointer (&question->checks, g_ptr_array_unref);
  g_free (question);
}

/* --- Adding --- */

/* What is being added, for what is said of it. */
typedef struct
{
  GtkWidget *parent;  /* owned */
  NhSession *session; /* owned */
  GPtrArray *drafts;  /* owned */
} Adding;

static void
adding_free (Adding *adding)
{
  g_object_unref (adding->parent);
  g_object_unref (adding->session);
  g_ptr_array_unref (adding->drafts);
  g_free (adding);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Adding, adding_free)

/* "“Thôn Mỹ Sơn”: …": the first that is blocked. (transfer full) */
static char *
describe_problem (const Adding *adding, const NhAdded *added, NhCatalog *catalog)
{
  for (guint i = 0; i < added->problems->len; i++)
    {
      GPtrArray *problems = added->problems->pdata[i];

      for (guint j = 0; j < problems->len; j++)
        if (((NhProblem *) problems->pdata[j])->severity == NH_SEVERITY_BLOCK)
          {
            g_autofree char *title = nh_record_get_title (adding->drafts->pdata[i], catalog);

            return g_strdup_printf (_ ("Nothing was taken over. “%s”: %s"), title,
                                    ((NhProblem *) problems->pdata[j])->text);
          }
    }
  return g_strdup ("");
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Adding) adding = user_data;
  GtkWidget *parent = adding->parent;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAdded) added = nh_store_add_many_finish (NH_LEDGER (source), result, &error);
  g_autofree char *number = added != NULL ? nh_number_format (added->problems->len) : NULL;
  g_autofree char *text = NULL;

  if (added == NULL)
    {
      nh_notify_error (parent, error->message);
      return;
    }
  if (!added->saved)
    {
      text = describe_problem (adding, added, nh_ledger_get_catalog (NH_LEDGER (source)));
      nh_notify (parent, NH_NOTICE_WARNING, text);
      return;
    }
  text = g_strdup_printf (
      ngettext ("%s taken over from last year.", "%s taken over from last year.", added->problems->len), number);
  nh_notice_offer_undo (nh_notice_of (parent), NH_NOTICE_DONE, text, added->change);
}

static void
on_may_add (gboolean may, gpointer data)
{
  Adding *adding = data;

  if (may)
    nh_store_add_many_async (nh_session_get_ledger (adding->session), adding->drafts, NULL, on_added, adding);
  else
    adding_free (adding);
}

static void
add (Question *question)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < question->checks->len; i++)
    if (gtk_check_button_get_active (question->checks->pdata[i]))
      g_ptr_array_add (drafts, g_object_ref (((NhAgain *) question->found->pdata[i])->draft));
  if (drafts->len > 0)
    {
      Adding *adding = g_new0 (Adding, 1);

      adding->parent = g_object_ref (question->parent);
      adding->session = g_object_ref (question->session);
      adding->drafts = g_ptr_array_ref (drafts);
      nh_guard_ask_records (question->parent, question->session, drafts, on_may_add, adding);
    }
  gtk_window_destroy (GTK_WINDOW (question->window));
}

/* --- The list --- */

static void
on_toggled (Question *question)
{
  guint n = 0;
  g_autofree char *number = NULL, *label = NULL;

  for (guint i = 0; i < question->checks->len; i++)
    n += gtk_check_button_get_active (question->checks->pdata[i]);
  number = nh_number_format (n);
  label = g_strdup_printf (ngettext ("_Take over %s", "_Take over %s", n), number);
  gtk_button_set_label (GTK_BUTTON (question->add), label);
  gtk_widget_set_sensitive (question->add, n > 0);
}

static void
on_all_toggled (Question *question)
{
  for (guint i = 0; i < question->checks->len; i++)
    gtk_check_button_set_active (question->checks->pdata[i],
                                 gtk_check_button_get_active (GTK_CHECK_BUTTON (question->all)) &&
                                     gtk_widget_get_sensitive (question->checks->pdata[i]));
}

/* "Thôn Mỹ Sơn · 08/08/2025 · 240": the name and what is listed of it. (transfer full) */
static char *
describe (Question *question, const NhRecord *before)
{
  NhCatalog *catalog = nh_session_get_catalog (question->session);
  GString *text = g_string_new (NULL);
  g_autofree char *name = nh_record_get_title (before, catalog);
  const NhUnit *unit = nh_catalog_get_unit (catalog, nh_record_get_info (before)->unit);

  g_string_append (text, name);
  if (unit != NULL && unit->id != nh_session_get_unit (question->session))
    g_string_append_printf (text, " · %s", unit->title);
  for (guint i = 0; i < question->type->n_fields; i++)
    {
      const NhField *field = &question->type->fields[i];
      g_autofree char *value = field->kind == NH_KIND_DATE || field->kind == NH_KIND_CHOICE
                                   ? nh_record_format (before, i, catalog)
                                   : NULL;

      if (value != NULL && *value != '\0' && (field->flags & NH_FIELD_LISTED))
        g_string_append_printf (text, " · %s", value);
    }
  return g_string_free (text, FALSE);
}

/* One that cannot be taken over is shown, with the reason. */
static GtkWidget *
make_check (Question *question, const NhAgain *again)
{
  g_autofree char *text = describe (question, again->before);
  g_autofree char *why = again->reason != NULL ? g_strdup_printf ("%s – %s", text, again->reason) : NULL;
  GtkWidget *check = gtk_check_button_new_with_label (why != NULL ? why : text);
  GtkWidget *label = gtk_widget_get_last_child (check);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), why == NULL);
  gtk_widget_set_sensitive (check, why == NULL);
  if (why != NULL && GTK_IS_LABEL (label))
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_CHARS);
    }
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_toggled), question);
  g_ptr_array_add (question->checks, g_object_ref (check));
  return check;
}

static GtkWidget *
make_list (Question *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE, "propagate-natural-width", TRUE,
                                      "max-content-height", TALLEST, NULL);

  for (guint i = 0; i < question->found->len; i++)
    gtk_box_append (GTK_BOX (box), make_check (question, question->found->pdata[i]));
  nh_widget_set_one_stop (box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

static GtkWidget *
make_buttons (Question *question)
{
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *box;

  question->add = gtk_button_new_with_mnemonic ("");
  box = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, cancel, question->add, NULL);
  gtk_widget_add_css_class (question->add, "suggested-action");
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_margin_top (box, 6);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (question->add, "clicked", G_CALLBACK (add), question);
  return box;
}

static void
show (Question *question)
{
  g_autofree char *title = g_strdup_printf (_ ("From %d"), question->year - 1);
  GtkWidget *about = nh_label_new (question->type == &nh_point_type
                                       ? _ ("Tick what is held again. Each becomes a planned point of this year, "
                                            "without its day and numbers: last year's stand grey beside the fields.")
                                       : _ ("Tick what is there again. Registration and recognition are asked anew."),
                                   "dim-label", TRUE);
  GtkWidget *list, *buttons, *box;

  gtk_label_set_max_width_chars (GTK_LABEL (about), LINE_CHARS);
  question->checks = g_ptr_array_new_with_free_func (g_object_unref);
  question->all = gtk_check_button_new_with_mnemonic (_ ("_All of them"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (question->all), TRUE);
  g_signal_connect_swapped (question->all, "toggled", G_CALLBACK (on_all_toggled), question);
  buttons = make_buttons (question);
  list = make_list (question);
  on_toggled (question);
  box = nh_box_new (GTK_ORIENTATION_VERTICAL, 8, about, question->all, list, buttons, NULL);
  gtk_widget_add_css_class (box, "nh-reason");
  question->window = nh_dialog_window (question->parent, title, box);
  g_object_set_data_full (G_OBJECT (question->window), "question", question, question_free);
  gtk_window_present (GTK_WINDOW (question->window));
  gtk_widget_grab_focus (question->add);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  question->found = nh_store_find_again_finish (NH_LEDGER (source), result, &error);
  if (question->unit != nh_session_get_unit (question->session) ||
      question->year != nh_session_get_year (question->session))
    {
      question_free (question);
      return;
    }
  if (question->found != NULL && question->found->len > 0 && gtk_widget_get_root (question->parent) != NULL)
    {
      show (question);
      return;
    }
  text = g_strdup_printf (_ ("There is nothing of %d that is not in this year already."), question->year - 1);
  nh_notify_result (question->parent, error, text);
  question_free (question);
}

void
nh_again_dialog_show (GtkWidget *parent, NhSession *session, const NhRecordType *type)
{
  Question *question = g_new0 (Question, 1);

  question->parent = g_object_ref (parent);
  question->session = g_object_ref (session);
  question->type = type;
  question->unit = nh_session_get_unit (session);
  question->year = nh_session_get_year (session);
  nh_store_find_again_async (nh_session_get_ledger (session), type, question->unit, question->year, NULL, on_found,
                             question);
}
