/** "99.965 %". Rounded down: a target that was missed never looks met, and 100 % is nothing less. */
export const percentOf = (ratio: number): string =>
  `${Number((Math.floor(ratio * 1e5 + 1e-6) / 1e3).toFixed(3))} %`;

/** "30 %", "6.1 %", "less than 0.1 %": of a budget. */
export function shareOf(ratio: number): string {
  const percent = ratio * 100;
  if (percent > 0 && percent < 0.1) return "less than 0.1 %";
  return `${percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent)} %`;
}
