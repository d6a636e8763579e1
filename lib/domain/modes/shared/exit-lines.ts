/** How compose, `docker ps`, swarm and the builder say that a program ended; the code follows. */
const ENDED =
  /(?:exited with(?: exit)? code:? |Exited \(|non-zero exit \(|non-zero code: |did not complete successfully: exit code: |didn't complete successfully: exit |\S\s{2,}Exit )/
    .source;
/** `docker inspect` of a container; a health check has a code as well, and its output after it. */
const INSPECTED = /"?ExitCode"?:\s*/.source;
const OF_CONTAINER = /,\s*"?(?:Error|FinishedAt)"?:/.source;

/** Lines that tell an end with one of these codes. */
export const endedWith = (codes: string): RegExp =>
  new RegExp(`(?:${ENDED}(?:${codes})\\b|${INSPECTED}(?:${codes})${OF_CONTAINER})`, "i");
