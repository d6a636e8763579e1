/** Which part of the wanted time a service is to be up, as `web: targets:` of foghorn.yaml says; ratios from 0 to 1. */
export interface Targets {
  readonly default: number;
  readonly services: Readonly<Record<string, number>>;
}

/** What most promise who promise anything: 43 minutes in 30 days. */
export const TARGETS: Targets = { default: 0.999, services: {} };

/** A line for "shop/web" goes before one for "shop/*", and that before the default. */
export function targetOf(targets: Targets, service: string): number {
  const own = Object.hasOwn(targets.services, service) ? targets.services[service] : undefined;
  const project = `${service.split("/")[0]}/*`;
  const shared = Object.hasOwn(targets.services, project) ? targets.services[project] : undefined;
  return own ?? shared ?? targets.default;
}
