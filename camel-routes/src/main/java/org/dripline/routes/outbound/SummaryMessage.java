// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.outbound;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.DataTypeException;
import ca.uhn.hl7v2.model.v26.datatype.CX;
import ca.uhn.hl7v2.model.v26.datatype.PPN;
import ca.uhn.hl7v2.model.v26.datatype.TX;
import ca.uhn.hl7v2.model.v26.message.MDM_T02;
import ca.uhn.hl7v2.model.v26.segment.MSH;
import ca.uhn.hl7v2.model.v26.segment.OBX;
import ca.uhn.hl7v2.model.v26.segment.PID;
import ca.uhn.hl7v2.model.v26.segment.TXA;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dripline.fhir.DerivedId;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * A signed document → MDM^T02 (HL7 v2.6, 9.6.2: original document notification and content). TXA says what it is and
 * who signed it; its narrative is text, an OBX of type TX for each line, under the document's own LOINC code.
 */
final class SummaryMessage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String OID = "urn:oid:";
    private static final String CONSULT_NOTE = "11488-4";
    private static final int LONGEST_CONTROL_ID = 20;

    private static final HapiContext HAPI = hapi();

    private final Map<String, String> authorities;

    /** @param authorities identifier system → assigning authority */
    SummaryMessage(Map<String, String> authorities) {
        this.authorities = Map.copyOf(authorities);
    }

    private static HapiContext hapi() {
        HapiContext context = new DefaultHapiContext();
        context.setValidationContext(ValidationContextFactory.noValidation());
        return context;
    }

    /**
     * The message.
     *
     * @param document signed
     * @param version of it; the same version is the same message, whoever asks for it
     * @param patient its subject
     */
    MDM_T02 of(Composition document, String version, Patient patient) throws HL7Exception {
        MDM_T02 message = new MDM_T02();
        message.setParser(HAPI.getPipeParser());
        String id = document.getIdElement().getIdPart();
        MSH header = message.getMSH();
        header.getFieldSeparator().setValue("|");
        header.getEncodingCharacters().setValue("^~\\&");
        header.getMessageType().parse("MDM^T02^MDM_T02");
        header.getMessageControlID()
                .setValue(DerivedId.of("m", id, version).replace("-", "").substring(0, LONGEST_CONTROL_ID));
        header.getVersionID().parse("2.6");
        message.getEVN().getEventTypeCode().setValue("T02");
        message.getEVN().getRecordedDateTime().setValue(time(document.getDate()));
        identify(message.getPID(), patient);
        // Not about a visit: a course is many.
        message.getPV1().getPatientClass().setValue("N");
        describe(message.getTXA(), document);
        Coding type = document.getType().getCodingFirstRep();
        int number = 0;
        for (String line : NarrativeLines.of(document)) {
            number++;
            OBX row = message.getOBSERVATION(number - 1).getOBX();
            row.getSetIDOBX().setValue(String.valueOf(number));
            row.getValueType().setValue("TX");
            row.getObservationIdentifier().getIdentifier().setValue(type.getCode());
            row.getObservationIdentifier().getText().setValue(type.getDisplay());
            row.getObservationIdentifier().getNameOfCodingSystem().setValue("LN");
            row.getObservationSubID().setValue("1");
            TX text = new TX(message);
            text.setValue(line);
            row.getObservationValue(0).setData(text);
            row.getObservationResultStatus().setValue("F");
        }
        return message;
    }

    private void identify(PID segment, Patient patient) throws DataTypeException {
        segment.getSetIDPID().setValue("1");
        int number = 0;
        for (Identifier identifier : patient.getIdentifier()) {
            if (identifier.hasValue() && identifier.getUse() != Identifier.IdentifierUse.OLD) {
                identifier(segment.getPatientIdentifierList(number++), identifier);
            }
        }
        HumanName name = patient.getNameFirstRep();
        segment.getPatientName(0).getFamilyName().getSurname().setValue(name.getFamily());
        List<StringType> given = name.getGiven();
        if (!given.isEmpty()) {
            segment.getPatientName(0).getGivenName().setValue(given.get(0).getValue());
        }
        if (given.size() > 1) {
            segment.getPatientName(0)
                    .getSecondAndFurtherGivenNamesOrInitialsThereof()
                    .setValue(String.join(
                            " ",
                            given.stream().skip(1).map(StringType::getValue).toList()));
        }
        segment.getPatientName(0).getNameTypeCode().setValue("L");
        if (patient.hasBirthDate()) {
            segment.getDateTimeOfBirth()
                    .setValue(patient.getBirthDateElement().getValueAsString().replace("-", ""));
        }
        segment.getAdministrativeSex().setValue(sex(patient.getGender()));
    }

    private static @Nullable String sex(@Nullable AdministrativeGender gender) {
        if (gender == null) {
            return null;
        }
        return switch (gender) {
            case MALE -> "M";
            case FEMALE -> "F";
            case OTHER -> "O";
            default -> "U";
        };
    }

    private void identifier(CX field, Identifier identifier) throws DataTypeException {
        String system = identifier.hasSystem() ? identifier.getSystem() : "";
        field.getIDNumber().setValue(identifier.getValue());
        String authority = authorities.get(system);
        if (authority != null) {
            field.getAssigningAuthority().getNamespaceID().setValue(authority);
        }
        if (system.startsWith(OID)) {
            field.getAssigningAuthority().getUniversalID().setValue(system.substring(OID.length()));
            field.getAssigningAuthority().getUniversalIDType().setValue("ISO");
        } else if (!system.isEmpty()) {
            field.getAssigningAuthority().getUniversalID().setValue(system);
            field.getAssigningAuthority().getUniversalIDType().setValue("URI");
        }
        if (identifier.getType().hasCoding()) {
            field.getIdentifierTypeCode()
                    .setValue(identifier.getType().getCodingFirstRep().getCode());
        }
    }

    private static void describe(TXA segment, Composition document) throws HL7Exception {
        segment.getSetIDTXA().setValue("1");
        boolean consult = document.getType().hasCoding(Codes.Systems.LOINC, CONSULT_NOTE);
        // HL7 table 0270.
        segment.getDocumentType().setValue(consult ? "CN" : "DS");
        segment.getDocumentContentPresentation().setValue("TX");
        segment.getActivityDateTime().setValue(time(document.getDate()));
        segment.getOriginationDateTime().setValue(time(document.getDate()));
        segment.getUniqueDocumentNumber()
                .getEntityIdentifier()
                .setValue(document.getIdElement().getIdPart());
        segment.getUniqueDocumentNumber().getNamespaceID().setValue("DRIPLINE");
        boolean legally = document.getAttester().stream()
                .anyMatch(attester -> attester.getMode() == Composition.CompositionAttestationMode.LEGAL);
        // HL7 table 0271.
        segment.getDocumentCompletionStatus().setValue(legally ? "LA" : "AU");
        int signed = 0;
        for (Composition.CompositionAttesterComponent attester : document.getAttester()) {
            if (attester.hasTime() && attester.hasParty()) {
                PPN who = segment.getAuthenticationPersonTimeStampSet(signed++);
                who.getIDNumber()
                        .setValue(attester.getParty().getReferenceElement().getIdPart());
                who.getFamilyName().getSurname().setValue(attester.getParty().getDisplay());
                who.getDateTimeActionPerformed().setValue(time(attester.getTime()));
            }
        }
    }

    private static @Nullable String time(@Nullable Date at) {
        return at == null ? null : TIME.format(at.toInstant());
    }
}
