// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.limpid.wire.WireReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Arrows between the packages of core point in one direction only. */
class PackageOrderTest {

    private static final String ROOT = "dev.limpid";

    /** Each may use those before it and none after it; the root package comes last. */
    private static final List<String> ORDER = List.of(
            "wire",
            "registry",
            "alert",
            "extension",
            "message",
            "observe",
            "crypto",
            "transcript",
            "keyschedule",
            "identity",
            "session",
            "config",
            "record",
            "negotiate",
            "request",
            "handshake",
            "");

    private static final JavaClasses CORE = CoreClasses.load();

    @TestFactory
    Stream<DynamicTest> noPackageUsesALaterOne() {
        return ORDER.stream()
                .map(room -> DynamicTest.dynamicTest(room.isEmpty() ? "(root)" : room, () -> usesNoLaterRoom(room)));
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void everyPackageOfCoreHasItsPlace() {
        assertThat(CORE).extracting(PackageOrderTest::roomOf).isSubsetOf(ORDER);
    }

    @Test
    void aPackageThatUsesALaterOneWouldBeFound() {
        JavaClasses upsideDown = new ClassFileImporter().importClasses(PackageOrderTest.class, WireReader.class);
        var rule = noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".wire"));

        assertThatThrownBy(() -> rule.check(upsideDown)).isInstanceOf(AssertionError.class);
    }

    private static void usesNoLaterRoom(String room) {
        List<String> later = ORDER.subList(ORDER.indexOf(room) + 1, ORDER.size());
        noClasses()
                .that(describe("reside in " + room, type -> roomOf(type).equals(room)))
                .should()
                .dependOnClassesThat(describe(
                        "reside in one of " + later, type -> CoreClasses.isOurs(type) && later.contains(roomOf(type))))
                .allowEmptyShould(true)
                .check(CORE);
    }

    /** The first name below the root: {@code dev.limpid.handshake.client} belongs to {@code handshake}. */
    private static String roomOf(JavaClass type) {
        String below = type.getPackageName().substring(ROOT.length());
        return below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
    }
}
