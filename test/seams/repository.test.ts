import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const manifest: {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
} = JSON.parse(readFileSync("package.json", "utf8"));
const dependencies = { ...manifest.dependencies, ...manifest.devDependencies };

describe("package.json", () => {
  it("pins every dependency exactly", () => {
    expect(Object.entries(dependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it("has a reason in docs/dependencies.md for every dependency, and no reason for another", () => {
    const rows = [...readFileSync("docs/dependencies.md", "utf8").matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
    expect(new Set(rows)).toEqual(new Set(Object.keys(dependencies)));
  });

  it("has every script that the documents name", () => {
    const documents = [
      "README.md",
      "CONTRIBUTING.md",
      ...readdirSync("docs")
        .filter((name) => name.endsWith(".md"))
        .map((name) => `docs/${name}`),
    ];
    const named = documents.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script),
    );
    expect(named.filter((script) => !manifest.scripts[script ?? ""])).toEqual([]);
  });
});

describe("file names", () => {
  const banned = ["utils", "helpers", "common", "misc", "types"];

  it("are nouns that say what is inside", () => {
    const files = ["domain", "adapters", "functions", "infra", "cli", "local"].flatMap((folder) =>
      readdirSync(folder, { recursive: true }).map(String),
    );
    expect(files.filter((file) => banned.includes((file.split("/").at(-1) ?? "").replace(/\.\w+$/, "")))).toEqual([]);
  });
});
