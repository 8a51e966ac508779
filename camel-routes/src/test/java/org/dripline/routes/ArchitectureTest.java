// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

@AnalyzeClasses(packages = "org.dripline.routes", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule routesKnowNoServer = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "ca.uhn.fhir.jpa..", "org.dripline.server..", "org.dripline.app..", "org.dripline.fixtures..")
            .because("a hospital may keep its own FHIR server and run only this module, on a box beside its pumps");

    @ArchTest
    static final ArchRule camelStaysAtTheSocket = noClasses()
            .that()
            .resideOutsideOfPackages("org.dripline.routes.intake", "org.dripline.routes.mllp")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.netty..")
            .because("decisions in a route could be tried only with a running Camel context and a socket");

    @ArchTest
    static final ArchRule hl7StaysInTheReaders = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.dripline.routes.pcd", "org.dripline.routes.segment", "org.dripline.routes.outbound")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ca.uhn.hl7v2..")
            .because(
                    "quirks of HL7 v2 must be solved once, in the readers and the outbox, or each caller solves them differently");

    @ArchTest
    static final ArchRule readersKnowNoFhir = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.dripline.routes.pcd",
                    "org.dripline.routes.segment",
                    "org.dripline.routes.intake",
                    "org.dripline.routes.mllp",
                    "org.dripline.routes.journal")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ca.uhn.fhir..", "org.hl7.fhir..")
            .because("a reader that knows the chart would begin to read what the chart wants");

    @ArchTest
    static final ArchRule mapsAskNoServer = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.dripline.routes.datatype",
                    "org.dripline.routes.adt",
                    "org.dripline.routes.scheduling",
                    "org.dripline.routes.orders",
                    "org.dripline.routes.results")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ca.uhn.fhir.repository..", "ca.uhn.fhir.rest.client..")
            .because("what a field becomes must be tried without a server, or the table of fields could not be proved");

    @ArchTest
    static final ArchRule noTerser = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("ca.uhn.hl7v2.util.Terser")
            .because("its path expressions are slow beside typed getters, and no compiler checks them");

    @ArchTest
    static final ArchRule vendorsAreIslands = slices().matching("org.dripline.routes.vendor.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true)
            .because("a vendor that is dropped must not take another one along");

    /**
     * The root package holds two things: words that all parts use, and the wiring that knows all parts. Each is a
     * slice, or the two together would close a circle with everything.
     */
    private static final SliceAssignment PARTS = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            if (!type.getPackageName().startsWith("org.dripline.routes")) {
                return SliceIdentifier.ignore();
            }
            String rest = type.getPackageName().substring("org.dripline.routes".length());
            if (!rest.isEmpty()) {
                return SliceIdentifier.of(rest.substring(1).split("\\.", 2)[0]);
            }
            return SliceIdentifier.of(WORDS.contains(type.getSimpleName()) || isPartOfWord(type) ? "words" : "wiring");
        }

        @Override
        public String getDescription() {
            return "parts of the routes";
        }
    };

    private static final Set<String> WORDS = Set.of("RejectReason", "LogText", "MessageText");

    private static boolean isPartOfWord(JavaClass type) {
        return type.getEnclosingClass()
                .map(outer -> WORDS.contains(outer.getSimpleName()))
                .orElse(false);
    }

    @ArchTest
    static final ArchRule noCycles = slices().assignedFrom(PARTS)
            .should()
            .beFreeOfCycles()
            .because("whoever reads one part must not need to have read all the others first");

    @ArchTest
    static final ArchRule names = classes()
            .should()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl")
            .because("such a suffix fits any class, so it says nothing about this one");
}
