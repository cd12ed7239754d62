// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.extension.KeyShare;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.ServerHello;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** That a stack does what the row says, read from the wire and not asked of the stack. */
final class Proof {
    private static final int RECORD_HEADER = 5;

    private Proof() {}

    /** Shakes hands, carries a record, and fails unless it was a full handshake over the group. */
    static void require(Stack stack, NamedGroup group) throws Exception {
        require(stack, group, false);
    }

    /**
     * Shakes hands, carries a record, takes tickets, and fails unless the session was resumed with a key exchange over the group.
     *
     * @return how long the record with the ServerHello is, which tells it from one of a full handshake
     */
    static int requireResumed(Stack stack, NamedGroup group) throws Exception {
        return require(stack, group, true);
    }

    private static int require(Stack stack, NamedGroup group, boolean resumed) throws Exception {
        try (Conversation conversation = stack.shakeHands(group)) {
            byte[] record = conversation.serverHello();
            Bytes hello = Bytes.of(record, RECORD_HEADER, record.length - RECORD_HEADER);
            check(stack, group, hello, resumed);
            checkData(stack, conversation);
            if (resumed) {
                conversation.takeTickets();
            }
            return record.length;
        }
    }

    private static void check(Stack stack, NamedGroup group, Bytes hello, boolean resumed) {
        Bytes body = hello.from(HandshakeCodec.HEADER_LENGTH);
        if (!(HandshakeCodec.decode(HandshakeType.SERVER_HELLO, body) instanceof ServerHello answer)) {
            throw new IllegalStateException(stack.name() + " asks for another ClientHello");
        }
        if (!answer.cipherSuite().equals(CipherSuite.TLS_AES_128_GCM_SHA256)) {
            throw new IllegalStateException(stack.name() + " chose " + answer.cipherSuite());
        }
        NamedGroup chosen = answer.extensions()
                .find(KeyShare.ServerHello.class)
                .map(share -> share.serverShare().group())
                .orElseThrow();
        if (!chosen.equals(group)) {
            throw new IllegalStateException(stack.name() + " chose " + chosen);
        }
        if (answer.extensions().contains(ExtensionType.PRE_SHARED_KEY) != resumed) {
            throw new IllegalStateException(stack.name() + (resumed ? " did not resume" : " resumed"));
        }
    }

    private static void checkData(Stack stack, Conversation conversation) throws Exception {
        byte[] data = "The quick brown fox".getBytes(StandardCharsets.US_ASCII);
        RecordBuffers buffers = RecordBuffers.of(data.length, false);
        int length = conversation.carry(buffers.plain().put(data).flip(), buffers.wire(), buffers.out());
        byte[] arrived = Arrays.copyOf(buffers.out().array(), length);
        if (!Arrays.equals(arrived, data)) {
            throw new IllegalStateException(stack.name() + " delivered other data than was sent");
        }
    }
}
