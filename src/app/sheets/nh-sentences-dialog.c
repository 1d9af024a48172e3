/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-sentences-dialog.h"

#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-sentence.h"
#include "nh-template.h"
#include "nh-widget-util.h"
#include "nh-wrap-layout.h"

#define WIDTH_OF_TITLES 26 /* characters */

struct _NhSentencesDialog
{
  GtkWindow parent_instance;

  NhLedger *ledger;  /* owned */
  GHashTable *said;  /* owned: nh_report_sentences(); NULL: not known yet */
  GPtrArray *texts;  /* owned: of each sentence what it is now */
  guint shown;       /* the sentence in the editor */
  gboolean modified; /* since it was saved */
  gboolean saving, filling;
  GCancellable *asking; /* owned */

  /* template */
  GtkListBox *list;
  GtkTextView *view;
  GtkWidget *values, *restore;
  GtkLabel *problem, *left_out, *caption, *preview;
};

G_DEFINE_FINAL_TYPE (NhSentencesDialog, nh_sentences_dialog, GTK_TYPE_WINDOW)

static const NhSentence *
sentence_at (guint i)
{
  guint n;

  return &nh_sentences (&n)[i];
}

/* What is kept of the sentence: "" for the standard one. (transfer full) */
static char *
own_text (NhSentencesDialog *self, guint i)
{
  return nh_sentence_clean (sentence_at (i), self->texts->pdata[i]);
}

static gboolean
is_own (NhSentencesDialog *self, guint i)
{
  g_autofree char *own = own_text (self, i);

  return *own != '\0';
}

/* --- The editor --- */

/* The names of the values in place of what is not known. (transfer full) */
static GHashTable *
names_of_values (const NhSentence *sentence)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; sentence->values[i] != NULL; i++)
    g_hash_table_insert (values, (gpointer) sentence->values[i], g_strdup_printf ("‹%s›", sentence->values[i]));
  return values;
}

static void
show_preview (NhSentencesDialog *self)
{
  const NhSentence *sentence = sentence_at (self->shown);
  g_autofree char *own = own_text (self, self->shown);
  const char *text = *own != '\0' ? own : sentence->text;
  GHashTable *said = self->said != NULL ? g_hash_table_lookup (self->said, sentence->name) : NULL;
  g_autoptr (GHashTable) values = said != NULL ? g_hash_table_ref (said) : names_of_values (sentence);
  g_autoptr (GError) error = NULL;
  g_autofree char *missing = nh_sentence_left_out (sentence, text), *note = NULL, *filled = NULL;

  if (*missing != '\0')
    note = g_strdup_printf (_ ("No longer printed: %s."), missing);
  if (nh_sentence_check (sentence, text, &error))
    filled = nh_sentence_fill (text, values);
  nh_label_show (self->problem, error != NULL ? error->message : NULL);
  nh_label_show (self->left_out, error == NULL ? note : NULL);
  gtk_label_set_text (self->caption,
                      said != NULL ? _ ("In this report:")
                      : self->said == NULL
                          ? _ ("The sentence with the names of its values:")
                          : _ ("This report has nothing to say here. The sentence with the names of its values:"));
  gtk_label_set_text (self->preview, filled != NULL ? filled : "");
}

/* A sentence of the office's own stands out in the list. */
static void
mark_row (NhSentencesDialog *self, guint i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
  g_autofree char *text = is_own (self, i) ? g_strdup_printf (_ ("%s – own words"), _ (sentence_at (i)->title)) : NULL;

  gtk_label_set_text (GTK_LABEL (gtk_list_box_row_get_child (row)), text != NULL ? text : _ (sentence_at (i)->title));
  nh_widget_set_css_class (gtk_list_box_row_get_child (row), "nh-question", is_own (self, i));
  if (i == self->shown)
    gtk_widget_set_sensitive (self->restore, !g_str_equal (self->texts->pdata[i], sentence_at (i)->text));
}

static void
on_changed (NhSentencesDialog *self)
{
  char *text;

  if (self->filling)
    return;
  g_object_get (gtk_text_view_get_buffer (self->view), "text", &text, NULL);
  g_free (self->texts->pdata[self->shown]);
  self->texts->pdata[self->shown] = text;
  self->modified = TRUE;
  mark_row (self, self->shown);
  show_preview (self);
}

