// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import java.security.Security;
import org.junit.jupiter.api.Nested;

/** The contract on the JDK's own provider, which proves that it was read right. */
final class SunJsseContractTest {
    private static final Subject SUN = new Subject("SunJSSE", Security.getProvider("SunJSSE"));

    @Nested
    class ApplicationProtocol extends ApplicationProtocolContract {
        ApplicationProtocol() {
            super(SUN);
        }
    }

    @Nested
    class Engine extends EngineContract {
        Engine() {
            super(SUN);
        }
    }

    @Nested
    class EngineBuffers extends EngineBuffersContract {
        EngineBuffers() {
            super(SUN);
        }
    }

    @Nested
    class EngineClosure extends EngineClosureContract {
        EngineClosure() {
            super(SUN);
        }
    }

    @Nested
    class EngineTasks extends EngineTasksContract {
        EngineTasks() {
            super(SUN);
        }
    }

    @Nested
    class Identity extends IdentityContract {
        Identity() {
            super(SUN);
        }
    }

    @Nested
    class Negotiation extends NegotiationContract {
        Negotiation() {
            super(SUN);
        }
    }

    @Nested
    class Parameters extends ParametersContract {
        Parameters() {
            super(SUN);
        }
    }
}
