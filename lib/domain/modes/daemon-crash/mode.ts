import { MINUTE_MS } from "../../time.ts";
import { startCauseMode } from "../shared/start-cause-mode.ts";

/** dockerd ended with a panic or a fatal error of its own: a bug, or no memory left to it. */
export const daemonCrash = startCauseMode({
  id: "daemon-crash",
  part: "dockerd",
  title: "dockerd crashed",
  tell: ({ line }) => ({
    summary: `dockerd ended by itself: ${line.text.slice(0, 160)}. The dump below that line is what its developers need: keep it.`,
  }),
  // Up again, it may crash again: long enough to be seen by those who come to look.
  whileRunning: {
    signatureIds: ["engine-crash"],
    forMs: MINUTE_MS,
    title: "dockerd crashed and is up again",
  },
});
