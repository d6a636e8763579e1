import type { TextCursor } from "#lib/protocol/postmortem-views.ts";

/** Between two places that are told: the caret of another screen need not run along every key. */
const PAUSE_MS = 1_000;

export interface OwnCursor {
  /** Somebody typed: the place goes with the words. */
  readonly typed: () => void;
  /** The cursor is elsewhere, and nothing was typed there. */
  readonly moved: () => void;
  /** Whoever wrote does so no more: the page goes away, or is read only. */
  readonly gone: () => void;
}

/** Tells the server where the one who writes here is. Who only reads tells nothing. */
export function createOwnCursor(ports: {
  /** Undefined while words wait to be sent. */
  readonly cursor: () => TextCursor | undefined;
  readonly tell: (cursor: TextCursor | undefined) => void;
}): OwnCursor {
  let isWriting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = "";

  function tell(): void {
    timer = undefined;
    const cursor = ports.cursor();
    // What was typed is on its way: the place of now is told once it is there.
    if (cursor === undefined) timer = setTimeout(tell, PAUSE_MS);
    if (!isWriting || cursor === undefined || told === JSON.stringify(cursor)) return;
    told = JSON.stringify(cursor);
    ports.tell(cursor);
  }

  return {
    typed() {
      isWriting = true;
      clearTimeout(timer);
      timer = undefined;
    },
    moved() {
      if (isWriting) timer ??= setTimeout(tell, PAUSE_MS);
    },
    gone() {
      clearTimeout(timer);
      timer = undefined;
      if (isWriting) ports.tell(undefined);
      isWriting = false;
      told = "";
    },
  };
}
