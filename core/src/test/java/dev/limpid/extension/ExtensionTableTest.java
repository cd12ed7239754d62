// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of RFC 9846 section 4.3, written down once more, against {@link ExtensionTable} and against what is decoded. */
class ExtensionTableTest {
    private static final String RFC = """
            server_name                             CH EE CR
            max_fragment_length                     CH EE
            status_request                          CH CR CT
            supported_groups                        CH EE
            signature_algorithms                    CH CR
            application_layer_protocol_negotiation  CH EE
            signed_certificate_timestamp            CH CR CT
            client_certificate_type                 CH EE
            server_certificate_type                 CH EE
            padding                                 CH
            compress_certificate                    CH CR
            record_size_limit                       CH EE
            pre_shared_key                          CH SH
            early_data                              CH EE NST
            supported_versions                      CH SH HRR
            cookie                                  CH HRR
            psk_key_exchange_modes                  CH
            certificate_authorities                 CH CR
            oid_filters                             CR
            post_handshake_auth                     CH
            signature_algorithms_cert               CH CR
            key_share                               CH SH HRR
            ticket_request                          CH EE
            """;

    private static final Map<String, ExtensionContext> ABBREVIATIONS = Map.of(
            "CH", ExtensionContext.CLIENT_HELLO,
            "SH", ExtensionContext.SERVER_HELLO,
            "HRR", ExtensionContext.HELLO_RETRY_REQUEST,
            "EE", ExtensionContext.ENCRYPTED_EXTENSIONS,
            "CT", ExtensionContext.CERTIFICATE,
            "CR", ExtensionContext.CERTIFICATE_REQUEST,
            "NST", ExtensionContext.NEW_SESSION_TICKET);

    @Test
    void isTheTableOfTheRfc() {
        Map<String, Set<ExtensionContext>> ours = new LinkedHashMap<>();
        for (ExtensionType type : ExtensionTable.recognised()) {
            ours.put(type.toString(), ExtensionTable.contexts(type));
        }
        assertThat(ours).isEqualTo(rfc());
    }

    @ParameterizedTest
    @MethodSource("everyExtensionInEveryMessage")
    void allowsAnExtensionExactlyWhereTheTableDoes(ExtensionType type, ExtensionContext context, boolean allowed) {
        if (allowed) {
            Bytes body = ExtensionSamples.all()
                    .filter(sample -> sample.context() == context
                            && sample.extension().type().equals(type))
                    .map(ExtensionSamples.Sample::body)
                    .findFirst()
                    .orElseThrow();
            assertThat(read(type, context, body).types()).containsExactly(type);
        } else {
            //= R4.3-7
            //= R4.4.1-2
            //= R4.3.5-1
            //= R4.3.6-2
            //= R4.3.9-6
            assertThatExceptionOfType(ViolationException.class)
                    .isThrownBy(() -> read(type, context, Bytes.EMPTY))
                    .satisfies(failure -> assertThat(failure.violation()).isEqualTo(Violation.MISPLACED_EXTENSION))
                    .satisfies(failure -> assertThat(failure.detail()).isEqualTo(type + " in " + context));
        }
    }

    @Test
    void knowsNothingOfOthers() {
        assertThat(ExtensionTable.contexts(new ExtensionType(0x0a0a))).isEmpty();
        for (ExtensionContext context : ExtensionContext.values()) {
            assertThat(read(new ExtensionType(0x0a0a), context, Bytes.ofHex("01"))
                            .list())
                    .containsExactly(new Unknown(new ExtensionType(0x0a0a), Bytes.ofHex("01")));
        }
    }

    static Stream<Arguments> everyExtensionInEveryMessage() {
        Map<String, Set<ExtensionContext>> rfc = rfc();
        return ExtensionTable.recognised().stream()
                .flatMap(type -> Stream.of(ExtensionContext.values())
                        .map(context -> Arguments.of(
                                type, context, rfc.get(type.toString()).contains(context))));
    }

    private static Map<String, Set<ExtensionContext>> rfc() {
        Map<String, Set<ExtensionContext>> rows = new LinkedHashMap<>();
        RFC.lines()
                .map(line -> line.split(" +"))
                .forEach(columns -> rows.put(
                        columns[0],
                        Stream.of(columns)
                                .skip(1)
                                .map(ABBREVIATIONS::get)
                                .collect(Collectors.toCollection(TreeSet::new))));
        return rows;
    }

    private static Extensions read(ExtensionType type, ExtensionContext context, Bytes body) {
        Bytes block =
                WireWriter.encode(w -> w.vector16(v -> v.uint16(type.code()).opaque16(body)));
        return WireReader.decode("x", block, r -> Extensions.read(r, context));
    }
}
