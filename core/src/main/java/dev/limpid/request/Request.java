// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.request;

import dev.limpid.config.ServerConfig;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.identity.Credential;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.identity.CredentialRequest;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.identity.PeerVerdict;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.Question;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.ExternalPsks;
import dev.limpid.session.ReplayGuard;
import dev.limpid.session.TicketOpening;
import dev.limpid.session.Tickets;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;

/**
 * A question that the protocol cannot answer itself; it may take long (a token signs, somebody is asked). Immutable; a request is
 * one of a kind, so it is compared by identity when it is answered.
 *
 * @param <A> the answer's type
 */
public sealed interface Request<A> {
    /** Its kind: whether such a request waits is set by it. */
    Question question();

    /**
     * The answer of the configured part, found on this thread, which may be any: an event loop can have it computed elsewhere.
     *
     * @throws RuntimeException if there is none; the connection fails then, and is to be told
     */
    A answer();

    /** Which configuration is for this client? What {@code config} says about limits, time and observers holds in any case. */
    record NeedsConfig(ServerConfig config, ClientHello clientHello) implements Request<ServerConfig> {
        @Override
        public Question question() {
            return Question.CONFIGURATION;
        }

        @Override
        public ServerConfig answer() {
            return config.forClient(clientHello);
        }
    }

    /** Which certificate, and which scheme for it? */
    record ChooseCredentials(Credentials credentials, CredentialRequest wanted) implements Request<CredentialChoice> {
        @Override
        public Question question() {
            return Question.CREDENTIALS;
        }

        @Override
        public CredentialChoice answer() {
            return credentials.choose(wanted);
        }
    }

    /** Are these the certificates of whom we want to talk to? */
    record VerifyPeer(PeerVerifier verifier, PeerCertificates claim) implements Request<PeerVerdict> {
        @Override
        public Question question() {
            return Question.PEER;
        }

        @Override
        public PeerVerdict answer() {
            return verifier.verify(claim);
        }
    }

    /**
     * The signature of {@code content} by the key of {@code credential}? ECDSA signatures are in DER (section 4.3.3).
     *
     * @param content what is signed, not a hash of it (section 4.5.2)
     */
    record Sign(CryptoProvider crypto, Credential credential, SignatureScheme scheme, Bytes content)
            implements Request<Bytes> {
        @Override
        public Question question() {
            return Question.SIGNATURE;
        }

        @Override
        public Bytes answer() {
            return credential.signer(crypto, scheme).sign(content);
        }
    }

    /** Which key does {@code identity} stand for, a provisioned one or a ticket's? */
    record OpenPsk(ExternalPsks externalPsks, Tickets tickets, Bytes identity, Instant now)
            implements Request<FoundPsk> {
        @Override
        public Question question() {
            return Question.PSK;
        }

        @Override
        public FoundPsk answer() {
            return externalPsks
                    .find(identity)
                    .<FoundPsk>map(FoundPsk.Provisioned::new)
                    .orElseGet(() -> new FoundPsk.Ticket(tickets.open(identity, now)));
        }
    }

    /** What an identity stands for. */
    sealed interface FoundPsk {
        /** A key that was provisioned outside of TLS. */
        record Provisioned(ExternalPsk key) implements FoundPsk {}

        /** Perhaps a ticket. */
        record Ticket(TicketOpening opening) implements FoundPsk {}
    }

    /** Has this ClientHello come before? */
    record CheckReplay(ReplayGuard guard, Bytes uniqueness, Duration window, Instant now)
            implements Request<ReplayGuard.Answer> {
        @Override
        public Question question() {
            return Question.REPLAY;
        }

        @Override
        public ReplayGuard.Answer answer() {
            return guard.admit(uniqueness, window, now);
        }
    }
}
