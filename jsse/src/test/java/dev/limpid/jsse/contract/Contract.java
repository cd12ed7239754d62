// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A part of the contract, for one provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class Contract {
    /** Parameters as they come. */
    static final Consumer<SSLParameters> DEFAULT = Contract::leave;

    /** The provider. */
    final Subject subject;

    Contract(Subject subject) {
        this.subject = subject;
    }

    private static void leave(SSLParameters parameters) {}
}
