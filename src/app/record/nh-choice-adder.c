/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-choice-adder.h"

#include "nh-a11y-labels.h"
#include "nh-catalog-import.h"
#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-widget-util.h"

typedef struct
{
  NhLedger *ledger; /* owned */
  char *list;       /* owned */
  GPtrArray *codes; /* owned: of char *, as the drop-down shows them behind its first row */
  GtkWidget *window, *add;
  GtkEditable *name;
  GtkDropDown *like;
  GtkLabel *error;
  NhChoiceAdded added;
  gpointer data;
  GDestroyNotify free_data;
} Adder;

static void
adder_free (gpointer user_data)
{
  Adder *self = user_data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_object_unref (self->ledger);
  g_ptr_array_unref (self->codes);
  g_free (self->list);
  g_free (self);
}

static void
update (Adder *self)
{
  gtk_widget_set_sensitive (self->add,
                            *gtk_editable_get_text (self->name) != '\0' && gtk_drop_down_get_selected (self->like) > 0);
}

/* @data: the window, which may have been closed meanwhile. */
static void
on_added (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  Adder *self = g_object_get_data (G_OBJECT (window), "adder");
  g_autoptr (GError) error = NULL;
  g_autofree char *code = nh_catalog_add_code_finish (NH_LEDGER (source), result, &error);

  if (code == NULL)
    {
      nh_label_show (self->error, error->message);
      update (self);
      return;
    }
  self->added (code, self->data);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
on_add (Adder *self)
{
  guint selected = gtk_drop_down_get_selected (self->like);

  if (selected == 0 || selected > self->codes->len)
    return;
  gtk_widget_set_sensitive (self->add, FALSE);
  nh_catalog_add_code_async (self->ledger, self->list, gtk_editable_get_text (self->name),
                             g_ptr_array_index (self->codes, selected - 1), NULL, on_added,
                             g_object_ref (self->window));
}

/* Those that were shipped and are in force. */
static void
fill_like (Adder *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray)
      codes = nh_catalog_get_codes (nh_ledger_get_catalog (self->ledger), self->list, nh_date_today ());

  gtk_string_list_append (titles, _ ("choose…"));
  for (guint i = 0; i < codes->len; i++)
    {
      const NhCode *code = codes->pdata[i];

      if (g_str_has_prefix (code->code, NH_CODE_OWN))
        continue;
      gtk_string_list_append (titles, code->title);
      g_ptr_array_add (self->codes, g_strdup (code->code));
    }
  gtk_drop_down_set_model (self->like, G_LIST_MODEL (titles));
}

static GtkWidget *
make_row (GtkGrid *grid, int row, const char *title, GtkWidget *control)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  gtk_widget_set_hexpand (control, TRUE);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, control, 1, row, 1, 1);
  return control;
}

static GtkWidget *
make_content (Adder *self, const char *title)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "row-spacing", 10, "column-spacing", 14, NULL);
  GtkWidget *why = nh_label_new (
      _ ("It stays in the lists of this ledger. On sheets it counts where the other one does."), "dim-label", TRUE);
  GtkWidget *error = nh_label_new ("", "nh-error", TRUE);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *buttons;

  self->add = gtk_button_new_with_mnemonic (_ ("_Add"));
  self->name = GTK_EDITABLE (make_row (GTK_GRID (grid), 0, _ ("_New choice"), gtk_entry_new ()));
  self->like = GTK_DROP_DOWN (make_row (GTK_GRID (grid), 1, _ ("Counts _as"), gtk_drop_down_new (NULL, NULL)));
  self->error = GTK_LABEL (error);
  nh_a11y_name_drop_down (self->like, _ ("Counts _as"));
  gtk_editable_set_text (self->name, title);
  gtk_label_set_max_width_chars (GTK_LABEL (why), 44);
  gtk_label_set_max_width_chars (GTK_LABEL (error), 44);
  gtk_widget_set_visible (error, FALSE);
  gtk_widget_add_css_class (self->add, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  buttons = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, cancel, self->add, NULL);
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_grid_attach (GTK_GRID (grid), why, 0, 2, 2, 1);
  gtk_grid_attach (GTK_GRID (grid), error, 0, 3, 2, 1);
  gtk_grid_attach (GTK_GRID (grid), buttons, 0, 4, 2, 1);
  gtk_widget_add_css_class (grid, "nh-bulk"); /* the padding of a dialog */
  return grid;
}

void
nh_choice_adder_ask (GtkWidget *widget, NhLedger *ledger, const char *list, const char *title, NhChoiceAdded added,
                     gpointer data, GDestroyNotify free_data)
{
  Adder *self = g_new0 (Adder, 1);

  self->ledger = g_object_ref (ledger);
  self->list = g_strdup (list);
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->added = added;
  self->data = data;
  self->free_data = free_data;
  self->window = nh_dialog_window (widget, _ ("Add a choice"), make_content (self, title));
  g_object_set_data_full (G_OBJECT (self->window), "adder", self, adder_free);
  fill_like (self);
  update (self);
  g_signal_connect_swapped (self->name, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->like, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_add), self);
  gtk_window_set_default_widget (GTK_WINDOW (self->window), self->add);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_widget_grab_focus (GTK_WIDGET (self->like));
}
