// "26.1.5+dfsg1", "v1.7.24", "1.0.0-rc93": number, number, number, and which candidate it was, if it was one.
const VERSION = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:[-~.]?rc\.?(\d+))?/;

type Parts = readonly [major: number, minor: number, patch: number, candidate: number];

function partsOf(text: string): Parts | undefined {
  const [, major, minor, patch, candidate] = VERSION.exec(text) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  // A release comes after all its candidates.
  return [
    Number(major),
    Number(minor),
    Number(patch ?? 0),
    candidate === undefined ? 1e6 : Number(candidate),
  ];
}

function compare(a: Parts, b: Parts): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    if (value !== other) return value - other;
  }
  return 0;
}

/** False as well where either is no version that can be read. */
export function isBefore(text: string, than: string): boolean {
  const [a, b] = [partsOf(text), partsOf(than)];
  return a !== undefined && b !== undefined && compare(a, b) < 0;
}

/** By the fix of its own branch, else by the newest one; undefined where the version cannot be read. */
export function isFixed(text: string, fixedIn: readonly string[]): boolean | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const own = fixedIn.find((fix) => {
    const of = partsOf(fix);
    return of !== undefined && of[0] === parts[0] && of[1] === parts[1];
  });
  const fix = own ?? fixedIn.at(-1);
  return fix === undefined ? undefined : !isBefore(text, fix);
}

/** Debian, Ubuntu, Fedora and others keep the number and mend what is beneath it. */
export const isDistribution = (text: string): boolean =>
  /[+~](?:dfsg|ds|deb|ubuntu)|ubuntu|\.(?:el|fc|amzn)\d/.test(text);
