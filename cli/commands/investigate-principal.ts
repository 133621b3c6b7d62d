import type { PrincipalRunning, PrincipalStarted, PrincipalState, PrincipalToStart } from "#domain/contract.ts";
import { durationInWords } from "#domain/duration.ts";
import { ClaimInProgress, ServiceUnavailable, Throttled } from "#domain/errors.ts";
import { rankEvidence, rankedFacts } from "#domain/evidence.ts";
import { minuteMs, secondMs } from "#domain/instant.ts";
import type { Indicator } from "#domain/investigation.ts";
import { investigated, unfinished } from "#domain/look.ts";
import type { Clock, Detective } from "#domain/ports.ts";
import { reasonInWords } from "#domain/reason.ts";
import { reportLink } from "#domain/report-link.ts";
import type { InvestigationAsked, PrincipalReport } from "../investigate/principal-report.ts";
import { pause } from "../pause.ts";

export interface InvestigatePrincipalPorts {
  readonly detective: Pick<Detective, "investigation" | "indicators">;
  /** What the pipeline's own `start-or-join` does: claim, then join, adopt or start. */
  readonly startOrJoin: (principal: PrincipalToStart) => Promise<PrincipalStarted>;
  readonly clock: Clock;
  /** Hears of what is happening, one sentence a change. */
  readonly tell: (sentence: string) => void;
}

export interface InvestigatePrincipalOptions {
  /** As it was asked for. */
  readonly asked: string;
  readonly principal: PrincipalToStart;
  /** Otherwise the report is that of a running investigation, unless it has ended already. */
  readonly wait: boolean;
  /** Ends the waiting; the investigation goes on. */
  readonly signal: AbortSignal;
}

// Somebody is watching: the pipeline looks later and less often.
const lookEveryMs = 15 * secondMs;
const troublesMax = 20;
const troublePauseMs = 10 * secondMs;

/** Gives a principal its investigation as the pipeline would, waits for its end, and reads all it has found. */
export async function investigatePrincipal(
  ports: InvestigatePrincipalPorts,
  options: InvestigatePrincipalOptions,
): Promise<PrincipalReport> {
  const { asked, wait, signal } = options;
  let state: PrincipalState = options.principal;
  let running: PrincipalRunning | undefined;
  let indicators: readonly Indicator[] = [];
  const tellMinutes = minuteTeller(ports);
  for (;;) {
    if (state.kind === "start") {
      state = await started(ports, state);
      continue;
    }
    if (state.kind !== "running") break;
    running = state;
    ({ state, indicators } = await looked(ports, running));
    if (state.kind !== "running") continue;
    if (!wait || signal.aborted) break;
    tellMinutes(running);
    await pause(ports.clock, lookEveryMs, signal);
  }
  return report(asked, state, running, rankedFacts(indicators));
}

async function started({ startOrJoin, clock, tell }: InvestigatePrincipalPorts, principal: PrincipalToStart) {
  const state = await unlessTrouble(() => startOrJoin(principal), clock, tell);
  if (state.kind === "running") {
    const words = { started: "is started", adopted: "was there already and is adopted", joined: "is joined" };
    tell(`Investigation ${state.investigationId} ${words[state.how]}: ${state.scopeStartAt} to ${state.scopeEndAt}`);
  }
  return state;
}

async function looked({ detective, clock, tell }: InvestigatePrincipalPorts, running: PrincipalRunning) {
  const { graphArn, investigationId } = running;
  const investigation = await unlessTrouble(() => detective.investigation(graphArn, investigationId), clock, tell);
  if (investigation?.status !== "SUCCESSFUL") {
    const state = unfinished(running, investigation, clock.now());
    if (state.kind === "start") tell("The investigation failed, it is started once more");
    return { state, indicators: [] };
  }
  const read = await unlessTrouble(() => detective.indicators(graphArn, investigationId), clock, tell);
  const evidence = rankEvidence(read.indicators, read.complete);
  return { state: investigated(running, investigation.severity, evidence, clock.now()), indicators: read.indicators };
}

/** Tries again for some three minutes. @throws what the last try threw, and at once what a person has to mend */
async function unlessTrouble<T>(work: () => Promise<T>, clock: Clock, tell: (sentence: string) => void): Promise<T> {
  for (let troubles = 1; troubles < troublesMax; troubles++) {
    try {
      return await work();
    } catch (error) {
      const passes =
        error instanceof Throttled || error instanceof ServiceUnavailable || error instanceof ClaimInProgress;
      if (!passes) throw error;
      tell(error.message);
      await clock.sleep(troublePauseMs);
    }
  }
  return work();
}

function report(
  asked: string,
  state: Exclude<PrincipalState, PrincipalToStart>,
  running: PrincipalRunning | undefined,
  facts: readonly string[],
): PrincipalReport {
  const about = { kind: "principal", asked } as const;
  const told = running && askedOf(running);
  switch (state.kind) {
    case "running":
      return { ...about, outcome: "running", ...askedOf(state) };
    case "not-investigable":
      return { ...about, outcome: state.kind, reason: state.reason, message: reasonInWords(state.reason) };
    case "investigated": {
      if (!told) throw new Error("Cannot report an investigation: it was never running");
      const { severity, evidence } = state;
      const { tactics, indicators, complete } = evidence;
      return {
        ...about,
        outcome: state.kind,
        ...told,
        severity: severity ?? "NONE",
        facts,
        tactics,
        indicators,
        complete,
      };
    }
    default:
      return { ...about, outcome: state.kind, error: state.error, message: state.cause, ...told };
  }
}

function askedOf(running: PrincipalRunning): InvestigationAsked {
  const { arn: principalArn, region, investigationId, how, scopeStartAt, scopeEndAt } = running;
  const link = reportLink(running);
  return { principalArn, region, investigationId, how, scopeStartAt, scopeEndAt, ...(link && { report: link }) };
}

/** Says once a minute that the investigation goes on. */
function minuteTeller({ clock, tell }: InvestigatePrincipalPorts): (running: PrincipalRunning) => void {
  let toldAt = clock.now();
  return ({ createdAt }) => {
    const now = clock.now();
    if (now - toldAt < minuteMs) return;
    toldAt = now;
    tell(`It is running for ${durationInWords(now - Date.parse(createdAt))}`);
  };
}
