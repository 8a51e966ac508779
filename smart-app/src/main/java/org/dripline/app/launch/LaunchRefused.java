// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

/** Ends a request with the page of a {@link LaunchProblem}. Carries nothing of the launch or the patient. */
public final class LaunchRefused extends RuntimeException {

    private final LaunchProblem problem;

    /** A refusal for {@code problem}. */
    public LaunchRefused(LaunchProblem problem) {
        super(problem.name(), null, false, false);
        this.problem = problem;
    }

    /** Why. */
    public LaunchProblem problem() {
        return problem;
    }
}
