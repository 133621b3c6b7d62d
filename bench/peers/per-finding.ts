import type { System } from "../system.ts";
import { peerBlueprint } from "./peer-blueprint.ts";
import definition from "./per-finding.asl.json" with { type: "json" };

/**
 * What a careful engineer builds first: a workflow for each finding without any function, that asks every 30 s, tries again what
 * is throttled, reads every kind of principal and keeps other people's notes. Two findings about one principal know nothing of
 * each other.
 */
export function perFinding(): System {
  const blueprint = peerBlueprint({
    functions: [],
    definition,
    armed: { severities: ["MEDIUM", "HIGH", "CRITICAL"] },
    target: "state machine",
  });
  return { blueprint, handlers: {}, architecture: "arm64" };
}
