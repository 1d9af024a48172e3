/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-page-block.h"

/* Whole on a page if it fits on one. */
void nh_flow_place_chart (NhFlow *flow, const NhChart *chart);
