/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "nh-ledger.h"
#include "nh-workplace.h"
#include "nh-row-selection.h"
#include "nh-window.h"

G_BEGIN_DECLS

/* What the tests of the window share: one application for all, ledgers in a folder of their own, and a desk: a window
 * with an open ledger. Acting is by actions, signals of widgets and models: GTK 4 synthesizes no keys. */

/* Turns the main loop until @condition holds; a test that waits in vain fails. */
#define app_wait(condition)                                                         \
  G_STMT_START                                                                      \
  {                                                                                 \
    gint64 end_ = g_get_monotonic_time () + APP_PATIENCE_US;                        \
    while (!(condition))                                                            \
      {                                                                             \
        if (g_get_monotonic_time () > end_)                                         \
          g_error ("%s:%d: waited in vain for %s", __FILE__, __LINE__, #condition); \
        app_turn ();                                                                \
      }                                                                             \
  }                                                                                 \
  G_STMT_END
#define APP_PATIENCE_US (30 * G_USEC_PER_SEC)

void app_init (int *argc, char ***argv);
int app_run (void);
GtkApplication *app_get (void);
void app_turn (void);   /* one round of the main loop, or a moment's sleep */
void app_settle (void); /* all that is due now */
/* Some frames, also on a busy machine: what depends on the size of the text follows when it was drawn. */
void app_wait_drawn (GtkWidget *window);
void app_count (guint *counter); /* for g_signal_connect_swapped() */

char *app_path (const char *name);        /* in a new folder (transfer full) */
char *app_ledger (const char *unit_code); /* a new one of that unit in 2026: its path (transfer full) */
char *app_sample (void);                  /* a copy of the sample: its path (transfer full) */

/* The first widget of @type below @root, or with that name in its template. (nullable) */
GtkWidget *app_find_type (GtkWidget *root, GType type);
GtkWidget *app_find (GtkWidget *root, const char *id);
GtkWidget *app_find_button (GtkWidget *root, const char *label);
void app_collect (GtkWidget *root, GType type, GPtrArray *found);
const char *app_label (GtkWidget *root, const char *id);
void app_click (GtkWidget *button);
/* The key as its controllers get it. TRUE: used up. */
gboolean app_press (GtkWidget *widget, guint keyval);
gboolean app_press_with (GtkWidget *widget, guint keyval, GdkModifierType state);
GtkWidget *app_show (GtkWidget *child); /* in a window of its own with a notice */
/* The welcome page below @root has read its list of units. */
void app_wait_units (GtkWidget *root);
/* The first window of @type that is open. (nullable) */
GtkWidget *app_find_window (GType type);
/* The question that is open. (nullable) */
GtkWidget *app_get_dialog (void);
void app_answer (int button); /* waits for the question */

/* A window with an open ledger. */
typedef struct
{
  GtkWidget *window;
  NhWorkplace *place;
  NhSession *session;
  NhLedger *ledger;
  NhRecordPage *page;
  NhFormPane *pane;
  NhForm *form;
  guint saved;     /* "saved" of the pane: how often … */
  gint64 saved_id; /* … and what it told last */
  gboolean saved_stays;
} AppDesk;

void app_desk_begin (AppDesk *desk, const char *path);  /* opens it, waits for the points' page */
void app_desk_adopt (AppDesk *desk, GtkWidget *window); /* a window in which a ledger is being opened */
void app_desk_show (AppDesk *desk, const char *page);
GtkWidget *app_desk_find_dialog (AppDesk *desk); /* over its window (nullable) */
void app_desk_end (AppDesk *desk);               /* closes it: nothing may hold it any more */
void app_desk_crash (AppDesk *desk);             /* the same, without asking */
void app_desk_act (AppDesk *desk, const char *action);
gboolean app_desk_can (AppDesk *desk, const char *action);
void app_desk_type (AppDesk *desk, guint field, const char *text);
char *app_desk_text (AppDesk *desk, guint field); /* (transfer full) */
#define app_desk_assert_text(desk, field, expected)       \
  G_STMT_START                                            \
  {                                                       \
    g_autofree char *text_ = app_desk_text (desk, field); \
    g_assert_cmpstr (text_, ==, expected);                \
  }                                                       \
  G_STMT_END
void app_desk_wait_saved (AppDesk *desk, guint n);    /* so many in all, and none under way */
GtkSelectionModel *app_desk_get_rows (AppDesk *desk); /* the model of the list (borrowed) */
guint app_desk_count_rows (AppDesk *desk);
#define app_desk_wait_rows(desk, n) app_wait (app_desk_count_rows (desk) == (n))
/* Runs @sql on the ledger, behind the program's back. */
void app_desk_spoil (AppDesk *desk, const char *sql);
/* The bar's text when something stands there, "" when not. */
const char *app_notice (GtkWidget *window);
gboolean app_notice_has_style (GtkWidget *window, const char *style);
GtkWidget *app_notice_button (GtkWidget *window); /* (nullable) */

void app_add_access_tests (void);
void app_add_batch_tests (void);
void app_add_column_tests (void);
void app_add_exchange_tests (void);
void app_add_history_tests (void);
void app_add_intake_tests (void);
void app_add_layout_tests (void);
void app_add_list_tests (void);
void app_add_overview_tests (void);
void app_add_part_tests (void);
void app_add_program_tests (void);
void app_add_record_tests (void);
void app_add_report_tests (void);
void app_add_scene_tests (void);
void app_add_window_tests (void);

G_END_DECLS
