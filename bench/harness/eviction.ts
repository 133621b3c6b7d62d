import type { Pair } from "../workloads/scene.ts";
import type { BenchWorld } from "./bench-world.ts";

/** Drops what is over from a world that goes on, and says what is not as it should be then. */
export class Eviction {
  readonly #world: BenchWorld;
  #investigations: string[] = [];

  constructor(world: BenchWorld) {
    this.#world = world;
    world.cloud.watch((happening) => {
      if (happening.kind !== "call" || happening.operation !== "StartInvestigation") return;
      const { InvestigationId } = (happening.output ?? {}) as { readonly InvestigationId?: string };
      if (InvestigationId !== undefined) this.#investigations.push(InvestigationId);
    });
  }

  /**
   * @param when for the problems
   * @param pairs all that has been waited for
   * @returns what was promised and not kept
   */
  endOf(when: string, pairs: readonly Pair[]): readonly string[] {
    const { cloud, usage, ledger, writes } = this.#world;
    const { SecurityHub, Detective, SFN } = cloud.services;
    const problems: string[] = [];
    const { missing } = ledger;
    if (missing.length > 0)
      problems.push(`${when}: ${missing.length} pairs are not enriched, ${missing[0]?.id} among them`);
    for (const execution of SFN.executions()) {
      if (execution.status !== "SUCCEEDED")
        problems.push(`${when}: execution ${execution.name} is ${execution.status}`);
      usage.settle(execution);
      SFN.forgetExecution(execution.executionArn);
    }
    for (const { productArn, id } of pairs) {
      SecurityHub.forgetFinding(productArn, id);
      writes.forget(productArn, id);
    }
    for (const id of this.#investigations) Detective.forgetInvestigation(id);
    this.#investigations = [];
    usage.withoutCount(() => this.#clearTable());
    return problems;
  }

  /** Finding records go with their findings; what has a time to live lives no longer. */
  #clearTable(): void {
    const { table, clock } = this.#world.cloud;
    const records = [...table.items()].flatMap((item) =>
      String(item.get("pk")).startsWith("finding#") ? [item.get("pk")] : [],
    );
    for (const pk of records) table.call("DeleteItem", { TableName: table.tableName, Key: { pk: { S: pk } } });
    table.expire("expiration", Math.floor(clock.now() / 1_000));
  }
}
