import { memberOf } from "#local/services/request/record.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import { unlessRefused } from "../../story/import.ts";
import type { FaultKind } from "../fault-kind.ts";
import { momentsOf, withActs } from "../moments.ts";
import { moveDeadLetters } from "./dead-letters.ts";

const minuteMs = 60_000;

/** Executions of one status, newest first. */
function executionsOf(cloud: SimulatedCloud, statusFilter: string): readonly string[] {
  const { StateMachineArn: stateMachineArn } = cloud.blueprint.outputs;
  const { executions } = cloud.call("SFN", "ListExecutions", { stateMachineArn, statusFilter });
  return Array.isArray(executions) ? executions.map((one) => String(memberOf(one, "executionArn"))) : [];
}

/** Neither knows of the other; both see the same failed execution. */
export const twoOperators: FaultKind = {
  name: "two-operators",
  row: 70,
  what: "somebody stops a running execution; then one person redrives it and another replays its dead letter, in either order",
  arm: (stage) => ({
    story(story) {
      const { chance, strike } = stage;
      const acts = momentsOf(stage, story).map((atMs) => {
        const [redriveMs, replayMs] = [chance.integer(0, 20) * minuteMs, chance.integer(0, 20) * minuteMs];
        const play = (cloud: SimulatedCloud) => {
          const [executionArn] = chance.shuffled(executionsOf(cloud, "RUNNING"));
          if (executionArn === undefined || !strike("states:StopExecution")) return;
          unlessRefused(() => cloud.call("SFN", "StopExecution", { executionArn }));
          cloud.clock.at(atMs + replayMs, () => moveDeadLetters(cloud));
          cloud.clock.at(atMs + redriveMs, () => {
            unlessRefused(() => cloud.call("SFN", "RedriveExecution", { executionArn }));
          });
        };
        return { atMs, what: "somebody stops an execution", play };
      });
      return withActs(story, acts);
    },
  }),
};
