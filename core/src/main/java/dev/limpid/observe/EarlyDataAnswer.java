// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

/** What became of early data, and why (RFC 9846 sections 2.3, 4.3.10 and 8). */
public enum EarlyDataAnswer {
    /** Server: it is taken. */
    ADMITTED("its ticket is fresh, and this ClientHello comes for the first time"),
    /** Client: it is taken. */
    TAKEN("the server takes it"),
    /** Server: it is not configured to. */
    NONE_HERE("this server takes none"),
    /** Server: the client's keys are bound to its first ClientHello. */
    RETRIED("a HelloRetryRequest came between"),
    /** Server: a full handshake. */
    NO_KEY("there is no key in common"),
    /** Server: early data goes under the client's first key. */
    NOT_FIRST_KEY("it is under the client's first key, and another was selected"),
    /** Server: the key was provisioned, not issued. */
    EXTERNAL_KEY("an external key has no age by which a replay could be told"),
    /** Server: max_early_data_size was 0. */
    NOT_ALLOWED("its ticket does not allow it"),
    /** Server: not the one of the ticket's connection. */
    OTHER_SUITE("another cipher suite was selected"),
    /** Server: not the one of the ticket's connection. */
    OTHER_PROTOCOL("another application protocol was selected"),
    /** Server: it was under way too long, or recorded. */
    STALE("the age of its ticket says that it was not sent just now"),
    /** Server: the replay guard has seen it. */
    REPLAYED("this ClientHello came before: a replay"),
    /** Server: the replay guard does not know. */
    CANNOT_TELL("whether this ClientHello came before cannot be told"),
    /** Client: a full handshake, or another key. */
    TICKET_NOT_TAKEN("the server did not take the ticket that it comes with"),
    /** Client: the server resumes and does not say why it takes no early data. */
    TICKET_ALONE("the server takes the ticket alone");

    private final String text;

    EarlyDataAnswer(String text) {
        this.text = text;
    }

    /** Whether it is taken. */
    public boolean accepted() {
        return this == ADMITTED || this == TAKEN;
    }

    /** The reason as a clause for people. */
    public String text() {
        return text;
    }
}
