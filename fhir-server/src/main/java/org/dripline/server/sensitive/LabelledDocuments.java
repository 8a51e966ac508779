// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.server.sensitive.SensitiveLabels.Label;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.IdType;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The labelled resources that a Binary is the content of. A source labels the document, and a Binary is kept like what
 * its {@code securityContext} names and like every DocumentReference it is attached to. Source: FHIR R4, Binary,
 * "Security Context".
 */
final class LabelledDocuments {

    /** Addresses of attachments, however they were written: relative, in full, with a version. */
    private static final String ATTACHED = """
            select distinct document.fhir_id
            from hfj_spidx_uri attachment
            join hfj_resource document on document.res_id = attachment.res_id
            join hfj_res_tag carried on carried.res_id = document.res_id
            join hfj_tag_def label on label.tag_id = carried.tag_id
            where attachment.res_type = 'DocumentReference' and attachment.sp_name = 'location'
              and document.res_deleted_at is null
              and (attachment.sp_uri = ? or attachment.sp_uri like ? or attachment.sp_uri like ?)
              and (label.tag_system, label.tag_code) in (values %s)
            """;

    private final SensitiveLabels labels;
    private final DaoRegistry daos;
    private final JdbcTemplate store;

    /** @param store HAPI's tables */
    LabelledDocuments(SensitiveLabels labels, DaoRegistry daos, JdbcTemplate store) {
        this.labels = labels;
        this.daos = daos;
        this.store = store;
    }

    /** As they are stored, each with a label. */
    List<IBaseResource> of(Binary content) {
        Stream<IIdType> named = Stream.of(content.getSecurityContext().getReferenceElement())
                .filter(reference -> reference.hasResourceType() && reference.hasIdPart());
        return Stream.concat(named, attaching(content.getIdElement().getIdPart()).stream())
                .distinct()
                .flatMap(this::stored)
                .filter(resource -> !labels.on(resource).isEmpty())
                .toList();
    }

    private List<IIdType> attaching(String id) {
        List<Label> all = labels.all();
        String address = "Binary/" + id;
        List<String> values = new ArrayList<>(List.of(address, "%/" + address, "%" + address + "/\\_history/%"));
        all.forEach(label -> values.addAll(List.of(label.system(), label.code())));
        return store.query(
                ATTACHED.formatted(all.stream().map(label -> "(?, ?)").collect(Collectors.joining(", "))),
                (row, number) -> new IdType("DocumentReference", row.getString(1)),
                values.toArray());
    }

    private Stream<IBaseResource> stored(IIdType id) {
        try {
            return Stream.of(daos.getResourceDao(id.getResourceType())
                    .read(id.toUnqualifiedVersionless(), new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException notThere) {
            return Stream.empty();
        }
    }
}
