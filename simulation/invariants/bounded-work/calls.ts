import { listAt } from "#domain/json.ts";
import type { Inspected } from "../invariant.ts";
import { type SeenGroups, seenGroups } from "../seen/groups.ts";
import { type SeenInvocations, seenInvocations } from "../seen/invocations.ts";
import { type CallBound, callBounds } from "./bounds.ts";
import { findingsIn, partsIn, unreadableIn } from "./records.ts";

/** Requests of one invocation to one operation. */
interface Requests {
  answered: number;
  sent: number;
}

/** The calls that invocations make: no more than their size allows. */
export class Calls {
  readonly #inspected: Inspected;
  readonly #invocations: SeenInvocations;
  readonly #groups: SeenGroups;
  readonly #requests = new Map<string, Map<string, Requests>>();

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    this.#invocations = seenInvocations(inspected.cloud);
    this.#groups = seenGroups(inspected.cloud);
  }

  count(requestId: string, operation: string, isAnswered: boolean): void {
    const operations = this.#requests.get(requestId) ?? new Map<string, Requests>();
    this.#requests.set(requestId, operations);
    const requests = operations.get(operation) ?? { answered: 0, sent: 0 };
    operations.set(operation, requests);
    requests.sent++;
    if (isAnswered) requests.answered++;
  }

  /** Judges an invocation of the function at its end. */
  judge(name: string, requestId: string): void {
    const made = this.#requests.get(requestId);
    this.#requests.delete(requestId);
    if (!made) return;
    const input = this.#invocations.get(requestId)?.input;
    const size = this.#sizeOf(name, requestId, input);
    const work = { size, parts: name === "ingest" ? partsIn(input) : 1 };
    const about = `invocation ${requestId} of ${name}, of size ${size}`;
    for (const [operation, requests] of made) {
      this.#judgeOne(`${about}: ${operation}`, requests, work, callBounds[name]?.[operation]);
    }
  }

  #judgeOne(
    about: string,
    { answered, sent }: Requests,
    { size, parts }: { readonly size: number; readonly parts: number },
    { fixed, each, tries = 3 }: CallBound = { fixed: 0, each: 0 },
  ): void {
    const max = Math.ceil(fixed * parts + each * size);
    if (answered > max) this.#inspected.violate(`${about} was answered ${answered} times, ${max} are the limit`);
    else if (sent > max * tries)
      this.#inspected.violate(`${about} was tried ${sent} times, ${max * tries} are the limit`);
  }

  /** Of how many things an invocation is: findings, principals, messages. */
  #sizeOf(name: string, requestId: string, input: unknown): number {
    if (name === "ingest") return listAt(input, "Records").length + findingsIn(input) + unreadableIn(input);
    if (name === "check" || name === "start-or-join") return listAt(input, "principals").length;
    if (name === "enrich") return this.#groups.of(requestId).findings.length;
    return 1;
  }
}
