/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-letterhead-dialog.h"

#include "nh-a11y-labels.h"
#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-report.h"
#include "nh-signers.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#define N_LINES 5

/* Settings of the entries. */
static const char *const names[N_LINES] = { "letterhead.superior", "letterhead.body", "place", "document.symbol",
                                            "signer.authority" };

struct _NhLetterheadDialog
{
  GtkWindow parent_instance;

  NhLedger *ledger;      /* owned */
  gboolean unsigned_yet; /* no signer with a name so far */
  gboolean saving;

  /* template */
  GtkEditable *superior, *body, *place, *symbol, *authority;
  GtkBox *signers;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (NhLetterheadDialog, nh_letterhead_dialog, GTK_TYPE_WINDOW)

static GtkEditable *
line_of (NhLetterheadDialog *self, guint line)
{
  GtkEditable *const lines[N_LINES] = { self->superior, self->body, self->place, self->symbol, self->authority };

  return lines[line];
}

/* --- Those who sign --- */

/* The widgets of one signer. */
typedef struct
{
  GtkWidget *box;
  GtkDropDown *position;
  GtkEditable *rank, *name;
} Row;

static void
remove_row (NhLetterheadDialog *self, GtkButton *button)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->authority));
  gtk_box_remove (self->signers, gtk_widget_get_parent (GTK_WIDGET (button)));
}

static GtkEditable *
add_entry (GtkWidget *box, const char *name, const char *text, int width)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  nh_widget_set_name (entry, name);
  gtk_box_append (GTK_BOX (box), entry);
  return GTK_EDITABLE (entry);
}

static Row *
add_row (NhLetterheadDialog *self, const NhSigner *signer)
{
  const char *const positions[] = { _ ("Head"), _ ("Deputy (for the head)"), NULL };
  Row *row = g_new0 (Row, 1);
  GtkWidget *remove = nh_icon_button_new ("list-remove-symbolic", _ ("Take this signer off the list"));

  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  row->position = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (positions));
  gtk_drop_down_set_selected (row->position, signer->deputy ? 1 : 0);
  nh_a11y_name_drop_down (row->position, _ ("Signs as"));
  gtk_box_append (GTK_BOX (row->box), GTK_WIDGET (row->position));
  row->rank = add_entry (row->box, _ ("Rank"), signer->rank, 11);
  row->name = add_entry (row->box, _ ("Name"), signer->name, 22);
  gtk_widget_set_hexpand (GTK_WIDGET (row->name), TRUE);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_row), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row->box), remove);
  g_object_set_data_full (G_OBJECT (row->box), "row", row, g_free);
  gtk_box_append (self->signers, row->box);
  return row;
}

static void
on_add (NhLetterheadDialog *self)
{
  g_autoptr (NhSigner) signer = nh_signer_new (gtk_widget_get_first_child (GTK_WIDGET (self->signers)) != NULL, "", "");

  gtk_widget_grab_focus (GTK_WIDGET (add_row (self, signer)->rank));
}

/* Only signers with a name. */
static GPtrArray *
list_signers (NhLetterheadDialog *self)
{
  GPtrArray *signers = nh_signers_parse (NULL);

  for (GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (self->signers)); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    {
      const Row *row = g_object_get_data (G_OBJECT (box), "row");
      g_autoptr (NhSigner)
          signer = nh_signer_new (gtk_drop_down_get_selected (row->position) == 1, gtk_editable_get_text (row->rank),
                                  gtk_editable_get_text (row->name));

      if (*signer->name != '\0')
        g_ptr_array_add (signers, g_steal_pointer (&signer));
    }
  return signers;
}

/* --- Saving --- */

static void
put (GHashTable *settings, const char *name, const char *text)
{
  g_hash_table_insert (settings, g_strdup (name), g_strdup (text));
}

/* The first signer of the list signs until another is chosen. */
static void
put_first_signer (NhLetterheadDialog *self, GHashTable *settings, GPtrArray *signers)
{
  const NhSigner *first = signers->len > 0 ? g_ptr_array_index (signers, 0) : NULL;

  if (!self->unsigned_yet || first == NULL)
    return;
  put (settings, "signer.deputy", first->deputy ? "yes" : "");
  put (settings, "signer.rank", first->rank);
  put (settings, "signer.name", first->name);
}

static void
on_save (NhLetterheadDialog *self)
{
  g_autoptr (GHashTable) settings = NULL;
  g_autoptr (GPtrArray) signers = NULL;
  g_autofree char *lines = NULL;

  if (self->saving)
    return;
  settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  signers = list_signers (self);
  lines = nh_signers_format (signers);
  for (guint i = 0; i < N_LINES; i++)
    put (settings, names[i], gtk_editable_get_text (line_of (self, i)));
  put (settings, "signers", lines);
  put_first_signer (self, settings, signers);
  nh_dialog_save_settings (GTK_WINDOW (self), self->ledger, g_steal_pointer (&settings), &self->saving, &self->problem);
}

/* --- The widget --- */

static void
nh_letterhead_dialog_dispose (GObject *object)
{
  NhLetterheadDialog *self = NH_LETTERHEAD_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_LETTERHEAD_DIALOG);
  self->problem = NULL;
  g_clear_object (&self->ledger);
  G_OBJECT_CLASS (nh_letterhead_dialog_parent_class)->dispose (object);
}

static void
nh_letterhead_dialog_class_init (NhLetterheadDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_letterhead_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-letterhead-dialog.ui");
  NH_BIND_CHILDREN (widget_class, NhLetterheadDialog, superior, body, place, symbol, authority, signers, problem);
  NH_BIND_CALLBACKS (widget_class, on_add, on_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  NH_SIGNAL ("saved", G_TYPE_FROM_CLASS (klass), 0);
}

static void
nh_letterhead_dialog_init (NhLetterheadDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nh_letterhead_dialog_new (GtkWindow *parent, NhLedger *ledger, GHashTable *settings, int year)
{
  NhLetterheadDialog *self = g_object_new (NH_TYPE_LETTERHEAD_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GHashTable) defaults = nh_report_frame_defaults (ledger, year);
  const char *name = g_hash_table_lookup (settings, "signer.name");
  g_autoptr (GPtrArray) signers = nh_signers_parse (g_hash_table_lookup (settings, "signers"));

  self->ledger = g_object_ref (ledger);
  self->unsigned_yet = name == NULL || *name == '\0';
  for (guint i = 0; i < N_LINES; i++)
    {
      const char *text = g_hash_table_lookup (settings, names[i]);
      const char *otherwise = g_hash_table_lookup (defaults, names[i]);

      gtk_editable_set_text (line_of (self, i), text != NULL ? text : "");
      gtk_entry_set_placeholder_text (GTK_ENTRY (line_of (self, i)), otherwise != NULL ? otherwise : "");
    }
  if (signers->len == 0)
    g_ptr_array_add (signers, nh_signer_new (FALSE, "", ""));
  for (guint i = 0; i < signers->len; i++)
    add_row (self, g_ptr_array_index (signers, i));
  return GTK_WIDGET (self);
}
