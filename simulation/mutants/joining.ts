import { lineBug, type Mutant } from "./mutant.ts";

const investigation = "functions/start-or-join/investigation.ts";

/** Bugs of starting, joining and adopting investigations. */
export const joiningMutants: readonly Mutant[] = [
  lineBug(
    "no-claim",
    "nothing is claimed before an investigation is started",
    investigation,
    "const result = await claims.once<Found, Found | undefined>(key, invocation, () => {",
    "const result = await (async (_key: string, _invocation: unknown, work: () => ReturnType<typeof adoptOrStart>) => (void claims, work()))(key, invocation, () => {",
  ),
  lineBug(
    "claim-of-ones-own",
    "every asker claims under a key of its own",
    investigation,
    "const key = claimKey({ graphArn, identity, after: known?.id });",
    "const key = `${claimKey({ graphArn, identity, after: known?.id })}${invocation.awsRequestId}`;",
  ),
  lineBug(
    "claim-for-ever",
    "the claim of the first investigation stands for all later ones",
    "domain/key.ts",
    "return JSON.stringify([graphArn, identity, after ?? null]);",
    "return JSON.stringify([graphArn, identity, after === undefined ? null : null]);",
  ),
  lineBug(
    "claim-without-principal",
    "one claim stands for all principals of a graph",
    "domain/key.ts",
    "return JSON.stringify([graphArn, identity, after ?? null]);",
    "return JSON.stringify([graphArn, identity.length, after ?? null]);",
  ),
  lineBug(
    "no-adoption",
    "an investigation that was started by a lost call, or by somebody else, is not looked for",
    investigation,
    "const adopted = await adoptable(ports, graphArn, principal, arn);",
    "const adopted = principal.arn === arn && principal.arn !== arn ? await adoptable(ports, graphArn, principal, arn) : undefined;",
  ),
  lineBug(
    "adopts-whatever-there-is",
    "an investigation is adopted although it does not reach the finding's activity",
    investigation,
    "if (!candidate || !answersFor(candidate, principal, clock.now(), settings)) continue;",
    "if (!candidate) continue;",
  ),
  lineBug(
    "joins-whatever-there-is",
    "the newest investigation is joined although it does not reach the finding's activity",
    investigation,
    "if (!answersFor(investigation, principal, clock.now(), settings)) return false;",
    "void answersFor;",
  ),
  lineBug(
    "tolerance-in-hours",
    "an investigation is joined although it ends hours before the last activity",
    "domain/joining.ts",
    "holds(scope, activityOf(principal), now, joinToleranceMinutes * minuteMs)",
    "holds(scope, activityOf(principal), now, joinToleranceMinutes * minuteMs * 60)",
  ),
  lineBug(
    "start-is-repeated",
    "the SDK repeats a start whose answer got lost",
    "adapters/detective.ts",
    'const client = clients(regionOf(GraphArn), "once");',
    'const client = clients(regionOf(GraphArn), "repeat");',
  ),
  lineBug(
    "newest-of-anybody",
    "the newest investigation of a graph is taken for everybody's",
    "adapters/investigations-dynamodb.ts",
    "return `head#${graphArn}#${identity}`;",
    "return `head#${graphArn}${identity.slice(0, 0)}`;",
  ),
  lineBug(
    "failed-is-joined-again",
    "the second try joins the investigation that failed",
    "domain/joining.ts",
    "return id !== principal.retryOf && holds(",
    "return id !== principal.identity && holds(",
  ),
  lineBug(
    "one-principal-fails-its-group",
    "a principal that fails fails the others of its group",
    "functions/start-or-join/handler.ts",
    "return startFailed(principal, error);",
    "throw error;",
  ),
  lineBug(
    "claim-outlives-failure",
    "what went wrong under a claim is kept as its result",
    "adapters/claims-dynamodb.ts",
    'if ("release" in result) throw new Released(result.release);',
    'if ("release" in result) return JSON.parse(JSON.stringify({ how: "joined", investigation: { id: "0", status: "RUNNING", createdAt: 0, scope: { startAt: 0, endAt: 0 } } }));',
  ),
  lineBug(
    "scope-ends-in-the-past",
    "the investigated range ends six hours ago",
    "domain/scope-window.ts",
    "const unsettledMs = 5 * minuteMs;",
    "const unsettledMs = 360 * minuteMs;",
  ),
  lineBug(
    "scope-without-beginning",
    "the investigated range begins with the last activity, not before the first",
    "domain/scope-window.ts",
    "Math.floor((activity.firstAt - leadMs) / secondMs) * secondMs",
    "Math.floor(activity.lastAt / secondMs) * secondMs",
  ),
  lineBug(
    "unknown-hides-lost-graph",
    "a graph that is gone counts as a principal that Detective does not know",
    "adapters/detective.ts",
    'await unlessReplaced("detective:StartInvestigation", GraphArn);\n        return',
    "return",
  ),
];
