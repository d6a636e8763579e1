/** Of one file; more belongs to a place that keeps files. */
export const ATTACHMENT_LIMIT_BYTES = 10 * 1_024 * 1_024;
/** Of one request: as text it still fits what any body may be. */
export const ATTACHMENT_PART_BYTES = 180 * 1_024;
const NAME_LIMIT = 120;

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

/** A name any system takes, with the ending of what the file is: nothing that is run when it is opened. */
export function attachmentName(name: string, type: AttachmentType): string {
  const plain = (name.split(/[\\/]/).at(-1) ?? "")
    .replace(/[^\p{L}\p{N} ._-]+/gu, "-")
    .replace(/^[.\s-]+/, "");
  const cut = plain.slice(0, NAME_LIMIT) || "file";
  return ENDING[type].test(cut) ? cut : `${cut}${WRITTEN[type]}`;
}
