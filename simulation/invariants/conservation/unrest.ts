import type { SimulatedCloud } from "../../cloud.ts";
import type { SeenRecord } from "../seen/record.ts";
import { seenStack } from "../seen/stack.ts";

/** What is on its way still, in words: at rest nothing is. */
export function unrestIn(cloud: SimulatedCloud, records: ReadonlyMap<string, SeenRecord>): readonly string[] {
  const { services, sources, blueprint } = cloud;
  const { intakeArn } = seenStack(blueprint);
  const flying = [...records.values()].flatMap(({ key, inFlight }) =>
    inFlight ? [`finding ${key} in version ${inFlight.version} is in flight still, by ${inFlight.by}`] : [],
  );
  const running = services.SFN.executions().filter(({ status }) => status === "RUNNING");
  const waiting = services.SQS.peek(intakeArn).length;
  const isRead = sources.some(({ isOn, mapping }) => isOn && mapping.queueArn === intakeArn);
  return [
    ...flying,
    ...running.map(({ executionArn }) => `execution ${executionArn} still runs`),
    ...(waiting > 0 && isRead ? [`${waiting} messages wait in the intake queue still`] : []),
  ];
}
