import { FoghornError } from "../../domain/errors.ts";
import { type EpochMs, MINUTE_MS } from "../../domain/time.ts";

interface Upload {
  readonly bytes: Uint8Array<ArrayBuffer>;
  filled: number;
  touchedAt: EpochMs;
}

/** A browser that went away does not come back to its file. */
const FORGOTTEN_AFTER_MS = 2 * MINUTE_MS;

interface UploadLimits {
  /** Of one file. */
  readonly limitBytes: number;
  /** Files on their way at once, over all people. */
  readonly atOnce: number;
}

const toMiB = (bytes: number): number => Math.ceil(bytes / 1_024 ** 2);

export interface Uploads {
  /** The whole file once its last part is there. Throws `conflict` where a part does not follow the one before. */
  readonly add: (
    key: string,
    part: { readonly sizeBytes: number; readonly offset: number; readonly data: Uint8Array },
    now: EpochMs,
  ) => Uint8Array<ArrayBuffer> | undefined;
}

/** Parts of files in memory until each is whole: what was not sent to its end leaves nothing behind. */
export function createUploads({ limitBytes, atOnce }: UploadLimits): Uploads {
  const uploads = new Map<string, Upload>();

  function begin(key: string, sizeBytes: number, now: EpochMs): Upload {
    for (const [other, { touchedAt }] of uploads) {
      if (now - touchedAt > FORGOTTEN_AFTER_MS) uploads.delete(other);
    }
    if (sizeBytes < 1) throw new FoghornError("invalid-input", "The file is empty.");
    if (sizeBytes > limitBytes) {
      const words = `The file has ${toMiB(sizeBytes)} MiB; at most ${toMiB(limitBytes)} MiB are taken.`;
      throw new FoghornError("invalid-input", words);
    }
    if (!uploads.has(key) && uploads.size >= atOnce) {
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
