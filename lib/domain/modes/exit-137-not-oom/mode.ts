import type { Mode } from "../../mode.ts";
import { exitMode } from "../shared/exit-mode.ts";

/**
 * Killed by SIGKILL, and neither Docker nor the kernel's memory limit did it: a `kill -9` on the host, or a shim that was
 * lost. A stop that ran into its grace time has its `kill` events and was asked for.
 */
export const exit137NotOom: Mode = exitMode({
  id: "exit-137-not-oom",
  kind: "kill",
  words: ({ life }) => ({
    title: "Killed, not for memory",
    what: `${life.name} was killed (code 137)`,
    why: "no stop or kill was asked of Docker and no memory kill was told, so something on the host did it",
  }),
});
