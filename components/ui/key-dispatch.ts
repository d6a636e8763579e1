/*
 * One listener for the whole page. Screens and parts register what their keys do; dialogs put a layer over them.
 * Keys are written as the browser names them: "j", "T", "?", "Enter", "ArrowLeft", " ", "Ctrl+k", "g w".
 */

export interface KeyBinding {
  readonly keys: string;
  /** What it does, for the list behind `?`: "acknowledge". */
  readonly does: string;
  readonly run: () => void;
  /** Not shown in the list: a second key for the same thing. */
  readonly isHidden?: boolean;
  /** Does something to what the screen shows, so the palette offers it as well. */
  readonly isAction?: true;
}

/** The part of a keyboard event that decides. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isAltGraph: boolean;
}

export type KeyPlace = "field" | "control" | "link" | "page";

/** The name of a press, or undefined for presses that are the system's. */
export function nameOfPress(press: KeyPress): string | undefined {
  if (["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Dead"].includes(press.key))
    return undefined;
  const isPrintable = [...press.key].length === 1;
  // On many keyboards "[" is AltGr and a digit; the browser reports that as Ctrl and Alt.
  if (press.isAltGraph && isPrintable) return press.key;
  if (press.altKey) return undefined;
  const isCommand = press.ctrlKey || press.metaKey;
  if (isPrintable) return isCommand ? `Ctrl+${press.key.toLowerCase()}` : press.key;
  return `${isCommand ? "Ctrl+" : ""}${press.shiftKey ? "Shift+" : ""}${press.key}`;
}

/** Whether a press may act where the focus is. Fields keep everything but Ctrl combinations; controls keep Enter and Space, links Enter. */
export function mayAct(name: string, place: KeyPlace, areSingleKeysOn: boolean): boolean {
  const isCommand = name.startsWith("Ctrl+");
  if (place === "field") return isCommand;
  if (place !== "page" && name === "Enter") return false;
  if (place === "control" && name === " ") return false;
  // WCAG 2.1.4 is about keys that type a character; the others stay.
  return areSingleKeysOn || isCommand || [...name].length > 1;
}

interface Registration {
  readonly layer: string;
  readonly read: () => readonly KeyBinding[];
}

const SEQUENCE_MS = 1_500; // time between the two keys of "g w"
const PREFERENCE = "foghorn-single-keys";

let registrations: readonly Registration[] = [];
let layers: readonly string[] = [];
let pending = "";
let pendingAt = 0;

const keyListeners = new Set<() => void>();

/** Called when other keys act than before. */
export function onKeysChanged(listener: () => void): () => void {
  keyListeners.add(listener);
  return () => keyListeners.delete(listener);
}

export function keysChanged(): void {
  for (const tell of keyListeners) tell();
}

/** The keys of a dialog that do something now, or of the screen beneath all of them, one per line. */
export const livingKeys = (layer: string): string =>
  activeBindings(layer)
    .map(({ keys }) => keys)
    .toSorted()
    .join("\n");

const topLayer = (): string => layers.at(-1) ?? "";

export function register(layer: string, read: () => readonly KeyBinding[]): () => void {
  const registration = { layer, read };
  registrations = [...registrations, registration];
  keysChanged();
  return () => {
    registrations = registrations.filter((other) => other !== registration);
    keysChanged();
  };
}

/** A layer hides the keys of everything beneath it until the returned function is called. */
export function pushLayer(layer: string): () => void {
  layers = [...layers, layer];
  return () => {
    layers = layers.filter((other) => other !== layer);
  };
}

/** Everything that can be pressed now, newest registration first; the first of equal keys wins. */
export function activeBindings(layer: string = topLayer()): readonly KeyBinding[] {
  const seen = new Set<string>();
  const active: KeyBinding[] = [];
  for (const registration of registrations.toReversed()) {
    if (registration.layer !== layer) continue;
    for (const binding of registration.read()) {
      if (seen.has(binding.keys)) continue;
      seen.add(binding.keys);
      active.push(binding);
    }
  }
  return active;
}

/** The binding a press completes, if any; remembers the first key of a sequence until `SEQUENCE_MS` are over. */
export function takePress(name: string, at: number): KeyBinding | "pending" | undefined {
  const bindings = activeBindings();
  const sequence = pending !== "" && at - pendingAt <= SEQUENCE_MS ? `${pending} ${name}` : name;
  pending = "";
  const found = bindings.find((binding) => binding.keys === sequence);
  if (found !== undefined) return found;
  if (bindings.some((binding) => binding.keys.startsWith(`${sequence} `))) {
    pending = sequence;
    pendingAt = at;
    return "pending";
  }
  return undefined;
}

const CONTROLS = "button,summary,select,[role=button],[role=option],[role^=menuitem],[role=tab]";

function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return "page";
  if (target.closest("textarea,select,[contenteditable=''],[contenteditable=true]") !== null) return "field";
  const input = target.closest("input");
  if (input !== null && !["checkbox", "radio", "button", "submit"].includes(input.type)) return "field";
  if (target.closest(CONTROLS) !== null) return "control";
  return target.closest("a[href]") === null ? "page" : "link";
}

export function areSingleKeysOn(): boolean {
  try {
    return window.localStorage.getItem(PREFERENCE) !== "off";
  } catch {
    return true; // storage may be forbidden; keys then work as they do by default
  }
}

export function setSingleKeys(isOn: boolean): void {
  try {
    window.localStorage.setItem(PREFERENCE, isOn ? "on" : "off");
  } catch {
    // Nothing to keep it in: the choice lasts until the page is left.
  }
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const name = nameOfPress({
    key: event.key,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
    altKey: event.altKey,
    shiftKey: event.shiftKey,
    isAltGraph: event.getModifierState("AltGraph"),
  });
  if (name === undefined) return;
  const place = placeOf(event.target);
  if (name === "Escape" && place === "field" && topLayer() === "") {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return;
  }
  if (!mayAct(name, place, areSingleKeysOn())) return;
  const taken = takePress(name, event.timeStamp);
  if (taken === undefined) return;
  event.preventDefault();
  if (taken !== "pending") taken.run();
}

let listeners = 0;

/** Begins to listen; several parts of a page may ask, one listener is attached. */
export function listen(): () => void {
  listeners += 1;
  if (listeners === 1) window.addEventListener("keydown", onKeyDown);
  return () => {
    listeners -= 1;
    if (listeners === 0) window.removeEventListener("keydown", onKeyDown);
  };
}
