import type { Mode } from "../../mode.ts";
import { exitMode } from "../shared/exit-mode.ts";

/** A program ended by itself with a code other than 0, once or now and then: again and again it is a loop. */
export const containerExitError: Mode = exitMode({
  id: "container-exit-error",
  kind: "error",
  words: ({ life, exitCode }) => ({
    title: `Ended with code ${exitCode}`,
    what: `${life.name} ended with code ${exitCode}`,
    why:
      exitCode === 255
        ? "nobody asked it to; 255 is the program's own code, or that of a container whose shim was lost"
        : "its program said so itself, nobody asked it to stop",
  }),
});
