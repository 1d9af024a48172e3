/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-batch-unplaced.h"

#include "nh-a11y-labels.h"
#include "nh-i18n.h"
#include "nh-widget-util.h"

#define EXAMPLES 2
#define CHOOSE 0 /* the first choices of a line */
#define LEAVE_OUT 1

typedef struct
{
  NhBlockColumn column; /* its heading and cells are owned */
  GArray *fields;       /* owned: the choices after the first two */
  NhPlaced placed;
  gpointer data;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->column.heading);
  g_ptr_array_unref (question->column.cells);
  g_array_unref (question->fields);
  g_free (question);
}

/* "Thôn 1, Thôn 2 …" (transfer full) */
static char *
give_examples (const NhBlockColumn *column)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < column->cells->len && n < EXAMPLES; i++)
    {
      const char *cell = g_ptr_array_index (column->cells, i);

      if (*cell != '\0')
        g_string_append_printf (text, "%s%s", n++ > 0 ? ", " : "", cell);
    }
  return g_string_free (text, FALSE);
}

static char *
describe (const NhBlockColumn *column)
{
  g_autofree char *examples = give_examples (column);

  if (column->heading != NULL && *column->heading != '\0')
    return g_strdup_printf (_ ("Where does the column “%s” (%s) belong?"), column->heading, examples);
  return g_strdup_printf (_ ("Where does column %u (%s) belong?"), column->number, examples);
}

/* "Năm sinh (Cá nhân)": what the field applies to. (transfer full) */
static char *
name_field (const NhRecordType *type, NhCatalog *catalog, guint field)
{
  const char *code;
  int other = nh_record_type_condition (type, field, &code);

  if (other < 0 || catalog == NULL)
    return g_strdup (_ (type->fields[field].title));
  return g_strdup_printf ("%s (%s)", _ (type->fields[field].title),
                          nh_catalog_get_code_title (catalog, type->fields[other].codebook, code));
}

/* The first question without an answer. (nullable) */
static GtkWidget *
find_open (GtkBox *box)
{
  GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (box));

  while (line != NULL && !gtk_widget_get_visible (line))
    line = gtk_widget_get_next_sibling (line);
  return line;
}

static void
on_chosen (GtkDropDown *choice, GParamSpec *pspec, Question *question)
{
  GtkWidget *line = gtk_widget_get_parent (GTK_WIDGET (choice));
  GtkBox *box = GTK_BOX (gtk_widget_get_parent (line));
  guint chosen = gtk_drop_down_get_selected (choice);

  if (chosen == CHOOSE)
    return;
  question->placed (&question->column,
                    chosen == LEAVE_OUT ? -1 : g_array_index (question->fields, int, chosen - LEAVE_OUT - 1),
                    question->data);
  gtk_widget_set_visible (line, FALSE); /* not removed: GtkDropDown still uses it */
  gtk_widget_set_visible (GTK_WIDGET (box), find_open (box) != NULL);
}

void
nh_batch_unplaced_add (GtkBox *box, const NhRecordType *type, NhCatalog *catalog, const NhBlockColumn *column,
                       GArray *fields, NhPlaced placed, gpointer data)
{
  g_autofree char *text = describe (column);
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);
  GtkWidget *line = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, nh_label_new (text, "nh-error", TRUE), choice, NULL);
  Question *question = g_new0 (Question, 1);

  question->column = *column;
  question->column.heading = g_strdup (column->heading);
  question->column.cells = g_ptr_array_ref (column->cells);
  question->fields = g_array_ref (fields);
  question->placed = placed;
  question->data = data;
  gtk_string_list_append (choices, _ ("Choose…"));
  gtk_string_list_append (choices, _ ("Leave it out"));
  for (guint i = 0; i < fields->len; i++)
    gtk_string_list_take (choices, name_field (type, catalog, (guint) g_array_index (fields, int, i)));
  gtk_drop_down_set_model (GTK_DROP_DOWN (choice), G_LIST_MODEL (choices));
  nh_a11y_name_drop_down (GTK_DROP_DOWN (choice), text);
  g_object_set_data_full (G_OBJECT (line), "question", question, question_free);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (on_chosen), question);
  gtk_box_append (box, line);
  gtk_widget_set_visible (GTK_WIDGET (box), TRUE);
}

void
nh_batch_unplaced_clear (GtkBox *box)
{
  nh_widget_clear (GTK_WIDGET (box));
  gtk_widget_set_visible (GTK_WIDGET (box), FALSE);
}

gboolean
nh_batch_unplaced_focus (GtkBox *box)
{
  GtkWidget *line = find_open (box);

  return line != NULL && gtk_widget_grab_focus (gtk_widget_get_last_child (line));
}
