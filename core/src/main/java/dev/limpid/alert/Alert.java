// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.alert;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/**
 * An alert (RFC 9846 section 6): two bytes. The level says nothing in TLS 1.3, where the description alone decides; it is
 * kept so that an alert survives a round trip.
 *
 * @param level 1 (warning) or 2 (fatal), as sent
 */
public record Alert(int level, AlertDescription description) {
    private static final int WARNING = 1;
    private static final int FATAL = 2;

    /** The alert that ends the sender's half of the connection (section 6.1). */
    public static final Alert CLOSE_NOTIFY = new Alert(WARNING, AlertDescription.CLOSE_NOTIFY);

    /** The alert with the level that section 6 demands for {@code description}. */
    public static Alert of(AlertDescription description) {
        //= R6-4
        //= R6.1-2
        return new Alert(isClosure(description) ? WARNING : FATAL, description);
    }

    /** The alert that {@code body}, the content of one alert record, spells. */
    public static Alert decode(Bytes body) {
        return WireReader.decode("Alert", body, r -> new Alert(r.uint8(), new AlertDescription(r.uint8())));
    }

    /** The two bytes. */
    public Bytes encode() {
        return WireWriter.encode(w -> w.uint8(level).uint8(description.code()));
    }

    /** Whether this alert ends the connection in error: every one but close_notify and user_canceled, whatever its level. */
    public boolean isError() {
        //= R6-4
        //= R6-5
        return !isClosure(description);
    }

    private static boolean isClosure(AlertDescription description) {
        return description.equals(AlertDescription.CLOSE_NOTIFY) || description.equals(AlertDescription.USER_CANCELED);
    }

    @Override
    public String toString() {
        return description.toString();
    }
}
