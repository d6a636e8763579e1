/**
 * For `ref`: what a dialog asks for has the focus when it opens, not its close button. In the next frame, because
 * a menu that opened the dialog gives the focus back to its own button first.
 */
export function focusNow(element: HTMLElement | null): void {
  if (element !== null) requestAnimationFrame(() => element.focus());
}
