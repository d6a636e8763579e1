/** What a bench found; `missed` names the figures that did not reach their target. */
export interface BenchResult {
  readonly figures: Readonly<Record<string, unknown>>;
  readonly missed: readonly string[];
}
