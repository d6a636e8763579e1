import { OWN, pullFault } from "./registry.ts";

export const fault = pullFault(
  "image-pull-not-found",
  "registry",
  {
    tag: {
      does: "the registry does not have the tag any more",
      mode: "not-found",
      image: `${OWN}/lab/app:1`,
      says: /manifest (?:unknown|for .* not found)/,
    },
  },
  OWN,
);
