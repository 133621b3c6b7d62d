import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { invalidRequest, planned } from "./errors.ts";
import { summaryAt } from "./investigation.ts";
import type { DetectiveState } from "./state.ts";

/** GetInvestigation: RUNNING until its time has passed on the clock. */
export function getInvestigation({ graphs, investigations, errors, world }: DetectiveState): Operation {
  return (value, call) => {
    const input = new Input(value, invalidRequest);
    const graphArn = graphs.arnIn(input, call);
    const investigation = investigations.named(input, graphArn);
    const error = errors.next("GetInvestigation", investigation.entityArn);
    if (error) throw planned(error.name);
    return {
      GraphArn: graphArn,
      ...summaryAt(investigation, world.clock.now()),
      ScopeStartTime: new Date(investigation.scopeStartMs),
      ScopeEndTime: new Date(investigation.scopeEndMs),
    };
  };
}
