// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.annotation.Operation;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.server.rest.FhirOperation;
import org.junit.jupiter.api.Test;

class OperationRulesTest {

    @Test
    void everyOperationOfThisProductSaysWhatItNeeds() {
        Set<String> ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.dripline.server").stream()
                        .filter(type -> type.isAssignableTo(FhirOperation.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Operation.class))
                        .map(method ->
                                method.getAnnotationOfType(Operation.class).name())
                        .map(name -> name.startsWith("$") ? name : "$" + name)
                        .collect(Collectors.toSet());

        assertThat(ours).isNotEmpty();
        assertThat(OperationRules.listed()).containsAll(ours);
    }
}
