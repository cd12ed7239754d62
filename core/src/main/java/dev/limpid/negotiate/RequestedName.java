// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import static dev.limpid.negotiate.Rules.require;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.ServerNameList;
import dev.limpid.identity.ServerName;
import dev.limpid.message.ClientHello;
import dev.limpid.wire.Bytes;
import java.util.Optional;

/** The name under which the client wants the server (RFC 6066 section 3). */
final class RequestedName {
    private RequestedName() {}

    /** A valid DNS name in lower case; an IP address, which has no place there, counts as none. */
    static Optional<String> of(ServerConfig config, ClientHello hello) {
        Optional<ServerName> name = hello.extensions()
                .find(ServerNameList.Request.class)
                .flatMap(ServerNameList.Request::hostName)
                .map(RequestedName::parse)
                .filter(ServerName::isDns);
        //= R9.2-15
        require(name.isPresent() || !config.requireServerName(), Violation.MISSING_SERVER_NAME, "");
        return name.map(ServerName::text);
    }

    private static ServerName parse(Bytes hostName) {
        return ServerName.parse(hostName.toLatin1())
                .orElseThrow(() -> new ViolationException(Violation.BAD_SERVER_NAME, hostName.toLatin1()));
    }
}
