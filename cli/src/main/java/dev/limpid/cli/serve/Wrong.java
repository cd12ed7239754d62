// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.serve;

/** What a server can do wrong on purpose, to see what clients say. */
public enum Wrong {
    EXPIRED("expired", "its certificate expired a month ago"),
    NOT_YET("not-yet", "its certificate is valid from next month on"),
    WRONG_NAME("wrong-name", "its certificate is for wrong.example"),
    NO_INTERMEDIATE("no-intermediate", "it does not send its intermediate certificate"),
    UNKNOWN_CA("unknown-ca", "its certificate is from another CA than the one that is written"),
    WRONG_PURPOSE("wrong-purpose", "its certificate is for clients"),
    REQUIRE_CERT("require-cert", "it requires a client certificate"),
    REQUIRE_SNI("require-sni", "it requires SNI"),
    HRR("hrr", "it answers every ClientHello with a HelloRetryRequest first"),
    NO_ALPN("no-alpn", "it speaks no application protocol that anybody offers"),
    TRUNCATE("truncate", "it ends connections without close_notify");

    private final String word;
    private final String sentence;

    Wrong(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    /** What it does. */
    public String sentence() {
        return sentence;
    }

    /** Whether the fault is in its certificate, which limpid then issues. */
    public boolean isOfCertificate() {
        return compareTo(WRONG_PURPOSE) <= 0;
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return word;
    }
}
