// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** SUSHI, which makes FHIR artefacts of FSH; there with {@code -Pfsh} only. */
final class Sushi {

    /** The system property that says where its package cache is. */
    static final String HOME = "fsh.home";

    private Sushi() {}

    /**
     * Makes the artefacts of a guide's folder.
     *
     * @param out a folder for what it writes, its log among it
     * @return the folder of the artefacts, one JSON file each
     */
    static Path build(Path guide, Path out) throws IOException, InterruptedException {
        run(
                out,
                List.of(
                        "node",
                        Path.of("npm/node_modules/fsh-sushi/dist/app.js")
                                .toAbsolutePath()
                                .toString(),
                        "build",
                        guide.toString(),
                        "--out",
                        out.toString()));
        return out.resolve("fsh-generated/resources");
    }

    /** Runs a command to its end, which must be a good one; what it says is in {@code run.log}. */
    static void run(Path out, List<String> command) throws IOException, InterruptedException {
        Path log = Files.createDirectories(out).resolve("run.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("HOME", System.getProperty(HOME));
        Process running = builder.start();
        assertThat(running.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(running.exitValue()).as(Files.readString(log)).isZero();
    }
}
