import type { Redact } from "./redact-value.ts";

/** Of one file; more belongs to a place that keeps files. */
export const ATTACHMENT_LIMIT_BYTES = 10 * 1_024 * 1_024;
/** Of one request: as text it still fits what any body may be. */
export const ATTACHMENT_PART_BYTES = 180 * 1_024;
const NAME_LIMIT = 120;
/** Of what a browser sends; file systems allow 255. */
const ASKED_NAME_LIMIT = 512;

export type AttachmentType = "image/png" | "image/jpeg" | "text/plain" | "application/json";

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a file is by its bytes, whatever it is called; undefined for what is not taken. */
export function attachmentType(bytes: Uint8Array, name: string): AttachmentType | undefined {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  const text = textOf(bytes);
  if (text === undefined) return undefined;
  return /\.json$/i.test(name) && isJson(text) ? "application/json" : "text/plain";
}

const ENDING: Readonly<Record<AttachmentType, RegExp>> = {
  "image/png": /\.png$/i,
  "image/jpeg": /\.jpe?g$/i,
  "text/plain": /\.(?:txt|log|md|csv|ya?ml)$/i,
  "application/json": /\.json$/i,
};
const WRITTEN: Readonly<Record<AttachmentType, string>> = {
  "image/png": ".png",
  "image/jpeg": ".jpg",
  "text/plain": ".txt",
  "application/json": ".json",
};

/** In a name of a file a hyphen may stand for a blank, and what begins behind it for a word of its own. */
function withoutSecrets(name: string, redact: Redact): string {
  let told = redact(name).text;
  for (let at = told.indexOf("-"); at !== -1; at = told.indexOf("-", at + 1))
    told = told.slice(0, at + 1) + redact(told.slice(at + 1)).text;
  return told;
}

/**
 * A name any system takes, with the ending of what the file is: nothing that is run when it is opened, and no secret, which
 * could no longer be known as one once its signs are replaced.
 */
export function attachmentName(name: string, type: AttachmentType, redact: Redact): string {
  const last = (name.split(/[\\/]/).at(-1) ?? "").slice(0, ASKED_NAME_LIMIT);
  const plain = withoutSecrets(last, redact)
    .replace(/[^\p{L}\p{N} ._-]+/gu, "-")
    .replace(/^[.\s-]+/, "");
  const cut = plain.slice(0, NAME_LIMIT) || "file";
  return ENDING[type].test(cut) ? cut : `${cut}${WRITTEN[type]}`;
}
