import { type Operation, ServiceError, type World } from "../../service.ts";
import { Input, type Reject } from "../request/input.ts";
import { openCursor, pageAt, sealCursor } from "../request/page.ts";

type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";
const states: readonly AlarmState[] = ["OK", "ALARM", "INSUFFICIENT_DATA"];

interface MetricAlarm {
  readonly AlarmName: string;
  readonly AlarmArn: string;
  readonly StateValue: AlarmState;
  readonly StateReason: string;
  readonly StateUpdatedTimestamp: Date;
  readonly [member: string]: unknown;
}

/** PutMetricAlarm, DescribeAlarms, SetAlarmState, DeleteAlarms. */
export function alarmOperations(world: World, reject: Reject): Readonly<Record<string, Operation>> {
  const alarms = new Map<string, MetricAlarm>();
  const at = (region: string, name: string) => `${region}/${name}`;
  const state = (StateValue: AlarmState, StateReason: string) => ({
    StateValue,
    StateReason,
    StateUpdatedTimestamp: new Date(world.clock.now()),
  });
  return {
    PutMetricAlarm: (value, { region, accountId }) => {
      const AlarmName = new Input(value, reject).text("AlarmName", { min: 1, max: 255 });
      const key = at(region, AlarmName);
      alarms.set(key, {
        ...value,
        AlarmName,
        AlarmArn: `arn:${world.partition}:cloudwatch:${region}:${accountId}:alarm:${AlarmName}`,
        ...(alarms.get(key) ?? state("INSUFFICIENT_DATA", "Unchecked: Initial alarm creation")),
      });
      return {};
    },
    DescribeAlarms: (value, { region }) => {
      const input = new Input(value, reject);
      const names = input.optionalTexts("AlarmNames", { max: 100 });
      const prefix = input.optionalText("AlarmNamePrefix") ?? "";
      const stateValue = input.optionalChoice("StateValue", states);
      const found = [...alarms].flatMap(([key, alarm]) =>
        key === at(region, alarm.AlarmName) &&
        (names?.includes(alarm.AlarmName) ?? alarm.AlarmName.startsWith(prefix)) &&
        (stateValue === undefined || alarm.StateValue === stateValue)
          ? [alarm]
          : [],
      );
      const { page, NextToken } = alarmPage(found, input, `DescribeAlarms ${region} ${prefix} ${stateValue}`);
      return { MetricAlarms: page, CompositeAlarms: [], ...(NextToken === undefined ? {} : { NextToken }) };
    },
    SetAlarmState: (value, { region }) => {
      const input = new Input(value, reject);
      const key = at(region, input.text("AlarmName"));
      const alarm = alarms.get(key);
      if (!alarm)
        throw new ServiceError("ResourceNotFound", 404, `The alarm ${input.text("AlarmName")} does not exist`);
      alarms.set(key, { ...alarm, ...state(input.choice("StateValue", states), input.text("StateReason")) });
      return {};
    },
    DeleteAlarms: (value, { region }) => {
      const names = new Input(value, reject).optionalTexts("AlarmNames", { max: 100 }) ?? [];
      for (const name of names) alarms.delete(at(region, name));
      return {};
    },
  };
}

function alarmPage(alarms: readonly MetricAlarm[], input: Input, scope: string) {
  const size = input.optionalInteger("MaxRecords", { min: 1, max: 100 }) ?? 50;
  const token = input.optionalText("NextToken");
  const cursor = token === undefined ? { offset: 0 } : openCursor(token, scope);
  if (!cursor) throw new ServiceError("InvalidNextToken", 400, "The next token is not valid");
  const { items, nextOffset } = pageAt(alarms, cursor.offset, size);
  const NextToken =
    nextOffset === undefined ? undefined : sealCursor({ offset: nextOffset, issuedAtMs: 0, mark: 0 }, scope);
  return { page: items, NextToken };
}
