import { describe, expect, it } from "vitest";
import { detectiveClients } from "#adapters/detective-clients.ts";
import { regionOf } from "#domain/arn.ts";
import { everyHostileText } from "#test/hostile/corpus.ts";

describe("detectiveClients()", () => {
  // The Region is the one text of a finding that becomes part of a host name.
  it("goes to an endpoint of AWS, whatever Region a finding tells", () => {
    const bait = [
      "evil.example/",
      "x.evil.example#",
      "@evil.example",
      "127.0.0.1",
      "localhost",
      "us-east-1.evil",
      "a-b",
    ];
    const regions = [...everyHostileText, ...bait].flatMap((text) => regionOf(text) ?? []);
    const clients = detectiveClients();
    const hosts = ["eu-west-1", "cn-north-1", "us-gov-west-1", ...regions].map((region) => {
      const { endpointProvider } = clients(region, "once").config;
      return endpointProvider({ Region: region, UseFIPS: false, UseDualStack: false }, {}).url.hostname;
    });
    expect(regions).toEqual(expect.arrayContaining(["localhost", "a-b"]));
    for (const host of hosts) expect(host).toMatch(/^api\.detective\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/);
  });
});
