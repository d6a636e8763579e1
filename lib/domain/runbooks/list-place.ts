import type { HostId } from "../ids.ts";

/** What a checklist is worked through for: a host, or a container of it. One runbook may have several in an incident. */
export interface ListPlace {
  readonly hostId: HostId;
  /** Name of the container; empty for the host itself. */
  readonly subject: string;
}

/** One checklist of an incident. Without a place: of an incident that names no host. */
export interface ListName {
  readonly runbookId: string;
  readonly on?: ListPlace;
}

interface Placed {
  readonly runbook: { readonly id: string };
  readonly hostId?: HostId;
  readonly subject: string;
}

export const placeOf = ({ hostId, subject }: Pick<Placed, "hostId" | "subject">): Pick<ListName, "on"> =>
  hostId === undefined ? {} : { on: { hostId, subject } };

export const nameOf = (list: Placed): ListName => ({ runbookId: list.runbook.id, ...placeOf(list) });

/** Text that is equal for the same checklist alone. */
export const listKey = ({ runbookId, on }: ListName): string =>
  on === undefined ? runbookId : `${runbookId}/${on.hostId}/${on.subject}`;

/**
 * Whether that name means this checklist. One without a place means each of that runbook: entries of older versions
 * name none, and then there was only one.
 */
export const isNamed = (name: ListName, list: Placed): boolean =>
  name.runbookId === list.runbook.id && (name.on === undefined || listKey(name) === listKey(nameOf(list)));

/** "web-1", "api on web-1" */
export const placeWords = ({ hostId, subject }: ListPlace): string =>
  subject === "" ? hostId : `${subject} on ${hostId}`;
