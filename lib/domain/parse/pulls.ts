import type { TransferReading } from "../storage-facts.ts";
import { linesOf } from "./sections.ts";

// "<size> <position> <path>": dockerd's own files below <data-root>/tmp, containerd's below its content store.
const FILE = /^(\d{1,15}) (\d{1,15}) \/.*\/(?:(GetImageBlob\d+)|ingest\/([0-9a-f]{64})\/data)$/;

/** Layers on their way; a file that is none is passed over. */
export function parsePulls(sections: ReadonlyMap<string, string>): readonly TransferReading[] {
  return (["dockerd", "containerd"] as const).flatMap((holder) =>
    linesOf(sections.get(holder) ?? "").flatMap((line) => {
      const [, bytes, position, blob, ingest] = FILE.exec(line) ?? [];
      const name = blob ?? ingest?.slice(0, 12);
      return name === undefined ? [] : [{ holder, name, bytes: Number(bytes), position: Number(position) }];
    }),
  );
}
