import { FoghornError } from "../../domain/errors.ts";
import { ATTACHMENT_LIMIT_BYTES } from "../../domain/incidents/attachment.ts";
import { type EpochMs, MINUTE_MS } from "../../domain/time.ts";

interface Upload {
  readonly bytes: Uint8Array<ArrayBuffer>;
  filled: number;
  touchedAt: EpochMs;
}

/** Files on their way at once, over all people. */
const AT_ONCE = 4;
/** A browser that went away does not come back to its file. */
const FORGOTTEN_AFTER_MS = 2 * MINUTE_MS;

export interface Uploads {
  /** The whole file once its last part is there. Throws `conflict` where a part does not follow the one before. */
  readonly add: (
    key: string,
    part: { readonly sizeBytes: number; readonly offset: number; readonly data: Uint8Array },
    now: EpochMs,
  ) => Uint8Array<ArrayBuffer> | undefined;
}

/** Parts of files in memory until each is whole: what was not sent to its end leaves nothing behind. */
export function createUploads(): Uploads {
  const uploads = new Map<string, Upload>();

  function begin(key: string, sizeBytes: number, now: EpochMs): Upload {
    for (const [other, { touchedAt }] of uploads) {
      if (now - touchedAt > FORGOTTEN_AFTER_MS) uploads.delete(other);
    }
    if (sizeBytes < 1 || sizeBytes > ATTACHMENT_LIMIT_BYTES) {
      throw new FoghornError("invalid-input", "A file has between 1 byte and 10 MiB.");
    }
    if (!uploads.has(key) && uploads.size >= AT_ONCE) {
      throw new FoghornError("rate-limited", "Other files are being sent. Try again in a moment.");
    }
    const upload = { bytes: new Uint8Array(sizeBytes), filled: 0, touchedAt: now };
    uploads.set(key, upload);
    return upload;
  }

  return {
    add(key, { sizeBytes, offset, data }, now) {
      const upload = offset === 0 ? begin(key, sizeBytes, now) : uploads.get(key);
      const isNext =
        upload?.filled === offset && upload.bytes.length === sizeBytes && offset + data.length <= sizeBytes;
      if (upload === undefined || !isNext || data.length === 0) {
        uploads.delete(key);
        throw new FoghornError("conflict", "The file did not arrive whole. Send it again.");
      }
      upload.bytes.set(data, offset);
      upload.filled += data.length;
      upload.touchedAt = now;
      if (upload.filled < sizeBytes) return undefined;
      uploads.delete(key);
      return upload.bytes;
    },
  };
}
