/** Runs jobs with the same key one after the other, in the order they came; different keys do not wait for each other. */
export function createSerial<Key>() {
  const tails = new Map<Key, Promise<unknown>>();
  return {
    run<Result>(key: Key, job: () => Promise<Result>): Promise<Result> {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(job, job);
      const tail = result.catch(() => undefined);
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      return result;
    },
    idle: async (): Promise<void> => {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
