import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { invalidRequest } from "./errors.ts";
import type { DetectiveState } from "./state.ts";

/** UpdateInvestigationState: archives an investigation, or takes it out of the archive. */
export function updateInvestigationState({ graphs, investigations }: DetectiveState): Operation {
  return (value, call) => {
    const input = new Input(value, invalidRequest);
    const investigation = investigations.named(input, graphs.arnIn(input, call));
    investigation.state = input.choice("State", ["ACTIVE", "ARCHIVED"]);
    return {};
  };
}
