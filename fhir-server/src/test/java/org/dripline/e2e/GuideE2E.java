// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** The guide as a browser shows it, read from the files the build wrote: no product is started. */
class GuideE2E {

    private static final Path GUIDE = Path.of("../profiles/target/classes/org/dripline/ig")
            .toAbsolutePath()
            .normalize();

    private static Chromium browser;

    @BeforeAll
    static void open() {
        browser = Chromium.open(List.of("--allow-file-access-from-files"));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    /** Rows of a list or table that are looked at: those after them come out of the same template. */
    private static final int ROWS = 40;

    @ParameterizedTest
    @CsvSource({
        "index.html, 1280",
        "index.html, 360",
        "workflow-session.html, 360",
        "artefacts.html, 360",
        "terminology.html, 360",
        "find.html, 1600",
        "package.html, 360",
        "notices.html, 360",
        "StructureDefinition-dripline-session-blood-pressure.html, 1280",
        "StructureDefinition-dripline-session-blood-pressure.html, 360",
        "StructureDefinition-dripline-infusion-order.html, 1600",
        "CodeSystem-dripline-pump-event.html, 360",
        "ValueSet-dripline-pump-token.html, 768"
    })
    void aPageFitsAndIsAccessible(String page, int width) {
        browser.resize(width, 900);
        driver().get(GUIDE.resolve(page).toUri().toString());
        driver().executeScript("document.querySelectorAll('details').forEach(each => each.open = true)");

        assertThat(driver().executeScript(
                                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("horizontal overflow in px")
                .isEqualTo(0L);
        browser.screenshot("guide-" + page.replace(".html", "") + "-" + width);
        driver().executeScript(
                        "document.querySelectorAll('ul, ol, dl, tbody').forEach("
                                + "list => [...list.children].slice(arguments[0]).forEach(row => row.remove()))",
                        ROWS);
        List<Rule> violations = new AxeBuilder().analyze(driver()).getViolations();
        assertThat(violations)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
                .isEmpty();
    }

    @Test
    void theIndexNarrowsAsOneTypes() {
        driver().get(GUIDE.resolve("find.html").toUri().toString());
        driver().findElement(By.id("find")).sendKeys("blood pressure systolic");

        @SuppressWarnings("unchecked") // a script's array of strings
        List<String> shown = (List<String>)
                Objects.requireNonNull(
                        driver().executeScript(
                                        "return [...document.querySelectorAll('#index > li')].filter(entry => entry.checkVisibility()).map(entry => entry.innerText)"));
        assertThat(shown)
                .isNotEmpty()
                .allSatisfy(
                        entry -> assertThat(entry.toLowerCase(Locale.ROOT)).contains("blood", "pressure", "systolic"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "StructureDefinition-dripline-session-blood-pressure.html"})
    void nothingIsAskedOfAnotherMachine(String page) {
        driver().get(GUIDE.resolve(page).toUri().toString());

        assertThat(
                        driver().executeScript(
                                        "return performance.getEntriesByType('resource').map(each => each.name).filter(name => !name.startsWith('file:'))"))
                .isEqualTo(List.of());
    }

    private static ChromeDriver driver() {
        return browser.driver();
    }
}
