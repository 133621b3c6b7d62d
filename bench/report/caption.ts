import type { BenchResult } from "../result.ts";

/** What a run hangs on, and so what repeats it. */
export function provenanceOf({ seed, commit, priceSheet }: BenchResult): string {
  return `Seed ${seed}, commit ${commit.slice(0, 8)}, prices of ${priceSheet}.`;
}

/** Where the numbers come from: what every chart says of itself. */
export function captionOf(result: BenchResult): string {
  return `Simulated, without AWS. ${provenanceOf(result)}`;
}
