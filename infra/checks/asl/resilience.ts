import { errorNamesIn, type Json, rulesIn, type State } from "./machine.ts";

type Says = (rule: string, says: string) => void;

const jitterStrategies = ["FULL", "NONE"];
const dataLimit = "States.DataLimitExceeded";

/** What a state does when something fails, or takes too long. */
export function checkResilience({ type, fields }: State, says: Says): void {
  if (type === "Task" && fields["TimeoutSeconds"] === undefined) says("time-out", "a Task without TimeoutSeconds");
  if (type === "Choice" && fields["Default"] === undefined)
    says("default", "a Choice without Default may match nothing");
  for (const { JitterStrategy: jitter = "NONE" } of rulesIn(fields, "Retry"))
    if (!jitterStrategies.includes(String(jitter))) says("jitter", `JitterStrategy ${jitter}: FULL or NONE is wanted`);
  for (const list of ["Retry", "Catch"] as const) checkOrder(list, rulesIn(fields, list), says);
  checkDataLimit(rulesIn(fields, "Catch"), says);
}

/** Whoever comes first takes the error: what stands behind is never asked. */
function checkOrder(list: string, rules: readonly Json[], says: Says): void {
  const taken = new Set<string>();
  for (const [at, rule] of rules.entries()) {
    const names = errorNamesIn(rule);
    const everything = names.includes("States.ALL");
    if (everything && names.length > 1) says("states-all", `${list}[${at}] names States.ALL beside others`);
    if (everything && at < rules.length - 1) says("states-all", `${list}[${at}] takes everything from those behind it`);
    for (const name of names) {
      if (taken.has(name)) says("unreachable", `${list}[${at}] names ${name}, which one before it takes`);
      taken.add(name);
    }
  }
}

/** @see docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html (read 2026-11-20): States.ALL does not catch it */
function checkDataLimit(catchers: readonly Json[], says: Says): void {
  const names = catchers.flatMap(errorNamesIn);
  if (names.includes("States.ALL") && !names.includes(dataLimit))
    says("data-limit", `Catch takes everything but ${dataLimit}, which it must name`);
}
