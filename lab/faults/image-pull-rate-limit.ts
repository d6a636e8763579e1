import { OWN, pullFault } from "./registry.ts";

export const fault = pullFault(
  "image-pull-rate-limit",
  "registry",
  {
    limited: {
      does: "the registry answers 429 to each manifest",
      mode: "rate-limit",
      image: `${OWN}/lab/app:1`,
      says: /toomanyrequests/,
    },
  },
  OWN,
);
