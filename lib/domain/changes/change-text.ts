import { formatDuration, lengthBetween } from "../length.ts";
import { quoteForShell } from "../runbooks/fill-command.ts";
import type { Deploy, HostChange, ImageOfService } from "./host-change.ts";

const DIGEST = /^(?:sha256:)?[0-9a-f]{12,64}$/;

/** Asked for by digest, or a tag that has moved on since. */
export const isDigest = (ref: string): boolean => DIGEST.test(ref);

/** "sha256:0a1b2c3d4e5f": as much of it as Docker prints. */
export const shortDigest = (imageId: string): string => imageId.slice(0, "sha256:".length + 12);

/** "shop/web:1.4 (sha256:0a1b2c3d4e5f)" */
export function imageText({ ref, imageId }: ImageOfService): string {
  const digest = imageId === undefined ? "digest not known" : shortDigest(imageId);
  return isDigest(ref) && imageId !== undefined ? digest : `${ref} (${digest})`;
}

export const CHANGE_NAMES: Readonly<Record<HostChange["kind"], string>> = {
  deploy: "Deploy",
  boot: "Boot",
  upgrade: "Upgrade",
};

/** What was changed, in one line. */
export function changeText(change: HostChange): string {
  switch (change.kind) {
    case "deploy":
      return `${change.service}: ${imageText(change.before)} → ${imageText(change.after)}`;
    case "boot":
      return `Host started, boot id ${change.bootId}`;
    case "upgrade":
      return `${change.component} ${change.before} → ${change.after}`;
  }
}

/** Whether it came before the service first died: only then may it be why. */
export function dieText({ at, diedBeforeAt, diedAfterAt }: Deploy): string {
  if (diedBeforeAt !== undefined) return `after its first die, ${lengthText(diedBeforeAt, at)} later`;
  if (diedAfterAt !== undefined) return `before its first die, ${lengthText(at, diedAfterAt)} earlier`;
  return "no die since";
}

const lengthText = (from: number, to: number): string => formatDuration(Math.max(0, lengthBetween(from, to)));

/**
 * The way back to the image before: its name is put on the old image, which stays on the host until it is pruned. A
 * compose service is made anew from it by the command, another container by whoever made it. Undefined where the
 * digest is not known, or no name is left to put on it.
 */
export function goBackCommand({ before, after, compose }: Deploy): string | undefined {
  const ref = [after.ref, before.ref].find((name) => !isDigest(name));
  if (before.imageId === undefined || ref === undefined) return undefined;
  const words = ["docker", "tag", before.imageId, ref];
  const up = compose && [
    ...["docker", "compose", "-p", compose.project, "up", "-d", "--no-deps", "--no-build"],
    compose.service,
  ];
  const tag = inShell(words);
  if (up === undefined || tag === undefined) return tag;
  const next = inShell(up);
  return next && `${tag} && ${next}`;
}

function inShell(words: readonly string[]): string | undefined {
  const quoted = words.map((word) => (/^--?[a-z-]+$/.test(word) ? word : quoteForShell(word)));
  return quoted.includes(undefined) ? undefined : quoted.join(" ");
}
