/** How compose, `docker ps`, swarm and the builder say that a program ended; the code follows. */
const ENDED =
  /(?:exited with(?: exit)? code:? |Exited \(|non-zero exit \(|non-zero code: |did not complete successfully: exit code: )/
    .source;

/** Lines that tell an end with one of these codes. */
export const endedWith = (codes: string): RegExp => new RegExp(`${ENDED}(?:${codes})\\b`, "i");
