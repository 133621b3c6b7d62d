import type { Strike } from "../invariant.ts";
import { versionName } from "../seen/accepted.ts";
import { keyOf } from "../seen/version.ts";

/** Findings that joined a group on its way: until that is closed, the table alone has them. */
export class Joined {
  readonly #atMs = new Map<string, number>();

  /** @param fields of a line of the product's log */
  onLog({ outcome, productArn, findingId, version }: Readonly<Record<string, unknown>>, atMs: number): void {
    if (outcome !== "added") return;
    const key = keyOf(String(productArn), String(findingId));
    this.#atMs.set(key, atMs).set(versionName(key, Date.parse(String(version))), atMs);
  }

  /**
   * Whether the table forgot one after it had joined.
   * @param name of a finding, or of a version of it
   * @param losses of the table's memory
   */
  wasForgotten(name: string, losses: readonly Strike[]): boolean {
    const joinedAtMs = this.#atMs.get(name);
    return joinedAtMs !== undefined && losses.some(({ atMs }) => atMs >= joinedAtMs);
  }
}
