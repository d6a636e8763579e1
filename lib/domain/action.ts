/**
 * Everything that the gate can be asked to do to a host, and nothing else exists. Each is one call of the Docker API,
 * but the dump, which is one signal.
 */
export const ACTION_VERBS = [
  "container.start",
  "container.stop",
  "container.restart",
  "container.kill",
  "container.unpause",
  "prune.containers",
  "prune.images",
  "prune.build-cache",
  "engine.dump",
] as const;
export type ActionVerb = (typeof ACTION_VERBS)[number];

/** What a verb acts on: one container, or the engine of the host. */
export const targetOf = (verb: ActionVerb): "container" | "engine" =>
  verb.startsWith("container.") ? "container" : "engine";
