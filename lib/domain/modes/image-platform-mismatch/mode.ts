import { pullMode } from "../shared/registry/pull-mode.ts";

/** The image is there, but for another processor or system than this host has or than was asked for. */
export const imagePlatformMismatch = pullMode({
  id: "image-platform-mismatch",
  part: "images",
  subjectIs: "image",
  title: ({ ref }) =>
    ref === undefined ? "Image is for another platform" : `${ref} is for another platform`,
  summary: ({ ref }) =>
    `${ref ?? "The image"} is there, but was built for another processor or system than this host has or than was asked for.`,
});
