/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-welcome.h"

#include <string.h>

#include "nh-a11y-labels.h"
#include "nh-catalog-data.h"
#include "nh-catalog-store.h"
#include "nh-dialog.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-ledger.h"
#include "nh-platform.h"
#include "nh-recent.h"
#include "nh-sample-packages.h"
#include "nh-sample.h"
#include "nh-settings.h"
#include "nh-template.h"
#include "nh-text.h"
#include "nh-unit-chooser.h"
#include "nh-widget-util.h"
#include "nh-wrap-layout.h"

struct _NhWelcome
{
  GtkWidget parent_instance;

  NhCatalog *catalog;   /* owned, nullable */
  GBytes *more_units;   /* owned, nullable: a unit list read from a file */
  gint64 unit;          /* chosen in the list; 0: none */
  char *path;           /* owned, nullable: of the new ledger */
  gboolean path_chosen; /* by the user: do not propose another */

  /* template */
  GtkWidget *content, *recent_box, *chooser_box, *manual, *person_box, *summary, *not_listed, *create, *other_ways;
  GtkSpinner *spinner;
  GtkLabel *note, *unit_label, *season_label, *file_label, *missed, *error;
  GtkEntry *name, *parent_name, *person;
  GtkDropDown *kind;
  NhUnitChooser *chooser;
};

G_DEFINE_FINAL_TYPE (NhWelcome, nh_welcome, GTK_TYPE_WIDGET)

/* Kinds of units that can be typed in: Vietnamese data. */
static const struct
{
  const char *kind;
  NhLevel level;
} kinds[] = {
  { "xã", NH_LEVEL_COMMUNE },    { "phường", NH_LEVEL_COMMUNE },     { "đặc khu", NH_LEVEL_COMMUNE },
  { "tỉnh", NH_LEVEL_PROVINCE }, { "thành phố", NH_LEVEL_PROVINCE },
};

/* What the thread makes. */
typedef struct
{
  char *path; /* owned */
  NhUnit typed;
  NhLedgerSpec spec; /* its texts and units are owned; sample: the sample ledger */
} Order;

static void
order_free (Order *order)
{
  g_free (order->path);
  g_free (order->typed.name);
  g_free (order->typed.kind);
  g_free ((char *) order->spec.unit_code);
  g_free ((char *) order->spec.superior);
  g_free ((char *) order->spec.preparer);
  g_clear_pointer (&order->spec.more_units, g_bytes_unref);
  g_free (order);
}

static gboolean
is_manual (NhWelcome *self)
{
  return gtk_widget_get_visible (self->manual);
}

static gboolean
is_busy (NhWelcome *self)
{
  return gtk_spinner_get_spinning (self->spinner);
}

static NhDate
season_day (void)
{
  return nh_catalog_season_day (nh_date_year (nh_date_today ()));
}

static guint
get_kind (NhWelcome *self)
{
  return MIN (gtk_drop_down_get_selected (self->kind), G_N_ELEMENTS (kinds) - 1);
}

/* --- Path --- */

static const char *
default_folder (void)
{
  static char *fallback = NULL;
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (documents != NULL && g_file_test (documents, G_FILE_TEST_IS_DIR))
    return documents;
  if (fallback == NULL)
    fallback = g_build_filename (g_get_user_data_dir (), "ngay-hoi", NULL);
  g_mkdir_with_parents (fallback, 0700);
  return fallback;
}

