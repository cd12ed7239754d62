// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the Javadoc of {@code javax.net.ssl} demands of any provider, as abstract tests, and the providers that they run on. Nothing here knows how
 * a provider is made.
 */
@NullMarked
package dev.limpid.jsse.contract;

import org.jspecify.annotations.NullMarked;
