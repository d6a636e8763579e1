import { utc } from "./plain.ts";

interface Mark {
  readonly name: string;
  readonly at: number;
}

const ROW_PX = 19;
const BAR_PX = 14;
/** Left of it a word stands right of its mark, else left of it: either way it stays on the page. */
const TURN_PERCENT = 55;
const APART_PERCENT = 30;

/** What a stretch is called by is the mark it leads to. */
const LOOKS: Readonly<Record<string, string>> = {
  Detected: "a",
  Acknowledged: "b",
  Mitigated: "c",
  Resolved: "d",
};

/** Names are words of ours, not of anybody's. */
export function stripOf(rows: readonly { readonly name: string; readonly at?: number }[]): string {
  const marks: readonly Mark[] = rows
    .flatMap(({ name, at }) => (at === undefined ? [] : [{ name, at }]))
    .toSorted((a, b) => a.at - b.at);
  const [first] = marks;
  const last = marks.at(-1);
  if (first === undefined || last === undefined || first.at === last.at) return "";
  const share = (at: number): number => (100 * (at - first.at)) / (last.at - first.at);
  const percent = (value: number): string => `${value.toFixed(2)}%`;
  const lefts = marks.map(({ at }) => share(at));
  const turned = lefts.filter((left) => left > TURN_PERCENT);
  const straight = lefts.length - turned.length;
  // Words of both sides share rows only where they cannot meet.
  const areApart = (lefts[straight - 1] ?? 0) <= APART_PERCENT && (turned[0] ?? 100) >= 100 - APART_PERCENT;
  const rowCount = areApart ? Math.max(straight, turned.length) : lefts.length;
  const top = rowCount * ROW_PX;
  const words = marks.map(({ name, at }, index) => {
    const left = lefts[index] ?? 0;
    const isTurned = index >= straight;
    const row = isTurned ? lefts.length - 1 - index + (areApart ? 0 : straight) : index;
    const place = isTurned ? `right:${percent(100 - left)}` : `left:${percent(left)}`;
    const height = top - row * ROW_PX + BAR_PX;
    return `<span class="mk${isTurned ? " t" : ""}" style="${place};top:${row * ROW_PX}px;height:${height}px"><b>${name}</b> ${utc(at).slice(11, 19)}</span>`;
  });
  const bars = marks.slice(1).map(({ name, at }, index) => {
    const from = share(marks[index]?.at ?? at);
    return `<span class="bar ${LOOKS[name] ?? "c"}" style="left:${percent(from)};width:${percent(share(at) - from)};top:${top}px"></span>`;
  });
  const spoken = marks.map(({ name, at }) => `${name} ${utc(at).slice(11, 19)}`).join(", ");
  return `<div class="strip" role="img" aria-label="${spoken}" style="height:${top + BAR_PX + 1}px">${bars.join("")}${words.join("")}</div>`;
}
