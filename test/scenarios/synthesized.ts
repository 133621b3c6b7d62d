import { synthesized } from "#cli/synth.ts";

/** Makes sure, once for all scenarios, that `cdk.out` is up to date. */
export async function setup(): Promise<void> {
  await synthesized({}, () => {});
}
