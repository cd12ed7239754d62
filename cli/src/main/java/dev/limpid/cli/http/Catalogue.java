// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

/** The shop of the demo: a few products at {@code /products}. */
public final class Catalogue implements Site {
    /** Where the products are. */
    public static final String PATH = "/products";

    private static final String PRODUCTS = """
            {"products":[
              {"id":1,"name":"Moka pot","price":"29.90"},
              {"id":2,"name":"Tea infuser","price":"7.50"},
              {"id":3,"name":"Letter seal, tamper-evident","price":"13.00"}
            ]}
            """;

    @Override
    public Answer answer(Request request) {
        return request.path().equals(PATH)
                ? Answer.of(200, "application/json", Body.of(PRODUCTS))
                : Answer.text(404, "not found");
    }
}
