/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-page-block.h"

/* The charts of a sheet, each whole on a page if it fits on one. */
void nh_flow_place_charts (NhFlow *flow, NhSheet *sheet);
