// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A host EHR's chart page with the app in its frame, as the person in front of it reads it. */
final class Chart {

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final WebDriver driver;

    private Chart(WebDriver driver) {
        this.driver = driver;
    }

    /** Opens the chart and steps into the app's frame. */
    static Chart open(Chromium browser, String address) {
        browser.driver().get(address);
        return in(browser);
    }

    /** Steps into the app's frame of the chart that is open. */
    static Chart in(Chromium browser) {
        WebDriver driver = browser.driver();
        driver.switchTo().defaultContent();
        new WebDriverWait(driver, PATIENCE)
                .until(ExpectedConditions.frameToBeAvailableAndSwitchToIt(By.tagName("iframe")));
        return new Chart(driver);
    }

    Chart awaitLiveSession() {
        await("the live session", () -> !all(".live[data-mode=live]").isEmpty());
        return this;
    }

    /** Text of the first element, blank when there is none (also while the page changes it). */
    String text(String css) {
        try {
            List<WebElement> found = all(css);
            return found.isEmpty() ? "" : found.get(0).getText();
        } catch (StaleElementReferenceException swapped) {
            return "";
        }
    }

    String attribute(String css, String name) {
        try {
            List<WebElement> found = all(css);
            String value = found.isEmpty() ? null : found.get(0).getDomAttribute(name);
            return value == null ? "" : value;
        } catch (StaleElementReferenceException swapped) {
            return "";
        }
    }

    String pump() {
        return text(".card.pump .figure");
    }

    String dose() {
        return text(".card.dose .figure");
    }

    String vital(String id) {
        return text(".vital-" + id + " .figure");
    }

    int observationCount() {
        String count = attribute(".live", "data-observation-count");
        return count.isEmpty() ? -1 : Integer.parseInt(count);
    }

    /** Waits until the condition holds and returns how long that took. */
    Duration await(String what, java.util.function.BooleanSupplier condition) {
        return await(what, PATIENCE, condition);
    }

    Duration await(String what, Duration atMost, java.util.function.BooleanSupplier condition) {
        long began = System.nanoTime();
        new WebDriverWait(driver, atMost, Duration.ofMillis(50))
                .withMessage(() -> what + "; the page says: " + text("body").replaceAll("\\s+", " "))
                .until(ignored -> condition.getAsBoolean());
        return Duration.ofNanos(System.nanoTime() - began);
    }

    Object script(String script) {
        return ((JavascriptExecutor) driver).executeScript(script);
    }

    private List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }
}
