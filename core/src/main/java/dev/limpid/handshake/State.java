// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

/**
 * A state of appendix A. Holds exactly what is known in it; what a message makes of it is another state. Whatever it does not
 * expect it refuses with {@link Received#unexpected}.
 */
public interface State {
    /** The RFC's name, such as {@code WAIT_CERT_CR}. */
    String name();

    /**
     * Takes a message.
     *
     * @throws dev.limpid.alert.ViolationException if the message breaks a rule
     * @throws dev.limpid.wire.DecodeException if it does not follow its syntax
     */
    Transition receive(Received received);

    /** Whether the rest of a flight must come next, and nothing between (section 4.7.2). */
    default boolean isInFlight() {
        return false;
    }

    /** Forgets the secrets that this state holds, because the connection has failed. */
    default void destroy() {}
}
