import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { licencesPage } from "#bench/bundles/licences.ts";
import { shippedPackages } from "#bench/bundles/shipped-packages.ts";

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
}

const lock: { readonly lockfileVersion: number; readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  readFileSync("package-lock.json", "utf8"),
);
const installed = Object.entries(lock.packages).filter(([path]) => path !== "");
const nameOf = (path: string) => path.replace(/^.*node_modules\//, "");

/** Whose install script we do without, and why that is no loss. */
const scripts: Readonly<Record<string, string>> = {
  esbuild:
    "puts the binary in the place of a JavaScript file, to start faster; the binary itself is a package, `@esbuild/<platform>`",
  "classic-level":
    "looks for a prebuilt binary, which the package holds; the local DynamoDB is in memory and never opens it",
};

/** Licences of what is deployed: permissive, and clear about patents or silent on them. */
const shippable = ["0BSD", "Apache-2.0", "BSD-3-Clause", "ISC", "MIT", "MIT-0"];
/** Licences of what builds and tests, beyond those: nothing of it leaves the machine. */
const usable = [
  ...shippable,
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "MIT OR Apache-2.0",
  "MPL-2.0",
  "(MIT OR GPL-3.0-or-later)",
  "Unlicense",
];

describe("package-lock.json", () => {
  it("pins the bytes of everything: a hash for each package, bundled ones under that of the package that bundles them", () => {
    const unpinned = installed.filter(([path, { integrity, inBundle }]) => {
      const owner = lock.packages[path.slice(0, path.lastIndexOf("/node_modules/"))];
      return integrity === undefined && !(inBundle === true && owner?.integrity !== undefined);
    });
    expect(unpinned.map(([path]) => path)).toEqual([]);
    const weak = installed.filter(([, { integrity }]) => integrity !== undefined && !/^sha512-/.test(integrity));
    expect(weak.map(([path]) => path)).toEqual([]);
    expect(lock.lockfileVersion).toBe(3);
  });

  it("installs without running anybody's code: every install script is known, and done without", () => {
    const running = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect([...new Set(running)].sort()).toEqual(Object.keys(scripts).sort());
    expect(readFileSync(".npmrc", "utf8")).toMatch(/^ignore-scripts=true$/m);
  });

  it("takes packages from a registry alone: no repository, no folder, no address of its own", () => {
    const elsewhere = installed.filter(
      ([, { resolved }]) => resolved !== undefined && !/^https:\/\/[^/]+\/.*\.tgz$/.test(resolved),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  it("holds no licence outside of the list", () => {
    const others = installed.filter(
      ([, { license, inBundle }]) => !(license === undefined && inBundle) && !usable.includes(license ?? "none"),
    );
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });
});

describe("docs/licences.md", () => {
  it("names every package in the deployed bundles, with a licence that may be deployed", async () => {
    const packages = await shippedPackages();
    expect(packages.filter(({ licence }) => !shippable.includes(licence))).toEqual([]);
    expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(["zod", "@aws-sdk/client-securityhub"]));
    expect(readFileSync("docs/licences.md", "utf8")).toBe(licencesPage(packages));
  });
});

interface Component {
  readonly "bom-ref": string;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
}

describe("npm run sbom", () => {
  const { sbom } = JSON.parse(readFileSync("package.json", "utf8")).scripts as { readonly sbom: string };
  const [, command = ""] = /&& npm (.*) > out\/sbom\.cdx\.json$/.exec(sbom) ?? [];
  const bom = JSON.parse(execFileSync("npm", command.split(" "), { encoding: "utf8", maxBuffer: 2 ** 26 })) as {
    readonly components: readonly Component[];
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
    readonly metadata: { readonly component: { readonly "bom-ref": string } };
  };

  it("writes a bill of materials in CycloneDX", () => {
    expect(bom).toMatchObject({
      bomFormat: "CycloneDX",
      specVersion: expect.stringMatching(/^1\.[5-9]$/),
      serialNumber: expect.stringMatching(/^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      version: 1,
    });
    for (const { type, name, version, purl } of bom.components) {
      expect(type).toBe("library");
      expect(purl).toBe(`pkg:npm/${name.replace("@", "%40")}@${version}`);
    }
  });

  it("names everything in the lock file, each with its hash", () => {
    const named = new Set(bom.components.map(({ name, version }) => `${name}@${version}`));
    const wanted = installed
      .filter(([, { inBundle }]) => !inBundle)
      .map(([path, { version }]) => `${nameOf(path)}@${version}`);
    expect(wanted.filter((one) => !named.has(one))).toEqual([]);
    const hashed = bom.components.filter(({ hashes }) => hashes?.some(({ alg }) => alg === "SHA-512"));
    const bundled = installed.filter(([, { integrity }]) => integrity === undefined).length;
    expect(bom.components.length - hashed.length).toBeLessThanOrEqual(bundled);
  });

  it("refers to nothing that it does not name", () => {
    const refs = new Set([bom.metadata.component["bom-ref"], ...bom.components.map((one) => one["bom-ref"])]);
    expect(
      bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !refs.has(ref)),
    ).toEqual([]);
  });
});
