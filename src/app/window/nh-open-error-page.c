/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-open-error-page.h"

#include "nh-a11y-labels.h"
#include "nh-backup.h"
#include "nh-dialog.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-template.h"
#include "nh-widget-util.h"

struct _NhOpenErrorPage
{
  GtkWidget parent_instance;

  char *path;         /* owned, nullable */
  GPtrArray *backups; /* owned, nullable: paths, newest first */
  gboolean asks;      /* before a backup is put back */
  gboolean may_leave; /* the ledger is all right: the backups were asked for */
  char *said;         /* owned, nullable: by the last restoring */

  /* template */
  GtkWidget *content, *backup_box, *retry, *read_only, *take_over, *restore, *other, *spinner;
  GtkImage *icon;
  GtkLabel *title, *file, *text, *error;
  GtkDropDown *backup;
};

G_DEFINE_FINAL_TYPE (NhOpenErrorPage, nh_open_error_page, GTK_TYPE_WIDGET)

/* --- Choices --- */

typedef enum
{
  RETRY = 1 << 0,
  READ_ONLY = 1 << 1,
  TAKE_OVER = 1 << 2,
  RESTORE = 1 << 3
} Way;

static const struct
{
  NhError code;
  guint ways;
} known_errors[] = {
  { NH_ERROR_NOT_FOUND, RETRY | RESTORE },
  { NH_ERROR_VANISHED, RETRY | RESTORE },
  { NH_ERROR_NOT_A_LEDGER, RESTORE },
  { NH_ERROR_CORRUPT, READ_ONLY | RESTORE },
  { NH_ERROR_NEWER, READ_ONLY },
  { NH_ERROR_LOCKED, RETRY | READ_ONLY | TAKE_OVER },
  { NH_ERROR_READ_ONLY, RETRY | READ_ONLY },
  { NH_ERROR_FULL, RETRY | READ_ONLY },
  { NH_ERROR_BUSY, RETRY },
};

/* There is nothing to lose: the ledger is not there, or not whole. */
static gboolean
is_lost (const GError *error)
{
  static const NhError codes[] = { NH_ERROR_NOT_FOUND, NH_ERROR_VANISHED, NH_ERROR_NOT_A_LEDGER, NH_ERROR_CORRUPT };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, NH_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

static guint
find_ways (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_errors); i++)
    if (g_error_matches (error, NH_ERROR, (int) known_errors[i].code))
      return known_errors[i].ways;
  return RETRY | READ_ONLY | RESTORE;
}

/* The first usable button is suggested and gets the focus. */
static void
suggest_first (NhOpenErrorPage *self)
{
  GtkWidget *const buttons[] = { self->restore, self->retry, self->read_only, self->other };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gboolean first = !found && gtk_widget_get_visible (buttons[i]) &&
                       (buttons[i] != self->restore || gtk_widget_get_visible (self->backup_box));

      nh_widget_set_css_class (buttons[i], "suggested-action", first);
      if (first)
        gtk_widget_grab_focus (buttons[i]);
      found = found || first;
    }
}

/* With the seconds: two may be of one minute. */
static char *
backup_title (const char *path)
{
  NhDate day = nh_backup_get_day (path);
  g_autofree char *date = nh_date_format (day);
  g_autofree char *name = g_path_get_basename (path);
  const char *clock = strrchr (name, '-');

  if (day == NH_DATE_NONE || clock == NULL || strlen (clock) < 7)
    return g_steal_pointer (&name);
  return g_strdup_printf ("%s %.2s:%.2s:%.2s", date, clock + 1, clock + 3, clock + 5);
}

static void
fill_backups (NhOpenErrorPage *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_clear_pointer (&self->backups, g_ptr_array_unref);
  self->backups = nh_backup_list (self->path);
  for (guint i = 0; self->backups != NULL && i < self->backups->len; i++)
    {
      g_autofree char *title = backup_title (g_ptr_array_index (self->backups, i));
      gtk_string_list_append (titles, title);
    }
  gtk_drop_down_set_model (self->backup, G_LIST_MODEL (titles));
}

static void
show (NhOpenErrorPage *self, const char *path, const char *icon, const char *title, const char *text, guint ways)
{
  g_free (self->path);
  self->path = g_strdup (path);
  if (ways & RESTORE)
    fill_backups (self);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->file, path);
  gtk_label_set_text (self->text, text);
  nh_label_show (self->error, NULL);
  gtk_widget_set_visible (self->backup_box, (ways & RESTORE) && self->backups != NULL && self->backups->len > 0);
  gtk_widget_set_visible (self->retry, (ways & RETRY) != 0);
  gtk_widget_set_visible (self->read_only, (ways & READ_ONLY) != 0);
  gtk_widget_set_visible (self->take_over, (ways & TAKE_OVER) != 0);
  suggest_first (self);
}

void
nh_open_error_page_show_error (NhOpenErrorPage *self, const char *path, const GError *error)
{
  g_return_if_fail (NH_IS_OPEN_ERROR_PAGE (self));
  gtk_button_set_label (GTK_BUTTON (self->retry), _ ("_Try again"));
  self->may_leave = FALSE;
  self->asks = !is_lost (error);
  show (self, path, "dialog-warning-symbolic", _ ("The ledger does not open"), error->message, find_ways (error));
}

