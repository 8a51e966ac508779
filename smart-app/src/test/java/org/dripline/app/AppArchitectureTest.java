// SPDX-License-Identifier: Apache-2.0
package org.dripline.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "org.dripline.app", importOptions = ImportOption.DoNotIncludeTests.class)
class AppArchitectureTest {

    @ArchTest
    static final ArchRule appKnowsNeitherServerNorRoutes = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.dripline.server..", "org.dripline.routes..", "org.dripline.fixtures..", "ca.uhn.fhir.jpa..")
            .because("the app must run beside somebody else's FHIR server, which has none of them");

    @ArchTest
    static final ArchRule hostKnowsNoLaunch = noClasses()
            .that()
            .resideInAPackage("org.dripline.app.host..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dripline.app.launch..", "jakarta.servlet..")
            .because("reading from another server is tested and understood without sessions and pages");

    @ArchTest
    static final ArchRule tokensStayInTheLaunch = noClasses()
            .that()
            .resideOutsideOfPackage("org.dripline.app.launch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.security.oauth2..", "com.nimbusds..")
            .because("a token that a screen can hold is a token that a page can leak");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Processor|Data|Info)")
            .because("such a name hides the missing noun");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = fields().should()
            .notBeAnnotatedWith(Autowired.class)
            .because("a class that cannot be made without Spring cannot be tested without it");

    @ArchTest
    static final ArchRule pagesNotServices = classes()
            .should()
            .notBeAnnotatedWith(RestController.class)
            .because("the app is pages for people; data is read and written at the FHIR server, the one door");
}
