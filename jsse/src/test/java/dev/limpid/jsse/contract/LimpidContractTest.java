// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import dev.limpid.jsse.LimpidProvider;
import org.junit.jupiter.api.Nested;

/** The contract on this provider. */
final class LimpidContractTest {
    private static final Subject LIMPID = new Subject("Limpid", new LimpidProvider());

    @Nested
    class ApplicationProtocol extends ApplicationProtocolContract {
        ApplicationProtocol() {
            super(LIMPID);
        }
    }

    @Nested
    class Context extends ContextContract {
        Context() {
            super(LIMPID);
        }
    }

    @Nested
    class Engine extends EngineContract {
        Engine() {
            super(LIMPID);
        }
    }

    @Nested
    class EngineBuffers extends EngineBuffersContract {
        EngineBuffers() {
            super(LIMPID);
        }
    }

    @Nested
    class EngineClosure extends EngineClosureContract {
        EngineClosure() {
            super(LIMPID);
        }
    }

    @Nested
    class EngineTasks extends EngineTasksContract {
        EngineTasks() {
            super(LIMPID);
        }
    }

    @Nested
    class Identity extends IdentityContract {
        Identity() {
            super(LIMPID);
        }
    }

    @Nested
    class LayeredSocket extends LayeredSocketContract {
        LayeredSocket() {
            super(LIMPID);
        }
    }

    @Nested
    class Negotiation extends NegotiationContract {
        Negotiation() {
            super(LIMPID);
        }
    }

    @Nested
    class Parameters extends ParametersContract {
        Parameters() {
            super(LIMPID);
        }
    }

    @Nested
    class Resumption extends ResumptionContract {
        Resumption() {
            super(LIMPID);
        }
    }

    @Nested
    class ServerSocket extends ServerSocketContract {
        ServerSocket() {
            super(LIMPID);
        }
    }

    @Nested
    class Session extends SessionContract {
        Session() {
            super(LIMPID);
        }
    }

    @Nested
    class SlowNetwork extends SlowNetworkContract {
        SlowNetwork() {
            super(LIMPID);
        }
    }

    @Nested
    class Socket extends SocketContract {
        Socket() {
            super(LIMPID);
        }
    }

    @Nested
    class SocketClosure extends SocketClosureContract {
        SocketClosure() {
            super(LIMPID);
        }
    }

    @Nested
    class Torture extends TortureContract {
        Torture() {
            super(LIMPID);
        }
    }

    @Nested
    class TrustManager extends TrustManagerContract {
        TrustManager() {
            super(LIMPID);
        }
    }
}
