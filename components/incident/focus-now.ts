/** For `ref`: what a dialog asks for has the focus when it opens, not its close button. */
export function focusNow(element: HTMLElement | null): void {
  element?.focus();
}
