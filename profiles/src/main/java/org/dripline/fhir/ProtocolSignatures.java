// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;
import org.dripline.protocol.ProtocolSignature;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Signature;

/**
 * A medical director's signature as Provenance (profile dripline-protocol-signature), both ways: target the version
 * that was signed, signature.data the digest, extension signed-until the last day.
 */
public final class ProtocolSignatures {

    /** Verification signature: its giver has checked the content. Source: ASTM E1762-95. */
    private static final Coding VERIFICATION =
            new Coding("urn:iso-astm:E1762-95:2013", "1.2.840.10065.1.12.1.5", "Verification Signature");

    private static final Coding VERIFIER =
            new Coding("http://terminology.hl7.org/CodeSystem/provenance-participant-type", "verifier", "Verifier");

    private ProtocolSignatures() {}

    /**
     * The signature as a resource without id.
     *
     * @param target one version, such as {@code PlanDefinition/mood-standard/_history/3}
     */
    public static Provenance write(ProtocolSignature signature, String target) {
        Provenance provenance = new Provenance();
        provenance.getMeta().addProfile(Canonicals.PROTOCOL_SIGNATURE);
        provenance.addExtension(
                Canonicals.SIGNED_UNTIL, new DateType(signature.until().toString()));
        provenance.addTarget(new Reference(target));
        provenance.setRecorded(Date.from(signature.at()));
        provenance
                .addAgent()
                .setWho(new Reference(signature.signedBy()))
                .getType()
                .addCoding(VERIFIER.copy());
        Signature given = provenance.addSignature();
        given.addType(VERIFICATION.copy());
        given.setWhen(Date.from(signature.at()));
        given.setWho(new Reference(signature.signedBy()));
        given.setTargetFormat("text/html");
        given.setSigFormat("text/plain");
        given.setData(signature.digest().getBytes(StandardCharsets.US_ASCII));
        return provenance;
    }

    /**
     * Empty when it is no signature of a protocol: another Provenance, or one that lacks who, when, until or digest.
     */
    public static Optional<ProtocolSignature> read(Provenance provenance) {
        Extension until = provenance.getExtensionByUrl(Canonicals.SIGNED_UNTIL);
        if (until == null || !provenance.hasSignature()) {
            return Optional.empty();
        }
        Signature given = provenance.getSignatureFirstRep();
        if (!given.hasWhen() || !given.hasData() || !given.getWho().hasReference()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProtocolSignature(
                    new String(given.getData(), StandardCharsets.US_ASCII),
                    given.getWho()
                            .getReferenceElement()
                            .toUnqualifiedVersionless()
                            .getValue(),
                    given.getWhen().toInstant(),
                    LocalDate.parse(until.getValue().primitiveValue())));
        } catch (DateTimeException | IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }
}
