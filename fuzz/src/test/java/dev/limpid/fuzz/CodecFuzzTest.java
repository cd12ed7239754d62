// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.RawMessage;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;

/** The codec refuses a message or gives it back byte by byte. An input is a message with its header, whose length is repaired. */
class CodecFuzzTest {
    private static final int HEADER = 4;

    @FuzzTest
    void isLossless(byte[] input) {
        if (input.length < HEADER) {
            return;
        }
        Laws.hold(input.length, () -> {
            byte[] repaired = input.clone();
            int length = input.length - HEADER;
            repaired[1] = (byte) (length >>> 16);
            repaired[2] = (byte) (length >>> 8);
            repaired[3] = (byte) length;
            Bytes whole = Bytes.wrap(repaired);
            HandshakeMessage message = HandshakeCodec.decode(new RawMessage(new HandshakeType(whole.at(0)), whole));
            Bytes again = HandshakeCodec.encode(message);
            Laws.law(again.equals(whole), message.type() + " was " + whole + " and is " + again);
            Laws.law(HandshakeCodec.decode(message.type(), message.body()).equals(message), "another message");
            Laws.law(!message.toString().isEmpty(), "no text");
        });
    }
}
