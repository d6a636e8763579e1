import { z } from "zod/mini";

const Runbooks = z.object({ runbooks: z.array(z.object({ id: z.string(), title: z.string() })) });

/** Titles of the runbooks. Empty when they cannot be read now: the palette works without them. Source: GET /api/runbooks. */
export async function fetchRunbookTitles(): Promise<
  readonly { readonly id: string; readonly title: string }[]
> {
  try {
    const answer = await fetch("/api/runbooks", { headers: { accept: "application/json" } });
    if (!answer.ok) return [];
    const parsed = Runbooks.safeParse(await answer.json());
    return parsed.success ? parsed.data.runbooks : [];
  } catch {
    return [];
  }
}
