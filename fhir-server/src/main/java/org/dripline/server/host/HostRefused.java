// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.host;

/** A launch at a host that gives nothing here; becomes an OAuth error in one place. */
public final class HostRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HostProblem problem;

    public HostRefused(HostProblem problem) {
        super(problem.name(), null, false, false);
        this.problem = problem;
    }

    public HostProblem problem() {
        return problem;
    }
}
