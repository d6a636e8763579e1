import { OWN, pullFault } from "./registry.ts";

export const fault = pullFault(
  "image-digest-mismatch",
  "registry",
  {
    corrupt: {
      does: "the registry hands out a damaged configuration and a damaged layer",
      mode: "corrupt",
      image: `${OWN}/lab/app:1`,
      says: /verification failed for digest/,
      before: `docker rmi --force ${OWN}/lab/app:1 >/dev/null 2>&1 || true`,
    },
  },
  OWN,
);
