import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const folders = ["domain", "adapters", "functions", "infra", "cli", "local", "simulation", "bench"];

/** Which folders a file of each folder may reach, through an alias or a relative path. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: ["domain"],
  adapters: ["domain", "adapters"],
  functions: ["domain", "adapters", "functions"],
  infra: ["domain", "infra"],
  cli: ["domain", "adapters", "functions", "local", "cli"],
  // Makes documents of what the other folders say; no command reaches it.
  "cli/docs": ["domain", "local", "infra", "cli"],
  local: ["local"],
  simulation: ["domain", "adapters", "functions", "local", "simulation"],
  bench: ["domain", "adapters", "functions", "local", "simulation", "bench"],
};

const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .map((file) => join(folder, String(file)))
    .filter((file) => file.endsWith(".ts")),
);

function importsOf(file: string): readonly string[] {
  const source = readFileSync(file, "utf8");
  return [...source.matchAll(/^(?:import|export)\b[^"]*?\bfrom\s+"([^"]+)"|\bimport\(\s*"([^"]+)"/gm)].map(
    ([, from, dynamic]) => from ?? dynamic ?? "",
  );
}

function targetOf(file: string, name: string): string | undefined {
  if (name.startsWith("#")) return name.slice(1);
  return name.startsWith(".") ? normalize(join(dirname(file), name)) : undefined;
}

describe("imports", () => {
  it("stay inside the walls", () => {
    const crossing = files.flatMap((file) => {
      const home = file.startsWith("cli/docs/") ? "cli/docs" : (file.split("/")[0] ?? "");
      return importsOf(file)
        .map((name) => targetOf(file, name))
        .filter((target) => target !== undefined && !allowed[home]?.includes(target.split("/")[0] ?? ""))
        .map((target) => `${file} → ${target}`);
    });
    expect(crossing).toEqual([]);
  });

  it("of domain/ are zod, createHash and domain/ alone", () => {
    const outside = files
      .filter((file) => file.startsWith("domain/"))
      .flatMap((file) => importsOf(file).filter((name) => !name.startsWith(".") && !name.startsWith("#domain/")));
    expect([...new Set(outside)].filter((name) => name !== "zod" && name !== "node:crypto")).toEqual([]);
  });

  it("of cli/, simulation/ and bench/ reach functions by their handlers alone", () => {
    const reached = files
      .filter((file) => /^(cli|simulation|bench)\//.test(file))
      .flatMap((file) => importsOf(file).filter((name) => name.startsWith("#functions/")));
    expect(reached.filter((name) => !/^#functions\/[a-z-]+\/handler\.ts$/.test(name))).toEqual([]);
  });

  it("of a function never reach another function", () => {
    const crossing = files
      .filter((file) => file.startsWith("functions/"))
      .flatMap((file) =>
        importsOf(file)
          .map((name) => targetOf(file, name))
          .filter((target) => target?.startsWith("functions/") && dirname(target) !== dirname(file)),
      );
    expect(crossing).toEqual([]);
  });
});

describe("time, ids and dice", () => {
  const taken = /new Date\(\)|Date\.now\(|randomUUID\(|Math\.random\(|performance\.now\(/;

  it("are arguments in domain/, functions/ and infra/", () => {
    const pure = files.filter((file) => /^(domain|functions|infra)\//.test(file));
    expect(pure.filter((file) => taken.test(readFileSync(file, "utf8")))).toEqual([]);
  });

  it("come from one file in adapters/", () => {
    const users = files.filter((file) => file.startsWith("adapters/") && taken.test(readFileSync(file, "utf8")));
    expect(users).toEqual(["adapters/clock.ts"]);
  });
});

describe("size", () => {
  // The contract is a table, the one place where every boundary is written.
  it("of a source file stays at 200 lines, the contract apart", () => {
    const split = files.filter((file) => file !== "domain/contract.ts");
    expect(split.filter((file) => readFileSync(file, "utf8").split("\n").length > 201)).toEqual([]);
  });
});

describe("functions/", () => {
  it("holds an entry of at most 12 lines of code and a handler in each folder", () => {
    for (const folder of readdirSync("functions")) {
      expect(readdirSync(join("functions", folder)), folder).toEqual(
        expect.arrayContaining(["handler.ts", "index.ts"]),
      );
      const entry = readFileSync(join("functions", folder, "index.ts"), "utf8").split("\n");
      expect(entry.filter((line) => line !== "" && !line.startsWith("import")).length, folder).toBeLessThanOrEqual(12);
      expect(entry.join("\n"), folder).not.toMatch(/\bif\b/);
    }
  });
});

describe("the network", () => {
  // A text of a finding that names an address has nobody who would go there: SDK clients and the stand-in for S3's talk, to endpoints of AWS, and the webhook
  // goes to the one host that is configured; a stack is answered at an address of AWS (domain/custom-resource.ts).
  it("is used by functions through SDK clients alone, by the webhook, and to answer a stack", () => {
    const shipped = files.filter((file) => /^(domain|adapters|functions)\//.test(file));
    const ways = /^node:(?:http|https|http2|net|tls|dgram|dns|child_process|worker_threads|cluster|vm)(?:\/|$)/;
    const talking = shipped.filter((file) => importsOf(file).some((name) => ways.test(name)));
    const names = ["public-lookup", "s3-client", "stack-answer", "webhook-request"];
    expect(talking).toEqual(names.map((name) => `adapters/${name}.ts`));
    const usersOf = (name: string) => shipped.filter((file) => importsOf(file).includes(`#adapters/${name}.ts`));
    expect(usersOf("webhook-request")).toEqual(["functions/deliver-webhook/index.ts"]);
    expect(usersOf("stack-answer")).toEqual(["functions/publishing-frequency/index.ts"]);
    const sources = shipped.map((file) => [file, readFileSync(file, "utf8")] as const);
    const calls = /\b(?:fetch|WebSocket|EventSource|XMLHttpRequest|eval|Function)\s*\(|\bendpoint:/;
    expect(sources.filter(([, source]) => calls.test(source)).map(([file]) => file)).toEqual([]);
  });
});
