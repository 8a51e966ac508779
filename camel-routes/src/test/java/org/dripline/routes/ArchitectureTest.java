// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.dripline.routes", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule routesKnowNoServer = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "ca.uhn.fhir.jpa..", "org.dripline.server..", "org.dripline.app..", "org.dripline.fixtures..")
            .because("the same routes must run beside any FHIR server, near the pumps");

    @ArchTest
    static final ArchRule camelStaysAtTheSocket = noClasses()
            .that()
            .resideOutsideOfPackage("org.dripline.routes.intake")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.netty..")
            .because("a route is wiring; what decides is read and tested without it");

    @ArchTest
    static final ArchRule hl7StaysInTheReaders = noClasses()
            .that()
            .resideOutsideOfPackage("org.dripline.routes.pcd")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ca.uhn.hl7v2..")
            .because("after the reader a message is plain records; nobody else may care how it was spelled");

    @ArchTest
    static final ArchRule readersKnowNoFhir = noClasses()
            .that()
            .resideInAnyPackage("org.dripline.routes.pcd", "org.dripline.routes.intake", "org.dripline.routes.journal")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ca.uhn.fhir..", "org.hl7.fhir..")
            .because("what a message says must not depend on what it becomes");

    @ArchTest
    static final ArchRule noTerser = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("ca.uhn.hl7v2.util.Terser")
            .because("it costs three times the parse");

    @ArchTest
    static final ArchRule vendorsAreIslands = slices().matching("org.dripline.routes.vendor.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true)
            .because("deleting a vendor must be deleting its files");

    @ArchTest
    static final ArchRule noCycles = slices().matching("org.dripline.routes.(*)..")
            .should()
            .beFreeOfCycles()
            .because("intake, journal, reading and charting must be understood one after the other");

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
            .because("such a name hides the missing noun");
}
