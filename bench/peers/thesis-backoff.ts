import type { Handlers, Surroundings } from "#simulation/handlers.ts";
import type { System } from "../system.ts";
import { peerBlueprint } from "./peer-blueprint.ts";
import { peerCalls } from "./peer-calls.ts";
import { findingsIn, type PeerFinding } from "./peer-finding.ts";
import definition from "./thesis-backoff.asl.json" with { type: "json" };
import { thesisStart } from "./thesis-start.ts";
import { thesisWrite } from "./thesis-write.ts";

const timeoutSeconds = 60;
const firstWaitSeconds = 60;

/** The thesis' second design: a workflow for each finding that waits 60 s, then twice as long each time, without a limit. */
export function thesisBackoff(): System {
  const blueprint = peerBlueprint({
    functions: ["initiate", "look", "double"].map((name) => ({ name, memoryMib: 128, timeoutSeconds })),
    definition,
    armed: { severities: ["MEDIUM", "HIGH", "CRITICAL"] },
    target: { function: "initiate" },
  });
  return { blueprint, handlers, architecture: "x86_64" };
}

/** What an execution works on. */
interface Watched {
  readonly GraphArn: string;
  readonly InvestigationId: string;
  readonly Finding: PeerFinding;
  readonly waitTime: number;
}

const handlers: Handlers = {
  initiate(around: Surroundings) {
    const call = peerCalls(around, 5);
    const stateMachineArn = around.environment["STATE_MACHINE_ARN"];
    return async (event) => {
      for (const Finding of findingsIn(event)) {
        // A start that failed goes on all the same, with the error in the place of the id.
        const started = await thesisStart(call, Finding, around.sandbox.now()).catch((error: unknown) => ({
          GraphArn: "",
          InvestigationId: { error: String(error) },
        }));
        const input = JSON.stringify({ ...started, Finding, waitTime: firstWaitSeconds });
        await call("SFN", "StartExecution", { stateMachineArn, input });
      }
    };
  },
  look(around) {
    const call = peerCalls(around, 5);
    return async (event) => {
      const { GraphArn, InvestigationId, Finding } = event as Watched;
      const { Status } = await call("Detective", "GetInvestigation", { GraphArn, InvestigationId });
      if (Status === "FAILED") throw new Error("The investigation failed");
      if (Status === "RUNNING") return { ...(event as Watched), Status };
      await call("Detective", "ListIndicators", { GraphArn, InvestigationId, MaxResults: 100 });
      await thesisWrite(call, Finding, InvestigationId);
      return { Status };
    };
  },
  double: () => async (event) => ({ ...(event as Watched), waitTime: (event as Watched).waitTime * 2 }),
};
