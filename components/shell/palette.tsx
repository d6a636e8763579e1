"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { openIncident } from "#lib/client/api.ts";
import { Kbd } from "../ui/kbd.tsx";
import { activeBindings } from "../ui/key-dispatch.ts";
import { MachineText } from "../ui/machine-text.tsx";
import { Message } from "../ui/message.tsx";
import { adoptPageNonce } from "../ui/style-nonce.ts";
import { useAct } from "../ui/use-act.ts";
import { KeyLayer } from "../ui/use-keys.tsx";
import type { ShellFrame } from "./frame.ts";
import { grouped, type PaletteItem, searchPalette } from "./palette-items.ts";
import { actionItems } from "./palette-now.ts";
import { PaletteOption } from "./palette-option.tsx";
import { places } from "./places.ts";
import { useContainers, useHostContainers } from "./use-containers.ts";
import { usePaletteItems } from "./use-palette-items.ts";

adoptPageNonce();

interface PaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly role: ShellFrame["person"]["role"];
}

/** Search, jump, act: what the screen can do, symptoms, incidents, containers, places, hosts with their glyph, runbooks. */
export function Palette({ isOpen, onClose, role }: PaletteProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content className="modal pal" aria-describedby={undefined}>
          <KeyLayer>
            <Radix.Title className="sr">Search or jump</Radix.Title>
            <PaletteBody onClose={onClose} role={role} />
          </KeyLayer>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function PaletteBody({ onClose, role }: Omit<PaletteProps, "isOpen">) {
  const router = useRouter();
  const listId = useId();
  const { items, parts } = usePaletteItems(role);
  const [query, setQuery] = useState("");
  const found = useContainers(query, role);
  const own = useHostContainers(role);
  const [actions] = useState(() => actionItems(activeBindings("")));
  const act = useAct();
  const [selected, setSelected] = useState(0);
  const groups = useMemo(
    () => grouped(searchPalette(onceById([...actions, ...items, ...own, ...found]), query)),
    [actions, items, own, found, query],
  );
  const flat = groups.flatMap((group) => group.items);
  const current = flat[Math.min(selected, flat.length - 1)];

  const leaveTo = (href: string): void => {
    onClose();
    router.push(href);
  };
  const go = (item: PaletteItem | undefined): void => {
    if (item === undefined || act.isBusy) return;
    const { target } = item;
    if (target.kind === "open-incident") {
      void act.run(async () => {
        const answer = await openIncident({ symptomIds: [target.symptomId] });
        if (answer.kind === "done") leaveTo(places.incident(answer.value.id));
        return answer;
      });
    } else if (target.kind === "page") leaveTo(target.href);
    else {
      onClose();
      // Looked up now: what it does may have changed while the palette was open.
      activeBindings("")
        .find(({ keys }) => keys === target.keys)
        ?.run();
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setSelected((at) => (Math.min(at, flat.length - 1) + step + flat.length) % Math.max(1, flat.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(current);
    }
  };

  return (
    <>
      <div className="in">
        <Search className="ic" size={15} aria-hidden />
        <input
          role="combobox"
          aria-label="Search or jump"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={current === undefined ? undefined : `${listId}-${current.id}`}
          autoComplete="off"
          spellCheck={false}
          placeholder="Action, symptom, host, container, incident, runbook or place"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setSelected(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd>Escape</Kbd>
      </div>
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
      {flat.length === 0 ? (
        <p className="pnone">
          Nothing is called <MachineText text={query} className="mono t12" limit={80} />.
        </p>
      ) : null}
      <div id={listId} role="listbox" aria-label="Results" tabIndex={-1}>
        {groups.map((group) => (
          <fieldset key={group.group} aria-label={group.group}>
            <div className="g" aria-hidden>
              {group.group}
            </div>
            {group.items.map((item) => (
              <PaletteOption
                key={item.id}
                id={`${listId}-${item.id}`}
                item={item}
                isSelected={item === current}
                parts={item.hostId === undefined ? undefined : parts.get(item.hostId)}
                onPick={() => go(item)}
                onPoint={() => setSelected(flat.indexOf(item))}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </>
  );
}

/** A container of this host may be found by the server as well. */
const onceById = (items: readonly PaletteItem[]): readonly PaletteItem[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];
