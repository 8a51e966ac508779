// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * As much of a browser as a launch needs: it follows redirects by hand, keeps the app's cookies or refuses to, and
 * knows that the app's public address leads to the port the test runs it on.
 */
final class Browser {

    static final String APP = "http://app-134418.test";

    /** A page, or whatever else ended the redirects. */
    record Page(URI address, HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String appAddress;
    private final boolean keepsCookies;
    private final Map<String, String> cookies = new ConcurrentSkipListMap<>();
    private final List<String> setCookies = new CopyOnWriteArrayList<>();
    private final List<URI> visited = new CopyOnWriteArrayList<>();

    Browser(int appPort) {
        this(appPort, true);
    }

    private Browser(int appPort, boolean keepsCookies) {
        this.appAddress = "http://localhost:" + appPort;
        this.keepsCookies = keepsCookies;
    }

    static Browser withoutCookies(int appPort) {
        return new Browser(appPort, false);
    }

    /** Every Set-Cookie header seen. */
    List<String> setCookies() {
        return setCookies;
    }

    /** Every address asked for, in order. */
    List<URI> visited() {
        return visited;
    }

    /** Opens an address and follows every redirect. */
    Page open(String address) {
        return open(address, 10);
    }

    /** Opens an address and follows no redirect. */
    Page only(String address) {
        return open(address, 0);
    }

    /** Follows redirects until one would lead to a path that begins with {@code part}; gives that address. */
    String until(String address, String part) {
        String next = address;
        for (int hops = 0; hops < 10; hops++) {
            Page page = only(next);
            next = location(page);
            if (URI.create(next).getPath().startsWith(part)) {
                return next;
            }
        }
        throw new AssertionError("never came to " + part + " from " + address);
    }

    private Page open(String address, int redirects) {
        Page page = get(URI.create(address));
        if (redirects > 0 && page.status() >= 300 && page.status() < 400) {
            return open(location(page), redirects - 1);
        }
        return page;
    }

    private static String location(Page page) {
        return page.address().resolve(page.header("Location")).toString();
    }

    private Page get(URI address) {
        visited.add(address);
        boolean app = address.toString().startsWith(APP);
        URI real = app ? URI.create(address.toString().replace(APP, appAddress)) : address;
        HttpRequest.Builder request = HttpRequest.newBuilder(real).GET().header("Accept", "text/html,*/*;q=0.8");
        if (app && !cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    String.join(
                            "; ",
                            cookies.entrySet().stream()
                                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                    .toList()));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (app) {
                response.headers().allValues("Set-Cookie").forEach(this::keep);
            }
            return new Page(address, response);
        } catch (IOException e) {
            throw new AssertionError("no answer from " + real, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void keep(String header) {
        setCookies.add(header);
        String[] pair = header.split(";", 2)[0].split("=", 2);
        if (keepsCookies) {
            cookies.put(pair[0], pair[1]);
        }
    }
}
