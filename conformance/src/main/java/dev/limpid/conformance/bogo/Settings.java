// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import java.util.ArrayList;
import java.util.List;

/** What the command line says of one kind of connection: the initial one, later ones, or one after rejected early data. */
final class Settings {
    private final FlagValues connection = new FlagValues();
    private final FlagValues defaultCredential = new FlagValues();
    private final List<CredentialFlags> credentials = new ArrayList<>();

    /**
     * A credential that the command line opened.
     *
     * @param kind the flag that opened it
     */
    record CredentialFlags(String kind, FlagValues values) {}

    /** The flags about the connection. */
    FlagValues flags() {
        return connection;
    }

    /** Whether a flag about the connection was there. */
    boolean has(String flag) {
        return connection.has(flag);
    }

    /** The flags about the credential that has no name. */
    FlagValues defaultCredential() {
        return defaultCredential;
    }

    /** The credentials that were opened, in their order. */
    List<CredentialFlags> credentials() {
        return List.copyOf(credentials);
    }

    /** Whether this end is the server. */
    boolean isServer() {
        return has("-server");
    }

    void add(Flag flag, String value) {
        switch (flag.scope()) {
            case CONNECTION -> connection.add(flag.name(), value);
            case CREDENTIAL ->
                (credentials.isEmpty()
                                ? defaultCredential
                                : credentials.getLast().values())
                        .add(flag.name(), value);
            case OPENS_CREDENTIAL -> credentials.add(new CredentialFlags(flag.name(), new FlagValues()));
            case IGNORED -> {}
        }
    }
}
