import { PART_NAMES } from "#lib/domain/anatomy.ts";
import { MODE_GROUPS, type ModeAbout } from "#lib/domain/mode-about.ts";

const SEVERITIES = { page: "page", ticket: "ticket", notice: "risk" } as const;

/** docs/modes.md: every failure mode, where it lights and how it was proven. Written by `npm run fix`. */
export function modesPage(abouts: readonly ModeAbout[]): string {
  const groups = MODE_GROUPS.flatMap((group) => {
    const members = abouts.filter((about) => about.group === group);
    return members.length === 0 ? [] : [`## ${group}\n\n${table(members)}`];
  });
  return `# Failure modes

What Foghorn recognises: ${abouts.length} modes. A **page** needs a person now, a **ticket** can wait for daylight, a **risk** stands
on the Host page alone. *Lab*: \`npm run lab -- break <host> <id>\` really breaks it, on Docker 20.10 and 26.1, and
\`npm run bench -- detect\` measures how soon it is seen; elsewhere the table says how it was tested instead. Written by
\`npm run fix\` from \`lib/domain/modes/*/about.ts\`.

${groups.join("\n\n")}
`;
}

function table(abouts: readonly ModeAbout[]): string {
  const rows = abouts.map(
    ({ id, title, part, severity, proof }) =>
      `| \`${id}\` | ${title} | ${PART_NAMES[part]} | ${SEVERITIES[severity]} | ${proof === "lab" ? "lab" : proof.how} |`,
  );
  return ["| id | what | part | by default | proven |", "| --- | --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}
