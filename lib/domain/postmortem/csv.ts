/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** One field: text of anybody's that no spreadsheet runs and no line break tears. A number is none's. */
function field(text: string | number): string {
  if (typeof text === "number") return String(text);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180, with a mark that tells spreadsheets it is UTF-8. */
export const toCsv = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${[head, ...rows].map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
