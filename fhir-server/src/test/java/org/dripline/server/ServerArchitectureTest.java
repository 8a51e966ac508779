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

    /**
     * What is read in the server's own name passes neither the gate nor the withholding of what is labelled. Whoever is
     * named here has a reason to see the whole record, and answers a question about it, not with it.
     */
    @ArchTest
    static final ArchRule wholeRecord = noClasses()
            .that()
            .doNotHaveSimpleName("PatientBoundary") // whose something is, before anybody is let to it
            .and()
            .doNotHaveSimpleName("FhirAudit") // whose record an operation was about
            .and()
            .doNotHaveSimpleName("PatientRecord") // the infusion gate is safe only with all there is
            .and()
            .doNotHaveSimpleName("WholeSearch") // so is the dose check
            .and()
            .doNotHaveSimpleName("CloseoutOperation") // writes what a close-out is made of, together
            .and()
            .doNotHaveSimpleName("LabelledDocuments") // whether a document is one to withhold
            .and()
            .doNotHaveSimpleName("Disclosure") // what was consented to
            .and()
            .resideOutsideOfPackage("org.dripline.server.protocol") // the clinic's own rules: no patient in them
            .and()
            .doNotHaveSimpleName("ShippedMaps") // nor in these
            .and()
            .doNotHaveSimpleName("StaffRecord") // nor here: who has which role
            .and()
            .doNotHaveSimpleName("PatientPicker") // shows what the person who picks may read
            .and()
            .doNotHaveSimpleName("FurtherContext") // whether a launch's resources are of its patient
            .should()
            .dependOnClassesThat()
            .haveSimpleName("SystemRequestDetails")
            .because("nothing goes around the door: a new class here is a decision, not a convenience");
}
