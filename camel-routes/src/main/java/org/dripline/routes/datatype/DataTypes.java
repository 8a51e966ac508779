// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.datatype;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dripline.fhir.Canonicals;
import org.dripline.routes.pcd.PatientIdentity;
import org.dripline.routes.segment.Element;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/**
 * The data types an EHR's segments are made of. Each method is a map of the HL7 v2-to-FHIR guide, named in its Javadoc.
 *
 * <p>Safe for use by many threads.
 */
public final class DataTypes {

    private static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";
    private static final String DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String NAMING = Canonicals.BASE + "/NamingSystem/";

    private final Map<String, String> identifierSystems;
    private final CodeMaps codes;
    private final ZoneId zone;

    /**
     * @param identifierSystems assigning authority (name or universal id) → identifier system
     * @param zone of times without an offset
     */
    public DataTypes(Map<String, String> identifierSystems, CodeMaps codes, ZoneId zone) {
        this.identifierSystems = Map.copyOf(identifierSystems);
        this.codes = codes;
        this.zone = zone;
    }

    /** An element FHIR asks for and nobody said, marked so; for those that have no value for it. */
    public static <T extends org.hl7.fhir.r4.model.Element> T unknown(T element) {
        element.addExtension(DATA_ABSENT, new CodeType("unknown"));
        return element;
    }

    public CodeMaps codes() {
        return codes;
    }

    public ZoneId zone() {
        return zone;
    }

    /**
     * {@code CX[Identifier]}. CX.1 → value; CX.4 → system, by configuration, else as {@code urn:oid:} where it is one,
     * else a name made of it; CX.5 → type; CX.7, CX.8 → period.
     */
    public Identifier identifier(Element cx) {
        Identifier identifier = new Identifier().setValue(cx.text(1)).setSystem(system(cx.part(4)));
        if (cx.part(5).says()) {
            identifier.getType().addCoding(new Coding(IDENTIFIER_TYPE, cx.text(5), null));
        }
        Moment.of(cx.text(7), zone).ifPresent(from -> identifier.getPeriod().setStartElement(from.dateTime()));
        Moment.of(cx.text(8), zone).ifPresent(until -> identifier.getPeriod().setEndElement(until.dateTime()));
        return identifier;
    }

    /**
     * {@code EI[Identifier-Extension]}. EI.1 → value; EI.2 and EI.3 → system as above.
     *
     * @param otherwise system of an identifier that names no authority
     */
    public Identifier entityIdentifier(Element ei, String otherwise) {
        boolean named = ei.part(2).says() || ei.part(3).says();
        return new Identifier()
                .setValue(ei.text(1))
                .setSystem(named ? system(ei.text(2), ei.text(3), ei.text(4)) : otherwise);
    }

    /** The same identifier as it is looked for: with the authority's names as sent. */
    public static PatientIdentity.Identifier named(Element cx) {
        Element authority = cx.part(4);
        return new PatientIdentity.Identifier(cx.text(1), authority.text(1), authority.text(2));
    }

    /** A name for the identifiers of a sender that names no authority for them. */
    public static String senderSystem(String kind, String source) {
        return NAMING + kind + "/" + URLEncoder.encode(source, StandardCharsets.UTF_8);
    }

    private @org.jspecify.annotations.Nullable String system(Element authority) {
        return authority.says() ? system(authority.text(1), authority.text(2), authority.text(3)) : null;
    }

    private String system(String name, String universalId, String universalIdType) {
        String known = identifierSystems.get(name);
        if (known == null && !universalId.isEmpty()) {
            known = identifierSystems.get(universalId);
        }
        if (known != null) {
            return known;
        }
        if (universalIdType.equals("ISO") && universalId.matches("[0-2](\\.\\d+)+")) {
            return "urn:oid:" + universalId;
        }
        return senderSystem("sender-identifier", name.isEmpty() ? universalId : name);
    }

