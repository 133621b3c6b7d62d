import type { SimulatedCloud } from "../../cloud.ts";
import type { SeenFinding } from "./finding.ts";
import { type SeenMessage, seenEvent, seenMessage } from "./message.ts";
import { seenStack } from "./stack.ts";

/** A finding version that came in, as all messages together tell of it. */
export interface AcceptedVersion
  extends Pick<SeenFinding, "key" | "version" | "rank" | "sample" | "firstMs" | "lastMs"> {
  readonly principals: ReadonlySet<string>;
  readonly sinceMs: number;
}

/** A message, or one finding in it, that nobody can name: it has to be somewhere as it is. */
export interface Unnamed {
  /** The whole message, or else one finding of it. */
  readonly what: { readonly raw: string } | { readonly json: string };
  /** The finding's key, where that at least can be read. */
  readonly key: string | undefined;
  readonly messageId: string;
}

interface Growing extends AcceptedVersion {
  readonly principals: Set<string>;
  sample: boolean;
  firstMs: number | undefined;
  lastMs: number | undefined;
}

/** Everything that came in, by a rule or by a message, each finding version once. */
export class Accepted {
  readonly versions = new Map<string, AcceptedVersion>();
  readonly unnamed = new Map<string, Unnamed>();
  /** Every message that came to the intake queue, by its id. */
  readonly messages = new Map<string, SeenMessage>();
  readonly #growing = new Map<string, Growing>();

  constructor(cloud: Pick<SimulatedCloud, "watch" | "blueprint">) {
    const { intakeName, intakeRules } = seenStack(cloud.blueprint);
    cloud.watch((happening, atMs) => {
      if (happening.kind === "message" && happening.queue === intakeName && happening.change === "arrives") {
        const message = seenMessage(happening.body);
        this.messages.set(happening.messageId, message);
        this.#add(message, happening.messageId, atMs);
      } else if (happening.kind === "event" && happening.rules.some((rule) => intakeRules.has(rule))) {
        for (const finding of seenEvent(happening.event).findings) this.#addVersion(finding, atMs);
      }
    });
  }

  #add({ kind, raw, findings, unreadable }: SeenMessage, messageId: string, atMs: number): void {
    for (const finding of findings) this.#addVersion(finding, atMs);
    if (kind === "nothing") this.unnamed.set(raw, { what: { raw }, key: undefined, messageId });
    for (const { json, key, alone } of unreadable) {
      const what = alone ? { raw } : { json };
      this.unnamed.set(alone ? raw : json, { what, key, messageId });
    }
  }

  #addVersion({ key, version, rank, sample, principals, firstMs, lastMs }: SeenFinding, sinceMs: number): void {
    const name = versionName(key, rank);
    const known = this.#growing.get(name);
    if (!known) {
      const growing = { key, version, rank, sample, principals: new Set(principals), firstMs, lastMs, sinceMs };
      this.#growing.set(name, growing);
      this.versions.set(name, growing);
      return;
    }
    for (const principal of principals) known.principals.add(principal);
    known.sample = known.sample && sample;
    if (firstMs !== undefined && (known.firstMs === undefined || known.firstMs > firstMs)) known.firstMs = firstMs;
    if (lastMs !== undefined && (known.lastMs === undefined || known.lastMs < lastMs)) known.lastMs = lastMs;
  }
}

export function versionName(key: string, rank: number): string {
  return `${key} ${rank}`;
}

const known = new WeakMap<SimulatedCloud, Accepted>();

/** What came into a world. Followed from the first time that somebody asks, for all who ask. */
export function seenAccepted(cloud: SimulatedCloud): Accepted {
  const accepted = known.get(cloud) ?? new Accepted(cloud);
  known.set(cloud, accepted);
  return accepted;
}
