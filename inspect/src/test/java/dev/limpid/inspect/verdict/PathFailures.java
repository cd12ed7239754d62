// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Alert;
import dev.limpid.alert.Violation;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.Trouble;
import dev.limpid.observe.Event;
import dev.limpid.observe.Event.Ending;
import dev.limpid.observe.Side;
import dev.limpid.testkit.SampleConnection;
import dev.limpid.wire.Bytes;
import java.time.Duration;

/** Peers that were not reached, do not speak TLS, fall silent or leave. */
final class PathFailures extends FailureScripts {
    @Override
    void addAll() {
        notReached();
        notTls();
        silence();
        endings();
    }

    private void notReached() {
        add("local-file", "LOCAL.FILE", 3, stopped(new Trouble.LocalFile("root.pem", "no such file")));
        add("local-port", "LOCAL.PORT", 3, stopped(new Trouble.LocalPort(443, "permission denied")));
        add("name-unknown", "PATH.NAME_UNKNOWN", 10, stopped(new Trouble.NameUnknown("shop.lab", "NXDOMAIN")));
        add("refused", "PATH.REFUSED", 11, stopped(new Trouble.Refused("127.0.0.1:4402")));
        add(
                "unreachable",
                "PATH.UNREACHABLE",
                11,
                stopped(new Trouble.Unreachable("10.0.0.1:443", "no route to host")));
        add(
                "connect-timeout",
                "PATH.CONNECT_TIMEOUT",
                11,
                stopped(new Trouble.ConnectTimeout("10.0.0.1:443", Duration.ofSeconds(5))));
        add("interrupted", "INTERRUPTED", 130, stopped(new Trouble.Interrupted()));
        add("internal", "INTERNAL", 70, stopped(new Trouble.Internal("IllegalStateException", "a fault of ours")));
    }

    private void notTls() {
        add("plain-http-server", "PATH.NO_TLS", 12, notTls(CLIENT, "HTTP/1.1 400 Bad Request\r\n"));
        add("ssh-server", "PATH.NO_TLS", 12, notTls(CLIENT, "SSH-2.0-OpenSSH_9.6\r\n"));
        add("smtp-server", "PATH.NO_TLS", 12, notTls(CLIENT, "220 mail.shop.lab ESMTP Postfix\r\n"));
        add("unknown-protocol", "PATH.NO_TLS", 12, notTls(CLIENT, "\u0001\u0002hello"));
        add("plain-http-client", "PATH.NO_TLS", 12, notTls(SERVER, "GET /index.html HTTP/1.1\r\nHost: shop.lab"));
    }

    private static Story notTls(Attempt attempt, String first) {
        Attempt seen = attempt.received(Bytes.ofUtf8(first));
        return Failures.play(seen, s -> {
            SampleConnection.begin(s);
            SampleConnection.giveUp(s, Violation.UNKNOWN_RECORD_TYPE, "");
        });
    }

    private void silence() {
        add("silent-after-hello", "PATH.TIMEOUT", 13, Failures.play(CLIENT, s -> {
            SampleConnection.begin(s);
            SampleConnection.smallHello(s, "shop.lab");
            ended(s, 5000, Ending.TIMEOUT, "");
        }));
        add("silent-after-big-hello", "PATH.TIMEOUT", 13, Failures.play(CLIENT, s -> {
            SampleConnection.begin(s);
            SampleConnection.hello(
                    s, "a-name-so-long-that-the-hello-needs-two-segments.of-tcp.shop.lab", "h2", "http/1.1");
            ended(s, 5000, Ending.TIMEOUT, "");
        }));
        add("silent-in-mid-handshake", "PATH.TIMEOUT", 13, Failures.play(CLIENT, s -> {
            upTo(s, 2, false);
            ended(s, 5000, Ending.TIMEOUT, "");
        }));
        add("silent-after-handshake", "PATH.TIMEOUT", 50, Failures.play(CLIENT, s -> {
            established(s);
            ended(s, 9000, Ending.TIMEOUT, "");
        }));
        add("slow-client", "PATH.TIMEOUT", 13, Failures.play(SERVER, s -> {
            SampleConnection.begin(s);
            ended(s, 10000, Ending.TIMEOUT, "");
        }));
    }

    private void endings() {
        add("reset-after-hello", "PATH.RST_BEFORE_ALERT", 25, Failures.play(CLIENT, s -> {
            SampleConnection.begin(s);
            SampleConnection.smallHello(s, "shop.lab");
            ended(s, 3, Ending.RESET, "Connection reset");
        }));
        add("closed-in-mid-handshake", "CLOSE.BEFORE_FINISHED", 25, Failures.play(CLIENT, s -> {
            upTo(s, 2, false);
            ended(s, 3, Ending.END_OF_STREAM, "");
        }));
        add("truncated", "CLOSE.TRUNCATED", 50, Failures.play(CLIENT, s -> {
            established(s);
            SampleConnection.http(s);
            ended(s, 4, Ending.END_OF_STREAM, "");
            s.event(new Event.Closed(Event.Closure.TRUNCATED));
        }));
        add("half-closed-by-us", "CLOSE.HALF", 50, Failures.play(CLIENT, s -> {
            established(s);
            SampleConnection.http(s);
            s.event(new Event.AlertSeen(Side.CLIENT, Alert.CLOSE_NOTIFY, true, false));
            ended(s, 4, Ending.END_OF_STREAM, "");
            s.event(new Event.Closed(Event.Closure.TRUNCATED));
        }));
        add("half-closed-by-the-peer", "CLOSE.HALF", 50, Failures.play(SERVER, s -> {
            established(s);
            s.event(new Event.AlertSeen(Side.CLIENT, Alert.CLOSE_NOTIFY, true, false));
            s.event(new Event.ApplicationMessageSeen(Side.SERVER, "200 OK", 4096));
            ended(s, 4, Ending.RESET, "Broken pipe");
            s.event(new Event.Closed(Event.Closure.ABANDONED));
        }));
        add("health-check", "CLOSE.BEFORE_HELLO", 25, Failures.play(SERVER, s -> {
            SampleConnection.begin(s);
            ended(s, 1, Ending.END_OF_STREAM, "");
        }));
        add("client-left-in-mid-handshake", "CLOSE.BEFORE_FINISHED", 25, Failures.play(SERVER, s -> {
            upTo(s, 2, false);
            ended(s, 3, Ending.END_OF_STREAM, "");
        }));
        add("client-left-after-finished", "PEER.LEFT_AFTER_FINISHED", 25, Failures.play(SERVER, s -> {
            established(s);
            ended(s, 3, Ending.END_OF_STREAM, "");
        }));
        add("success", "OK", 0, Failures.play(CLIENT, SampleConnection::success));
        add("nothing-known", "CLOSE.UNFINISHED", 25, Failures.play(CLIENT, SampleConnection::begin));
    }
}
