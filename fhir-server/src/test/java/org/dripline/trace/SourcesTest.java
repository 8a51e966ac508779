// SPDX-License-Identifier: Apache-2.0
package org.dripline.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a test that is there and runs. The sources here are made up, and are never compiled. */
class SourcesTest {

    @TempDir
    private static @Nullable Path project;

    private static @Nullable Sources sources;

    @BeforeAll
    static void write() throws IOException {
        put("pumps/src/test/java/org/odd/FlowTest.java", """
                package org.odd;
                class FlowTest {
                    @Test void flows() {}
                    @org.junit.jupiter.api.Test void flowsByItsFullName() {}
                    @ParameterizedTest @ValueSource(ints = 1) void flowsAt(int rate) {}
                    @Property void flowsAlways() {}
                    @ArchTest static final ArchRule pure = noClasses();
                    @Test @Disabled("later") void flowsBackwards() {}
                    @Test @DisabledOnOs(OS.MAC) void flowsElsewhere() {}
                    @Test @Tag("long") void flowsForHours() {}
                    // @Test void flowsInAComment() {}
                    void helps() {}
                    @Nested class Uphill { @Test void climbs() {} }
                    @Nested @Disabled class Downhill { @Test void falls() {} }
                    class Forgotten { @Test void lies() {} }
                }
                """);
        put(
                "pumps/src/test/java/org/odd/StillTest.java",
                "package org.odd; @Disabled class StillTest { @Test void rests() {} }");
        put(
                "pumps/src/test/java/org/odd/Shared.java",
                "package org.odd; abstract class Shared { @Test void shared() {} }");
        put(
                "pumps/src/test/java/org/odd/BaseTest.java",
                "package org.odd; abstract class BaseTest { @Test void shared() {} }");
        put("pumps/src/test/java/org/odd/EmptyTest.java", "package org.odd; class EmptyTest { void helps() {} }");
        put("pumps/src/test/java/org/odd/TwinTest.java", "package org.odd; class TwinTest { @Test void one() {} }");
        put("other/src/test/java/org/even/TwinTest.java", "package org.even; class TwinTest { @Test void two() {} }");
        put("pumps/src/test/resources/cases/valid/flow-1.json", "{}");
        put("other/src/main/resources/messages/start.hl7", "MSH");
        put("other/src/test/resources/cases/of-another-module.json", "{}");
        put("pumps/src/main/java/org/odd/Pump.java", "package org.odd; class Pump {}");
        put("pumps/src/main/fsh/pump.fsh", "Profile: Pump");
        sources = Sources.of(Objects.requireNonNull(project));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FlowTest",
                "FlowTest#flows",
                "FlowTest#flowsByItsFullName",
                "FlowTest#flowsAt",
                "FlowTest#flowsAlways",
                "FlowTest#pure",
                "FlowTest#climbs",
                "FlowTest#flows[valid/flow-1]",
                "FlowTest#flows[messages/start]",
                "org.odd.FlowTest#flows",
                "odd.TwinTest#one",
                "even.TwinTest#two"
            })
    void aTestThatIsThereAndRunsProves(String citation) {
        assertThat(sources().problem(cited(citation))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NowhereTest, no class",
        "FlowTest#vanishes, no test called vanishes",
        "FlowTest#helps, no test called helps",
        "FlowTest#flowsInAComment, no test called",
        "FlowTest#lies, no test called lies",
        "FlowTest#flowsBackwards, disabled",
        "FlowTest#flowsElsewhere, disabled",
        "FlowTest#flowsForHours, long",
        "FlowTest#falls, disabled",
        "FlowTest#flows[valid/flow-2], no file valid/flow-2",
        "FlowTest#flows[flow], no file flow",
        "FlowTest#flows[cases/of-another-module], no file",
        "StillTest, nothing in",
        "StillTest#rests, disabled",
        "BaseTest#shared, disabled",
        "EmptyTest, nothing in",
        "Shared#shared, is not run",
        "TwinTest#one, several classes",
        "even.TwinTest#one, no test called one"
    })
    void anotherProvesNothing(String citation, String why) {
        assertThat(sources().problem(cited(citation)))
                .hasValueSatisfying(problem -> assertThat(problem).contains(why));
    }

    @Test
    void aControlIsAClassOfTheProductOrAFile() {
        assertThat(sources().hasInProduct("Pump")).isTrue();
        assertThat(sources().hasInProduct("odd.Pump")).isTrue();
        assertThat(sources().hasInProduct("pumps/src/main/fsh/pump.fsh")).isTrue();
        assertThat(List.of("Pum", "FlowTest", "pumps/src/main/fsh", "pumps/src/main/fsh/none.fsh"))
                .noneMatch(sources()::hasInProduct);
    }

    private static Citation cited(String text) {
        return Citation.inCell("`" + text + "`").get(0);
    }

    private static Sources sources() {
        return Objects.requireNonNull(sources);
    }

    private static void put(String file, String text) throws IOException {
        Path path = Objects.requireNonNull(project).resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
    }
}
