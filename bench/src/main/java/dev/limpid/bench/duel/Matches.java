// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.inspect.jfr.JfrEvents;
import dev.limpid.registry.NamedGroup;
import java.security.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;

/** The rows of the table that are measured in this JVM. */
final class Matches {
    /** The row whose SunJSSE figure stands in where SunJSSE lacks the group. */
    static final String X25519 = "handshake, X25519 + ECDSA P-256";

    private static final String RESUMED = "resumed handshake, X25519";
    private static final String RECORDED = "handshake, X25519 + ECDSA P-256, Flight Recorder on";

    private static final List<NamedGroup> GROUPS =
            List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.X25519MLKEM768);
    private static final int[] LENGTHS = {1 << 14, 1 << 10, 100};

    private final Scene scene;
    private final List<Stack> stacks;

    Matches(Scene scene) {
        this.scene = scene;
        this.stacks = new LineUp(scene).stacks();
    }

    /** A match that still has to be set up. */
    interface Setting {
        Match match() throws Exception;
    }

    /** All rows by their titles. */
    SequencedMap<String, Setting> all() {
        SequencedMap<String, Setting> all = new LinkedHashMap<>();
        for (NamedGroup group : GROUPS) {
            String title = "handshake, " + (group.equals(NamedGroup.X25519) ? "X25519" : group) + " + ECDSA P-256";
            all.put(title, () -> handshakes(title, group));
        }
        all.put(RESUMED, this::resumptions);
        all.put(RECORDED, this::recorded);
        for (boolean direct : new boolean[] {false, true}) {
            for (int length : LENGTHS) {
                String size = length < 1024 ? length + " B" : length / 1024 + " KiB";
                String title = "record of " + size + ", " + (direct ? "direct" : "heap") + " buffers";
                all.put(title, () -> records(title, length, direct));
            }
        }
        return all;
    }

    private Match handshakes(String title, NamedGroup group) throws Exception {
        Match match = new Match(title, title.equals(X25519) ? 1 : 4);
        for (Stack stack : stacks) {
            if (stack.has(group)) {
                // Twice, since a stack that would rather resume does so the second time.
                Proof.require(stack, group);
                Proof.require(stack, group);
                match.with(stack.name(), () -> stack.shakeHands(group).close());
            }
        }
        Provider bouncyCastle = new BouncyCastleProvider();
        Provider conscrypt = Conscrypt.newProvider();
        return match.with("primitives alone, JDK", new Primitives(JcaCryptoProvider.jdk(), group, scene))
                .with("primitives alone, BC curves", new Primitives(LineUp.withCurves(bouncyCastle), group, scene))
                .with("primitives alone, Conscrypt curves", new Primitives(LineUp.withCurves(conscrypt), group, scene));
    }

    private Match resumptions() throws Exception {
        Match match = new Match(RESUMED, 4);
        for (Stack stack : LineUp.resuming(scene)) {
            try (Conversation full = stack.shakeHands(NamedGroup.X25519)) {
                full.takeTickets();
            }
            int resumed = Proof.requireResumed(stack, NamedGroup.X25519);
            match.with(stack.name(), () -> {
                try (Conversation conversation = stack.shakeHands(NamedGroup.X25519)) {
                    if (conversation.serverHello().length != resumed) {
                        throw new IllegalStateException(stack.name() + " did not resume");
                    }
                    conversation.takeTickets();
                }
            });
        }
        return match;
    }

    /** A recording of all events of ours, on while the others shake hands too: only those told of it pay. */
    private Match recorded() throws Exception {
        Match match = new Match(RECORDED, 4).during(Matches::recording);
        for (Stack stack : LineUp.observed(scene)) {
            match.with(stack.name(), () -> stack.shakeHands(NamedGroup.X25519).close());
        }
        return match;
    }

    private static Recording recording() {
        // Makes the kinds of events known
        JfrEvents.connection("");
        Recording recording = new Recording();
        FlightRecorder.getFlightRecorder().getEventTypes().stream()
                .map(EventType::getName)
                .filter(name -> name.startsWith("limpid."))
                .forEach(name -> recording.enable(name).withoutThreshold());
        recording.start();
        return recording;
    }

    private Match records(String title, int length, boolean direct) throws Exception {
        Match match = new Match(title, 6);
        for (Stack stack : rivalsWithRecords()) {
            Conversation conversation = stack.shakeHands(NamedGroup.X25519);
            RecordBuffers buffers = RecordBuffers.of(length, direct);
            match.with(stack.name(), () -> {
                if (conversation.carry(buffers.plain(), buffers.wire(), buffers.out()) != length) {
                    throw new IllegalStateException(stack.name() + " lost data");
                }
            });
        }
        return match.with("bare JDK Cipher pair", new BareCipher(RecordBuffers.of(length, direct)));
    }

    /** Limpid's records are the JDK's whichever curves it has. */
    private List<Stack> rivalsWithRecords() {
        List<Stack> rivals = new ArrayList<>(stacks);
        rivals.removeIf(stack -> stack.name().endsWith("curves"));
        return rivals;
    }
}
