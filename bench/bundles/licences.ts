import type { ShippedPackage } from "./shipped-packages.ts";

/** `docs/licences.md`: the packages in the deployed functions and their licences. */
export function licencesPage(packages: readonly ShippedPackage[]): string {
  const rows = packages.map(
    ({ name, version, licence, functions }) => `| \`${name}\` | ${version} | ${licence} | ${functions.join(", ")} |`,
  );
  const sums = [...new Set(packages.map(({ licence }) => licence))].sort().map((licence) => {
    const count = packages.filter((one) => one.licence === licence).length;
    return `${count} × ${licence}`;
  });
  return `${[
    "# Licences",
    "",
    "Gumshoe is licensed under [Apache-2.0](../LICENSE). The deployed functions carry code of these packages: what esbuild takes into the",
    "bundles. `npm run docs` writes this page, a test holds it to the bundles, and no licence outside of a short list may appear",
    "(`test/seams/supply-chain.test.ts`). What else is installed to build and to test is in the bill of materials that `npm run sbom` writes.",
    "",
    `${packages.length} packages: ${sums.join(", ")}.`,
    "",
    "| package | version | licence | in |",
    "|---|---|---|---|",
    ...rows,
  ].join("\n")}\n`;
}
