import { ServiceError } from "#local/service.ts";
import type { SimulatedCloud } from "../cloud.ts";
import type { Act } from "./act.ts";
import type { AsffFinding } from "./finding.ts";

/** A provider imports a finding, new or updated. */
export function imports(atMs: number, what: string, provides: () => AsffFinding): Act {
  const play = ({ services }: SimulatedCloud) => unlessRefused(() => services.SecurityHub.importFinding(provides()));
  return { atMs, what, play, provides };
}

/** Does what a service may refuse: then nothing has happened. @throws whatever is no answer of a service */
export function unlessRefused(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}
