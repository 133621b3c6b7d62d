import type { LookupAddress } from "node:dns";
import { describe, expect, it } from "vitest";
import { publicLookup } from "#adapters/public-lookup.ts";

type Resolution = readonly string[] | Error;

function looking(resolution: Resolution, options: { all?: boolean; family?: number | "IPv4" | "IPv6" } = {}) {
  const asked: unknown[] = [];
  const lookup = publicLookup((hostname, given, done) => {
    asked.push([hostname, given]);
    if (resolution instanceof Error) done(resolution, []);
    else
      done(
        null,
        resolution.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
  });
  return new Promise<unknown>((resolve) => {
    lookup("hooks.example.com", options, (error, address: string | LookupAddress[], family) => {
      if (error) resolve(error.code);
      else resolve(family === undefined ? { address, asked } : { address, family, asked });
    });
  });
}

describe("publicLookup()", () => {
  it("answers the public addresses of a name, all or the first", async () => {
    const addresses = ["8.8.8.8", "2600:1f18::1"];
    expect(await looking(addresses, { all: true })).toMatchObject({
      address: [
        { address: "8.8.8.8", family: 4 },
        { address: "2600:1f18::1", family: 6 },
      ],
    });
    expect(await looking(addresses)).toMatchObject({ address: "8.8.8.8", family: 4 });
  });

  it.each([[["127.0.0.1"]], [["::1"]], [["169.254.169.254"]], [["::ffff:10.0.0.1"]], [["8.8.8.8", "10.0.0.1"]], [[]]])(
    "refuses a name that leads to %j",
    async (addresses) => {
      expect(await looking(addresses, { all: true })).toBe("private-address");
      expect(await looking(addresses)).toBe("private-address");
    },
  );

  it.each([
    ["IPv4", 4],
    ["IPv6", 6],
    [4, 4],
    [0, 0],
  ] as const)("asks for the family that is wanted: %s", async (family, asked) => {
    expect(await looking(["8.8.8.8"], { family })).toMatchObject({
      asked: [["hooks.example.com", { all: true, family: asked }]],
    });
  });

  it("tells why a name has no address", async () => {
    expect(await looking(Object.assign(new Error("none"), { code: "ENOTFOUND" }))).toBe("ENOTFOUND");
  });
});
