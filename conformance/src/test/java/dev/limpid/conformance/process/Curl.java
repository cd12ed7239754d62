// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.conformance.LabPki;
import dev.limpid.identity.ServerName;
import java.util.List;
import java.util.stream.Stream;

/** curl, which trusts {@link LabPki#ROOT} unless told otherwise, and prints the page and the status. */
final class Curl extends WebClient {
    final Papers papers;

    Curl(Papers papers) {
        super(Tool.require("curl", "curl", "--version"));
        this.papers = papers;
    }

    @Override
    List<String> command(ServerName name, int port, String path, List<String> more) {
        Stream<String> always = Stream.of(
                "--silent",
                "--show-error",
                "--noproxy",
                "*",
                "--cacert",
                papers.chain(LabPki.ROOT),
                "--resolve",
                name + ":" + port + ":127.0.0.1",
                "--write-out",
                "%{http_code}");
        Stream<String> options = Stream.concat(always, more.stream());
        return tool().command(Stream.concat(options, Stream.of("https://" + name + ":" + port + path)));
    }
}
