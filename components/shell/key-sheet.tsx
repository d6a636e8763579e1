"use client";

import { useEffect, useState } from "react";
import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { activeBindings, type KeyBinding } from "../ui/key-dispatch.ts";
import { SingleKeys } from "../ui/single-keys.tsx";

const drawn = (keys: string): readonly string[] => (keys === " " ? [" "] : keys.split(/[ +]/));

function KeyList({ title, bindings }: { readonly title: string; readonly bindings: readonly KeyBinding[] }) {
  if (bindings.length === 0) return null;
  return (
    <section>
      <h3 className="b">{title}</h3>
      <dl>
        {bindings.map((binding) => (
          <div key={binding.keys} className="contents">
            <dt>
              {drawn(binding.keys).map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
              <span className="sr">{binding.keys}</span>
            </dt>
            <dd>{binding.does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Everything that can be pressed on the screen beneath, and the switch that turns single keys off. */
export function KeySheet({
  isOpen,
  onClose,
  everywhere,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Keys of the frame, which are the same on every screen. */
  readonly everywhere: readonly string[];
}) {
  const [bindings, setBindings] = useState<readonly KeyBinding[]>([]);
  useEffect(() => {
    if (!isOpen) return;
    setBindings(activeBindings("").filter((binding) => binding.isHidden !== true));
  }, [isOpen]);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Keys of this screen"
      footer={
        <SingleKeys className="row">
          Single keys act. Turn this off when speech or a switch types for you; Ctrl K stays.
        </SingleKeys>
      }
    >
      <div className="keysheet">
        <KeyList title="This screen" bindings={bindings.filter(({ keys }) => !everywhere.includes(keys))} />
        <KeyList title="Everywhere" bindings={bindings.filter(({ keys }) => everywhere.includes(keys))} />
      </div>
    </Dialog>
  );
}
