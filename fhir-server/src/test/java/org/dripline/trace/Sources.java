// SPDX-License-Identifier: Apache-2.0
package org.dripline.trace;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the sources of all modules hold: the tests that {@code ./dripline test} runs, the files they run over, and the
 * classes of the product. Read by the JDK's own parser, so that a method in a comment is none.
 */
final class Sources {

    private static final Set<String> MAKE_A_TEST = Set.of(
            "Test",
            "ParameterizedTest",
            "RepeatedTest",
            "TestFactory",
            "TestTemplate",
            "ArchTest",
            "Property",
            "Example");
    private static final List<String> TIERS = List.of("Test", "IT", "E2E");

    private final Path project;
    private final List<TestClass> tests;
    private final Map<Path, List<String>> examples;
    private final List<String> product;

    /**
     * A class of a {@code src/test/java}.
     *
     * @param name its full name
     * @param module the folder of its module
     * @param runs the test methods that run
     * @param rests the test methods that do not, or not always: disabled, conditional or long
     */
    private record TestClass(String name, Path module, Set<String> runs, Set<String> rests) {}

    /**
     * @param examples what the tests of a module may run over, without what follows the last dot: its own test
     *     resources, and what any module ships
     */
    private Sources(Path project, List<TestClass> tests, Map<Path, List<String>> examples, List<String> product) {
        this.project = project;
        this.tests = tests;
        this.examples = examples;
        this.product = product;
    }

    /** @param project the folder that holds the modules */
    static Sources of(Path project) {
        try (Stream<Path> folders = Files.list(project)) {
            List<TestClass> tests = new ArrayList<>();
            Map<Path, List<String>> examples = new HashMap<>();
            List<String> product = new ArrayList<>();
            List<String> shipped = new ArrayList<>();
            for (Path module : folders.sorted().toList()) {
                for (Path file : files(module.resolve("src/main/java"), ".java")) {
                    product.add(className(module.resolve("src/main/java"), file));
                }
                shipped.addAll(resources(module.resolve("src/main/resources")));
                List<Path> files = files(module.resolve("src/test/java"), ".java");
                if (!files.isEmpty()) {
                    tests.addAll(parse(module, files));
                    examples.put(module, resources(module.resolve("src/test/resources")));
                }
            }
            examples.values().forEach(own -> own.addAll(shipped));
            return new Sources(project, tests, examples, product);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Why nothing is proved by this citation; empty when the test is there and runs. */
    Optional<String> problem(Citation citation) {
        List<TestClass> found = tests.stream()
                .filter(test -> isEndOf(citation.type(), test.name()))
                .toList();
        if (found.size() != 1) {
            return Optional.of(
                    found.isEmpty()
                            ? "there is no class " + citation.type() + " in any src/test/java"
                            : "several classes are called " + citation.type() + ": "
                                    + found.stream().map(TestClass::name).toList());
        }
        TestClass test = found.get(0);
        if (TIERS.stream().noneMatch(test.name()::endsWith)) {
            return Optional.of(test.name() + " is not run: its name ends in none of " + TIERS);
        }
        if (citation.method().isEmpty()) {
            return test.runs().isEmpty() ? Optional.of("nothing in " + test.name() + " runs") : Optional.empty();
        }
        String method = citation.method().get();
        if (!test.runs().contains(method)) {
            return Optional.of(
                    test.rests().contains(method)
                            ? citation + " is disabled, conditional or long: it is not part of every run"
                            : test.name() + " has no test called " + method);
        }
        return citation.example()
                .filter(example -> !isFileOf(test.module(), example))
                .map(example -> "there is no file " + example + " in the test resources of "
                        + test.module().getFileName() + " or in what a module ships");
    }

    /** Whether a class of the product is called so, or a file of the project is there. */
    boolean hasInProduct(String name) {
        return name.contains("/")
                ? Files.isRegularFile(project.resolve(name))
                : product.stream().filter(type -> isEndOf(name, type)).count() == 1;
    }

    private static boolean isEndOf(String tail, String name) {
        return name.equals(tail) || name.endsWith("." + tail);
    }

    private boolean isFileOf(Path module, String example) {
        return examples.getOrDefault(module, List.of()).stream().anyMatch(file -> file.endsWith("/" + example));
    }

    private static List<String> resources(Path folder) {
        List<String> names = new ArrayList<>();
        for (Path file : files(folder, "")) {
            names.add(file.toString().replace('\\', '/').replaceFirst("\\.[^./]*$", ""));
        }
        return names;
    }

    private static List<TestClass> parse(Path module, List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("Tests need a JDK, and this is a Java without a compiler.");
        }
        List<TestClass> classes = new ArrayList<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                for (Tree type : unit.getTypeDecls()) {
                    if (type instanceof ClassTree tree) {
                        String name = unit.getPackageName() + "." + tree.getSimpleName();
                        Set<String> runs = new TreeSet<>();
                        Set<String> rests = new TreeSet<>();
                        sort(tree, true, runs, rests);
                        runs.removeAll(rests);
                        classes.add(new TestClass(name, module, runs, rests));
                    }
                }
            }
        }
        return classes;
    }

    private static void sort(ClassTree type, boolean outside, Set<String> runs, Set<String> rests) {
        boolean here = outside
                && isAlwaysRun(type.getModifiers())
                && !type.getModifiers().getFlags().contains(Modifier.ABSTRACT);
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method) {
                put(method.getName().toString(), method.getModifiers(), here, runs, rests);
            } else if (member instanceof VariableTree rule) {
                put(rule.getName().toString(), rule.getModifiers(), here, runs, rests);
            } else if (member instanceof ClassTree nested
                    && annotations(nested.getModifiers()).anyMatch("Nested"::equals)) {
                sort(nested, here, runs, rests);
            }
        }
    }

    private static void put(String name, ModifiersTree modifiers, boolean here, Set<String> runs, Set<String> rests) {
        if (annotations(modifiers).anyMatch(MAKE_A_TEST::contains)) {
            (here && isAlwaysRun(modifiers) ? runs : rests).add(name);
        }
    }

    private static boolean isAlwaysRun(ModifiersTree modifiers) {
        return annotations(modifiers).noneMatch(name -> name.startsWith("Disabled") || name.startsWith("Enabled"))
                && modifiers.getAnnotations().stream()
                        .noneMatch(annotation -> name(annotation).equals("Tag")
                                && annotation.toString().contains("\"long\""));
    }

    private static Stream<String> annotations(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream().map(Sources::name);
    }

    private static String name(AnnotationTree annotation) {
        String name = annotation.getAnnotationType().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String className(Path root, Path file) {
        return root.relativize(file)
                .toString()
                .replace('\\', '/')
                .replaceFirst("\\.java$", "")
                .replace('/', '.');
    }

    private static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
