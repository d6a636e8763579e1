import { z } from "zod/mini";

const Runbook = z.object({
  id: z.string(),
  steps: z.array(z.object({ id: z.string(), title: z.string(), commands: z.array(z.string()) })),
});
export type ReadRunbook = z.infer<typeof Runbook>;

/** Steps and commands of a runbook; undefined when they cannot be read now. Source: GET /api/runbooks/[runbookId]. */
export async function fetchRunbook(id: string): Promise<ReadRunbook | undefined> {
  try {
    const answer = await fetch(`/api/runbooks/${encodeURIComponent(id)}`, {
      headers: { accept: "application/json" },
    });
    if (!answer.ok) return undefined;
    const parsed = Runbook.safeParse(await answer.json());
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
