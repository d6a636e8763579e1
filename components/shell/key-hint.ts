export interface KeyHint {
  /** One or more keys as they are drawn. */
  readonly keys: readonly string[];
  readonly does: string;
}
