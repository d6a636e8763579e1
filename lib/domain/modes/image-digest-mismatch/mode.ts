import { pullMode } from "../shared/registry/pull-mode.ts";

/** What arrived is not what its digest says: a proxy, a mirror or the store of the registry hands out damaged content. */
export const imageDigestMismatch = pullMode({
  id: "image-digest-mismatch",
  part: "registry",
  subjectIs: "registry",
  title: ({ registry }) => `Content from ${registry || "the registry"} does not match its digest`,
  summary: ({ registry }) =>
    `What ${registry || "the registry"} sent is not what its digest says. dockerd threw it away; a proxy, a mirror or the store of the registry hands out damaged content.`,
});
