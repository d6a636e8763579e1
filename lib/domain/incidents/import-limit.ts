/** Of one export to read back: 10,000 entries have about half of it. */
export const IMPORT_LIMIT_BYTES = 32 * 1_024 * 1_024;
