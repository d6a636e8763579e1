/** Puts text on the clipboard exactly as it is: nothing added, no line break at the end. False when the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or not a secure context.
    return false;
  }
}
