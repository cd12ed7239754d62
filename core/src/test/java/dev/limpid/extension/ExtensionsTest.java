// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExtensionsTest {
    private static final Extension COOKIE = new Cookie(Bytes.ofHex("01"));
    private static final Extension GREASE = new Unknown(new ExtensionType(0x0a0a), Bytes.EMPTY);
    private static final Extension GROUPS = new SupportedGroups(List.of(NamedGroup.X25519));

    @ParameterizedTest
    @EnumSource
    void keepsEveryExtensionInItsPlace(ExtensionContext context) {
        Extensions block = ExtensionSamples.block(context);
        Bytes wire = WireWriter.encode(block::write);
        Extensions decoded = read(wire, context);
        assertThat(decoded).isEqualTo(block);
        assertThat(WireWriter.encode(decoded::write)).isEqualTo(wire);
    }

    @ParameterizedTest
    @EnumSource
    void refusesDuplicates(ExtensionContext context) {
        //= R4.3-9
        for (ExtensionSamples.Sample sample : ExtensionSamples.all().toList()) {
            if (sample.context() == context) {
                Bytes twice = WireWriter.encode(w -> w.vector16(v -> v.each(
                        List.of(sample, sample),
                        (e, s) -> e.uint16(s.extension().type().code()).opaque16(s.body()))));
                assertThatExceptionOfType(ViolationException.class)
                        .isThrownBy(() -> read(twice, context))
                        .satisfies(failure -> assertThat(failure.violation()).isEqualTo(Violation.DUPLICATE_EXTENSION));
            }
        }
    }

    @Test
    void wantsPreSharedKeyLastInAClientHello() {
        //= R4.3-8
        //= R4.3.11-16
        Extensions hello = ExtensionSamples.block(ExtensionContext.CLIENT_HELLO);
        Extension psk = hello.list().getLast();
        assertThat(psk).isInstanceOf(PreSharedKey.ClientHello.class);
        Extensions wrong = hello.without(ExtensionType.PRE_SHARED_KEY)
                .without(ExtensionType.COOKIE)
                .with(psk)
                .with(COOKIE);
        assertThatExceptionOfType(ViolationException.class)
                .isThrownBy(() -> read(WireWriter.encode(wrong::write), ExtensionContext.CLIENT_HELLO))
                .satisfies(failure -> assertThat(failure.violation()).isEqualTo(Violation.PSK_NOT_LAST));
    }

    @Test
    void letsPreSharedKeyStandAnywhereInAServerHello() {
        //= R4.3-8
        Extensions answer =
                Extensions.of(new PreSharedKey.ServerHello(0), new SupportedVersions.Selected(ProtocolVersion.TLS13));
        assertThat(read(WireWriter.encode(answer::write), ExtensionContext.SERVER_HELLO))
                .isEqualTo(answer);
    }

    @Test
    void tellsAnEmptyBlockFromNone() {
        WireReader nothing = WireReader.of("x", Bytes.EMPTY);
        assertThat(Extensions.readHello(nothing, ExtensionContext.CLIENT_HELLO)).isSameAs(Extensions.ABSENT);
        Extensions empty = WireReader.decode(
                "x", Bytes.ofHex("0000"), r -> Extensions.readHello(r, ExtensionContext.CLIENT_HELLO));
        assertThat(empty).isEqualTo(Extensions.NONE).isNotEqualTo(Extensions.ABSENT);
        assertThat(empty.isAbsent()).isFalse();
        assertThat(Extensions.ABSENT.isAbsent()).isTrue();
        assertThat(WireWriter.encode(Extensions.ABSENT::write)).isEqualTo(Bytes.EMPTY);
        assertThat(WireWriter.encode(Extensions.NONE::write)).isEqualTo(Bytes.ofHex("0000"));
        assertThat(Extensions.ABSENT.with(COOKIE)).isEqualTo(Extensions.of(COOKIE));
    }

    @Test
    void keepsTheExtensionsOfAnOldServerHelloAsBytes() {
        //= R4.3.1-11
        Extensions old = Extensions.of(
                new Unknown(ExtensionType.SERVER_NAME, Bytes.EMPTY),
                new Unknown(ExtensionType.STATUS_REQUEST, Bytes.EMPTY),
                new Unknown(ExtensionType.RENEGOTIATION_INFO, Bytes.ofHex("00")));
        Extensions decoded = WireReader.decode(
                "x", WireWriter.encode(old::write), r -> Extensions.readHello(r, ExtensionContext.SERVER_HELLO));
        assertThat(decoded).isEqualTo(old);
    }

    @Test
    void refusesABlockThatIsCutShort() {
        Bytes wire = WireWriter.encode(Extensions.of(GROUPS, COOKIE)::write);
        for (int length = 0; length < wire.length(); length++) {
            Bytes prefix = wire.slice(0, length);
            assertThatExceptionOfType(DecodeException.class)
                    .isThrownBy(() -> read(prefix, ExtensionContext.CLIENT_HELLO));
        }
    }

    @Test
    void findsByFormAndByType() {
        Extensions extensions = Extensions.of(GREASE, COOKIE, GROUPS);
        assertThat(extensions.find(Cookie.class)).contains((Cookie) COOKIE);
        assertThat(extensions.find(KeyShare.class)).isEmpty();
        assertThat(extensions.find(new ExtensionType(0x0a0a))).contains(GREASE);
        assertThat(extensions.find(ExtensionType.KEY_SHARE)).isEmpty();
        assertThat(extensions.contains(ExtensionType.COOKIE)).isTrue();
        assertThat(extensions.types())
                .containsExactly(new ExtensionType(0x0a0a), ExtensionType.COOKIE, ExtensionType.SUPPORTED_GROUPS);
        assertThat(extensions).containsExactly(GREASE, COOKIE, GROUPS);
        assertThat(extensions.size()).isEqualTo(3);
    }

    @Test
    void changesOnlyCopies() {
        Extensions extensions = Extensions.of(COOKIE, GROUPS);
        Extension other = new Cookie(Bytes.ofHex("02"));
        assertThat(extensions.with(GREASE)).containsExactly(COOKIE, GROUPS, GREASE);
        assertThat(extensions.without(ExtensionType.COOKIE)).containsExactly(GROUPS);
        assertThat(extensions.without(ExtensionType.KEY_SHARE)).isSameAs(extensions);
        assertThat(extensions.replace(other)).containsExactly(other, GROUPS);
        assertThat(extensions).containsExactly(COOKIE, GROUPS);
        assertThatIllegalArgumentException().isThrownBy(() -> extensions.with(other));
        assertThatIllegalArgumentException().isThrownBy(() -> extensions.replace(GREASE));
        assertThatIllegalArgumentException().isThrownBy(() -> Extensions.of(COOKIE, other));
    }

    @Test
    void namesAnswersThatNobodyAskedFor() {
        //= R4.3-5
        Extensions request = Extensions.of(GROUPS, GREASE);
        Extensions answer = Extensions.of(COOKIE, new RecordSizeLimit(64), GROUPS, new MaxFragmentLength(1));
        assertThat(answer.unsolicited(request))
                .containsExactly(ExtensionType.RECORD_SIZE_LIMIT, ExtensionType.MAX_FRAGMENT_LENGTH);
        assertThat(Extensions.of(GROUPS).unsolicited(request)).isEmpty();
        // Nobody may answer what was there to be ignored (RFC 8701 section 3.1)
        assertThat(request.unsolicited(request)).containsExactly(GREASE.type());
    }

    private static Extensions read(Bytes wire, ExtensionContext context) {
        return WireReader.decode("x", wire, r -> Extensions.read(r, context));
    }
}
