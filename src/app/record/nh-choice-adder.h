/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "nh-ledger.h"

/* @code: of the new choice (borrowed). */
typedef void (*NhChoiceAdded) (const char *code, gpointer data);

/* Asks which choice of @list (static) the new one, called @title, counts as, and adds it to the ledger of @widget's
 * page.
 * @added runs only when it is there; @data is freed with the question. */
void nh_choice_adder_ask (GtkWidget *widget, NhLedger *ledger, const char *list, const char *title, NhChoiceAdded added,
                          gpointer data, GDestroyNotify free_data);
