// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.scenario;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML as JSON would be read: a day, a time and a word such as yes are text. */
final class YamlFile {

    /** Where scenarios are. */
    static final Path FOLDER = Path.of("src", "test", "resources", "org", "dripline", "scenarios");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Pattern FLOAT = Pattern.compile("[-+]?[0-9]+\\.[0-9]+");
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");

    private YamlFile() {}

    /** @param name of a file in {@link #FOLDER} */
    static JsonNode read(String name) {
        try (Reader in = Files.newBufferedReader(FOLDER.resolve(name), StandardCharsets.UTF_8)) {
            DumperOptions dumper = new DumperOptions();
            LoaderOptions loader = new LoaderOptions();
            loader.setMaxAliasesForCollections(1000);
            Yaml yaml =
                    new Yaml(new SafeConstructor(loader), new Representer(dumper), dumper, loader, new JsonTypesOnly());
            // Through text, so that a number keeps the digits it was written with.
            return JSON.readTree(JSON.writeValueAsString(yaml.<Object>load(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class JsonTypesOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
            addImplicitResolver(Tag.INT, INTEGER, "-+0123456789");
            addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789");
            addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
        }
    }
}
