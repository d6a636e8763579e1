/** Whether a file could not be read because there is none: any other reason is a fault. */
export const isNotThere = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";
