import { ATTACHMENT_LIMIT_BYTES, ATTACHMENT_PART_BYTES } from "../domain/incidents/attachment.ts";
import { IMPORT_LIMIT_BYTES } from "../domain/incidents/import-limit.ts";
import type { Visibility } from "../domain/timeline.ts";
import { attachPart, type Imported, importPart } from "./api.ts";
import type { Answer } from "./ask.ts";

export interface FileToSend {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Sends a file part by part and tells how much is there. A part that gets no answer ends it; sent again under the same
 * key it is one entry.
 */
export async function sendFile(
  incidentId: string,
  { name, bytes }: FileToSend,
  how: { readonly visibility: Visibility; readonly clientKey: string },
  onSent: (sentRatio: number) => void,
  sendPart: typeof attachPart = attachPart,
): Promise<Answer<unknown>> {
  return inParts(bytes, ATTACHMENT_LIMIT_BYTES, onSent, (part) =>
    sendPart(incidentId, { name, ...part, ...how }),
  );
}

/** Sends an export to be read back, in the same way. The answer to its last part is the import it is. */
export const sendImport = (
  { name, bytes }: FileToSend,
  clientKey: string,
  onSent: (sentRatio: number) => void,
  sendPart: typeof importPart = importPart,
): Promise<Answer<Imported | null>> =>
  inParts(bytes, IMPORT_LIMIT_BYTES, onSent, (part) => sendPart({ name, ...part, clientKey }));

interface Part {
  readonly sizeBytes: number;
  readonly offset: number;
  readonly data: string;
}

const toMiB = (bytes: number): number => Math.ceil(bytes / 1_024 ** 2);

async function inParts<Value>(
  bytes: Uint8Array,
  limitBytes: number,
  onSent: (sentRatio: number) => void,
  send: (part: Part) => Promise<Answer<Value | null>>,
): Promise<Answer<Value | null>> {
  const sizeBytes = bytes.length;
  if (sizeBytes === 0) return refused("The file is empty.");
  if (sizeBytes > limitBytes)
    return refused(`The file has ${toMiB(sizeBytes)} MiB; at most ${toMiB(limitBytes)} MiB are taken.`);
  let answer: Answer<Value | null> = { kind: "done", value: null };
  for (let offset = 0; offset < sizeBytes; offset += ATTACHMENT_PART_BYTES) {
    const part = bytes.subarray(offset, offset + ATTACHMENT_PART_BYTES);
    answer = await send({ sizeBytes, offset, data: toBase64(part) });
    if (answer.kind === "failed") return answer;
    onSent((offset + part.length) / sizeBytes);
  }
  return answer;
}

const refused = (message: string) => ({ kind: "failed", code: "invalid-input", message }) as const;

function toBase64(bytes: Uint8Array): string {
  let text = "";
  // Spread in pieces: a call takes a bounded number of arguments.
  for (let from = 0; from < bytes.length; from += 8_192) {
    text += String.fromCharCode(...bytes.subarray(from, from + 8_192));
  }
  return btoa(text);
}
