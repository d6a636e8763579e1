import { startCauseMode } from "../shared/start-cause-mode.ts";

/** A key of daemon.json, or a flag, that this version of the engine does not know: a typing error, or another version's. */
export const daemonJsonUnknownKey = startCauseMode({
  id: "daemon-json-unknown-key",
  part: "config",
  title: "Unknown setting",
  tell: ({ marked: { values } }) => {
    const key = values[0]?.trim() ?? "";
    return key === ""
      ? { summary: "dockerd was given a flag or an argument that it does not know, and does not start." }
      : {
          title: `daemon.json has an unknown key: ${key}`,
          summary: `dockerd knows no setting “${key}” and does not start. Another version may know it.`,
          facts: { key },
        };
  },
});
