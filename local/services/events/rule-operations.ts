import { compilePattern } from "../../event-pattern/compile-pattern.ts";
import { InvalidEventPattern } from "../../event-pattern/invalid-event-pattern.ts";
import { remembered } from "../../remembered.ts";
import type { CallContext, Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import type { EventBus, EventBuses } from "./event-buses.ts";
import { eventsError, invalid } from "./events-error.ts";
import { listPage } from "./listing.ts";
import type { Rule } from "./rule.ts";
import { schedulePeriodMs } from "./schedule.ts";

const nameRule = { min: 1, max: 64, pattern: /^[.\-_A-Za-z0-9]+$/ };
const states = ["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"];

/** Starts a rule's schedule; answers what stops it. */
export type StartSchedule = (rule: Rule, periodMs: number, call: CallContext) => () => void;

/** PutRule, DescribeRule, ListRules, EnableRule, DisableRule, DeleteRule, TestEventPattern. */
export function ruleOperations(buses: EventBuses, start: StartSchedule): Readonly<Record<string, Operation>> {
  const setState =
    (state: string): Operation =>
    (given, call) => {
      requireRule(buses, new Input(given, invalid), call, "Name").rule.state = state;
      return {};
    };
  return {
    PutRule: (given, call) => putRule(buses, new Input(given, invalid), call, start),
    DescribeRule: (given, call) => described(requireRule(buses, new Input(given, invalid), call, "Name").rule),
    ListRules: (given, call) => {
      const input = new Input(given, invalid);
      const prefix = input.optionalText("NamePrefix") ?? "";
      const bus = buses.require(input.optionalText("EventBusName"), call);
      const rules = [...bus.rules.values()].filter(({ name }) => name.startsWith(prefix));
      const { page, NextToken } = listPage(rules, input, `ListRules ${bus.arn} ${prefix}`);
      return { Rules: page.map(described), NextToken };
    },
    EnableRule: setState("ENABLED"),
    DisableRule: setState("DISABLED"),
    DeleteRule: (given, call) => deleteRule(buses, new Input(given, invalid), call),
    TestEventPattern: (given) => {
      const input = new Input(given, invalid);
      return { Result: compiledPattern(input.text("EventPattern"))(parsedEvent(input.text("Event"))) };
    },
  };
}

/** @throws {ServiceError} ResourceNotFoundException: no such bus, or no such rule on it */
export function requireRule(
  buses: EventBuses,
  input: Input,
  call: CallContext,
  member: "Name" | "Rule",
): { bus: EventBus; rule: Rule } {
  const bus = buses.require(input.optionalText("EventBusName"), call);
  const name = input.text(member);
  const rule = bus.rules.get(name);
  if (rule) return { bus, rule };
  throw eventsError("ResourceNotFoundException", `Rule ${name} does not exist on EventBus ${bus.name}.`);
}

function putRule(buses: EventBuses, input: Input, call: CallContext, start: StartSchedule): object {
  const bus = buses.require(input.optionalText("EventBusName"), call);
  const name = input.text("Name", nameRule);
  const pattern = input.optionalText("EventPattern", { max: 4096 });
  const schedule = input.optionalText("ScheduleExpression", { max: 256 }) || undefined;
  if (!pattern && !schedule) throw invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
  if (schedule && bus.name !== "default")
    throw invalid("ScheduleExpression is supported only on the default event bus.");
  const known = bus.rules.get(name);
  const rule: Rule = {
    name,
    arn: bus.arn.replace(/:event-bus\/.*/, bus.name === "default" ? `:rule/${name}` : `:rule/${bus.name}/${name}`),
    busName: bus.name,
    description: input.optionalText("Description", { max: 512 }),
    roleArn: input.optionalText("RoleArn"),
    pattern,
    schedule,
    state: input.optionalChoice("State", states) ?? "ENABLED",
    matches: pattern ? compiledPattern(pattern) : () => false,
    targets: known?.targets ?? new Map(),
    stop: () => {},
  };
  const periodMs = schedule ? schedulePeriodMs(schedule) : undefined;
  known?.stop();
  if (periodMs !== undefined) rule.stop = start(rule, periodMs, call);
  bus.rules.set(name, rule);
  return { RuleArn: rule.arn };
}

function deleteRule(buses: EventBuses, input: Input, call: CallContext): object {
  const bus = buses.require(input.optionalText("EventBusName"), call);
  const rule = bus.rules.get(input.text("Name"));
  if (rule && rule.targets.size > 0) throw invalid("Rule can't be deleted since it has targets.");
  rule?.stop();
  if (rule) bus.rules.delete(rule.name);
  return {};
}

const compiledPattern = remembered((text): ((event: unknown) => boolean) => {
  try {
    return compilePattern(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof InvalidEventPattern || error instanceof SyntaxError)) throw error;
    throw eventsError("InvalidEventPatternException", `Event pattern is not valid. Reason: ${error.message}`);
  }
});

function parsedEvent(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("Parameter Event is not valid.");
  }
}

function described(rule: Rule): object {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventBusName: rule.busName,
    EventPattern: rule.pattern,
    ScheduleExpression: rule.schedule,
    State: rule.state,
    Description: rule.description,
    RoleArn: rule.roleArn,
  };
}
