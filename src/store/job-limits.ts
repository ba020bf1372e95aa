// The limits of jobs, the same whatever keeps them.

/** A job whose worker was lost so many times is given up. */
export const MOST_JOB_ATTEMPTS = 3;

/** How long an ended job can be looked at. */
export const JOB_KEPT_MS = 24 * 60 * 60 * 1000;
