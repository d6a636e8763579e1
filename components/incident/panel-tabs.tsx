import type { RoomPanel } from "#lib/protocol/live.ts";

const PANELS: readonly { readonly id: RoomPanel; readonly text: string }[] = [
  { id: "runbook", text: "Runbook" },
  { id: "timeline", text: "Timeline" },
  { id: "evidence", text: "Evidence" },
];

/** Where not all panels fit beside one another. */
export function PanelTabs({
  value,
  onChange,
  entryCount,
}: {
  readonly value: RoomPanel;
  readonly onChange: (panel: RoomPanel) => void;
  readonly entryCount: number;
}) {
  return (
    <nav className="mtabs" aria-label="Panels">
      {PANELS.map(({ id, text }) => (
        <button
          key={id}
          type="button"
          aria-current={id === value ? "true" : undefined}
          onClick={() => onChange(id)}
        >
          {text}
          {id === "timeline" && <span className="cnt">{entryCount}</span>}
        </button>
      ))}
    </nav>
  );
}
