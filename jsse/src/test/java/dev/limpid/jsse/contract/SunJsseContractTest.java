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
    class Context extends ContextContract {
        Context() {
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
    class LayeredSocket extends LayeredSocketContract {
        LayeredSocket() {
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

    @Nested
    class Resumption extends ResumptionContract {
        Resumption() {
            super(SUN);
        }
    }

    @Nested
    class ServerSocket extends ServerSocketContract {
        ServerSocket() {
            super(SUN);
        }
    }

    @Nested
    class Session extends SessionContract {
        Session() {
            super(SUN);
        }
    }

    @Nested
    class SlowNetwork extends SlowNetworkContract {
        SlowNetwork() {
            super(SUN);
        }
    }

    @Nested
    class Socket extends SocketContract {
        Socket() {
            super(SUN);
        }
    }

    @Nested
    class SocketClosure extends SocketClosureContract {
        SocketClosure() {
            super(SUN);
        }
    }

    @Nested
    class Torture extends TortureContract {
        Torture() {
            super(SUN);
        }
    }

    @Nested
    class TrustManager extends TrustManagerContract {
        TrustManager() {
            super(SUN);
        }
    }
}
