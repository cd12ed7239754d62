// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

/** Against {@link SunJsse}. */
final class SunJsseTest extends EnginePeerTest {
    SunJsseTest() {
        super(new SunJsse());
    }
}
