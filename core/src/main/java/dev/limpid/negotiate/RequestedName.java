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
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The name under which the client wants the server (RFC 6066 section 3). */
final class RequestedName {
    private RequestedName() {}

    /** A valid DNS name in lower case; an IP address, which has no place there, counts as none. */
    static Optional<String> of(ServerConfig config, ClientHello hello) {
        Optional<ServerName> name = hello.extensions()
                .find(ServerNameList.Request.class)
                .map(RequestedName::checked)
                .flatMap(ServerNameList.Request::hostName)
                .map(RequestedName::parse)
                .filter(ServerName::isDns);
        //= R9.2-15
        require(name.isPresent() || !config.requireServerName(), Violation.MISSING_SERVER_NAME, "");
        return name.map(ServerName::text);
    }

    /** Two names of a type would let two readers see two hosts. */
    private static ServerNameList.Request checked(ServerNameList.Request request) {
        Set<Integer> types = new HashSet<>();
        for (ServerNameList.Name name : request.names()) {
            require(types.add(name.nameType()), Violation.BAD_SERVER_NAME, "two names of type " + name.nameType());
        }
        return request;
    }

    /** On the wire a name is ASCII, A-labels included. */
    private static ServerName parse(Bytes hostName) {
        return ServerName.parse(hostName.toLatin1())
                .filter(name -> isAscii(hostName))
                .orElseThrow(() -> new ViolationException(Violation.BAD_SERVER_NAME, hostName.toLatin1()));
    }

    private static boolean isAscii(Bytes name) {
        return name.toLatin1().chars().allMatch(c -> c < 0x80);
    }
}
