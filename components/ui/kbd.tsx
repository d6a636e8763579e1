const DRAWN: Readonly<Record<string, string>> = {
  Enter: "↵",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  Delete: "Del",
  " ": "Space",
};

/** A key as it is printed on the keyboard. A hint for the eye: the control it stands on has its own name. */
export function Kbd({ children }: { readonly children: string }) {
  return <kbd aria-hidden>{DRAWN[children] ?? children}</kbd>;
}
