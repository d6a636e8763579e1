import type { ContainerId } from "../ids.ts";
import type { EpochMs } from "../time.ts";

/** What a service ran: as it was asked for, and the image itself by its digest, where a list told it. */
export interface ImageOfService {
  /** "shop/web:1.4"; a digest where it was asked for by digest. */
  readonly ref: string;
  /** "sha256:…" of its configuration, as `docker image inspect` takes it. */
  readonly imageId?: string;
}

/** A service goes on with another image than before. */
export interface Deploy {
  readonly kind: "deploy";
  /** On our clock. */
  readonly at: EpochMs;
  /** "shop/web" of compose, else the container's name. */
  readonly service: string;
  readonly compose?: { readonly project: string; readonly service: string };
  /** The container that runs it now. */
  readonly container: string;
  readonly containerId: ContainerId;
  readonly before: ImageOfService;
  readonly after: ImageOfService;
  /** It died by itself already before: then the change is no cause of that. */
  readonly diedBeforeAt?: EpochMs;
  /** First death after it that nobody asked for. */
  readonly diedAfterAt?: EpochMs;
}

/** The host was started. */
export interface Boot {
  readonly kind: "boot";
  readonly at: EpochMs;
  readonly bootId: string;
  /** Of the boot before; absent where Foghorn did not see it. */
  readonly beforeId?: string;
}

/** A part of the engine has another version. */
export interface Upgrade {
  readonly kind: "upgrade";
  /** When the new one was first read, or the engine came back with it. */
  readonly at: EpochMs;
  readonly component: "dockerd" | "containerd" | "runc";
  readonly before: string;
  readonly after: string;
}

/** Something that was changed on a host, not something that is wrong: what follows it may follow from it. */
export type HostChange = Deploy | Boot | Upgrade;

/** The container a service runs as, to tell its successor from it. */
export interface KnownService {
  readonly containerId: ContainerId;
  readonly container: string;
  readonly image: ImageOfService;
  readonly compose?: Deploy["compose"];
  /** Since when it is known. */
  readonly at: EpochMs;
  /** First death that nobody asked for, of this container or of one before. */
  readonly diedAt?: EpochMs;
  /** What ran before it, until a list has told whether that was the same image. */
  readonly previous?: {
    readonly container: string;
    readonly image: ImageOfService;
    readonly diedAt?: EpochMs;
  };
}

/** The same change is the same entry, however it was learnt. */
export function changeKey(change: HostChange): string {
  switch (change.kind) {
    case "deploy":
      return `deploy ${change.containerId}`;
    case "boot":
      return `boot ${change.bootId}`;
    case "upgrade":
      return `upgrade ${change.component} ${change.before} ${change.after} ${change.at}`;
  }
}
