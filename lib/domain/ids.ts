declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** `[a-z0-9-]{1,63}`, from foghorn.yaml or discovery; unique in one Foghorn. */
export type HostId = Branded<"HostId">;
/** 64 hexadecimal digits, as the daemon lists it. */
export type ContainerId = Branded<"ContainerId">;
/** `INC-` and a number that only grows. */
export type IncidentId = Branded<"IncidentId">;
export type UserId = Branded<"UserId">;
export type ShareId = Branded<"ShareId">;
/** One occurrence of a symptom: the same identity that comes back later has a new id. */
export type SymptomId = Branded<"SymptomId">;

export const HOST_ID = /^[a-z0-9-]{1,63}$/;
export const CONTAINER_ID = /^[0-9a-f]{64}$/;

export const isHostId = (text: string): text is HostId => HOST_ID.test(text);
export const isContainerId = (text: string): text is ContainerId => CONTAINER_ID.test(text);

export function toHostId(text: string): HostId {
  if (!isHostId(text)) throw new RangeError(`not a host id: ${text.slice(0, 80)}`);
  return text;
}

export function toContainerId(text: string): ContainerId {
  if (!isContainerId(text)) throw new RangeError(`not a full container id: ${text.slice(0, 80)}`);
  return text;
}

export const shortId = (id: ContainerId): string => id.slice(0, 12);
