// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.nio.ByteBuffer;

/** An established connection, both ends of it. */
interface Conversation extends AutoCloseable {
    /**
     * One record from client to server: {@code plain}, which stays as it is, through {@code wire} into {@code out}, which are
     * cleared first.
     *
     * @return the bytes that arrived
     */
    int carry(ByteBuffer plain, ByteBuffer wire, ByteBuffer out) throws Exception;

    /**
     * One byte from server to client, and with it whatever the server had left to say: BoringSSL keeps its tickets until there is
     * data to send.
     */
    void takeTickets() throws Exception;

    /** The record that began the server's answer, as it was on the wire. */
    byte[] serverHello();

    /** Frees what lives outside the heap. */
    @Override
    void close();
}
