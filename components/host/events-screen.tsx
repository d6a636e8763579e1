"use client";

import { useMemo, useState } from "react";
import { type FirstPage, useRows, useTopic } from "#lib/client/hooks.ts";
import type { EventRow } from "#lib/protocol/row-views.ts";
import type { HostDetail } from "#lib/protocol/views.ts";
import { FollowList } from "../logs/follow-list.tsx";
import { FilterBar, SearchField } from "../shell/filter-bar.tsx";
import type { ShellFrame } from "../shell/frame.ts";
import { Shell } from "../shell/shell.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { plural } from "../ui/format.ts";
import { useKeys } from "../ui/use-keys.tsx";
import { EventLine } from "./event-line.tsx";
import { filterEvents } from "./event-words.ts";
import { HostHead } from "./host-head.tsx";
import { sightLine, symptomsOfHost } from "./host-model.ts";

const TAIL = 1_000;
const ROW_PX = 20;

/** What the daemon reported, in its order; an interruption is a row of its own. */
export function EventsScreen(props: {
  readonly frame: ShellFrame;
  readonly host: HostDetail;
  readonly events: FirstPage<EventRow> | undefined;
}) {
  const { frame, events } = props;
  const host = useTopic(`host:${props.host.id}`, props.host).value ?? props.host;
  const symptoms = symptomsOfHost(useTopic("symptoms").value ?? frame.symptoms, host.id);
  const stream = useRows(`events:${host.id}`, {
    tail: TAIL,
    ...(events === undefined ? {} : { initial: events }),
  });
  const [filter, setFilter] = useState("");
  const [isFollowing, setFollowing] = useState(true);
  const shown = useMemo(() => filterEvents(stream.rows, filter), [stream.rows, filter]);
  const keys = useMemo(() => shown.map((row) => row.id), [shown]);
  useKeys([{ keys: " ", does: "follow, or stand still", run: () => setFollowing((before) => !before) }]);

  return (
    <Shell
      place="hosts"
      title={`Events of ${host.id}`}
      frame={frame}
      hints={[
        { keys: ["/"], does: "filter" },
        { keys: [" "], does: "follow" },
      ]}
      status={sightLine(host)}
      standing={{ exceptHost: host.id }}
    >
      <div className="hostp">
        <HostHead host={host} symptoms={symptoms} current="events" containerCount={host.containers.length} />
        <div className="ctrp">
          <FilterBar>
            <SearchField
              label="Filter events"
              placeholder="action, name, image, exit code"
              value={filter}
              onChange={setFilter}
            />
            <span className="i2 t12">
              {plural(shown.length, "row")}
              {filter !== "" && ` of ${stream.rows.length}`}, newest at the end
            </span>
            {stream.dropped > 0 && (
              <span className="tt t12">
                {plural(stream.dropped, "event")} not shown: this window was too slow
              </span>
            )}
            <span className="grow" />
            <Button isSmall keyHint=" " aria-pressed={isFollowing} onClick={() => setFollowing(!isFollowing)}>
              {isFollowing ? "Following" : "Follow"}
            </Button>
          </FilterBar>
          {shown.length === 0 ? (
            <EmptyState
              title={
                stream.rows.length === 0
                  ? `No event of ${host.id} is stored yet.`
                  : `No event of the last ${stream.rows.length} matches “${filter}”.`
              }
            >
              {stream.error !== undefined && <p>{stream.error.message}</p>}
            </EmptyState>
          ) : (
            <FollowList
              label={`Events of ${host.id}`}
              className="evlist scroll"
              keys={keys}
              estimatePx={ROW_PX}
              isFollowing={isFollowing}
              onFollowChange={setFollowing}
              render={(index) => {
                const row = shown[index];
                return row === undefined ? null : <EventLine row={row} />;
              }}
            />
          )}
        </div>
      </div>
    </Shell>
  );
}
