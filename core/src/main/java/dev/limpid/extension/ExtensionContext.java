// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

/** The messages that carry extensions, in the abbreviations' order of section 4.3's table: where an extension stands decides its form. */
public enum ExtensionContext {
    CLIENT_HELLO("ClientHello"),
    SERVER_HELLO("ServerHello"),
    HELLO_RETRY_REQUEST("HelloRetryRequest"),
    ENCRYPTED_EXTENSIONS("EncryptedExtensions"),
    CERTIFICATE("Certificate"),
    CERTIFICATE_REQUEST("CertificateRequest"),
    NEW_SESSION_TICKET("NewSessionTicket");

    private final String message;

    ExtensionContext(String message) {
        this.message = message;
    }

    /** The message's name. */
    @Override
    public String toString() {
        return message;
    }
}
