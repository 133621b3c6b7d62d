import type { Group } from "./contract.ts";
import type { ExecutionEvent } from "./execution-event.ts";
import { type Step, StepTally } from "./execution-step.ts";
import { type GroupOutcome, groupResult, type PrincipalResult, principalResult } from "./group-result.ts";
import { HistoryTree, type Scope, type Visit } from "./history-tree.ts";
import { formatInstant, type Instant } from "./instant.ts";
import { textAt } from "./json.ts";

export type GroupProgress = "not-begun" | "under-way" | "done" | "failed" | "stopped";

/** What became of one group of findings. */
export interface GroupStory {
  readonly progress: GroupProgress;
  readonly findings: readonly { readonly id: string; readonly title: string; readonly severity: string }[];
  readonly principals: readonly PrincipalResult[];
  /** The states in the order in which they were first entered. */
  readonly steps: readonly Step[];
  readonly outcome?: GroupOutcome;
}

/** An execution as its history tells it. */
export interface ExecutionStory {
  readonly groups: readonly GroupStory[];
  /** States outside the groups. */
  readonly steps: readonly Step[];
  readonly redrivenAt: readonly string[];
  readonly events: number;
}

interface GroupTally {
  progress: GroupProgress;
  principals: readonly PrincipalResult[] | undefined;
  outcome: GroupOutcome | undefined;
  readonly steps: Map<string, StepTally>;
}

/** Reads a history event by event, keeping no event: what it holds grows with the states and groups of the execution. */
export class StoryReader {
  readonly #tree = new HistoryTree();
  readonly #groups: readonly Group[];
  readonly #tallies = new Map<number, GroupTally>();
  readonly #outside = new Map<string, StepTally>();
  readonly #redrivenAt: Instant[] = [];
  #events = 0;

  /** @param groups of the execution's input; an execution that is not ours has none */
  constructor(groups: readonly Group[]) {
    this.#groups = groups;
  }

  /** Events must come in order. */
  add(event: ExecutionEvent): void {
    this.#events += 1;
    if (event.type === "ExecutionRedriven") this.#redrive(event.at);
    const { scope, visit } = this.#tree.place(event);
    const { group, depth } = groupOf(scope);
    const tally = group === undefined ? undefined : this.#tally(group);
    if (visit) this.#step(tally?.steps ?? this.#outside, visit, depth).add(event, visit);
    if (tally) note(tally, event, scope, depth);
  }

  told(now: Instant): ExecutionStory {
    const count = Math.max(this.#groups.length, ...[...this.#tallies.keys()].map((index) => index + 1), 0);
    return {
      groups: Array.from({ length: count }, (_, index) => this.#group(index, now)),
      steps: stepsOf(this.#outside, now),
      redrivenAt: this.#redrivenAt.map(formatInstant),
      events: this.#events,
    };
  }

  #redrive(at: Instant): void {
    this.#redrivenAt.push(at);
    for (const tally of this.#tallies.values()) if (tally.progress !== "done") tally.progress = "under-way";
  }

  #tally(group: number): GroupTally {
    const known = this.#tallies.get(group);
    if (known) return known;
    const fresh: GroupTally = { progress: "under-way", principals: undefined, outcome: undefined, steps: new Map() };
    this.#tallies.set(group, fresh);
    return fresh;
  }

  #step(steps: Map<string, StepTally>, visit: Visit, depth: number): StepTally {
    const known = steps.get(visit.name);
    if (known) return known;
    const fresh = new StepTally(visit, depth);
    steps.set(visit.name, fresh);
    return fresh;
  }

  #group(index: number, now: Instant): GroupStory {
    const tally = this.#tallies.get(index);
    const asked = this.#groups[index];
    return {
      progress: tally?.progress ?? "not-begun",
      findings: (asked?.findings ?? []).map(({ id, title, severity }) => ({ id, title, severity })),
      principals: tally?.principals ?? (asked?.principals ?? []).map(principalResult),
      steps: tally ? stepsOf(tally.steps, now) : [],
      ...(tally?.outcome && { outcome: tally.outcome }),
    };
  }
}

/** What an event tells of its group as a whole. */
function note(tally: GroupTally, { type, details }: ExecutionEvent, scope: Scope, depth: number): void {
  if (depth > 0) return;
  if (type === "MapIterationSucceeded") tally.progress = "done";
  if (type === "MapIterationFailed") tally.progress = "failed";
  if (type === "MapIterationAborted") tally.progress = "stopped";
  if (!type.endsWith("StateExited") || scope.visit === undefined) return;
  const result = groupResult(textAt(details, "output"));
  if (result.kind === "principals") tally.principals = result.principals;
  if (result.kind === "outcome") tally.outcome = result.outcome;
}

/** The group that a scope belongs to: the iteration of the outermost Map. */
function groupOf(scope: Scope): { readonly group: number | undefined; readonly depth: number } {
  let depth = -1;
  let group: number | undefined;
  for (let at: Scope | undefined = scope; at?.visit; at = at.visit.scope) {
    depth += 1;
    group = at.index;
  }
  return { group, depth: Math.max(0, depth) };
}

function stepsOf(steps: ReadonlyMap<string, StepTally>, now: Instant): readonly Step[] {
  return [...steps.values()].map((step) => step.told(now));
}
