import type { PresentPerson, RoomPanel } from "../../protocol/live.ts";

/** Where somebody is, as their browser says it; forgotten with its socket. */
export interface Place {
  readonly incidentId: string;
  readonly panel: RoomPanel;
}

interface Stay extends Place {
  readonly userId: string;
  readonly name: string;
  /** Order of the last word of each browser: of two windows of one person the later one counts. */
  readonly order: number;
}

/** Who is in which room now. Held in memory alone: nothing of it is stored, and a restart begins with nobody. */
export function createPresence<Browser extends object>(onChanged: (incidentId: string) => void) {
  const stays = new Map<Browser, Stay>();
  let order = 0;

  function leave(browser: Browser): void {
    const stay = stays.get(browser);
    if (stay === undefined) return;
    stays.delete(browser);
    onChanged(stay.incidentId);
  }

  return {
    leave,
    /** Without a place the browser is in no room any more. */
    enter(browser: Browser, person: { readonly userId: string; readonly name: string }, place?: Place): void {
      const before = stays.get(browser);
      if (before?.incidentId !== place?.incidentId) leave(browser);
      if (place === undefined) return;
      order += 1;
      stays.set(browser, { ...person, ...place, order });
      onChanged(place.incidentId);
    },
    /** Each person once, also from several windows. */
    of(incidentId: string): readonly PresentPerson[] {
      const byPerson = new Map<string, Stay>();
      for (const stay of stays.values()) {
        if (stay.incidentId !== incidentId) continue;
        if ((byPerson.get(stay.userId)?.order ?? 0) < stay.order) byPerson.set(stay.userId, stay);
      }
      return [...byPerson.values()].map(({ userId, name, panel }) => ({ id: userId, name, panel }));
    },
  };
}
