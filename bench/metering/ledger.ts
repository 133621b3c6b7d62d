import { principalKey } from "#local/behaviour/principal-arn.ts";
import { statusAt } from "#local/services/detective/investigation.ts";
import type { SimulatedCloud } from "#simulation/cloud.ts";
import type { Happening } from "#simulation/happening.ts";
import type { Pair } from "../workloads/scene.ts";
import { investigationsNamed } from "./investigations-named.ts";

/**
 * Holds a system to what there was to find out. A pair is enriched when the finding, as Security Hub has it, names an
 * investigation of that principal which had succeeded by then. Where on the finding, in which words, is the system's own affair.
 */
export class Ledger {
  /** Of each enriched pair: from the true end of the investigation, or from the finding's arrival where that came later. */
  readonly lagsMs: number[] = [];
  /** Of each enriched pair: from the finding's arrival. */
  readonly delaysMs: number[] = [];
  lastEnrichedAtMs = Number.NEGATIVE_INFINITY;
  readonly #cloud: SimulatedCloud;
  readonly #open = new Map<string, Pair[]>();

  constructor(cloud: SimulatedCloud, pairs: Iterable<Pair> = []) {
    this.#cloud = cloud;
    for (const pair of pairs) this.expect(pair);
    cloud.watch((happening, atMs) => {
      if (happening.kind === "finding") this.#written(happening, atMs);
    });
  }

  expect(pair: Pair): void {
    const key = findingKey(pair.productArn, pair.id);
    const pairs = this.#open.get(key);
    if (pairs) pairs.push(pair);
    else this.#open.set(key, [pair]);
  }

  /** Pairs that are not enriched so far. */
  get missing(): readonly Pair[] {
    return [...this.#open.values()].flat();
  }

  #written({ productArn, id, finding }: Extract<Happening, { kind: "finding" }>, atMs: number): void {
    const key = findingKey(productArn, id);
    const open = this.#open.get(key);
    if (!open) return;
    const { Detective } = this.#cloud.services;
    const named = investigationsNamed(finding).flatMap((one) => Detective.investigation(one) ?? []);
    if (named.length === 0) return;
    const left = open.filter(({ principalArn, arrivesAtMs }) => {
      const wanted = principalKey(principalArn);
      const found = named.find((one) => principalKey(one.entityArn) === wanted && statusAt(one, atMs) === "SUCCESSFUL");
      if (!found) return true;
      this.lagsMs.push(atMs - Math.max(found.finishesAtMs, arrivesAtMs));
      this.delaysMs.push(atMs - arrivesAtMs);
      this.lastEnrichedAtMs = atMs;
      return false;
    });
    if (left.length > 0) this.#open.set(key, left);
    else this.#open.delete(key);
  }
}

function findingKey(productArn: string, id: string): string {
  return `${productArn} ${id}`;
}