/* "Xã Cẩm Xuyên" → "xa-cam-xuyen". (transfer full) */
static char *
slug (const char *title)
{
  char *text = nh_text_fold (title);

  for (char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      *p = '-';
  return text;
}

/* A path without a file. (transfer full) */
static char *
free_path (const char *folder, const char *stem)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *name = n == 1 ? g_strdup_printf ("%s" NH_LEDGER_SUFFIX, stem)
                                     : g_strdup_printf ("%s-%u" NH_LEDGER_SUFFIX, stem, n);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

static void
propose_path (NhWelcome *self, const char *title)
{
  g_autofree char *stem = slug (title);

  if (self->path_chosen)
    return;
  g_free (self->path);
  self->path = free_path (default_folder (), stem);
}

/* --- Summary --- */

/* The chosen or typed unit. (transfer full) (nullable) */
static char *
describe_unit (NhWelcome *self)
{
  const NhUnit *unit = self->unit != 0 ? nh_catalog_get_unit (self->catalog, self->unit) : NULL;
  g_autofree char *name = NULL;

  if (!is_manual (self))
    return unit != NULL ? nh_unit_full_title (self->catalog, unit) : NULL;
  name = nh_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  if (*name == '\0')
    return NULL;
  return g_strdup_printf ("%s %s", kinds[get_kind (self)].kind, name);
}

/* What is to be known of the name that was typed: what became of the unit, or that there is none. */
static void
show_notes (NhWelcome *self)
{
  const char *became = is_manual (self) ? NULL : nh_unit_chooser_get_note (self->chooser);
  const NhUnit *unit = became != NULL ? nh_catalog_get_unit (self->catalog, self->unit) : NULL;
  g_autofree char *typed = nh_text_clean (nh_unit_chooser_get_text (self->chooser));
  g_autofree char *note = NULL;
  g_autofree char *missed = NULL;

  if (unit != NULL)
    note = g_strdup_printf (_ ("%s. Begin a ledger for %s %s?"), became, unit->kind, unit->name);
  if (!is_manual (self) && self->catalog != NULL && self->unit == 0 && *typed != '\0')
    missed = g_strdup_printf (_ ("There is no unit “%s” in the list. Press Enter to type yours in."), typed);
  nh_label_show (self->note, note);
  nh_label_show (self->missed, missed);
}

static void
update (NhWelcome *self)
{
  g_autofree char *unit = describe_unit (self);
  g_autofree char *season = g_strdup_printf (_ ("Festival %d"), nh_date_year (nh_date_today ()));
  g_autofree char *title = NULL;

  gtk_widget_set_sensitive (self->create, unit != NULL && !is_busy (self));
  gtk_widget_set_visible (self->summary, unit != NULL);
  gtk_widget_set_visible (self->person_box, unit != NULL && *nh_settings_get_text (NH_SETTINGS_PERSON) == '\0');
  nh_label_show (self->error, NULL);
  show_notes (self);
  if (unit == NULL)
    return;
  title = nh_text_capitalize (unit);
  propose_path (self, is_manual (self) ? title : nh_catalog_get_unit (self->catalog, self->unit)->title);
  gtk_label_set_text (self->unit_label, title);
  gtk_label_set_text (self->season_label, season);
  gtk_label_set_text (self->file_label, self->path);
}

/* --- Creating the ledger --- */

/* → GError, or NULL when it is made. */
static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;

  if (order->spec.sample && nh_sample_make (order->path, &error))
    nh_sample_packages_make (order->path, &error);
  else if (!order->spec.sample)
    nh_ledger_create (order->path, &order->spec, &error);
  g_task_return_pointer (task, error, (GDestroyNotify) g_error_free);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NhWelcome *self = NH_WELCOME (source);
  Order *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->spinner == NULL)
    return;
  nh_spinner_show (self->spinner, FALSE);
  if (self->catalog != NULL)
    update (self);
  if (error != NULL)
    nh_label_show (self->error, error->message);
  else
    g_signal_emit_by_name (self, "made", order->path);
}

/* Takes @order over. */
static void
make (NhWelcome *self, Order *order)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_made, NULL);

  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  nh_spinner_show (self->spinner, TRUE);
  gtk_widget_set_sensitive (self->create, FALSE);
  g_task_run_in_thread (task, make_in_thread);
}

/* The parent unit: a known one, or a name for the letterhead. */
static void
order_parent (NhWelcome *self, Order *order)
{
  g_autofree char *name = nh_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->parent_name)));
  g_autofree char *fold = nh_text_fold (name);
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *upper = NULL;

  if (*name == '\0')
    return;
  found = self->catalog != NULL ? nh_catalog_search_units (self->catalog, name, season_day (), 5) : g_ptr_array_new ();
  for (guint i = 0; i < found->len; i++)
    {
      const NhUnit *unit = g_ptr_array_index (found, i);
      g_autofree char *short_fold = nh_text_fold (unit->name);

      /* The search has compared the diacritics. */
      if (unit->level < order->typed.level && (g_str_equal (unit->fold, fold) || g_str_equal (short_fold, fold)))
        {
          order->typed.parent = unit->id;
          return;
        }
    }
  upper = nh_text_upper (name);
  order->spec.superior = g_strdup_printf ("CÔNG AN %s", upper); /* Vietnamese data */
}

/* Who works here. */
static void
keep_person (NhWelcome *self)
{
  g_autofree char *name = nh_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->person)));

  if (!gtk_widget_get_visible (self->person_box) || *name == '\0')
    return;
  nh_settings_set_text (NH_SETTINGS_PERSON, name);
  nh_platform_set_user_name (name);
}

