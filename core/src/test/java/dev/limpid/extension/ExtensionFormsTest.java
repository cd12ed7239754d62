// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.extension.ExtensionSamples.Sample;
import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExtensionFormsTest {
    @ParameterizedTest
    @MethodSource("dev.limpid.extension.ExtensionSamples#all")
    void encodesToTheBytesOfTheRfc(Sample sample) {
        assertThat(sample.extension().body()).isEqualTo(sample.body());
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.extension.ExtensionSamples#all")
    void decodesTheBytesOfTheRfc(Sample sample) {
        assertThat(read(sample.context(), sample.extension().type(), sample.body())
                        .list())
                .containsExactly(sample.extension());
    }

    @ParameterizedTest
    @MethodSource("structured")
    void refusesEveryStrictPrefix(Sample sample) {
        for (int length = 0; length < sample.body().length(); length++) {
            Bytes prefix = sample.body().slice(0, length);
            assertThatExceptionOfType(DecodeException.class)
                    .as("the first %s bytes", length)
                    .isThrownBy(() -> read(sample.context(), sample.extension().type(), prefix));
        }
    }

    @ParameterizedTest
    @MethodSource("structured")
    void refusesTrailingBytes(Sample sample) {
        //= R4.3-2
        Bytes longer = sample.body().then(Bytes.ofHex("00"));
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> read(sample.context(), sample.extension().type(), longer))
                .satisfies(failure -> assertThat(failure.path())
                        .startsWith("x.extensions[0]." + sample.extension().type()));
    }

    @Test
    void hasASampleOfEveryFormInEveryPlaceOfTheTable() {
        Set<String> places = new HashSet<>();
        ExtensionSamples.all().forEach(sample -> places.add(sample.extension().type() + " " + sample.context()));
        for (ExtensionType type : ExtensionTable.recognised()) {
            for (ExtensionContext context : ExtensionTable.contexts(type)) {
                assertThat(places).contains(type + " " + context);
            }
        }
    }

    /** What a floor, a ceiling or an element's size forbids. */
    @ParameterizedTest
    @CsvSource({
        "0, CLIENT_HELLO, 0000",
        "0, CLIENT_HELLO, 0003000000",
        "0, ENCRYPTED_EXTENSIONS, 000400000163",
        "5, CLIENT_HELLO, 01000200000000",
        "5, CERTIFICATE, 01000000",
        "5, CERTIFICATE_REQUEST, 0100000000",
        "10, CLIENT_HELLO, 0000",
        "10, CLIENT_HELLO, 0003001d00",
        "13, CLIENT_HELLO, 0000",
        "13, CERTIFICATE_REQUEST, 0000",
        "13, CLIENT_HELLO, 0003080700",
        "16, CLIENT_HELLO, 0000",
        "16, CLIENT_HELLO, 000100",
        "16, CLIENT_HELLO, 000400026832",
        "16, ENCRYPTED_EXTENSIONS, 0000",
        "16, ENCRYPTED_EXTENSIONS, 000100",
        "16, ENCRYPTED_EXTENSIONS, 0006026832026833",
        "18, CERTIFICATE, 0000",
        "18, CERTIFICATE, 00020000",
        "19, CLIENT_HELLO, 00",
        "20, CLIENT_HELLO, 00",
        "27, CLIENT_HELLO, 00",
        "27, CLIENT_HELLO, 03000100",
        "41, CLIENT_HELLO, 0000002120" + "0000000000000000000000000000000000000000000000000000000000000000",
        "41, CLIENT_HELLO, 00060000000000002120" + "0000000000000000000000000000000000000000000000000000000000000000",
        "41, CLIENT_HELLO, 000700010100000000" + "0000",
        "41, CLIENT_HELLO, 000700010100000000" + "00201f00000000000000000000000000000000000000000000000000000000000000",
        "43, CLIENT_HELLO, 00",
        "43, CLIENT_HELLO, 0103",
        "43, CLIENT_HELLO, 03030403",
        "43, SERVER_HELLO, 020304",
        "44, CLIENT_HELLO, 0000",
        "45, CLIENT_HELLO, 00",
        "47, CLIENT_HELLO, 0000",
        "47, CLIENT_HELLO, 00020000",
        "48, CERTIFICATE_REQUEST, 0003000000",
        "50, CLIENT_HELLO, 0000",
        "51, CLIENT_HELLO, 0004001d0000",
        "51, SERVER_HELLO, 001d0000",
    })
    void refusesWhatTheSyntaxForbids(int type, ExtensionContext context, String body) {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> read(context, new ExtensionType(type), Bytes.ofHex(body)));
    }

    @Test
    void acceptsTheLongestListOfVersions() {
        Bytes body = Bytes.ofHex("fe" + "0304".repeat(127));
        assertThat(read(ExtensionContext.CLIENT_HELLO, ExtensionType.SUPPORTED_VERSIONS, body)
                        .find(SupportedVersions.ClientHello.class)
                        .orElseThrow()
                        .versions())
                .hasSize(127);
    }

    @Test
    void takesHostNamesInAsciiOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerNameList.Request.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> ServerNameList.Request.of("b\u00fccher.example"));
        assertThat(ServerNameList.Request.of("a.example").hostName()).contains(Bytes.ofUtf8("a.example"));
        assertThat(new ServerNameList.Request(List.of(new ServerNameList.Name(1, Bytes.ofHex("aa")))).hostName())
                .isEmpty();
    }

    @Test
    void showsNoTextOfThePeer() {
        Bytes hostile = Bytes.ofUtf8("\u001b[2J\nfake log line");
        Extensions extensions = Extensions.of(
                new ServerNameList.Request(List.of(new ServerNameList.Name(0, hostile))),
                new ApplicationLayerProtocolNegotiation.ClientHello(List.of(hostile)),
                new Cookie(hostile),
                new Unknown(new ExtensionType(0x9999), hostile));
        assertThat(extensions.toString()).matches("\\p{Print}+").doesNotContain("fake");
    }

    static Stream<Sample> structured() {
        return ExtensionSamples.all().filter(sample -> !sample.isOpaque());
    }

    private static Extensions read(ExtensionContext context, ExtensionType type, Bytes body) {
        Bytes block =
                WireWriter.encode(w -> w.vector16(v -> v.uint16(type.code()).opaque16(body)));
        return WireReader.decode("x", block, r -> Extensions.read(r, context));
    }
}
