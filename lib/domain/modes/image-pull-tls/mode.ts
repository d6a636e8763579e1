import { pullMode } from "../shared/registry/pull-mode.ts";

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/HTTP response to HTTPS client|first record does not look/, "it speaks plain HTTP where TLS was expected"],
  [
    /unknown authority|self-signed/,
    "its certificate was signed by an authority that this host does not trust",
  ],
  [/expired|not yet valid/, "its certificate is outside its time, or the clock of this host is"],
  [/is valid for|SANs|not match/, "its certificate is for another name"],
];
const whyTls = (text: string): string =>
  REASONS.find(([pattern]) => pattern.test(text))?.[1] ?? "the handshake failed";

/** The registry answers, but its certificate is not accepted, or it speaks plain HTTP where TLS is expected. */
export const imagePullTls = pullMode({
  id: "image-pull-tls",
  part: "tls",
  subjectIs: "registry",
  title: ({ registry }) => `TLS of ${registry || "the registry"} not accepted`,
  summary: ({ registry, lines }) =>
    `${registry || "The registry"} answers, and dockerd does not accept how: ${whyTls(lines[0]?.line.text ?? "")}.`,
});
