// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.MetadataResource;

/**
 * A folder of definitions on the class path. It lies beside this class, so that it is found in a folder, in a jar and
 * in a jar within a jar alike.
 */
enum DefinitionFolder {
    /** Made from the FSH and committed. */
    OURS("fhir/"),
    /** Taken out of US Core's package by the build. */
    US_CORE("us-core/"),
    /** What US Core binds to and leaves to the Value Set Authority Center, written here as US Core describes it. */
    VSAC("vsac/");

    private final String path;

    DefinitionFolder(String path) {
        this.path = path;
    }

    /**
     * Reads what {@code index.txt} lists, one file name a line, in that order. A class path inside a jar cannot be
     * listed reliably, so the list is made with the files.
     *
     * @throws IllegalStateException when a listed file is missing or is no definition: the build is broken
     */
    List<MetadataResource> read(FhirContext fhirContext) {
        return read(fhirContext, name -> true);
    }

    /** The same, of the files whose name is wanted. */
    List<MetadataResource> read(FhirContext fhirContext, Predicate<String> wanted) {
        IParser parser = fhirContext.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        return text("index.txt")
                .lines()
                .filter(wanted)
                .map(name -> definition(parser, name))
                .toList();
    }

    private MetadataResource definition(IParser parser, String name) {
        if (parser.parseResource(text(name)) instanceof MetadataResource definition) {
            return definition;
        }
        throw new IllegalStateException(name + " is not a conformance or terminology resource");
    }

    private String text(String name) {
        try (InputStream bytes = DefinitionFolder.class.getResourceAsStream(path + name)) {
            if (bytes == null) {
                throw new IllegalStateException("Missing from the class path: " + path + name);
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
