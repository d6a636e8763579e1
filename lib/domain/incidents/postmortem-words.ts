import type { EntryBody } from "../timeline.ts";

/** What somebody did to the postmortem, after their name. */
export function postmortemWords(
  body: Extract<EntryBody, { kind: "postmortem.changed" | "postmortem.erased" }>,
): string {
  const { version } = body;
  if (body.kind === "postmortem.erased")
    return `erased version ${version} of the postmortem for good: ${body.reason}`;
  switch (body.to) {
    case "draft":
      return version === undefined
        ? "began the postmortem"
        : `opened the postmortem again after version ${version}`;
    case "in-review":
      return "asked for a review of the postmortem";
    case "published":
      return `published the postmortem, version ${version ?? 1}`;
  }
}
