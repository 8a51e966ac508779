// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.vendor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of a YAML file that knows its lines. Only mappings, lists and texts are taken; a number stays the text it
 * was written as, so that {@code 007000} keeps its zeros.
 */
final class YamlMap {

    private final String file;
    private final int line;
    private final Map<String, Node> values;

    private YamlMap(String file, MappingNode node) {
        this.file = file;
        this.line = lineOf(node);
        this.values = new LinkedHashMap<>();
        for (NodeTuple each : node.getValue()) {
            if (!(each.getKeyNode() instanceof ScalarNode key)) {
                throw new WrongVendorFile(file, lineOf(each.getKeyNode()), "Write a word before the colon.");
            }
            if (values.put(key.getValue(), each.getValueNode()) != null) {
                throw new WrongVendorFile(
                        file, lineOf(key), "\"" + key.getValue() + "\" stands here twice. Delete one of them.");
            }
        }
    }

    /**
     * @param file for what is said of mistakes
     * @param text all of it
     */
    static YamlMap read(String file, String text) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(1_000_000);
            Node root = new Yaml(options).compose(new java.io.StringReader(text));
            if (root instanceof MappingNode mapping) {
                return new YamlMap(file, mapping);
            }
            throw new WrongVendorFile(file, 1, "Begin the file with \"name:\".");
        } catch (MarkedYAMLException broken) {
            int at = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            throw new WrongVendorFile(
                    file, at, "This is no YAML (" + broken.getProblem() + "). Look at blanks, colons and quotes here.");
        } catch (YAMLException broken) {
            throw new WrongVendorFile(file, 1, "This is no YAML. Compare it with a file that is shipped.");
        }
    }

    /** Line it begins in, from 1. */
    int line() {
        return line;
    }

    /** Line of a key's value; of the mapping itself when it has no such key. */
    int line(String key) {
        Node node = values.get(key);
        return node == null ? line : lineOf(node);
    }

    WrongVendorFile wrong(String key, String whatToDo) {
        return new WrongVendorFile(file, line(key), whatToDo);
    }

    /** Refuses keys nobody reads: a misspelt one would be a setting that silently does nothing. */
    void allowOnly(Collection<String> known) {
        for (Map.Entry<String, Node> each : values.entrySet()) {
            if (!known.contains(each.getKey())) {
                throw new WrongVendorFile(
                        file,
                        lineOf(each.getValue()),
                        "\"" + each.getKey() + "\" means nothing here. Known are " + String.join(", ", known) + ".");
            }
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Collection<String> keys() {
        return values.keySet();
    }

    Optional<String> text(String key) {
        Node node = values.get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw new WrongVendorFile(file, lineOf(node), "Write one text after \"" + key + ":\".");
        }
        return Optional.of(scalar.getValue().strip());
    }

    String needed(String key) {
        return text(key)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> wrong(key, "\"" + key + "\" is missing. Add it."));
    }

    /** Texts of a list; one text alone is a list of it. */
    List<String> texts(String key) {
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof ScalarNode scalar) {
            return List.of(scalar.getValue().strip());
        }
        List<String> texts = new ArrayList<>();
        for (Node each : list(key)) {
            if (!(each instanceof ScalarNode scalar)) {
                throw new WrongVendorFile(file, lineOf(each), "Write a text here.");
            }
            texts.add(scalar.getValue().strip());
        }
        return texts;
    }

    /** Mappings of a list. */
    List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        for (Node each : list(key)) {
            maps.add(map(each));
        }
        return maps;
    }

    /** A mapping below a key; one without keys when there is none. */
    YamlMap map(String key) {
        Node node = values.get(key);
        return node == null ? new YamlMap(file, emptyAt()) : map(node);
    }

    private MappingNode emptyAt() {
        return new MappingNode(
                org.yaml.snakeyaml.nodes.Tag.MAP, List.of(), org.yaml.snakeyaml.DumperOptions.FlowStyle.FLOW);
    }

    private YamlMap map(Node node) {
        if (node instanceof MappingNode mapping) {
            return new YamlMap(file, mapping);
        }
        throw new WrongVendorFile(file, lineOf(node), "Write keys with values here, as { key: value }.");
    }

    private List<Node> list(String key) {
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw new WrongVendorFile(file, lineOf(node), "Write a list below \"" + key + ":\", each line with a dash.");
    }

    private static int lineOf(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }
}
