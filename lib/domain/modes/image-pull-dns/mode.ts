import { pullMode } from "../shared/registry/pull-mode.ts";

/** The name of the registry does not resolve. dockerd asks the resolver of the host: a container's DNS has no part in it. */
export const imagePullDns = pullMode({
  id: "image-pull-dns",
  part: "dns",
  subjectIs: "registry",
  title: ({ registry }) => `Name of ${registry || "the registry"} does not resolve`,
  summary: ({ registry }) =>
    `The lookup of ${registry || "the registry"} failed on the host. dockerd asks the resolver of the host, not that of the containers; the registry itself was never reached.`,
});
