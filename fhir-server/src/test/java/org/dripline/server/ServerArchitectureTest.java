// SPDX-License-Identifier: Apache-2.0
package org.dripline.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.dripline.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ServerArchitectureTest {

    @ArchTest
    static final ArchRule serverKnowsNoParts = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dripline.routes..", "org.dripline.app..", "org.dripline.fixtures..")
            .because("routes and app reach the data through /fhir like anybody else, and either can be left out");

    @ArchTest
    static final ArchRule storageKnowsNoRest = noClasses()
            .that()
            .resideInAPackage("org.dripline.server.storage")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dripline.server.rest", "org.dripline.server.conformance")
            .because("the database is up before the first bean of the FHIR server exists");

    @ArchTest
    static final ArchRule noCycles = slices().matching("org.dripline.server.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that can be read alone is a package that can be changed alone");

    @ArchTest
    static final ArchRule noFieldInjection = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject")
            .because("what an object needs is said by its constructor, to whoever makes one in a test too");

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
            .because("a class is called after the thing it is, and these endings name none");
}
