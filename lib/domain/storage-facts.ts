import type { ContainerId } from "./ids.ts";

/** A layer that is on its way: a file that dockerd or containerd holds open. */
export interface TransferReading {
  readonly holder: "dockerd" | "containerd";
  /** The file's name, made for this one transfer. */
  readonly name: string;
  /** What was received … */
  readonly bytes: number;
  /** … and how far the holder is in it: it moves while a layer is unpacked as well. */
  readonly position: number;
}

/** What one container wrote through a driver that keeps files. */
export interface LogFileReading {
  readonly id: ContainerId;
  /** All its files, rotated ones included. */
  readonly bytes: number;
  readonly files: number;
}

export interface LogFilesReading {
  /** The largest 512, largest first. */
  readonly files: readonly LogFileReading[];
  /** Removed while dockerd writes on; absent where nobody may look. */
  readonly removed?: readonly RemovedLogReading[];
}

export interface RemovedLogReading {
  readonly id: ContainerId;
  /** Still held. */
  readonly bytes: number;
}

/** One connection of dockerd, from `ss -tn`. */
export interface LogSinkReading {
  /** "10.0.0.5:24224" */
  readonly peer: string;
  readonly port: number;
  /** What the kernel took of dockerd and the other side did not take yet. */
  readonly unsentBytes: number;
}

export type LayerFault = "missing" | "no-diff" | "no-link" | "no-short-name";

/** The directories of overlay2 against the layer store. */
export interface LayersReading {
  readonly count: number;
  /** `entry`: the file of the layer store that names the layer, below its `layerdb`; absent in older recordings. */
  readonly wrong: readonly { readonly fault: LayerFault; readonly layer: string; readonly entry?: string }[];
  /** Older than an hour, and nobody names them: at most 200. */
  readonly orphans: readonly string[];
}

/** What a look through the directories found damaged or large, each looked at again by itself. */
export interface SuspectsReading {
  /** Without a fault it is whole, or nothing names it any more. */
  readonly layers: readonly { readonly layer: string; readonly fault?: LayerFault }[];
  /** No files: removed with its container. */
  readonly logs: readonly LogFileReading[];
  /** As of log files, at each look. */
  readonly removed?: readonly RemovedLogReading[];
}
