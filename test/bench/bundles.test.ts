import { readdirSync, rmSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { measureBundles } from "#bench/bundles.ts";
import { BundleMeasures } from "#bench/result.ts";
import { anAssembly } from "./bundles/an-assembly.ts";

const names = readdirSync("functions").sort();
const program = "export const handler = async () => 'thirty-nine bytes';\n";
const folder = anAssembly(names, program);
afterAll(() => rmSync(folder, { recursive: true }));

it("measureBundles() measures every function of functions/ and the SDK clients that it uses", async () => {
  const measured = await measureBundles({ assemblyFolder: folder, rounds: 1 });
  expect(Object.keys(measured)).toEqual(names);
  for (const measures of Object.values(measured)) {
    expect(BundleMeasures.parse(measures)).toMatchObject({ bytes: program.length, rounds: 1 });
    // What the functions do without: single sign-on, profiles, web identity, event streams.
    expect((measures.sdkUnalteredBytes ?? 0) - (measures.sdkBytes ?? 0)).toBeGreaterThan(80_000);
  }
});
