// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.util.SequencedMap;

/** What each contestant of a match needed, in the order of the line-up. */
record Score(String title, SequencedMap<String, Cost> costs) {}