static void
on_create (NhWelcome *self)
{
  Order *order;

  if (is_busy (self) || !gtk_widget_get_sensitive (self->create))
    return;
  keep_person (self);
  order = g_new0 (Order, 1);
  order->path = g_strdup (self->path);
  order->spec.unit_on = season_day ();
  order->spec.preparer = g_strdup (nh_settings_get_text (NH_SETTINGS_PERSON));
  order->spec.more_units = self->more_units != NULL ? g_bytes_ref (self->more_units) : NULL;
  if (is_manual (self))
    {
      order->typed.name = nh_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->name)));
      order->typed.kind = g_strdup (kinds[get_kind (self)].kind);
      order->typed.level = kinds[get_kind (self)].level;
      order->spec.typed_unit = &order->typed;
      order->spec.role = order->typed.level == NH_LEVEL_PROVINCE ? NH_ROLE_PROVINCE : NH_ROLE_COMMUNE;
      order_parent (self, order);
    }
  else
    {
      const NhUnit *unit = nh_catalog_get_unit (self->catalog, self->unit);

      order->spec.unit_code = g_strdup (unit->code);
      order->spec.role = unit->level == NH_LEVEL_PROVINCE ? NH_ROLE_PROVINCE : NH_ROLE_COMMUNE;
    }
  make (self, order);
}

/* Enter, where the unit is known: who works here is asked once, and may be left blank. */
static void
on_unit_entered (NhWelcome *self)
{
  if (gtk_widget_get_visible (self->person_box) && *gtk_editable_get_text (GTK_EDITABLE (self->person)) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->person));
  else
    on_create (self);
}

static void
on_sample (NhWelcome *self)
{
  g_autofree char *path = g_build_filename (default_folder (), NH_SAMPLE_FILE_NAME, NULL);
  Order *order;

  if (is_busy (self))
    return;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_signal_emit_by_name (self, "made", path); /* created before */
      return;
    }
  order = g_new0 (Order, 1);
  order->path = g_steal_pointer (&path);
  order->spec.sample = TRUE;
  make (self, order);
}

/* --- Input --- */

static void
on_selected (NhWelcome *self, gint64 unit)
{
  self->unit = unit;
  update (self);
}

static void
on_path_chosen (const char *path, gpointer data)
{
  NhWelcome *self = data;

  g_free (self->path);
  self->path = g_strdup (path);
  self->path_chosen = TRUE;
  update (self);
}

static void
on_change_file (NhWelcome *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *name = g_path_get_basename (self->path);

  nh_dialog_save_file (GTK_WIDGET (self), _ ("Where the ledger is to be kept"), folder, name, on_path_chosen,
                       g_object_ref (self), g_object_unref);
}

static void
on_not_listed (NhWelcome *self)
{
  gboolean manual = !is_manual (self);

  gtk_widget_set_visible (self->manual, manual);
  gtk_widget_set_visible (self->chooser_box, !manual);
  gtk_button_set_label (GTK_BUTTON (self->not_listed),
                        manual ? _ ("_Look it up in the list") : _ ("My unit is not in the _list"));
  self->path_chosen = FALSE;
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* "xã Cẩm Nhượng" → its kind and its name. */
static void
take_typed (NhWelcome *self)
{
  g_autofree char *typed = nh_text_clean (nh_unit_chooser_get_text (self->chooser));
  g_autofree char *fold = nh_text_fold (typed);
  const char *name = typed;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *kind = nh_text_fold (kinds[i].kind);
      glong n = g_utf8_strlen (kinds[i].kind, -1);

      if (!g_str_has_prefix (fold, kind) || fold[strlen (kind)] != ' ')
        continue;
      gtk_drop_down_set_selected (self->kind, i);
      name = g_utf8_offset_to_pointer (typed, n + 1);
      break;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
}

static void
on_missed (NhWelcome *self)
{
  if (*nh_unit_chooser_get_text (self->chooser) == '\0' || self->catalog == NULL)
    return;
  take_typed (self);
  on_not_listed (self);
}

/* The unit above is asked for before the ledger is made. */
static void
on_name_entered (NhWelcome *self)
{
  if (gtk_widget_get_sensitive (self->create))
    gtk_widget_grab_focus (GTK_WIDGET (self->parent_name));
}

static void
on_unit_list_chosen (const char *path, gpointer data)
{
  NhWelcome *self = data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NhCatalog) catalog = NULL;
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  if (!nh_file_read (path, NH_CATALOG_FILE_MOST, &text, &length, &error))
    nh_error_prefix (&error, _ ("read the list of units"));
  else
    {
      bytes = g_bytes_new_take (text, length);
      catalog = nh_catalog_from_data (bytes, &error);
    }
  if (catalog == NULL)
    {
      nh_label_show (self->error, error->message);
      return;
    }
  g_clear_pointer (&self->more_units, g_bytes_unref);
  self->more_units = g_steal_pointer (&bytes);
  g_set_object (&self->catalog, catalog);
  self->unit = 0;
  nh_unit_chooser_set_catalog (self->chooser, self->catalog, 0, season_day ());
  if (is_manual (self))
    on_not_listed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->chooser));
}

