"use client";

import {
  createContext,
  type ReactNode,
  useContext,
  useId,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from "react";
import {
  type KeyBinding,
  keysChanged,
  listen,
  livingKeys,
  onKeysChanged,
  pushLayer,
  register,
} from "./key-dispatch.ts";

const Layer = createContext("");

/**
 * Registers what keys do while the component is mounted, from the moment it is drawn: a key pressed in the same breath is
 * not lost. They act when no field has the focus, and only in the
 * topmost dialog; see `key-dispatch.ts` for how keys are written.
 */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const layer = useContext(Layer);
  const latest = useRef(bindings);
  useLayoutEffect(() => {
    const before = namesOf(latest.current);
    latest.current = bindings;
    if (namesOf(bindings) !== before) keysChanged();
  });
  useLayoutEffect(() => register(layer, () => latest.current), [layer]);
  useLayoutEffect(() => listen(), []);
}

/** Keys that do something now, where this is drawn: on the screen, or in its dialog. One per line. */
export function useLivingKeys(): string {
  const layer = useContext(Layer);
  return useSyncExternalStore(onKeysChanged, () => livingKeys(layer), NONE_YET);
}
/** No key acts before the page is alive. */
const NONE_YET = () => "";

/** What is inside hides the keys of the screen beneath: for dialogs, menus and popovers. */
export function KeyLayer({ children }: { readonly children: ReactNode }) {
  const id = useId();
  useLayoutEffect(() => pushLayer(id), [id]);
  return <Layer value={id}>{children}</Layer>;
}

const namesOf = (bindings: readonly KeyBinding[]): string => bindings.map(({ keys }) => keys).join("\n");
