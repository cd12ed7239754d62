// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

/** Against {@link NettyBoringSsl}. */
final class NettyBoringSslTest extends EnginePeerTest {
    NettyBoringSslTest() {
        super(new NettyBoringSsl());
    }
}
