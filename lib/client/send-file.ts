import { ATTACHMENT_LIMIT_BYTES, ATTACHMENT_PART_BYTES } from "../domain/incidents/attachment.ts";
import type { Visibility } from "../domain/timeline.ts";
import { attachPart } from "./api.ts";
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
  const sizeBytes = bytes.length;
  if (sizeBytes === 0 || sizeBytes > ATTACHMENT_LIMIT_BYTES) {
    return { kind: "failed", code: "invalid-input", message: "A file has between 1 byte and 10 MiB." };
  }
  let answer: Answer<unknown> = { kind: "done", value: null };
  for (let offset = 0; offset < sizeBytes; offset += ATTACHMENT_PART_BYTES) {
    const part = bytes.subarray(offset, offset + ATTACHMENT_PART_BYTES);
    answer = await sendPart(incidentId, { name, sizeBytes, offset, data: toBase64(part), ...how });
    if (answer.kind === "failed") return answer;
    onSent((offset + part.length) / sizeBytes);
  }
  return answer;
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  // Spread in pieces: a call takes a bounded number of arguments.
  for (let from = 0; from < bytes.length; from += 8_192) {
    text += String.fromCharCode(...bytes.subarray(from, from + 8_192));
  }
  return btoa(text);
}
