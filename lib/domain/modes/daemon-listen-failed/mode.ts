import { startCauseMode } from "../shared/start-cause-mode.ts";

/** dockerd cannot open a socket it was told to listen on: no socket from systemd, an address that is not here, no right. */
export const daemonListenFailed = startCauseMode({
  id: "daemon-listen-failed",
  part: "sock",
  title: "API socket cannot be opened",
  tell: ({ line, marked: { values } }) => {
    const why = values.find((value) => value !== "") ?? line.text;
    const isActivation = why.includes("socket activation");
    return {
      summary: isActivation
        ? "dockerd was told to take its socket from systemd (-H fd://), and got none: docker.socket is not active, or dockerd was not started by systemd."
        : `dockerd cannot open a socket it should listen on, and does not start: ${why}`,
    };
  },
});
