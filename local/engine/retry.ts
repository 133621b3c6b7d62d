import { StateFailure, takes } from "./errors.ts";
import type { Raw } from "./fields.ts";
import type { Flow } from "./flow.ts";
import type { Problems } from "./problems.ts";
import type { Transition, Visit } from "./visit.ts";

interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number;
  readonly fullJitter: boolean;
}

interface Catcher {
  readonly errorEquals: readonly string[];
  readonly transition: (visit: Visit, failure: StateFailure) => Promise<Transition>;
}

/** Runs attempts of a state until one succeeds, a catcher takes the failure, or neither is left. */
export type Resilience = (
  visit: Visit,
  attempt: () => Promise<Transition>,
  onGiveUp?: () => void,
) => Promise<Transition>;

/**
 * Compiles `Retry` and `Catch`. Each retrier counts its own attempts; the delay before retry n (from 0) is
 * min(MaxDelaySeconds, IntervalSeconds × BackoffRateⁿ) seconds, and anything from 0 to that with full jitter.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function compileResilience(raw: Raw, flow: Flow, problems: Problems): Resilience {
  const retriers = rules(raw, "Retry", problems).map((rule) => retrier(rule, problems));
  const catchers = rules(raw, "Catch", problems).map((rule) => catcher(rule, flow, problems));
  return async (visit, attempt, onGiveUp) => {
    const attempts = new Map<Retrier, number>();
    for (;;) {
      try {
        return await attempt();
      } catch (thrown) {
        if (!(thrown instanceof StateFailure)) throw thrown;
        const delayMs = nextDelayMs(retriers, attempts, thrown, visit);
        if (delayMs === undefined) return giveUp(visit, thrown, catchers, onGiveUp);
        await visit.branch.sleepUntil(visit.branch.execution.clock.now() + delayMs);
        visit.retried();
      }
    }
  };
}

function nextDelayMs(
  retriers: readonly Retrier[],
  attempts: Map<Retrier, number>,
  failure: StateFailure,
  visit: Visit,
): number | undefined {
  const rule = retriers.find(({ errorEquals }) => takes(errorEquals, failure));
  if (!rule) return undefined;
  const made = attempts.get(rule) ?? 0;
  if (made >= rule.maxAttempts) return undefined;
  attempts.set(rule, made + 1);
  const delayMs = Math.min(rule.maxDelaySeconds, rule.intervalSeconds * rule.backoffRate ** made) * 1000;
  return Math.round(rule.fullJitter ? delayMs * visit.branch.execution.chance.random() : delayMs);
}

async function giveUp(
  visit: Visit,
  failure: StateFailure,
  catchers: readonly Catcher[],
  onGiveUp: (() => void) | undefined,
): Promise<Transition> {
  if (failure.reach !== "nobody") onGiveUp?.();
  const rule = catchers.find(({ errorEquals }) => takes(errorEquals, failure));
  if (!rule) throw failure;
  return rule.transition(visit, failure);
}

function rules(raw: Raw, field: "Retry" | "Catch", problems: Problems): readonly Raw[] {
  const list = raw[field] ?? [];
  if (!Array.isArray(list)) {
    problems.invalid(`"${field}" is no array`);
    return [];
  }
  list.forEach((rule, index) => {
    checkErrorEquals(rule?.ErrorEquals, `${field}[${index}]`, index === list.length - 1, problems);
  });
  return list;
}

function checkErrorEquals(names: unknown, where: string, last: boolean, problems: Problems): void {
  if (!Array.isArray(names) || names.length === 0 || !names.every((name) => typeof name === "string")) {
    problems.invalid(`${where} has no "ErrorEquals" list of error names`);
  } else if (names.includes("States.ALL") && (names.length > 1 || !last)) {
    problems.invalid(`${where} names States.ALL, which must stand alone and last`);
  }
}

const retrierFields = "ErrorEquals IntervalSeconds MaxAttempts BackoffRate MaxDelaySeconds JitterStrategy Comment";

function retrier(rule: Raw, problems: Problems): Retrier {
  checkRuleFields(rule, retrierFields, "retrier", problems);
  const value = (field: string, otherwise: number, min: number): number => {
    const given = rule[field] ?? otherwise;
    if (typeof given === "number" && given >= min) return given;
    problems.invalid(`"${field}" of a retrier is ${JSON.stringify(given)}, wanted a number of at least ${min}`);
    return otherwise;
  };
  const jitter = rule["JitterStrategy"] ?? "NONE";
  if (jitter !== "FULL" && jitter !== "NONE") {
    problems.invalid(`"JitterStrategy" of a retrier is ${JSON.stringify(jitter)}, wanted "FULL" or "NONE"`);
  }
  return {
    errorEquals: rule["ErrorEquals"] as string[],
    intervalSeconds: value("IntervalSeconds", 1, 1),
    maxAttempts: value("MaxAttempts", 3, 0),
    backoffRate: value("BackoffRate", 2, 1),
    maxDelaySeconds: value("MaxDelaySeconds", Number.POSITIVE_INFINITY, 1),
    fullJitter: jitter === "FULL",
  };
}

function catcher(rule: Raw, flow: Flow, problems: Problems): Catcher {
  checkRuleFields(rule, "ErrorEquals Next Assign Output ResultPath Comment", "catcher", problems);
  const leave = flow.caught(rule);
  const next = rule["Next"] as string;
  return {
    errorEquals: rule["ErrorEquals"] as string[],
    transition: async (visit, failure) => ({ ...(await leave(visit, failure)), next }),
  };
}

function checkRuleFields(rule: Raw, allowed: string, what: string, problems: Problems): void {
  for (const field of Object.keys(rule)) {
    if (!allowed.split(" ").includes(field)) problems.invalid(`field "${field}" does not belong into a ${what}`);
  }
}
