// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

/** Is told of each request and response. */
@FunctionalInterface
public interface Exchanges {
    /**
     * A response was sent.
     *
     * @param request its method and path, a peer's text; or what stands for a request that could not be read
     * @param received bytes of the request's body
     * @param sent bytes of the response's body
     */
    void exchanged(String request, int status, long received, long sent);
}
