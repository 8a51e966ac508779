// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.utilities.i18n.I18nConstants;

/** HAPI's validator over R4, US Core and some definitions, as the server sets it up. */
final class ExampleValidator {

    private static final String FORM_NOT_RESOLVED = I18nConstants.QUESTIONNAIRE_QR_Q_NOTFOUND;

    private final FhirContext fhir;
    private final SnapshotGeneratingValidationSupport snapshots;
    private final IValidationSupport support;
    private final FhirValidator validator;

    private ExampleValidator(
            FhirContext fhir, SnapshotGeneratingValidationSupport snapshots, IValidationSupport support) {
        this.fhir = fhir;
        this.snapshots = snapshots;
        this.support = support;
        FhirInstanceValidator profiles = new FhirInstanceValidator(support);
        profiles.setErrorForUnknownProfiles(true);
        profiles.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        this.validator = fhir.newValidator().registerValidatorModule(profiles);
    }

    static ExampleValidator of(FhirContext fhir, Collection<? extends IBaseResource> definitions) {
        PrePopulatedValidationSupport known = new PrePopulatedValidationSupport(fhir);
        definitions.forEach(known::addResource);
        List<MetadataResource> bases = UsCore.definitions(fhir);
        bases.forEach(known::addResource);
        SnapshotGeneratingValidationSupport snapshots = new SnapshotGeneratingValidationSupport(fhir);
        ValidationSupportChain chain = new ValidationSupportChain(
                // Ours first, as in the server: R4's definitions have an empty code system under SNOMED CT's address.
                known,
                new UsCoreSelections(fhir, bases),
                new DefaultProfileValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir),
                snapshots);
        // FHIR asks that one coding of a concept is in the bound value set; HAPI by default asks it of every coding,
        // and would complain of the MDC coding beside each LOINC one.
        chain.setCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid(true);
        return new ExampleValidator(fhir, snapshots, chain);
    }

    /** The same, and something more that it knows. */
    ExampleValidator with(IValidationSupport more) {
        return new ExampleValidator(fhir, snapshots, new ValidationSupportChain(more, support));
    }

    /** Every error and warning, as severity, place and message, but not that a form is not resolved. */
    List<String> complaints(String json) {
        return validator.validateWithResult(json).getMessages().stream()
                .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.WARNING.ordinal())
                .filter(message -> !FORM_NOT_RESOLVED.equals(message.getMessageId()))
                .map(ExampleValidator::complaint)
                .toList();
    }

    IBaseResource withSnapshot(StructureDefinition definition) {
        return snapshots.generateSnapshot(
                new ValidationSupportContext(support),
                definition.copy(),
                definition.getUrl(),
                null,
                definition.getName());
    }

    private static String complaint(SingleValidationMessage message) {
        return message.getSeverity().name().toLowerCase(Locale.ROOT)
                + " " + message.getLocationString()
                + " " + message.getMessage();
    }
}
