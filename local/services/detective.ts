import { plannedErrors } from "../behaviour/planned-error.ts";
import type { Behaviour, PrincipalBehaviour } from "../behaviour.ts";
import { defaultBehaviour } from "../behaviour.ts";
import type { Service, World } from "../service.ts";
import { tooManyRequests } from "./detective/errors.ts";
import { getInvestigation } from "./detective/get-investigation.ts";
import { createGraph, deleteGraph, listGraphs } from "./detective/graph-operations.ts";
import { graphsOf } from "./detective/graphs.ts";
import type { Investigation } from "./detective/investigation.ts";
import { investigationsOf } from "./detective/investigations.ts";
import { listIndicators } from "./detective/list-indicators.ts";
import { listInvestigations } from "./detective/list-investigations.ts";
import { getMembers, listInvitations, listMembers } from "./detective/members.ts";
import { Outages } from "./detective/outages.ts";
import { detectiveRoutes } from "./detective/routes.ts";
import { startInvestigation } from "./detective/start-investigation.ts";
import type { DetectiveState } from "./detective/state.ts";
import { updateInvestigationState } from "./detective/update-investigation-state.ts";
import type { Rate } from "./rate-limit.ts";
import { withRates } from "./request/operations.ts";

export interface DetectiveOptions {
  readonly behaviour?: Behaviour;
  /** Of each operation, per Region. AWS documents none; the default is generous: 50 a second, 100 at once. */
  readonly rate?: Rate;
  /** How long a new investigation stays invisible to ListInvestigations, ms. Default 0. */
  readonly listLagMs?: number | (() => number);
  /** How an investigation that starts now will go, where that is another way than the behaviour's. */
  readonly plan?: (entityArn: string) => PrincipalBehaviour | undefined;
}

export interface Detective extends Service {
  /** Every operation answers InternalServerException from `fromMs` until just before `toMs`, ms since the epoch. */
  outage(fromMs: number, toMs: number): void;
  /** An investigation as it is and will be, its end included, which nobody outside can know. */
  investigation(id: string): Investigation | undefined;
  /** Every investigation likewise, in the order of their start. */
  investigations(): Iterable<Investigation>;
  /** Drops an investigation, as if it had never been: who runs for months of virtual time cannot keep them all. */
  forgetInvestigation(id: string): void;
}

const defaultRate: Rate = { perSecond: 50, burst: 100 };

/**
 * Amazon Detective's investigations: one behaviour graph per Region, investigations that finish as the clock goes on.
 * Duration, severity and indicators follow from the principal's ARN, unless the behaviour says otherwise.
 * Nothing is scheduled: what an investigation has become is worked out when it is asked for.
 * @see https://docs.aws.amazon.com/detective/latest/APIReference/Welcome.html
 */
export function detectiveService(world: World, options: DetectiveOptions = {}): Detective {
  const behaviour = options.behaviour ?? defaultBehaviour;
  const lag = options.listLagMs ?? 0;
  const investigations = investigationsOf(world, behaviour, options.plan);
  const state: DetectiveState = {
    world,
    behaviour,
    errors: plannedErrors(behaviour),
    graphs: graphsOf(world, behaviour),
    investigations,
    listLagMs: typeof lag === "number" ? () => lag : lag,
  };
  const operations = {
    CreateGraph: createGraph(state),
    DeleteGraph: deleteGraph(state),
    GetInvestigation: getInvestigation(state),
    GetMembers: getMembers(state),
    ListGraphs: listGraphs(state),
    ListIndicators: listIndicators(state),
    ListInvestigations: listInvestigations(state),
    ListInvitations: listInvitations(),
    ListMembers: listMembers(state),
    StartInvestigation: startInvestigation(state),
    UpdateInvestigationState: updateInvestigationState(state),
  };
  const outages = new Outages(world.clock);
  const rates = { other: options.rate ?? defaultRate };
  return {
    name: "Detective",
    signingName: "detective",
    protocol: { kind: "rest-json", routes: detectiveRoutes, timestamps: "iso" },
    operations: withRates(outages.guard(operations), world.clock, rates, tooManyRequests),
    outage: (fromMs, toMs) => outages.add(fromMs, toMs),
    investigation: investigations.byId,
    investigations: investigations.all,
    forgetInvestigation: investigations.forget,
  };
}
