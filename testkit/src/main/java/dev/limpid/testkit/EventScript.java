// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.observe.TimeSource;
import dev.limpid.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays a made-up connection's events to an observer, at made-up times, for tests of those who listen. */
public final class EventScript {
    /** When every made-up connection begins. */
    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final Side role;
    private final Clock clock = new Clock();
    private final Recorder recorder;

    private EventScript(Side role, Observer observer, @Nullable SecretAccess access) {
        this.role = role;
        this.recorder = new Recorder(role, clock, observer, access);
    }

    /** A connection of {@code role}, told to {@code observer}. */
    public static EventScript of(Side role, Observer observer) {
        return new EventScript(role, observer, null);
    }

    /** A connection of {@code role} whose secrets open to {@code access}. */
    public static EventScript revealing(Side role, Observer observer, SecretAccess access) {
        return new EventScript(role, observer, access);
    }

    /** Whose view it is. */
    public Side role() {
        return role;
    }

    /** Sets the clock to {@code millis} after the beginning. */
    public EventScript at(double millis) {
        clock.nanos = Math.round(millis * 1e6);
        return this;
    }

    /** {@code event} happens. */
    public EventScript event(Event event) {
        recorder.record(event);
        return this;
    }

    /** A message passes. */
    public EventScript message(Side sender, Epoch epoch, HandshakeMessage message) {
        return event(new Event.MessageSeen(
                sender, epoch, message, HandshakeCodec.encode(message).length()));
    }

    /** The transcript takes {@code message} in. */
    public EventScript transcript(HandshakeMessage message) {
        return event(
                new Event.TranscriptExtended(message.type(), hash(message.type().toString())));
    }

    /** A secret is derived; its value follows from its kind and generation, so that both ends of a script agree. */
    public EventScript secret(SecretKind kind, int generation, String label, String through, SecretKind... parents) {
        byte[] value = secretValue(kind, generation, parents);
        Bytes transcript = through.isEmpty() ? Bytes.EMPTY : hash(through);
        recorder.derived(kind, List.of(parents), generation, label, transcript, value, false);
        return this;
    }

    /** The made-up value of a secret. */
    public static byte[] secretValue(SecretKind kind, int generation, SecretKind... parents) {
        String seed = kind + "/" + generation + (parents.length == 0 ? "" : "/" + parents[0]);
        return sha256(seed);
    }

    /** A made-up transcript hash. */
    public static Bytes hash(String of) {
        return Bytes.wrap(sha256("transcript " + of));
    }

    private static byte[] sha256(String text) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A clock that the script sets. */
    private static final class Clock implements TimeSource {
        private long nanos;

        @Override
        public Instant now() {
            return NOON.plusNanos(nanos);
        }

        @Override
        public long nanoTime() {
            return nanos;
        }
    }
}
