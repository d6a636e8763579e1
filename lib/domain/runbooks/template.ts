import { ABOUTS } from "../modes/abouts.ts";
import type { ModeId } from "../symptom.ts";

/**
 * A whole runbook to begin with, for a failure mode: its file loads as it stands, with the kinds of step in the order in
 * which they are wanted. What is in square brackets is to be replaced.
 */
export const runbookTemplate = (mode: ModeId): string => `---
title: ${JSON.stringify(ABOUTS[mode].title)}
symptoms: [${mode}]
---
[What is broken, what still works, and what nobody should do first.]

## check: Confirm [the fault]
[Why this is looked at first.]
confirm: symptom is raised

\`\`\`sh
docker info
\`\`\`

## manual: Find [what is behind it]
[Where to look, and what each finding means.]

\`\`\`sh
journalctl -u docker.service -n 50 --no-pager
\`\`\`

## manual: Mend [it]
warning: [What this stops or loses. Without this line where it is nothing.]

\`\`\`sh
systemctl reload docker.service
\`\`\`

## verify: Verify that [it] is over
pass: symptom is cleared
`;
