import { pullMode } from "../shared/registry/pull-mode.ts";

/** The registry answers and does not have the image: a deleted tag, a wrong name, or nothing for this processor. */
export const imagePullNotFound = pullMode({
  id: "image-pull-not-found",
  part: "registry",
  subjectIs: "image",
  title: ({ ref }) => (ref === undefined ? "Image not in the registry" : `${ref} not in the registry`),
  summary: ({ registry, ref }) =>
    `${registry || "The registry"} answers and does not have ${ref ?? "what was asked for"}: a tag that retention deleted, a name that was mistyped, or nothing for this processor.`,
});
