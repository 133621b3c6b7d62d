import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EventStreamSerde, eventStreamSerdeProvider } from "#adapters/event-streams.ts";
import { aliases } from "#bench/bundles/esbuild-options.ts";
import { sdkClientsOf } from "#bench/bundles/sdk-clients.ts";

describe("the stand-in for event streams", () => {
  it("exports what the SDK asks the module for", async () => {
    const sdk = readFileSync("node_modules/@smithy/core/dist-es/submodules/protocols/HttpProtocol.js", "utf8");
    const [, names = ""] = /const \{([^}]*)\} = await import\("@smithy\/core\/event-streams"\)/.exec(sdk) ?? [];
    const exported = await import("#adapters/event-streams.ts");
    expect(Object.keys(exported).sort()).toEqual(
      names
        .split(",")
        .map((name) => name.trim())
        .sort(),
    );
  });

  it("throws as soon as it is used", () => {
    for (const use of [eventStreamSerdeProvider, () => new EventStreamSerde()]) {
      expect(use).toThrow("Cannot stream events: ");
    }
  });

  it("is enough: no client of a function knows event streams", async () => {
    const modules = await Promise.all(
      readdirSync("functions").map((name) => sdkClientsOf(`functions/${name}/index.ts`)),
    );
    const named = new Set(modules.join("\n").match(/@aws-sdk\/client-[\w-]+/g));
    const clients = [...named].filter((client) => !Object.hasOwn(aliases, client));
    expect(clients.length).toBeGreaterThan(6);
    const streaming = clients.filter((client) => {
      const config = join("node_modules", client, "dist-es/runtimeConfig.js");
      return !existsSync(config) || readFileSync(config, "utf8").includes("eventStream");
    });
    expect(streaming).toEqual([]);
  });
});
