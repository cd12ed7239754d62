// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import java.security.Provider;
import java.security.Security;

/** While this is open, the provider under test is the first of all: everybody who asks for a context gets its. */
final class Registered implements AutoCloseable {
    private final boolean added;
    private final Provider provider = Ingredients.provider();

    private Registered(boolean added) {
        this.added = added;
    }

    /** Registers it, unless it is already. */
    static Registered first() {
        return new Registered(Security.insertProviderAt(Ingredients.provider(), 1) != -1);
    }

    @Override
    public void close() {
        if (added) {
            Security.removeProvider(provider.getName());
        }
    }
}
