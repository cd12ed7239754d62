// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.http.Catalogue;
import dev.limpid.cli.http.HttpGet;
import dev.limpid.cli.tap.Tap;
import dev.limpid.net.TlsChannel;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The errand of the demo's third connection: a request in the first flight, new keys, and the same request again. */
final class AskTwice implements Visit.Errand {
    private final String host;
    private final Tap wire;
    private final List<Integer> statuses = new ArrayList<>();
    private byte[] firstFlight = {};

    /** @param wire that the connection crosses */
    AskTwice(String host, Tap wire) {
        this.host = host;
        this.wire = wire;
    }

    /** The statuses of the answers. */
    List<Integer> statuses() {
        return List.copyOf(statuses);
    }

    /** What anybody on the way could record before the server answered. */
    byte[] firstFlight() {
        return firstFlight.clone();
    }

    @Override
    public void early(TlsChannel channel, Visit visit) throws IOException {
        ByteBuffer request = ByteBuffer.wrap(request("keep-alive"));
        int length = channel.writeEarly(request);
        firstFlight = wire.sent();
        if (length > 0) {
            visit.tell(new Event.ApplicationMessageSeen(Side.CLIENT, "GET " + Catalogue.PATH, length));
        }
    }

    @Override
    public void run(TlsChannel channel, Visit visit) throws IOException {
        InputStream in = channel.inputStream();
        HttpGet answers = new HttpGet(in, channel.outputStream());
        if (!channel.earlyDataAccepted().orElse(false)) {
            ask(channel, visit, "keep-alive");
        }
        receive(answers, visit);
        channel.updateKeys(true);
        ask(channel, visit, "close");
        receive(answers, visit);
        in.skip(Long.MAX_VALUE);
    }

    private void ask(TlsChannel channel, Visit visit, String connection) throws IOException {
        byte[] request = request(connection);
        channel.write(ByteBuffer.wrap(request));
        visit.tell(new Event.ApplicationMessageSeen(Side.CLIENT, "GET " + Catalogue.PATH, request.length));
    }

    private void receive(HttpGet answers, Visit visit) throws IOException {
        HttpGet.Response answer = answers.receive();
        int length = answer.body().readAllBytes().length;
        statuses.add(answer.status());
        visit.tell(new Event.ApplicationMessageSeen(Side.SERVER, "HTTP " + answer.status(), length));
    }

    private byte[] request(String connection) {
        return ("GET " + Catalogue.PATH + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: " + connection + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
