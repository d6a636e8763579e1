import { pullMode } from "../shared/registry/pull-mode.ts";

/** The registry answers 429: too many pulls from this address or account. */
export const imagePullRateLimit = pullMode({
  id: "image-pull-rate-limit",
  part: "registry",
  subjectIs: "registry",
  title: ({ registry }) => `${registry || "Registry"} limits pulls`,
  summary: ({ registry }) =>
    `${registry || "The registry"} answers 429: too many pulls from this address or account. It works, and will serve again later; trying harder makes it later still.`,
});
