// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import java.util.List;

/** Where the numbering of the thirteen steps simplifies what RFC 9846 does. */
final class ArticleNotes {
    static final List<String> LINES = List.of(
            "[3] ServerHello is the last message in plaintext: the keys of [5] to [8] exist before the certificate of [4] arrives,"
                    + " and encrypt it.",
            "[4] Two signatures count: the CA's on the certificate, and the server's own on this handshake (CertificateVerify),"
                    + " which proves that it holds the private key.",
            "[5] With a hybrid group abG has two parts, one of x25519 and one of ML-KEM; whoever records today must break both.",
            "[6] The handshake secret also takes in the early secret, which without a PSK is derived from zeros and no secret.",
            "[9] The server's Finished comes first, the client's answers it; both are sent under the handshake keys.",
            "[10] RFC 9846 calls it main secret; it does not depend on the client's Finished: the server has it before that arrives.",
            "[11] The transcript ends with the server's Finished here; only the resumption secret covers the client's too.",
            "[12] Each write key has an initialisation vector beside it, which with the record's number makes the nonce.");

    private ArticleNotes() {}
}
