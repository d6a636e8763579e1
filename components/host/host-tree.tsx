import { Mark } from "../ui/mark.tsx";
import type { LitHost } from "../watch/lit-hosts.ts";
import type { HostFilter } from "./hosts-model.ts";
import { tally, treeOf } from "./hosts-tree.ts";

const TRANSPORTS: Readonly<Record<string, string>> = {
  ssh: "ssh, with host readings",
  tcp: "tls, API only",
  unix: "unix, this machine",
};

/** Sites and pools with their counts, then transports and engines: what there is, before anything is searched. */
export function HostTree({
  hosts,
  filter,
  onFilter,
}: {
  readonly hosts: readonly LitHost[];
  readonly filter: HostFilter;
  readonly onFilter: (text: string) => void;
}) {
  const hasSites = hosts.some((host) => host.labels.site !== undefined);
  return (
    <nav className="htree scroll" aria-label="Groups">
      {hasSites && (
        <>
          <h2>
            <span>Site, pool</span>
            <span className="counts">
              <Mark name="page" size={11} label="page" />
              <Mark name="ticket" size={11} label="ticket" />
              <span>all</span>
            </span>
          </h2>
          <ul>
            {treeOf(hosts).map((line) => (
              <li key={`${line.filter} ${line.name}`} className={line.isPool ? "p" : "s"}>
                <button
                  type="button"
                  aria-pressed={filter.text === line.filter && line.filter !== ""}
                  onClick={() => onFilter(filter.text === line.filter ? "" : line.filter)}
                >
                  <span className="ell">{line.name}</span>
                  <span className="tp num b">{line.page === 0 ? "" : line.page}</span>
                  <span className="tt num">{line.ticket === 0 ? "" : line.ticket}</span>
                  <span className="num">{line.all}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Tally title="Transport" values={hosts.map((host) => TRANSPORTS[host.transport] ?? host.transport)} />
      <Tally title="Engine" values={hosts.map((host) => host.engineVersion ?? "unknown")} />
    </nav>
  );
}

function Tally({ title, values }: { readonly title: string; readonly values: readonly string[] }) {
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {tally(values).map(({ value, count }) => (
          <li key={value} className="f">
            <span className="ell">{value}</span>
            <span className="num">{count}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
