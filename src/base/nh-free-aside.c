/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-free-aside.h"

#define MANY_PARTS 5000

typedef struct
{
  gpointer data;
  GDestroyNotify free;
} Load;

static gpointer
free_load (gpointer data)
{
  g_autofree Load *load = data;

  load->free (load->data);
  return NULL;
}

void
nh_free_aside (gpointer data, GDestroyNotify free, gsize parts)
{
  if (parts > MANY_PARTS)
    g_thread_unref (g_thread_new ("free-aside", free_load, g_memdup2 (&(Load){ data, free }, sizeof (Load))));
  else
    free (data);
}
