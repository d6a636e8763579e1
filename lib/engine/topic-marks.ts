/** A screen that changes four times a second is live; more only costs. */
const FLUSH_MS = 250;

export interface TopicMarks {
  readonly mark: (...topics: readonly string[]) => void;
  readonly stop: () => void;
}

/** Collects which state topics changed and tells each once per 250 ms, the first at once. */
export function createTopicMarks(tell: (topic: string) => void): TopicMarks {
  let marked = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    timer = undefined;
    if (marked.size === 0) return;
    const topics = marked;
    marked = new Set();
    for (const topic of topics) tell(topic);
    timer = setTimeout(flush, FLUSH_MS);
  }

  return {
    mark(...topics) {
      for (const topic of topics) marked.add(topic);
      timer ??= setTimeout(flush, 0);
    },
    stop: () => clearTimeout(timer),
  };
}