static void
insert_value (GtkButton *button, NhSentencesDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, gtk_button_get_label (button), -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
add_values (NhSentencesDialog *self)
{
  const NhSentence *sentence = sentence_at (self->shown);

  nh_widget_unparent_children (self->values);
  for (guint i = 0; sentence->values[i] != NULL; i++)
    {
      g_autofree char *label = g_strdup_printf ("{%s}", sentence->values[i]);
      GtkWidget *button = gtk_button_new_with_label (label);

      gtk_widget_set_tooltip_text (button, _ ("Put it in at the cursor"));
      g_signal_connect (button, "clicked", G_CALLBACK (insert_value), self);
      gtk_widget_set_parent (button, self->values);
    }
}

static void
on_row_selected (NhSentencesDialog *self, GtkListBoxRow *row)
{
  if (row == NULL || self->filling)
    return;
  self->shown = (guint) gtk_list_box_row_get_index (row);
  self->filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), self->texts->pdata[self->shown], -1);
  self->filling = FALSE;
  nh_widget_set_name (self->view, _ (sentence_at (self->shown)->title));
  add_values (self);
  mark_row (self, self->shown);
  show_preview (self);
}

/* As if typed: it can be undone. */
static void
on_restore (NhSentencesDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, sentence_at (self->shown)->text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* --- Saving and closing --- */

static void
on_save (NhSentencesDialog *self)
{
  g_autoptr (GHashTable) settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (self->saving)
    return;
  for (guint i = 0; i < self->texts->len; i++)
    {
      g_autofree char *own = own_text (self, i);

      if (!nh_sentence_check (sentence_at (i), own, NULL))
        {
          gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
          gtk_widget_grab_focus (GTK_WIDGET (self->view));
          return;
        }
      g_hash_table_insert (settings, nh_sentence_setting (sentence_at (i)), g_steal_pointer (&own));
    }
  nh_dialog_save_settings (GTK_WINDOW (self), self->ledger, g_steal_pointer (&settings), &self->saving, &self->problem);
}

static gboolean
nh_sentences_dialog_close_request (GtkWindow *window)
{
  NhSentencesDialog *self = NH_SENTENCES_DIALOG (window);

  if (!self->modified)
    return FALSE;
  if (!self->saving)
    nh_dialog_ask_to_save (window, (NhSaveDialog) on_save);
  return TRUE;
}

/* --- The widget --- */

static void
on_said (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhSentencesDialog) self = user_data;
  g_autoptr (GHashTable) said = nh_report_sentences_finish (NH_LEDGER (source), result, NULL);

  if (self->preview == NULL || said == NULL) /* then it is the report itself that says what is wrong */
    return;
  self->said = g_steal_pointer (&said);
  show_preview (self);
}

static void
fill_list (NhSentencesDialog *self, GHashTable *settings)
{
  guint n;
  const NhSentence *sentences = nh_sentences (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = nh_sentence_setting (&sentences[i]);
      const char *own = g_hash_table_lookup (settings, name);
      GtkWidget *title = nh_label_new ("", NULL, TRUE);

      g_ptr_array_add (self->texts, g_strdup (own != NULL && *own != '\0' ? own : sentences[i].text));
      gtk_label_set_width_chars (GTK_LABEL (title), WIDTH_OF_TITLES);
      gtk_list_box_append (self->list, title);
      mark_row (self, i);
    }
}

static void
nh_sentences_dialog_dispose (GObject *object)
{
  NhSentencesDialog *self = NH_SENTENCES_DIALOG (object);

  nh_cancel (&self->asking);
  if (self->values != NULL)
    nh_widget_unparent_children (self->values);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_SENTENCES_DIALOG);
  self->values = NULL;
  self->problem = self->preview = NULL;
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->said, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  G_OBJECT_CLASS (nh_sentences_dialog_parent_class)->dispose (object);
}

static void
nh_sentences_dialog_class_init (NhSentencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_sentences_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = nh_sentences_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-sentences-dialog.ui");
  NH_BIND_CHILDREN (widget_class, NhSentencesDialog, list, view, values, restore, problem, left_out, caption, preview);
  NH_BIND_CALLBACKS (widget_class, on_changed, on_restore, on_row_selected, on_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  NH_SIGNAL ("saved", G_TYPE_FROM_CLASS (klass), 0);
}

static void
nh_sentences_dialog_init (NhSentencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->values, nh_wrap_layout_new (6, 6));
  nh_widget_set_one_stop (GTK_WIDGET (self->list));
  self->texts = g_ptr_array_new_with_free_func (g_free);
}

GtkWidget *
nh_sentences_dialog_new (GtkWindow *parent, NhLedger *ledger, GHashTable *settings, const NhReport *report,
                         const NhReportRequest *request)
{
  NhSentencesDialog *self = g_object_new (NH_TYPE_SENTENCES_DIALOG, "transient-for", parent, NULL);

  self->ledger = g_object_ref (ledger);
  fill_list (self, settings);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  nh_cancel_and_renew (&self->asking);
  nh_report_sentences_async (ledger, report, request, self->asking, on_said, g_object_ref (self));
  return GTK_WIDGET (self);
}
