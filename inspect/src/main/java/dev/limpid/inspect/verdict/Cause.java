// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

/**
 * Why something was refused that the connection could do without.
 *
 * @param what it means, or empty
 */
record Cause(String what, String whose, String fix) {}
