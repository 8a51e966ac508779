// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The headless browser of the end-to-end tests: Debian's Chromium with its own driver, a fresh profile each time, and
 * none of the background traffic a browser starts by itself.
 *
 * <p>Where no browser is found the test is skipped on a developer's machine and fails where {@code -De2e.required=true}
 * says that it must not be (continuous integration).
 */
final class Chromium implements AutoCloseable {

    private static final List<String> BROWSERS = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser");
    private static final List<String> DRIVERS = List.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");

    private final ChromeDriver driver;
    private final Path profile;

    private Chromium(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /** Third-party cookies as the browser ships them. */
    static Chromium open() {
        return open(List.of());
    }

    /** Third-party cookies blocked, as hospitals' browsers and Chromium's own phase-out have it. */
    static Chromium openWithThirdPartyCookiesBlocked() {
        return open(List.of("--test-third-party-cookie-phaseout"));
    }

    static Chromium open(List<String> moreArguments) {
        String browser = firstExisting(BROWSERS);
        String chromedriver = firstExisting(DRIVERS);
        if (browser.isEmpty() || chromedriver.isEmpty()) {
            String missing =
                    "no Chromium with chromedriver on this machine; ./dripline test installs both where it can";
            if (Boolean.getBoolean("e2e.required")) {
                Assertions.fail(missing);
            }
            Assumptions.abort(missing);
        }
        try {
            Path profile = Files.createTempDirectory(Path.of("target"), "chromium-");
            List<String> arguments = new ArrayList<>(List.of(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--hide-scrollbars",
                    "--force-color-profile=srgb",
                    "--user-data-dir=" + profile.toAbsolutePath()));
            arguments.addAll(moreArguments);
            ChromeOptions options = new ChromeOptions();
            options.setBinary(browser);
            options.addArguments(arguments);
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(new File(chromedriver))
                    .usingAnyFreePort()
                    .build();
            ChromeDriver driver = new ChromeDriver(service, options);
            driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
            driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
            return new Chromium(driver, profile);
        } catch (IOException e) {
            throw new IllegalStateException("the browser's profile folder cannot be made under target/", e);
        }
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Sizes the page's own area, in CSS pixels, also below the 500 px a window cannot go under. */
    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                java.util.Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Keeps a picture under {@code target/screenshots}. */
    Path screenshot(String name) {
        try {
            Path file = Path.of("target", "screenshots", name + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
            return file;
        } catch (IOException e) {
            throw new IllegalStateException("the screenshot cannot be written under target/", e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new IllegalStateException("the browser's profile folder cannot be removed", e);
        }
    }

    private static String firstExisting(List<String> candidates) {
        return candidates.stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse("");
    }
}
