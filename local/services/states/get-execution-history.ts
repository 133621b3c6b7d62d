import type { Clock } from "../../clock.ts";
import type { HistoryEvent } from "../../engine/history.ts";
import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { validationException } from "./errors.ts";
import type { Executions } from "./executions.ts";
import { pageOf } from "./page.ts";

/** GetExecutionHistory: the events of an execution in order, or latest first. */
export function getExecutionHistory(executions: Executions, clock: Clock): Operation {
  return (raw: unknown) => {
    const input = new Input(raw, validationException);
    const { arn, history } = executions.get(input.text("executionArn", { min: 1, max: 256 }));
    const reverse = input.optionalBoolean("reverseOrder") ?? false;
    const withData = input.optionalBoolean("includeExecutionData") ?? true;
    const ids = Array.from({ length: history.length }, (_, index) => (reverse ? history.length - index : index + 1));
    const { items, nextToken } = pageOf(ids, input, `GetExecutionHistory ${arn} ${reverse}`, clock);
    const events = items.flatMap((id) => history.slice(id, id));
    return {
      events: withData ? events : events.map(withoutData),
      ...(nextToken !== undefined && { nextToken }),
    };
  };
}

const data = new Set([
  "input",
  "output",
  "parameters",
  "assignedVariables",
  "inputDetails",
  "outputDetails",
  "assignedVariablesDetails",
]);

function withoutData(event: HistoryEvent): HistoryEvent {
  const members = Object.entries(event).map(([name, value]) => {
    if (!name.endsWith("EventDetails")) return [name, value];
    return [name, Object.fromEntries(Object.entries(value).filter(([member]) => !data.has(member)))];
  });
  return Object.fromEntries(members);
}
