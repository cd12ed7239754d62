// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.crypto.Signer;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.identity.CredentialRequest;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.identity.PeerVerdict;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.wire.Bytes;

/**
 * A question that the protocol cannot answer itself; it may take long (a token signs, somebody is asked).
 *
 * @param <A> the answer's type
 */
public sealed interface Request<A> {
    /** The answer of the configured part, found on this thread. */
    A answer();

    /** Which certificate, and which scheme for it? */
    record ChooseCredentials(Credentials credentials, CredentialRequest wanted) implements Request<CredentialChoice> {
        @Override
        public CredentialChoice answer() {
            return credentials.choose(wanted);
        }
    }

    /** Are these the certificates of whom we want to talk to? */
    record VerifyPeer(PeerVerifier verifier, PeerCertificates claim) implements Request<PeerVerdict> {
        @Override
        public PeerVerdict answer() {
            return verifier.verify(claim);
        }
    }

    /** The signature of {@code content}? */
    record Sign(Signer signer, Bytes content) implements Request<Bytes> {
        @Override
        public Bytes answer() {
            return signer.sign(content);
        }
    }
}
