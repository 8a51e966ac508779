// SPDX-License-Identifier: Apache-2.0
package org.dripline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the house rules of this module forbid, and the harm each rule keeps away. */
@AnalyzeClasses(packages = "org.dripline", importOptions = ImportOption.DoNotIncludeTests.class)
class ProfilesArchitectureTest {

    @ArchTest
    static final ArchRule arithmeticIsPure = noClasses()
            .that()
            .resideInAnyPackage("org.dripline.dosing..", "org.dripline.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "ca.uhn..", "org.hl7..", "org.springframework..", "org.apache..", "com.fasterxml..", "org.slf4j..")
            .because("the arithmetic a clinician relies on is read and tested alone");

    @ArchTest
    static final ArchRule arithmeticHasNoClock = noClasses()
            .that()
            .resideInAnyPackage("org.dripline.dosing..", "org.dripline.session..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .because("the same reports must give the same figures at any time; the instant is passed in");

    @ArchTest
    static final ArchRule dosingKnowsOnlyQuantities = noClasses()
            .that()
            .resideInAPackage("org.dripline.dosing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dripline.session..", "org.dripline.fhir..", "org.dripline.terminology..")
            .because("a quantity means the same in every session");

    @ArchTest
    static final ArchRule noBinaryFractions = noClasses()
            .that()
            .resideInAPackage("org.dripline..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Double.class, Float.class)
            .orShould()
            .callMethodWhere(DescribedPredicate.describe(
                    "takes or gives a double or float",
                    call -> call.getTarget().getRawReturnType().isEquivalentTo(double.class)
                            || call.getTarget().getRawReturnType().isEquivalentTo(float.class)
                            || call.getTarget().getRawParameterTypes().stream()
                                    .anyMatch(type ->
                                            type.isEquivalentTo(double.class) || type.isEquivalentTo(float.class))))
            .because("a tenth is no binary fraction, and a dose is no approximation");

    @ArchTest
    static final ArchRule onlyOneCrossing = noClasses()
            .that()
            .resideInAnyPackage("org.dripline.terminology..", "org.dripline.clock..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ca.uhn..", "org.hl7..")
            .because("FHIR meets the domain in org.dripline.fhir alone, so a change of release touches one package");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .because("such a name hides the missing noun");

    @ArchTest
    static final ArchRule packagesDoNotCircle = slices().matching("org.dripline.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other can neither be read nor changed alone");
}
