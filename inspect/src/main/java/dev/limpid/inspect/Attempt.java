// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;
import java.time.Instant;
import java.util.Optional;

/**
 * What only the tool knows of a connection: whom it meant, how it was told to, and what it saw outside the protocol. Immutable.
 *
 * @param role whose view it is
 * @param target for a client, the host and port as given; for a server, the client's address
 * @param command what to type to try again, such as {@code limpid connect shop.lab:4402 --cacert root.pem}; empty if unknown
 * @param insecure whether a failed verification of the peer was overruled
 * @param firstBytes the first bytes that the peer sent, 64 at most; empty if it sent none or nobody kept them
 * @param peerClock what the peer says the time is, from a source such as HTTP's Date
 * @param trouble what stopped the tool outside the protocol
 */
public record Attempt(
        Side role,
        String target,
        String command,
        boolean insecure,
        Bytes firstBytes,
        Optional<Instant> peerClock,
        Trouble trouble) {

    private static final int KEPT = 64;

    /** A client's connection to {@code target}. */
    public static Attempt toServer(String target, String command) {
        return new Attempt(Side.CLIENT, target, command, false, Bytes.EMPTY, Optional.empty(), new Trouble.None());
    }

    /** A client's connection, seen from the server. */
    public static Attempt fromClient(String address) {
        return new Attempt(Side.SERVER, address, "", false, Bytes.EMPTY, Optional.empty(), new Trouble.None());
    }

    /** This attempt, with verification overruled. */
    public Attempt insecurely() {
        return new Attempt(role, target, command, true, firstBytes, peerClock, trouble);
    }

    /** This attempt, with the first bytes that came from the peer; keeps 64 at most. */
    public Attempt received(Bytes first) {
        Bytes kept = first.slice(0, Math.min(KEPT, first.length()));
        return new Attempt(role, target, command, insecure, kept, peerClock, trouble);
    }

    /** This attempt, with the time that the peer told. */
    public Attempt peerSaysItIs(Instant time) {
        return new Attempt(role, target, command, insecure, firstBytes, Optional.of(time), trouble);
    }

    /** This attempt, stopped by {@code what}. */
    public Attempt stoppedBy(Trouble what) {
        return new Attempt(role, target, command, insecure, firstBytes, peerClock, what);
    }

    /** The target without its port. */
    public String host() {
        int colon = target.lastIndexOf(':');
        boolean bareAddress = target.indexOf(':') != colon && !target.startsWith("[");
        return colon < 0 || bareAddress ? target : target.substring(0, colon);
    }
}
