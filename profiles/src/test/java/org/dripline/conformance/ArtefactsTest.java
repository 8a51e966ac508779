// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.NamingSystem;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;

class ArtefactsTest {

    private static final String BASE = "https://dripline.health/fhir/";

    private final Artefacts artefacts = Artefacts.load(FhirContext.forR4Cached());

    @Test
    void everyArtefactBelongsToOneOfTheLists() {
        assertThat(artefacts.structureDefinitions().size()
                        + artefacts.codeSystems().size()
                        + artefacts.valueSets().size()
                        + artefacts.namingSystems().size()
                        + artefacts.protocols().size()
                        + artefacts.activities().size()
                        + artefacts.questionnaires().size()
                        + artefacts.conceptMaps().size()
                        + artefacts.operations().size())
                .isEqualTo(artefacts.all().size());
    }

    @Test
    void theProfilesOfASessionAreThere() {
        assertThat(artefacts.profiles())
                .extracting(StructureDefinition::getUrl)
                .contains(
                        BASE + "StructureDefinition/dripline-infusion-session",
                        BASE + "StructureDefinition/dripline-ketamine-administration",
                        BASE + "StructureDefinition/dripline-session-blood-pressure",
                        BASE + "StructureDefinition/dripline-session-heart-rate",
                        BASE + "StructureDefinition/dripline-session-spo2",
                        BASE + "StructureDefinition/dripline-session-respiratory-rate",
                        BASE + "StructureDefinition/dripline-pump-status",
                        BASE + "StructureDefinition/dripline-pump-event",
                        BASE + "StructureDefinition/dripline-infusion-pump",
                        BASE + "StructureDefinition/dripline-patient-monitor",
                        BASE + "StructureDefinition/dripline-infusion-order",
                        BASE + "StructureDefinition/dripline-sedation-moaas",
                        BASE + "StructureDefinition/dripline-dissociation-cadss6",
                        BASE + "StructureDefinition/dripline-session-encounter",
                        BASE + "StructureDefinition/dripline-adjunct-administration",
                        BASE + "StructureDefinition/dripline-session-etco2",
                        BASE + "StructureDefinition/dripline-sedation-rass",
                        BASE + "StructureDefinition/dripline-dissociation-cadss",
                        BASE + "StructureDefinition/dripline-recovery-aldrete",
                        BASE + "StructureDefinition/dripline-device-alert",
                        BASE + "StructureDefinition/dripline-device-state",
                        BASE + "StructureDefinition/dripline-device-metric",
                        BASE + "StructureDefinition/dripline-device-association",
                        BASE + "StructureDefinition/dripline-dosing-weight",
                        BASE + "StructureDefinition/dripline-iv-access");
    }

    @Test
    void everyArtefactIsADraftForTrialUse() {
        assertThat(artefacts.all())
                .allSatisfy(artefact -> assertThat(artefact.getStatus()).isEqualTo(PublicationStatus.DRAFT));
        assertThat(canonical()).allSatisfy(artefact -> {
            assertThat(artefact.getExperimental()).isTrue();
            assertThat(artefact.getVersion()).isEqualTo("0.1.0");
        });
    }

    @Test
    void everyUrlOfOursIsTheBaseTheTypeAndTheId() {
        assertThat(canonical())
                .filteredOn(artefact -> !isFragment(artefact))
                .allSatisfy(artefact -> assertThat(artefact.getUrl())
                        .isEqualTo(BASE
                                + artefact.fhirType()
                                + "/"
                                + artefact.getIdElement().getIdPart()));
    }

    @Test
    void noUrlIsDefinedTwice() {
        assertThat(canonical()).extracting(MetadataResource::getUrl).doesNotHaveDuplicates();
    }

    @Test
    void theCodesOfOthersAreFragments() {
        assertThat(artefacts.codeSystems())
                .filteredOn(codes -> codes.getContent() == CodeSystemContentMode.FRAGMENT)
                .extracting(MetadataResource::getUrl)
                .contains(
                        "http://loinc.org",
                        "urn:iso:std:iso:11073:10101",
                        "http://www.nlm.nih.gov/research/umls/rxnorm",
                        "http://snomed.info/sct");
    }

    @Test
    void eachLoadGivesItsReaderArtefactsOfItsOwn() {
        List<MetadataResource> others =
                Artefacts.load(FhirContext.forR4Cached()).all();

        artefacts.all().get(0).setTitle("Changed by one reader");

        assertThat(others.get(0).getTitle()).isNotEqualTo("Changed by one reader");
    }

    @Test
    void aContextOfAnotherFhirVersionIsRefused() {
        FhirContext other = FhirContext.forCached(FhirVersionEnum.R5);

        assertThatIllegalArgumentException().isThrownBy(() -> Artefacts.load(other));
    }

    /** All but the naming systems, to which FHIR R4 gives no url, no version and no experimental flag. */
    private List<MetadataResource> canonical() {
        return artefacts.all().stream()
                .filter(artefact -> !(artefact instanceof NamingSystem))
                .toList();
    }

    private static boolean isFragment(MetadataResource artefact) {
        return artefact instanceof CodeSystem codes
                && codes.getContent() == CodeSystemContentMode.FRAGMENT
                && !artefact.getUrl().startsWith(BASE);
    }
}
