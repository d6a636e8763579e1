/** What of an incident a reader should not get besides secrets, which nobody gets. */
export interface ExportOptions {
  readonly isInternalLeftOut?: boolean;
  readonly areNamesAliased?: boolean;
  /** Names of people. */
  readonly arePeopleAliased?: boolean;
  /** Words of the list in the standing orders, which are left out otherwise. */
  readonly areWordsTold?: boolean;
  /** A published version of the postmortem by its number, instead of what it is now. */
  readonly version?: number;
}
