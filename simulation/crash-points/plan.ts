import type { Blueprint } from "../blueprint.ts";
import { type Calm, playCalm, playCrash } from "../crash-points.ts";
import type { Violation } from "../invariants/invariant.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { CrashPoint } from "./crash-point.ts";

/** One crash to try out, by its number. */
export interface PlannedCrash {
  readonly calm: Calm;
  /** Within the scenario, from 0. */
  readonly number: number;
  readonly point: CrashPoint;
}

/** Every crash point of every scenario, in an order that is the same wherever the plan is made. */
export async function crashPlan(
  scenarios: readonly Scenario[],
  blueprint: Blueprint,
): Promise<{ readonly calms: readonly Calm[]; readonly crashes: readonly PlannedCrash[] }> {
  const calms: Calm[] = [];
  for (const scenario of scenarios) calms.push(await playCalm(scenario, blueprint));
  return { calms, crashes: calms.flatMap((calm) => calm.points.map((point, number) => ({ calm, number, point }))) };
}

/** Plays one crash of a plan. A crash that did not come about would prove nothing: it is a violation too. */
export async function violationsAt({ calm, point }: PlannedCrash, blueprint: Blueprint): Promise<readonly Violation[]> {
  const { violations, strikes, cloud } = await playCrash(calm, point, blueprint);
  const crashes = strikes.filter(({ fault }) => fault === "crash-point").length;
  if (crashes === 1) return violations;
  const what = `the sandbox died ${crashes} times, once is wanted`;
  return [...violations, { invariant: "crash", atMs: cloud.clock.now(), what }];
}
