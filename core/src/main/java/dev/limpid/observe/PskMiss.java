// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

/** Why a full handshake takes place where a ticket or another key might have done (RFC 9846 sections 4.2.1 and 4.3.11). */
public enum PskMiss {
    /** Client: it comes for the first time, or has used up its tickets. */
    NO_TICKET("there is no ticket for this server"),
    /** Either side: the ticket is older than its lifetime. */
    EXPIRED("the ticket's lifetime is over"),
    /** Either side: the session is bound to another name. */
    OTHER_NAME("the ticket is of a connection to another name"),
    /** Client: a PSK belongs to one hash. */
    NO_SUITE_OFFERED("no suite that is offered has the hash of the ticket's connection"),
    /** Client: the certificate of the ticket's connection was refused, and the configuration went on all the same. */
    SERVER_UNVERIFIED("nobody vouched for the server of the ticket's connection"),
    /** Client: other trust anchors, another verifier, or other credentials of its own. */
    TRUST_CHANGED("what this client trusts or can show has changed since"),
    /** Either side: the external PSK from which the ticket's connection descends is not among those of now. */
    EXTERNAL_KEY_GONE("the external key that vouched for the ticket's connection is not known here any more"),
    /** Client: the server's certificate is over, or it is long ago that the server proved that it has its key. */
    PROOF_TOO_OLD("the proof that the ticket's connection rests on is too old"),
    /** Client: the server went on without any of its keys. */
    NOT_TAKEN("the server did not take what was offered"),
    /** Server: a PSK belongs to one hash. */
    NO_SUITE_IN_COMMON("no suite in common has its hash"),
    /** Server: psk_key_exchange_modes. */
    NO_MODE("no mode in common"),
    /** Server: other client CAs or another verifier. */
    ADMISSION_CHANGED("this server's rules about whom it lets in have changed since"),
    /** Server: the session's client is nobody in particular. */
    NO_CLIENT_CERTIFICATE("its client showed no certificate, and one is required"),
    /** Server: the client's certificate was refused, and the configuration went on all the same. */
    CLIENT_UNVERIFIED("nobody vouched for its client, and a certificate is required"),
    /** Server: none can be its own. */
    NO_TICKETS_HERE("this server issues no tickets"),
    /** Server: the form is not that of its tickets, or the key's name is unknown. */
    NOT_OURS("this server did not issue it, or has lost the key since"),
    /** Server: the key for tickets has been retired for too long. */
    KEY_RETIRED("the key that sealed it is too old"),
    /** Server: it names a key, but was not sealed with it. */
    TAMPERED("it was changed, or it is forged"),
    /** Server: tickets that stand for what is stored. */
    NOT_STORED("the store does not hold it: never issued, used already, expired or evicted"),
    /** Server: it opens, but not to a session. */
    MALFORMED("its content is not readable: another version wrote it");

    private final String text;

    PskMiss(String text) {
        this.text = text;
    }

    /** The reason as a clause for people. */
    public String text() {
        return text;
    }
}
