import { MINUTE_MS } from "../../time.ts";
import { startCauseMode } from "../shared/start-cause-mode.ts";

/** The runtime that containers are to be made with is not defined, or its program is not there. */
export const runtimeMissing = startCauseMode({
  id: "runtime-missing",
  part: "shims",
  title: "Container runtime missing",
  tell: ({ marked: { values } }) => {
    const runtime = values.find((value) => value !== "")?.replace(/[.,;:'"]+$/, "") ?? "";
    return {
      title: `Runtime ${runtime} missing`,
      summary: `The runtime ${runtime} is not there: not defined, or its program is gone. What wants it does not start.`,
      facts: { runtime },
    };
  },
  // A container was refused: so long as somebody tries again, at the least.
  whileRunning: {
    signatureIds: ["runtime-unknown"],
    forMs: 15 * MINUTE_MS,
    title: "Container runtime missing",
  },
});
