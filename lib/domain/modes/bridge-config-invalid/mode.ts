import { startCauseMode } from "../shared/start-cause-mode.ts";

/** What the configuration says of the default bridge cannot be: its name, its address, its size. */
export const bridgeConfigInvalid = startCauseMode({
  id: "bridge-config-invalid",
  part: "bridge",
  title: "Bridge settings refused",
  tell: ({ line, marked: { values } }) => {
    const words =
      /(?:controller: |daemon: )(?!.*(?:controller: |daemon: ))(.+)/.exec(line.text)?.[1] ?? line.text;
    const wrong = values.find((value) => value !== "");
    return {
      summary: `dockerd cannot make its default bridge and does not start: ${words}`,
      ...(wrong !== undefined && { facts: { value: wrong } }),
    };
  },
});
