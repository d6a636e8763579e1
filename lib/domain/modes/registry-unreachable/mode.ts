import { pullMode } from "../shared/registry/pull-mode.ts";

/** The registry refuses connections, does not answer, breaks off or answers 5xx: it, its proxy or the way there is down. */
export const registryUnreachable = pullMode({
  id: "registry-unreachable",
  part: "registry",
  subjectIs: "registry",
  title: ({ registry }) => `${registry || "Registry"} unreachable`,
  summary: ({ registry }) =>
    `${registry || "The registry"} could not be asked, broke off, or answered with an error of its own. Its name resolves and no credential was refused.`,
});
