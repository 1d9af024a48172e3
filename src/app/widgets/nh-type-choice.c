/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-type-choice.h"

#include "nh-a11y-labels.h"
#include "nh-i18n.h"

void
nh_type_choice_fill (GtkDropDown *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  nh_a11y_name_drop_down (self, _ ("What is shown"));
  gtk_string_list_append (titles, _ ("All records"));
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    gtk_string_list_append (titles, _ ((*type)->plural));
  gtk_drop_down_set_model (self, G_LIST_MODEL (titles));
}

const NhRecordType *
nh_type_choice_get (GtkDropDown *self)
{
  guint selected = gtk_drop_down_get_selected (self);

  return selected > 0 && selected != GTK_INVALID_LIST_POSITION ? nh_record_types ()[selected - 1] : NULL;
}
