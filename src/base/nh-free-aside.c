/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-free-aside.h"

#define MANY_PARTS 5000

typedef struct
{
  gpointer data;
  GDestroyNotify destroy;
} Load;

static gpointer
free_load (gpointer data)
{
  g_autofree Load *load = data;

  load->destroy (load->data);
  return NULL;
}

void
nh_free_aside (gpointer data, GDestroyNotify destroy, gsize parts)
{
  Load *load = g_memdup2 (&(Load){ data, destroy }, sizeof (Load));
  GThread *thread = parts > MANY_PARTS ? g_thread_try_new ("free-aside", free_load, load, NULL) : NULL;

  if (thread != NULL)
    g_thread_unref (thread);
  else
    free_load (load);
}
