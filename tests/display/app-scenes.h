/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-fixture.h"

G_BEGIN_DECLS

/* Every page, popover and dialog of the program, as its user comes to see it. */

typedef enum
{
  SCENE_WELCOME, /* no ledger */
  SCENE_NEW,     /* a commune's, empty */
  SCENE_COMMUNE, /* a commune's season on its last evening */
  SCENE_PROVINCE,
  SCENE_N_LEDGERS
} SceneLedger;

typedef struct
{
  SceneLedger ledger;
  const char *name;
  void (*show) (AppDesk *desk, const char *page); /* of SCENE_WELCOME: @desk has only a window */
  const char *page;
} Scene;

extern const Scene scenes[];
extern const guint n_scenes;

char *scene_ledger (SceneLedger ledger); /* a new one: its path (transfer full) */
/* The window over the desk's; else the desk's. */
GtkWidget *scene_get_window (AppDesk *desk);
void scene_clear (AppDesk *desk); /* closes what a scene opened, forgets what it typed */

G_END_DECLS
