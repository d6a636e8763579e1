/** What of an incident a reader should not get besides secrets, which nobody gets. */
export interface ExportOptions {
  readonly isInternalLeftOut?: boolean;
  readonly areNamesAliased?: boolean;
  /** A published version of the postmortem by its number, instead of what it is now. */
  readonly version?: number;
}
