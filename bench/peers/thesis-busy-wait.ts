import type { Handlers } from "#simulation/handlers.ts";
import type { System } from "../system.ts";
import { peerBlueprint } from "./peer-blueprint.ts";
import { peerCalls } from "./peer-calls.ts";
import { findingsIn, type PeerFinding } from "./peer-finding.ts";
import { thesisStart } from "./thesis-start.ts";
import { thesisWrite } from "./thesis-write.ts";

const pollMs = 1_000;

/** The thesis' first design: a function that asks every second, finding after finding, and takes an error for a result. */
export function thesisBusyWait(): System {
  const blueprint = peerBlueprint({
    functions: [{ name: "busy-wait", memoryMib: 128, timeoutSeconds: 900 }],
    armed: { severities: ["MEDIUM", "HIGH", "CRITICAL"] },
    target: { function: "busy-wait" },
  });
  return { blueprint, handlers, architecture: "x86_64" };
}

const handlers: Handlers = {
  "busy-wait": (around) => {
    const call = peerCalls(around, 5);
    const { sandbox } = around;
    const investigate = async (finding: PeerFinding) => {
      const started = await thesisStart(call, finding, sandbox.now());
      while ((await call("Detective", "GetInvestigation", started))["Status"] === "RUNNING") await sandbox.rest(pollMs);
      await call("Detective", "ListIndicators", { ...started, MaxResults: 100 });
      await thesisWrite(call, finding, started.InvestigationId);
    };
    return async (event) => {
      const results: unknown[] = [];
      for (const finding of findingsIn(event)) {
        // The thesis stores the error in the place of the result, and is content.
        results.push(await investigate(finding).catch((error: unknown) => ({ error: String(error) })));
      }
      return results;
    };
  },
};
