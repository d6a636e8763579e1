import { startCauseMode } from "../shared/start-cause-mode.ts";

/** A key that is known with a value it cannot have: quotes too many or too few, or a word that is none of the allowed. */
export const daemonJsonWrongType = startCauseMode({
  id: "daemon-json-wrong-type",
  part: "config",
  title: "Wrong value in the configuration",
  tell: ({ marked: { signature, values } }) => {
    if (signature.id === "config-wrong-type") {
      const [given = "", field = "", type = ""] = values;
      // "Config.CommonConfig.LogConfig.log-opts": what is named by Go begins with a capital letter.
      const key = field.split(".").find((part) => /^[a-z]/.test(part)) ?? field;
      return {
        title: `Wrong type for ${key} in daemon.json`,
        summary: `“${key}” is a ${given} in daemon.json, and dockerd wants ${type}. It does not start.`,
        facts: { key },
      };
    }
    const why = values.find((value) => value !== "");
    return {
      summary: `dockerd refuses a value of its configuration and does not start${why === undefined ? "" : `: ${why}`}.`,
    };
  },
});
