import { principalKey, principalOf } from "../../behaviour/principal-arn.ts";
import type { Behaviour, PrincipalBehaviour } from "../../behaviour.ts";
import type { World } from "../../service.ts";
import { decimalDigest } from "../request/digest.ts";
import type { Input } from "../request/input.ts";
import { notFound } from "./errors.ts";
import type { Investigation } from "./investigation.ts";
import { outcomeOf } from "./outcome.ts";

export interface NewInvestigation {
  readonly graphArn: string;
  readonly entityArn: string;
  readonly scopeStartMs: number;
  readonly scopeEndMs: number;
}

/** All investigations, in the order of their start. */
export interface Investigations {
  start(request: NewInvestigation): Investigation;
  /** The investigation in the member InvestigationId, which must be one of the graph. */
  named(input: Input, graphArn: string): Investigation;
  byId(id: string): Investigation | undefined;
  all(): Iterable<Investigation>;
  forget(id: string): void;
  ofGraph(graphArn: string): readonly Investigation[];
  ofEntity(graphArn: string, entityArn: string): readonly Investigation[];
}

/** @param plan how the next investigation of a principal goes, where that is another way than the behaviour's */
export function investigationsOf(
  world: World,
  behaviour: Behaviour,
  plan: (entityArn: string) => PrincipalBehaviour | undefined = () => undefined,
): Investigations {
  const byId = new Map<string, Investigation>();
  const byGraph = new Map<string, Investigation[]>();
  const byEntity = new Map<string, Investigation[]>();
  const countByPrincipal = new Map<string, number>();
  let started = 0;
  const add = (investigation: Investigation): void => {
    byId.set(investigation.id, investigation);
    append(byGraph, investigation.graphArn, investigation);
    append(byEntity, entityKey(investigation.graphArn, investigation.entityArn), investigation);
  };
  return {
    start(request) {
      const key = principalKey(request.entityArn);
      const earlier = countByPrincipal.get(key) ?? 0;
      countByPrincipal.set(key, earlier + 1);
      const { durationMs, ...outcome } = outcomeOf(request, earlier, behaviour, plan(request.entityArn));
      const createdAtMs = world.clock.now();
      const investigation: Investigation = {
        ...request,
        ...outcome,
        id: freeId(byId, request, earlier),
        entityType: principalOf(request.entityArn)?.kind === "user" ? "IAM_USER" : "IAM_ROLE",
        createdAtMs,
        finishesAtMs: createdAtMs + durationMs,
        ordinal: started++,
        state: "ACTIVE",
      };
      add(investigation);
      return investigation;
    },
    named(input, graphArn) {
      const id = input.text("InvestigationId", { min: 21, max: 21, pattern: /^[0-9]+$/ });
      const investigation = byId.get(id);
      if (investigation?.graphArn !== graphArn) throw notFound(`Investigation ${id} does not exist in ${graphArn}`);
      return investigation;
    },
    byId: (id) => byId.get(id),
    all: () => byId.values(),
    forget(id) {
      const investigation = byId.get(id);
      if (!investigation) return;
      byId.delete(id);
      remove(byGraph, investigation.graphArn, investigation);
      remove(byEntity, entityKey(investigation.graphArn, investigation.entityArn), investigation);
    },
    ofGraph: (graphArn) => byGraph.get(graphArn) ?? [],
    ofEntity: (graphArn, entityArn) => byEntity.get(entityKey(graphArn, entityArn)) ?? [],
  };
}

const entityKey = (graphArn: string, entityArn: string) => `${graphArn} ${entityArn}`;

function append(lists: Map<string, Investigation[]>, key: string, investigation: Investigation): void {
  const list = lists.get(key);
  if (list) list.push(investigation);
  else lists.set(key, [investigation]);
}

function remove(lists: Map<string, Investigation[]>, key: string, investigation: Investigation): void {
  const rest = lists.get(key)?.filter((one) => one !== investigation) ?? [];
  if (rest.length > 0) lists.set(key, rest);
  else lists.delete(key);
}

// The id follows from the principal, not from the order of starts, so that parallel runs agree on it.
function freeId(taken: ReadonlyMap<string, Investigation>, request: NewInvestigation, earlier: number): string {
  for (let attempt = 0; ; attempt += 1) {
    const id = decimalDigest(21, request.graphArn, principalKey(request.entityArn), `${earlier}`, `${attempt}`);
    if (!taken.has(id)) return id;
  }
}
