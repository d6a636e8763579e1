const HEADING = "## Variables that symptoms fill";

/** docs/runbooks.md with its last section written anew. Written by `npm run fix`. */
export function withVariables(page: string, variables: Readonly<Record<string, string>>): string {
  const rows = Object.entries(variables).map(([name, what]) => `| \`${name}\` | ${what} |`);
  return `${page.split(HEADING)[0]}${HEADING}

No symptom fills all of them. What its own did not find stands as \`‹name›\`.

| variable | what it is |
| --- | --- |
${rows.join("\n")}
`;
}
