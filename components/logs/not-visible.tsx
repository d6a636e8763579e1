import type { HostDetail } from "#lib/protocol/views.ts";
import { groupSight } from "../host/group-sight.ts";
import { formatClock } from "../ui/format.ts";
import { Mark } from "../ui/mark.tsx";

const ABOUT_LOGS = /journal|log|kernel/i;

/** No right to read is never shown as no lines: what is missing, why, and the one change that would show it. */
export function NotVisible({ host }: { readonly host: HostDetail }) {
  const missing = groupSight(
    host.sight.filter(({ what, state }) => state !== "live" && ABOUT_LOGS.test(what)),
  );
  if (missing.length === 0) return null;
  return (
    <ul className="blind">
      {missing.map((sight) => (
        <li key={sight.what}>
          <Mark name="last-known" size={13} />
          <span>
            <b>{sight.what}</b>{" "}
            {sight.state === "last-known"
              ? `as of ${sight.at === undefined ? "an unknown time" : formatClock(sight.at)}`
              : "cannot be read"}
            {sight.reason !== undefined && `: ${sight.reason}`}
            {sight.change !== undefined && (
              <>
                {". "}
                <span className="i2">{sight.change}</span>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
