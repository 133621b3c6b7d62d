import type { Clock } from "../../clock.ts";
import type { CallContext, Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { validationException } from "./errors.ts";
import { pageOf } from "./page.ts";
import type { StateMachines } from "./state-machines.ts";

/** DescribeStateMachine: a state machine with its definition. */
export function describeStateMachine(stateMachines: StateMachines): Operation {
  return (raw: unknown) => {
    const found = stateMachines.get(new Input(raw, validationException).text("stateMachineArn", { min: 1, max: 256 }));
    return {
      stateMachineArn: found.arn,
      name: found.name,
      status: "ACTIVE",
      definition: found.definition,
      roleArn: found.roleArn,
      type: "STANDARD",
      creationDate: new Date(found.createdAtMs),
      loggingConfiguration: found.loggingConfiguration,
      tracingConfiguration: found.tracingConfiguration,
    };
  };
}

/** DeleteStateMachine, at once: there is no time in which its status is DELETING. */
export function deleteStateMachine(stateMachines: StateMachines): Operation {
  return (raw: unknown) => {
    stateMachines.delete(new Input(raw, validationException).text("stateMachineArn", { min: 1, max: 256 }));
    return {};
  };
}

/** ListStateMachines: the state machines of the caller's Region, by name. */
export function listStateMachines(stateMachines: StateMachines, clock: Clock): Operation {
  return (raw: unknown, { region }: CallContext) => {
    const input = new Input(raw, validationException);
    const { items, nextToken } = pageOf(stateMachines.in(region), input, `ListStateMachines ${region}`, clock);
    const listed = items.map(({ arn, name, createdAtMs }) => ({
      stateMachineArn: arn,
      name,
      type: "STANDARD",
      creationDate: new Date(createdAtMs),
    }));
    return { stateMachines: listed, ...(nextToken !== undefined && { nextToken }) };
  };
}
