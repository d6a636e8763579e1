import { startCauseMode } from "../shared/start-cause-mode.ts";

/** The cgroup driver of the configuration does not exist, or the cgroup parent does not fit it. */
export const cgroupDriverInvalid = startCauseMode({
  id: "cgroup-driver-invalid",
  part: "config",
  title: "cgroup driver refused",
  tell: ({ marked: { values } }) =>
    values[0] === undefined || values[0] === ""
      ? { summary: "With the systemd cgroup driver, cgroup-parent must be a slice. dockerd does not start." }
      : {
          title: `cgroup driver ${values[0]} not known`,
          summary: `dockerd knows no cgroup driver “${values[0]}”: systemd or cgroupfs. It does not start.`,
          facts: { driver: values[0] },
        },
});
