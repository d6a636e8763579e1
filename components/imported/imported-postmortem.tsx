import type { ImportedContent } from "#lib/protocol/imported-views.ts";
import { Markdown } from "../timeline/markdown.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";

type Postmortem = NonNullable<ImportedContent["postmortem"]>;

/** What people wrote of the incident, as it stood at its export, and what they wanted done. */
export function ImportedPostmortem({ postmortem }: { readonly postmortem: Postmortem }) {
  return (
    <section aria-label="Postmortem">
      <div className="ph">
        <h2>Postmortem</h2>
        <span className="sub">
          <MachineText text={postmortem.standing} limit={80} />
        </span>
      </div>
      <div className="imc prose">
        <Markdown text={postmortem.markdown} />
        {postmortem.actions.length > 0 && (
          <ul aria-label="Actions">
            {postmortem.actions.map((action) => (
              <li key={action.id}>
                <Mark name={action.doneAt === undefined ? "quiet" : "was-ticked"} size={13} />
                <div className="min-w-0">
                  <MachineText text={action.text} limit={400} />
                  <div className="t12 i3">
                    {action.kind}, <MachineText text={action.owner?.name ?? "nobody"} limit={60} />
                    {action.dueOn !== undefined && `, due ${action.dueOn}`}
                    {action.doneAt === undefined ? ", open" : ", done"}
                  </div>
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