void
nh_open_error_page_show_backups (NhOpenErrorPage *self, const char *path)
{
  g_return_if_fail (NH_IS_OPEN_ERROR_PAGE (self));
  gtk_button_set_label (GTK_BUTTON (self->retry), _ ("_Back to the ledger"));
  self->may_leave = self->asks = TRUE;
  show (self, path, "document-open-recent-symbolic", _ ("Put back a backup"), "", RETRY | RESTORE);
  gtk_label_set_text (self->text,
                      gtk_widget_get_visible (self->backup_box)
                          ? _ ("The ledger becomes as it was then. What it is now is backed up first, and can be put "
                               "back the same way.")
                          : _ ("There is no backup of this ledger yet. One is made at the first change of each day."));
}

char *
nh_open_error_page_take_said (NhOpenErrorPage *self)
{
  g_return_val_if_fail (NH_IS_OPEN_ERROR_PAGE (self), NULL);

  return g_steal_pointer (&self->said);
}

/* --- Restoring a backup --- */

/* @data: the paths of the ledger and of the backup, then what is to be said of it. → GError, or NULL when restored. */
static void
restore_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  char **words = data;
  GError *error = NULL;

  nh_backup_restore (words[0], words[1], &words[2], &error);
  g_task_return_pointer (task, error, (GDestroyNotify) g_error_free);
}

static void
set_busy (NhOpenErrorPage *self, gboolean busy)
{
  nh_spinner_show (self->spinner, busy);
  gtk_widget_set_sensitive (self->restore, !busy);
}

static void
on_restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NhOpenErrorPage *self = NH_OPEN_ERROR_PAGE (source);
  g_autoptr (GError) error = g_task_propagate_pointer (G_TASK (result), NULL);

  if (gtk_widget_get_parent (GTK_WIDGET (self)) == NULL)
    return; /* something else was opened meanwhile */
  set_busy (self, FALSE);
  if (error == NULL)
    {
      char **words = g_task_get_task_data (G_TASK (result));

      g_free (self->said);
      self->said = g_steal_pointer (&words[2]);
      g_signal_emit_by_name (self, "open-requested", (guint) NH_OPEN_DEFAULT);
    }
  else
    nh_label_show (self->error, error->message);
}

static void
restore (NhOpenErrorPage *self, const char *backup)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_restored, NULL);
  char **words = g_new0 (char *, 4);

  words[0] = g_strdup (self->path);
  words[1] = g_strdup (backup);
  g_task_set_task_data (task, words, (GDestroyNotify) g_strfreev);
  set_busy (self, TRUE);
  g_task_run_in_thread (task, restore_in_thread);
}

static void
on_restore_answered (guint button, gpointer data)
{
  g_autoptr (NhOpenErrorPage) self = data;
  guint chosen = self->backup != NULL ? gtk_drop_down_get_selected (self->backup) : GTK_INVALID_LIST_POSITION;

  if (button == 0 && self->backups != NULL && chosen < self->backups->len)
    restore (self, g_ptr_array_index (self->backups, chosen));
}

/* Asked once, in words, where a ledger that can be read would be replaced. */
static void
on_restore (NhOpenErrorPage *self)
{
  const char *const buttons[] = { _ ("_Put it back"), _ ("_Cancel"), NULL };
  guint chosen = gtk_drop_down_get_selected (self->backup);
  g_autofree char *when = NULL, *title = NULL;

  if (self->backups == NULL || chosen >= self->backups->len)
    return;
  if (!self->asks)
    {
      restore (self, g_ptr_array_index (self->backups, chosen));
      return;
    }
  when = backup_title (g_ptr_array_index (self->backups, chosen));
  title = g_strdup_printf (_ ("Put back the backup of %s?"), when);
  nh_dialog_ask (GTK_WIDGET (self), title,
                 _ ("It takes the place of the ledger: what was entered since then is no longer in it. The ledger as "
                    "it is now is kept among the backups, and can be put back the same way."),
                 buttons, 1, on_restore_answered, g_object_ref (self));
}

/* Where nothing is wrong with the ledger, Esc goes back to it. */
static gboolean
on_key (NhOpenErrorPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape || !self->may_leave || gtk_spinner_get_spinning (GTK_SPINNER (self->spinner)))
    return FALSE;
  g_signal_emit_by_name (self, "open-requested", (guint) NH_OPEN_DEFAULT);
  return TRUE;
}

static void
on_open (NhOpenErrorPage *self, GtkWidget *button)
{
  guint flags = button == self->read_only   ? NH_OPEN_READ_ONLY
                : button == self->take_over ? NH_OPEN_TAKE_OVER
                                            : NH_OPEN_DEFAULT;

  g_signal_emit_by_name (self, "open-requested", flags);
}

/* --- The widget --- */

static void
nh_open_error_page_dispose (GObject *object)
{
  NhOpenErrorPage *self = NH_OPEN_ERROR_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_OPEN_ERROR_PAGE);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->said, g_free);
  G_OBJECT_CLASS (nh_open_error_page_parent_class)->dispose (object);
}

static void
nh_open_error_page_class_init (NhOpenErrorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_open_error_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-open-error-page.ui");
  NH_BIND_CHILDREN (widget_class, NhOpenErrorPage, content, backup_box, retry, read_only, take_over, restore, other,
                    spinner, icon, title, file, text, error, backup);
  NH_BIND_CALLBACKS (widget_class, on_key, on_open, on_restore);
  NH_SIGNAL ("open-requested", G_TYPE_FROM_CLASS (klass), 1, G_TYPE_UINT);
}

static void
nh_open_error_page_init (NhOpenErrorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nh_a11y_name_drop_down (self->backup, _ ("Back_up of"));
}
