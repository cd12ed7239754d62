// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.keyschedule.EarlySecret.PskKind;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.session.EarlyDataTerms;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.Psk;
import dev.limpid.session.Session;
import java.util.Optional;

/** A key that this side can use for a handshake, and what it stands for. */
public sealed interface KnownPsk {
    /** Of an earlier connection, which is resumed. */
    record Resumable(Session session) implements KnownPsk {}

    /** Provisioned outside of TLS. */
    record External(ExternalPsk key) implements KnownPsk {}

    /** The key itself. */
    default Psk psk() {
        return switch (this) {
            case Resumable(Session session) -> session.psk();
            case External(ExternalPsk key) -> key.psk();
        };
    }

    /** The one hash that it is used with (section 4.3.11). */
    default HashAlgorithm hash() {
        return switch (this) {
            case Resumable(Session session) -> session.hash();
            case External(ExternalPsk key) -> key.hash();
        };
    }

    /** Which of the binders' labels it has. */
    default PskKind kind() {
        return switch (this) {
            case Resumable resumable -> PskKind.RESUMPTION;
            case External(ExternalPsk key) -> key.imported() ? PskKind.IMPORTED : PskKind.EXTERNAL;
        };
    }

    /** What early data under it looks like, if it allows any. */
    default Optional<EarlyDataTerms> earlyData() {
        return switch (this) {
            case Resumable(Session session) ->
                session.maxEarlyDataSize() == 0
                        ? Optional.empty()
                        : Optional.of(
                                new EarlyDataTerms(session.suite(), session.protocol(), session.maxEarlyDataSize()));
            case External(ExternalPsk key) -> key.earlyData();
        };
    }

    /** Whether it may be used with {@code suite}. */
    default boolean fits(CipherSuite suite) {
        //= R4.3.11-3
        //= R4.7.1-6
        return suite.hash().filter(hash()::equals).isPresent();
    }

    /** Zeroes the key of a session, which was for one use; an external one stays its owner's. Does nothing the second time. */
    default void forget() {
        if (this instanceof Resumable(Session session)) {
            session.psk().destroy();
        }
    }

    /** Whether it comes from a ticket. */
    default boolean isResumable() {
        return this instanceof Resumable;
    }
}
