import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { NotInvestigableReason, ParkReason, SkipReason } from "#domain/contract.ts";
import { ownFieldNames } from "#domain/fields.ts";

const architecture = readFileSync("docs/architecture.md", "utf8");
const documents = [".", "docs", "docs/adr", "local", "statemachines"].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name)),
);

describe("docs/architecture.md", () => {
  const reasons = [...NotInvestigableReason.options, ...ParkReason.options, ...SkipReason.options];
  it.each(reasons)("explains the reason %s", (reason) => {
    expect(architecture).toContain(`\`${reason}\``);
  });

  it.each(ownFieldNames)("explains the field %s", (field) => {
    expect(architecture).toContain(`| \`${field}\` |`);
  });
});

describe.each(documents)("%s", (document) => {
  const text = readFileSync(document, "utf8");

  it("links only to what exists", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, path]) => path ?? "");
    expect(links.filter((path) => !existsSync(join(dirname(document), path)))).toEqual([]);
  });

  it("names only files that exist", () => {
    const named = [
      ...text.matchAll(/`((?:domain|adapters|functions|infra|cli|local|test|docs|statemachines)\/[\w./-]+)`/g),
    ];
    expect(named.map(([, path]) => path ?? "").filter((path) => !existsSync(path))).toEqual([]);
  });
});
