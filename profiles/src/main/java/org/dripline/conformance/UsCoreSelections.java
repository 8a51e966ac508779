// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.terminology.Codes;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.utilities.CanonicalPair;
import org.jspecify.annotations.Nullable;

/**
 * Answers for the value sets of US Core that select from terminologies of which we carry a fragment: all procedures of
 * SNOMED CT, the medications of RxNorm. Without a terminology server nobody can evaluate the selection, and a validator
 * would warn of every code. Such a set is taken here as every code of the systems it selects from; whether a code
 * exists is for our fragments to say.
 *
 * <p>Belongs into a validation support chain before whatever expands value sets.
 */
public final class UsCoreSelections implements IValidationSupport {

    /** Terminologies that no validator here carries whole. */
    private static final Set<String> FRAGMENTS =
            Set.of(Codes.Systems.SNOMED_CT, Codes.Systems.LOINC, Codes.Systems.RXNORM);

    private final FhirContext fhirContext;

    /** Value set → the systems it selects from. */
    private final Map<String, Set<String>> systems;

    /** @param definitions of {@link UsCore}, which the chain knows too; others among them are no selections */
    public UsCoreSelections(FhirContext fhirContext, Collection<? extends IBaseResource> definitions) {
        this.fhirContext = fhirContext;
        this.systems = definitions.stream()
                .filter(ValueSet.class::isInstance)
                .map(ValueSet.class::cast)
                .filter(valueSet -> includes(valueSet).stream().anyMatch(UsCoreSelections::selectsFromAFragment))
                .collect(Collectors.toMap(ValueSet::getUrl, UsCoreSelections::systemsOf));
    }

    @Override
    public FhirContext getFhirContext() {
        return fhirContext;
    }

    @Override
    public String getName() {
        return "US Core's selections from terminologies carried in part";
    }

    @Override
    public boolean isValueSetSupported(ValidationSupportContext context, String valueSetUrl) {
        return systems.containsKey(CanonicalPair.of(valueSetUrl).getUrl());
    }

    @Override
    public @Nullable CodeValidationResult validateCodeInValueSet(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            @Nullable String codeSystem,
            String code,
            @Nullable String display,
            IBaseResource valueSet) {
        return valueSet instanceof ValueSet set ? answer(codeSystem, code, set.getUrl()) : null;
    }

    @Override
    public @Nullable CodeValidationResult validateCode(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            @Nullable String codeSystem,
            String code,
            @Nullable String display,
            @Nullable String valueSetUrl) {
        return answer(codeSystem, code, valueSetUrl);
    }

    /** Nothing where another support has to answer. */
    private @Nullable CodeValidationResult answer(
            @Nullable String codeSystem, String code, @Nullable String valueSetUrl) {
        Set<String> selectedFrom = valueSetUrl == null
                ? null
                : systems.get(CanonicalPair.of(valueSetUrl).getUrl());
        if (selectedFrom == null || codeSystem == null) {
            return null;
        }
        if (selectedFrom.contains(codeSystem)) {
            return new CodeValidationResult().setCode(code).setCodeSystemName(codeSystem);
        }
        return new CodeValidationResult()
                .setSeverity(IssueSeverity.ERROR)
                .setMessage(valueSetUrl + " selects nothing from " + codeSystem);
    }

    private static boolean selectsFromAFragment(ConceptSetComponent include) {
        return include.hasSystem() && FRAGMENTS.contains(include.getSystem()) && !include.hasConcept();
    }

    private static Set<String> systemsOf(ValueSet valueSet) {
        return includes(valueSet).stream()
                .filter(ConceptSetComponent::hasSystem)
                .map(ConceptSetComponent::getSystem)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<ConceptSetComponent> includes(ValueSet valueSet) {
        return valueSet.getCompose().getInclude();
    }
}