    /**
     * {@code XPN[HumanName]}. XPN.1 → family; XPN.2, XPN.3 → given; XPN.4, XPN.6 → suffix; XPN.5 → prefix; XPN.7 → use.
     */
    public HumanName name(Element xpn) {
        HumanName name = new HumanName();
        addIfSaid(xpn.part(1).text(1), name::setFamily);
        addIfSaid(xpn.text(2), name::addGiven);
        addIfSaid(xpn.text(3), name::addGiven);
        addIfSaid(xpn.text(4), name::addSuffix);
        addIfSaid(xpn.text(5), name::addPrefix);
        addIfSaid(xpn.text(6), name::addSuffix);
        codes.code(CodeMaps.Name.NAME_USE, xpn.text(7))
                .map(HumanName.NameUse::fromCode)
                .ifPresent(name::setUse);
        return name;
    }

    /**
     * {@code XAD[Address]}. XAD.1.1, XAD.2 → line; XAD.3 → city; XAD.4 → state; XAD.5 → postalCode; XAD.6 → country;
     * XAD.7 → use and type; XAD.9 → district.
     */
    public Address address(Element xad) {
        Address address = new Address();
        addIfSaid(xad.part(1).text(1), address::addLine);
        addIfSaid(xad.text(2), address::addLine);
        addIfSaid(xad.text(3), address::setCity);
        addIfSaid(xad.text(4), address::setState);
        addIfSaid(xad.text(5), address::setPostalCode);
        addIfSaid(xad.text(6), address::setCountry);
        addIfSaid(xad.text(9), address::setDistrict);
        codes.code(CodeMaps.Name.ADDRESS_USE, xad.text(7))
                .map(Address.AddressUse::fromCode)
                .ifPresent(address::setUse);
        codes.code(CodeMaps.Name.ADDRESS_TYPE, xad.text(7))
                .map(Address.AddressType::fromCode)
                .ifPresent(address::setType);
        return address;
    }

    /**
     * {@code XTN[ContactPoint]}. XTN.12, else XTN.4 (electronic), else XTN.5 to XTN.8, else XTN.1 → value; XTN.3 →
     * system; XTN.2 → use.
     */
    public Optional<ContactPoint> contact(Element xtn) {
        String value = List.of(xtn.text(12), xtn.text(4), number(xtn), xtn.text(1)).stream()
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        ContactPoint contact = new ContactPoint().setValue(value);
        boolean electronic = xtn.text(2).equals("NET") || value.equals(xtn.text(4));
        String system = codes.code(CodeMaps.Name.TELECOM_SYSTEM, xtn.text(3)).orElse(electronic ? "email" : "phone");
        contact.setSystem(ContactPoint.ContactPointSystem.fromCode(system));
        Optional<String> use =
                xtn.text(3).equals("CP") ? Optional.of("mobile") : codes.code(CodeMaps.Name.TELECOM_USE, xtn.text(2));
        use.map(ContactPoint.ContactPointUse::fromCode).ifPresent(contact::setUse);
        return Optional.of(contact);
    }

    private static String number(Element xtn) {
        StringBuilder number = new StringBuilder();
        addIfSaid(xtn.text(5), country -> number.append('+').append(country));
        addIfSaid(
                xtn.text(6), area -> number.append(number.isEmpty() ? "" : " ").append(area));
        addIfSaid(
                xtn.text(7), local -> number.append(number.isEmpty() ? "" : " ").append(local));
        addIfSaid(xtn.text(8), extension -> number.append(" ext ").append(extension));
        return number.toString();
    }

