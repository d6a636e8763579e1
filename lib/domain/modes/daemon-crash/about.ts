import type { ModeAbout } from "../../mode-about.ts";
import { START_EFFECTS } from "../shared/relations.ts";

export const about: ModeAbout = {
  id: "daemon-crash",
  title: "dockerd crashed",
  part: "dockerd",
  group: "Daemon at run time",
  severity: "page",
  hiddenBy: [],
  explainedBy: [],
  explains: START_EFFECTS,
  knownToMs: 0,
  signatures: [
    {
      id: "engine-crash",
      units: ["dockerd"],
      pattern:
        /^(?:panic: |panic (?:during|holding) |fatal(?: error)?: (?:morestack on|systemstack|bad g\b)|fatal error: |runtime: (?:out of memory|program exceeds)|SIG(?:ABRT|BUS|FPE|ILL|SEGV|SYS|TRAP): |unexpected fault address )/,
      label: "crash",
      severity: "page",
      // The last words of every program in Go.
      isAnybodys: true,
    },
    {
      // The trace below the last words, where those were cut off: the frame of Go's panic, the signal it was made of, and
      // frames with their registers, which Go prints of a fatal error only. A dump that was asked for has none of them.
      id: "engine-crash-trace",
      units: ["dockerd"],
      pattern:
        /^panic\(\{?0x[0-9a-f]+|^\[signal (?:SIG[A-Z]+\b|0x[0-9a-f]+ code=)|\bfp=0x[0-9a-f]+ sp=0x[0-9a-f]+/,
      label: "crash",
      severity: "page",
      isEffect: true,
    },
    {
      id: "engine-crash-otherwise",
      units: ["dockerd"],
      pattern: /^runtime: goroutine stack exceeds|http: panic serving|^segfault at [0-9a-f]+ ip/,
      label: "crash",
      severity: "page",
      isAnybodys: true,
      isOfPaste: true,
    },
    {
      id: "engine-crash-in-trace",
      units: ["dockerd", "client"],
      pattern:
        /^(?:panic|fatal error): [\s\S]{0,900}?(?:github\.com\/(?:docker\/docker|moby\/moby)\/|\bdockerd\b)/,
      label: "crash",
      severity: "page",
      isOfPaste: true,
    },
  ],
  proof: "lab",
};
