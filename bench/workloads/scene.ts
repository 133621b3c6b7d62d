import type { Behaviour } from "#local/behaviour.ts";
import type { Rate } from "#local/services/rate-limit.ts";
import type { Hooks } from "#simulation/hooks.ts";
import type { Act } from "#simulation/story/act.ts";
import type { Finding } from "./finding.ts";
import type { Person } from "./person.ts";

/** A finding and a principal that it names and that can be investigated: what there is to find out. */
export interface Pair {
  readonly productArn: string;
  readonly id: string;
  readonly principalArn: string;
  /** When its provider imports the finding, ms since the epoch. */
  readonly arrivesAtMs: number;
}

/** Everything that one run of a workload puts before a system. */
export interface Scene {
  readonly startAtMs: number;
  readonly acts: readonly Act[];
  readonly pairs: readonly Pair[];
  readonly behaviour: Behaviour;
  readonly hooks: Partial<Hooks>;
  /** Of each operation of Detective; AWS publishes none, so 50 a second and 100 at once unless said. */
  readonly detectiveRate?: Rate;
  /** Findings that are imported; that some of them come twice is the workload's. */
  readonly findings: number;
  readonly principals: number;
  /** Investigations that suffice, where all activity of a principal is close together. */
  readonly startsWanted?: number;
  /** The least time that the API quotas allow, where a workload is about that. */
  readonly boundSeconds?: number;
}

export const sceneStartAtMs = Date.UTC(2026, 10, 20, 12, 0, 0);

export function imported(finding: Finding, atMs: number): Act {
  return {
    atMs,
    what: `the provider imports ${finding["Id"]}`,
    play: (cloud) => void cloud.services.SecurityHub.importFinding({ ...finding }),
  };
}

export function pairOf(finding: Finding, { arn }: Person, arrivesAtMs: number): Pair {
  return { productArn: String(finding["ProductArn"]), id: String(finding["Id"]), principalArn: arn, arrivesAtMs };
}
