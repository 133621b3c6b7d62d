import type { FaultKind } from "../fault-kind.ts";
import { requestFault } from "../request-fault.ts";

type Instant = "before" | "after-effect" | "after-answer";

/** Whoever dies at every other call never comes to an end: a fifth of the calls is plenty. */
const share = 0.2;

function crashFault(crash: Instant, what: string): FaultKind {
  const { arm, ...about } = requestFault({
    name: crash === "before" ? "crash-before-call" : `crash-${crash}`,
    row: 39,
    what,
    concerns: () => true,
    fate: () => ({ crash }),
  });
  return { ...about, arm: (stage) => arm({ ...stage, intensity: stage.intensity * share }) };
}

export const crashFaults: readonly FaultKind[] = [
  crashFault("before", "a sandbox dies just before it calls a service"),
  crashFault("after-effect", "a sandbox dies when the service has acted and before it hears of it"),
  crashFault("after-answer", "a sandbox dies just after it has heard a service's answer"),
];
