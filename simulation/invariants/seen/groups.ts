import { listAt, textAt, valueAt } from "#domain/json.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import { type AskedGroup, askedGroup } from "./asked.ts";
import { type SeenFinding, seenSlim } from "./finding.ts";
import { type SeenInvocations, seenInvocations } from "./invocations.ts";
import { seenMessage } from "./message.ts";
import { seenStack } from "./stack.ts";

/**
 * What each invocation of `enrich` works on: the findings it is asked for, and those that joined its group on the way, but not those
 * that it sends back to the intake queue.
 */
export class SeenGroups {
  readonly #invocations: SeenInvocations;
  readonly #groups = new Map<string, AskedGroup>();

  constructor(cloud: SimulatedCloud) {
    this.#invocations = seenInvocations(cloud);
    const { intakeName } = seenStack(cloud.blueprint);
    cloud.watch((happening) => {
      if (happening.kind !== "call" || happening.by !== "enrich") return;
      const { operation, requestId, input, output } = happening;
      if (operation === "UpdateItem") this.#join(requestId, joinedIn(output));
      else if (operation === "SendMessageBatch" && textAt(input, "QueueUrl")?.endsWith(intakeName)) {
        this.#sendBack(requestId, listAt(input, "Entries"));
      }
    });
  }

  of(requestId: string): AskedGroup {
    const known = this.#groups.get(requestId);
    if (known) return known;
    const group = askedGroup(this.#invocations.get(requestId)?.input);
    this.#groups.set(requestId, group);
    return group;
  }

  #join(requestId: string, joined: readonly SeenFinding[]): void {
    if (joined.length === 0) return;
    const group = this.of(requestId);
    this.#groups.set(requestId, { ...group, findings: [...group.findings, ...joined] });
  }

  #sendBack(requestId: string, entries: readonly unknown[]): void {
    const sent = entries.flatMap((entry) => seenMessage(String(valueAt(entry, "MessageBody"))).findings);
    const isSent = (one: SeenFinding) => sent.some(({ key, rank }) => key === one.key && rank === one.rank);
    const group = this.of(requestId);
    this.#groups.set(requestId, { ...group, findings: group.findings.filter((one) => !isSent(one)) });
  }
}

const known = new WeakMap<SimulatedCloud, SeenGroups>();

/** The groups of a world. Followed from the first time that somebody asks, for all who ask. */
export function seenGroups(cloud: SimulatedCloud): SeenGroups {
  const groups = known.get(cloud) ?? new SeenGroups(cloud);
  known.set(cloud, groups);
  return groups;
}

/** The findings that a group's list holds, as the table answers it. */
function joinedIn(output: unknown): readonly SeenFinding[] {
  return listAt(output, "Attributes", "findings", "L").flatMap((text) => {
    const json = valueAt(text, "S");
    return typeof json === "string" ? (seenSlim(JSON.parse(json)) ?? []) : [];
  });
}
