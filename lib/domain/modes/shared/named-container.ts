import type { HostState } from "../../host-state.ts";
import { type ContainerId, isContainerId } from "../../ids.ts";
import type { EpochMs } from "../../time.ts";
import { nameOf } from "./running.ts";
import { containerFacts } from "./subjects.ts";

const ID_IN_TEXT = /\b([0-9a-f]{64})\b/;

/** The container a line is about, by the full id it holds; undefined where it names none, or one nobody here knows. */
export function containerIn(host: HostState, text: string): ContainerId | undefined {
  const id = ID_IN_TEXT.exec(text)?.[1];
  if (id === undefined || !isContainerId(id)) return undefined;
  return host.names.has(id) || host.lives.has(id) ? id : undefined;
}

/** Name and facts of the container a line is about; no name where the host is meant. */
export function subjectOfLine(
  host: HostState,
  text: string,
): { readonly name: string; readonly facts: Readonly<Record<string, string>> } {
  const id = containerIn(host, text);
  if (id === undefined) return { name: "", facts: {} };
  const name = nameOf(host, id);
  return { name, facts: containerFacts(id, name, host.names.get(id)?.image) };
}

/** When a list that was asked for after this line no longer held its container: what was said of it is over. */
export function goneSince(host: HostState, text: string, afterAt: EpochMs): EpochMs | undefined {
  const id = ID_IN_TEXT.exec(text)?.[1];
  const list = host.containers.lastGood;
  if (id === undefined || list === undefined || list.at <= afterAt) return undefined;
  return list.reading.some((each) => each.id === id) ? undefined : list.at;
}
