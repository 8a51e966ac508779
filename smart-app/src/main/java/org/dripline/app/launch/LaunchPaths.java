// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

/** The addresses of the app's launch, below the context path. */
final class LaunchPaths {

    static final String APP = "/app";
    static final String LAUNCH = APP + "/launch";
    static final String CHECK = LAUNCH + "/check";
    static final String CALLBACK = APP + "/callback";
    static final String JWKS = APP + "/jwks";
    static final String SCREENS = APP + "/s/";
    static final String SCREEN_PATTERN = SCREENS + "{launchId}/**";
    static final String ASSETS = APP + "/assets/";
    static final String WEBJARS = APP + "/webjars/";

    private LaunchPaths() {}
}
