import type { HostId } from "../../domain/ids.ts";
import {
  CHOSEN_RULES,
  createStandIns,
  type Discretion,
  hostsIn,
  type Named,
  peopleIn,
  type StandIns,
} from "../../domain/redaction/stand-ins.ts";
import type { ChosenRuleView, SharedTimeline } from "../../protocol/incident-views.ts";
import type { IncidentsDeps } from "./contract.ts";
import { type SharedLink, toShared } from "./share-snapshot.ts";
import type { Told } from "./told-timelines.ts";

type Deps = Pick<IncidentsDeps, "people" | "settings" | "redactionKey" | "hostNamesOf" | "watchedHosts">;

/**
 * Everybody and everything that `told` may name: accounts and hosts that are watched, for a text may name any of them;
 * and who and what stands in it besides, or in what it was made of, as a host that is watched no more.
 */
export async function namedIn(deps: Deps, told: unknown, others: readonly HostId[] = []): Promise<Named> {
  const hostIds = [...new Set([...deps.watchedHosts(), ...others, ...hostsIn(told)])];
  const people = [...(await deps.people()), ...peopleIn(told)];
  const hostNames = hostIds.map((id) => ({ id, names: deps.hostNamesOf(id) }));
  return { hostIds, hostNames, people, words: deps.settings().ownWords };
}

export const standInsOf = (deps: Deps, named: Named, discretion: Discretion): StandIns =>
  createStandIns(named, discretion, deps.redactionKey);

/** As `toShared`, with the names that are known now. */
export async function sharedWith(
  deps: Deps & Pick<IncidentsDeps, "redactForReaders">,
  { told, hostIds }: Told,
  link: SharedLink,
  discretion: Discretion,
): Promise<SharedTimeline> {
  const named = await namedIn(deps, [told, { userId: "", name: link.sharedBy }], hostIds);
  return toShared(told, link, deps.redactForReaders, standInsOf(deps, named, discretion));
}

/** How many different names and words each rule met, with examples. */
export function chosenOf(standIns: StandIns): readonly ChosenRuleView[] {
  const met = Map.groupBy(standIns.met(), ({ rule }) => rule);
  return CHOSEN_RULES.map((rule) => {
    const all = met.get(rule) ?? [];
    // "host-1" and "address-1" are two sorts.
    const sorts = Map.groupBy(all, ({ to }) => to.split(/[- #]/, 1)[0]);
    const examples = [...sorts.values()].flatMap(([first]) =>
      first === undefined ? [] : [{ from: first.from, to: first.to }],
    );
    return { rule, found: all.length, examples };
  });
}
