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
            .resideInAnyPackage(
                    "org.dripline.dosing..",
                    "org.dripline.session..",
                    "org.dripline.outcome..",
                    "org.dripline.figure..",
                    "org.dripline.protocol..",
                    "org.dripline.gate..",
                    "org.dripline.nasal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "ca.uhn..", "org.hl7..", "org.springframework..", "org.apache..", "com.fasterxml..", "org.slf4j..")
            .because("a wrong dose must be found by reading one package, without knowing FHIR or Spring");

    @ArchTest
    static final ArchRule arithmeticHasNoClock = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.dripline.dosing..",
                    "org.dripline.session..",
                    "org.dripline.outcome..",
                    "org.dripline.figure..",
                    "org.dripline.protocol..",
                    "org.dripline.gate..",
                    "org.dripline.nasal..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .because("a figure read back tomorrow must be the one that was shown; a hidden clock would change it");

    @ArchTest
    static final ArchRule dosingKnowsOnlyQuantities = noClasses()
            .that()
            .resideInAPackage("org.dripline.dosing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dripline.session..", "org.dripline.fhir..", "org.dripline.terminology..")
            .because("a milligram that depended on a session's rules could not be compared between two of them");

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
            .because("0.1 mg has no exact double, and the error grows with every stretch that is added up");

    @ArchTest
    static final ArchRule onlyOneCrossing = noClasses()
            .that()
            .resideInAnyPackage("org.dripline.terminology..", "org.dripline.clock..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ca.uhn..", "org.hl7..")
            .because("codes and clocks are used where no FHIR library is loaded, and must not pull one in");

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
            .because("whoever looks for a rule does not find it behind a name that fits any class");

    @ArchTest
    static final ArchRule packagesDoNotCircle = slices().matching("org.dripline.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a change in one of them would have to be understood in all of them");
}
