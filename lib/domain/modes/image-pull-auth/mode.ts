import { pullMode } from "../shared/registry/pull-mode.ts";

/** The registry refused the credentials of the client that asked, or had none to judge. */
export const imagePullAuth = pullMode({
  id: "image-pull-auth",
  part: "registry",
  subjectIs: "registry",
  title: ({ registry }) => `${registry || "Registry"} denies the pull`,
  summary: ({ registry }) =>
    `${registry || "The registry"} refused the credentials, or had none. They are those of the client that asked, not of dockerd; a private registry says the same of a name that does not exist.`,
});
