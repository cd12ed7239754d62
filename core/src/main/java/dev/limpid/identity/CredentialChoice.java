// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.registry.SignatureScheme;
import java.util.List;

/** Which of several credentials fits a peer, and why the others do not. */
public sealed interface CredentialChoice {
    /** The credentials that were not chosen, in their order, each with the reason. */
    List<Rejected> rejected();

    /**
     * A credential that fits.
     *
     * @param scheme for CertificateVerify
     * @param reason why this one, as a clause
     */
    record Choice(Credential credential, SignatureScheme scheme, String reason, List<Rejected> rejected)
            implements CredentialChoice {
        /** A choice that keeps a copy of {@code rejected}. */
        public Choice {
            rejected = List.copyOf(rejected);
        }
    }

    /** None fits; {@code reason} is what came closest to fitting. */
    record NoCredential(Reason reason, List<Rejected> rejected) implements CredentialChoice {
        /** A refusal that keeps a copy of {@code rejected}. */
        public NoCredential {
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * A credential that was not chosen.
     *
     * @param text what exactly, as a clause
     */
    record Rejected(String alias, Reason reason, String text) {}

    /** Why a credential was not chosen. */
    enum Reason {
        /** There is none to choose from. */
        EMPTY,
        /** It is a raw public key where a certificate is wanted, or the other way round. */
        WRONG_TYPE,
        /** It is not for the name that the client asked for. */
        NO_NAME_MATCH,
        /** The peer accepts none of the schemes that its key can sign with. */
        NO_SCHEME,
        /** It lacks something that the server's oid_filters ask for. */
        OID_FILTERS,
        /** Its chain is signed with what the peer cannot verify. */
        CHAIN_NOT_ACCEPTED,
        /** Its chain comes from none of the authorities that the peer listed. */
        NO_AUTHORITY,
        /** It fits, but another fits better. */
        ANOTHER_PREFERRED
    }
}