    /**
     * {@code CWE[CodeableConcept]}, also CE and CNE: CWE.1 to CWE.3 and CWE.4 to CWE.6 → coding; CWE.9, else CWE.2,
     * else CWE.5 → text. A name of HL7 table 0396 becomes that system's address, another name one made of it.
     */
    public CodeableConcept concept(Element cwe) {
        CodeableConcept concept = new CodeableConcept();
        for (int first = 1; first <= 4; first += 3) {
            if (cwe.part(first).says()) {
                concept.addCoding(coding(cwe.text(first), cwe.text(first + 1), cwe.text(first + 2)));
            }
        }
        List.of(cwe.text(9), cwe.text(2), cwe.text(5)).stream()
                .filter(text -> !text.isEmpty())
                .findFirst()
                .ifPresent(concept::setText);
        return concept;
    }

    private Coding coding(String code, String name, String system) {
        Coding coding = new Coding().setCode(code).setDisplay(name.isEmpty() ? null : name);
        if (!system.isEmpty()) {
            coding.setSystem(codes.system(system).orElseGet(() -> hl7Table(system)));
        }
        return coding;
    }

    /** HL70123 is table 0123; what is none is the sender's own. */
    private static String hl7Table(String name) {
        return name.matches("HL7\\d{4}")
                ? "http://terminology.hl7.org/CodeSystem/v2-" + name.substring(3)
                : Canonicals.SENDER_CODING + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /**
     * A number with its unit, {@code CQ[Quantity]}: in UCUM when the unit is one we know by any of its spellings, else
     * with the sender's word for it.
     *
     * @param number of a field of type NM
     * @param unit CWE
     * @return empty when the text is no number
     */
    public Optional<Quantity> quantity(String number, Element unit) {
        if (!number.matches("[+-]?\\d{1,18}(\\.\\d{1,12})?|[+-]?\\.\\d{1,12}")) {
            return Optional.empty();
        }
        Quantity quantity = new Quantity().setValue(new BigDecimal(number));
        unit(unit).ifPresent(ucum -> quantity.setSystem(Codes.Systems.UCUM).setCode(ucum));
        String words = unit.text(1).isEmpty() ? unit.text(2) : unit.text(1);
        return Optional.of(
                words.isEmpty() ? quantity : quantity.setUnit(quantity.hasCode() ? quantity.getCode() : words));
    }

    /** What a unit is in UCUM, by code or name, in either half of the field. */
    public Optional<String> unit(Element unit) {
        return List.of(unit.text(1), unit.text(2), unit.text(4), unit.text(5)).stream()
                .filter(text -> !text.isEmpty())
                .flatMap(text -> codes.code(CodeMaps.Name.UNIT, text).stream())
                .findFirst();
    }

    /** Whether a field says a code of a map: its name in HL7 table 0396 and the code, in either half. */
    public Optional<Coding> known(CodeMaps.Name map, Element cwe) {
        return codes.coding(map, cwe.text(3) + " " + cwe.text(1))
                .or(() -> codes.coding(map, cwe.text(6) + " " + cwe.text(4)));
    }

    /**
     * {@code XCN[Practitioner]}, as a logical reference: XCN.1 with XCN.9 → identifier; XCN.2 to XCN.6 → display. No
     * Practitioner is made of a message: who works here is kept elsewhere.
     *
     * @return empty when it names nobody
     */
    public Optional<Reference> practitioner(Element xcn) {
        if (!xcn.part(1).says() && !xcn.part(2).says()) {
            return Optional.empty();
        }
        Reference reference = new Reference().setType("Practitioner");
        addIfSaid(
                xcn.text(1),
                number -> reference.getIdentifier().setValue(number).setSystem(system(xcn.part(9))));
        String display = List.of(xcn.text(6), xcn.text(3), xcn.part(2).text(1)).stream()
                .filter(text -> !text.isEmpty())
                .reduce((before, next) -> before + " " + next)
                .orElse("");
        addIfSaid(display, reference::setDisplay);
        return Optional.of(reference);
    }

    private static void addIfSaid(String text, java.util.function.Consumer<String> to) {
        if (!text.isEmpty()) {
            to.accept(text);
        }
    }
}
