import { SEEN_MS } from "./fault.ts";
import { pullFault } from "./registry.ts";

// The resolver of dockerd asks again and again before it gives up.
const RESOLVER_MS = 15_000;

export const fault = pullFault(
  "image-pull-dns",
  "dns",
  {
    silent: {
      does: "the name of the registry is asked of a server that does not answer",
      mode: "pass",
      image: "registry.lab.example:5000/lab/app:1",
      seenWithinMs: SEEN_MS + RESOLVER_MS,
      says: /lookup registry\.lab\.example/,
      mend: "echo 127.0.0.1 registry.lab.example >> /etc/hosts; sleep 5",
      after: "sed -i '/registry\\.lab\\.example/d' /etc/hosts || true",
    },
  },
  "registry.lab.example:5000",
);
