// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.inspect.jfr.JfrEvents;
import dev.limpid.jsse.LimpidProvider;
import dev.limpid.registry.NamedGroup;
import io.netty.util.ReferenceCountUtil;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;

/** Who takes part. Nothing is registered with the JVM, so that no stack changes another's choice of providers. */
final class LineUp {
    static final String SUN = "SunJSSE";

    static final Set<NamedGroup> CLASSIC = Set.of(NamedGroup.X25519, NamedGroup.SECP256R1);
    private static final Set<NamedGroup> HYBRID =
            Set.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.X25519MLKEM768);

    // Bouncy Castle logs each connection, netty each context; held, since loggers are forgotten otherwise.
    private static final List<Logger> TALKATIVE =
            List.of(Logger.getLogger("org.bouncycastle.jsse"), Logger.getLogger("io.netty"));

    private static final int FORGOTTEN_AT_MOST = 100;

    private static final String TICKETS = "jdk.tls.server.newSessionTicketCount";

    private final Scene scene;
    private final boolean resuming;
    private int forgotten;

    LineUp(Scene scene) {
        this(scene, false);
    }

    private LineUp(Scene scene, boolean resuming) {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.OFF));
        this.scene = scene;
        this.resuming = resuming;
    }

    /** The stacks that can resume TLS 1.3, each made to: a ticket comes in each handshake, and goes in the next. */
    static List<Stack> resuming(Scene scene) {
        return new LineUp(scene, true)
                .stacks().stream()
                        .filter(stack -> !stack.name().startsWith("BCJSSE"))
                        .map(stack -> stack instanceof LimpidStack own ? own.resuming() : stack)
                        .toList();
    }

    /** Limpid alone and told of by Flight Recorder, as long as that records. */
    static List<Stack> observed(Scene scene) {
        List<Stack> all = new ArrayList<>();
        for (Stack stack : new LineUp(scene).stacks()) {
            if (stack instanceof LimpidStack own) {
                all.add(own);
                all.add(own.observed("recorded", () -> JfrEvents.connection("")));
            }
        }
        return all;
    }

    /** SunJSSE first, since all are compared with it. */
    List<Stack> stacks() {
        Provider bouncyCastle = new BouncyCastleProvider();
        Provider conscrypt = Conscrypt.newProvider();
        return List.of(
                new EngineStack(SUN, CLASSIC, this::sunJsse, engine -> {}),
                bouncyCastle("BCJSSE, BC crypto", new BouncyCastleJsseProvider(false, bouncyCastle)),
                bouncyCastle("BCJSSE, JDK crypto", new BouncyCastleJsseProvider(false)),
                new EngineStack("Conscrypt", HYBRID, group -> conscrypt(conscrypt, group), this::forget),
                new EngineStack("netty-tcnative", HYBRID, this::netty, ReferenceCountUtil::release),
                LimpidStack.of("Limpid, JDK crypto", JcaCryptoProvider.jdk(), scene),
                LimpidStack.of("Limpid, BC curves", withCurves(bouncyCastle), scene),
                LimpidStack.of("Limpid, Conscrypt curves", withCurves(conscrypt), scene),
                new EngineStack("Limpid through JSSE", HYBRID, this::limpid, engine -> {}));
    }

    static Provider sun() {
        return Security.getProvider(SUN);
    }

    static CryptoProvider withCurves(Provider curves) {
        return JcaCryptoProvider.builder().curves(curves).build();
    }

    private EngineStack.Engines sunJsse(NamedGroup group) throws Exception {
        JsseEngines engines = JsseEngines.of(sun(), sunManagers(), List.of(group));
        return resuming ? engines : engines.withoutTickets();
    }

    private EngineStack.Engines limpid(NamedGroup group) throws Exception {
        // SunJSSE obeys it too, but reads it only once
        sunJsse(group);
        System.setProperty(TICKETS, resuming ? "1" : "0");
        try {
            return JsseEngines.of(new LimpidProvider(), sunManagers(), List.of(group));
        } finally {
            System.clearProperty(TICKETS);
        }
    }

    private EngineStack.Engines conscrypt(Provider tls, NamedGroup group) throws Exception {
        JsseEngines engines = JsseEngines.of(tls, sunManagers().ofUnknownAuthType(), List.of(group))
                .withKeysForEcdsa();
        return resuming ? new ConscryptEngines(engines) : engines;
    }

    /**
     * An engine of Conscrypt holds file descriptors until it is finalized, which a large heap puts off until there are none left. The
     * collector is another thread, so that nobody's time is spoilt.
     */
    private void forget(SSLEngine engine) {
        if (++forgotten % FORGOTTEN_AT_MOST == 0) {
            System.gc();
        }
    }

    private EngineStack.Engines netty(NamedGroup group) throws Exception {
        return NettyEngines.of(scene, sunManagers().ofUnknownAuthType().peers(), group);
    }

    private Managers sunManagers() throws Exception {
        return Managers.sun(scene.keys(), scene.anchors());
    }

    private Stack bouncyCastle(String name, Provider tls) {
        return new EngineStack(
                name,
                HYBRID,
                group -> BouncyCastleEngines.of(tls, Managers.of("PKIX", tls, scene.keys(), scene.anchors()), group),
                engine -> {});
    }
}