static void
on_read_list (NhWelcome *self)
{
  nh_dialog_open_file (GTK_WIDGET (self), _ ("Read a list of units"), _ ("Lists of units"), ".csv", on_unit_list_chosen,
                       g_object_ref (self), g_object_unref);
}

/* --- Recent ledgers --- */

static void
on_forget (GtkWidget *button)
{
  nh_settings_remove_recent (gtk_widget_get_name (button));
  gtk_widget_set_visible (gtk_widget_get_parent (button), FALSE);
}

static void
add_recent (NhWelcome *self, const NhRecent *recent)
{
  g_autofree char *title = nh_recent_title (recent);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "label", title, "has-frame", FALSE, "hexpand", TRUE,
                                    "tooltip-text", recent->path, "action-name", "win.open-path", NULL);
  GtkWidget *row = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 4, button, NULL);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  g_object_set (label, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, "xalign", 0.0, NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", recent->path);
  if (recent->missing)
    {
      GtkWidget *forget = nh_icon_button_new ("window-close-symbolic", _ ("Take it off this list"));

      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_name (forget, recent->path);
      g_signal_connect (forget, "clicked", G_CALLBACK (on_forget), NULL);
      gtk_box_append (GTK_BOX (row), forget);
    }
  gtk_box_append (GTK_BOX (self->recent_box), row);
}

static void
on_recent_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NhWelcome *self = NH_WELCOME (source);
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->recent_box == NULL)
    return;
  for (guint i = 0; i < MIN (found->len, 5); i++)
    add_recent (self, g_ptr_array_index (found, i));
  gtk_widget_set_visible (self->recent_box, found->len > 0);
}

/* --- The widget --- */

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  NhCatalog *catalog = nh_catalog_from_data (NULL, &error);

  if (catalog != NULL)
    g_task_return_pointer (task, catalog, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* A list read from a file meanwhile takes precedence. */
static void
on_catalog_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NhWelcome *self = NH_WELCOME (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhCatalog) catalog = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->recent_box == NULL || self->catalog != NULL)
    return;
  self->catalog = g_steal_pointer (&catalog);
  if (self->catalog == NULL)
    nh_label_show (self->error, error->message);
  else
    nh_unit_chooser_set_catalog (self->chooser, self->catalog, 0, season_day ());
}

static gboolean
nh_welcome_grab_focus (GtkWidget *widget)
{
  NhWelcome *self = NH_WELCOME (widget);

  return gtk_widget_grab_focus (is_manual (self) ? GTK_WIDGET (self->name) : GTK_WIDGET (self->chooser));
}

static void
nh_welcome_dispose (GObject *object)
{
  NhWelcome *self = NH_WELCOME (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_WELCOME);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->more_units, g_bytes_unref);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (nh_welcome_parent_class)->dispose (object);
}

static void
nh_welcome_class_init (NhWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_welcome_dispose;
  widget_class->grab_focus = nh_welcome_grab_focus;
  g_type_ensure (NH_TYPE_UNIT_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-welcome.ui");
  NH_BIND_CHILDREN (widget_class, NhWelcome, content, recent_box, chooser_box, manual, summary, not_listed, spinner,
                    person_box, person, create, other_ways, note, unit_label, season_label, file_label, missed, error,
                    name, parent_name, kind, chooser);
  NH_BIND_CALLBACKS (widget_class, on_selected, update, on_create, on_unit_entered, on_sample, on_change_file,
                     on_not_listed, on_missed, on_name_entered, on_read_list);
  NH_SIGNAL ("made", G_TYPE_FROM_CLASS (klass), 1, G_TYPE_STRING);
}

static void
nh_welcome_init (NhWelcome *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_catalog_loaded, NULL);
  g_autofree char *user = nh_platform_user_name ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->other_ways, nh_wrap_layout_new (2, 8)); /* of large text they need lines */
  nh_a11y_name_drop_down (self->kind, _ ("_Kind of unit"));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (titles, kinds[i].kind);
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (titles));
  if (strchr (user, ' ') != NULL) /* a name, not the one of an account */
    gtk_editable_set_text (GTK_EDITABLE (self->person), user);
  update (self);
  g_task_run_in_thread (task, load_in_thread); /* three thousand units take a while to read */
  nh_recent_check (self, on_recent_checked, NULL);
}
