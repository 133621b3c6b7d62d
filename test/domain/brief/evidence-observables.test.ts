import { describe, expect, it } from "vitest";
import { evidenceObservables } from "#domain/brief/evidence-observables.ts";
import { someObserved } from "#test/builders/brief.ts";

describe("evidenceObservables()", () => {
  it("tells what an investigation saw, what is flagged first", () => {
    const path = "detective:42";
    expect(evidenceObservables("42", someObserved())).toEqual([
      { type: "ipv4", value: "203.0.113.77", role: "source", path, reserved: true, flagged: true },
      { type: "ipv4", value: "198.51.100.10", role: "source", path, reserved: true },
      { type: "country", value: "SG", path },
      { type: "ipv4", value: "203.0.113.78", role: "source", path, reserved: true },
      { type: "organization", value: "Example Hosting BV", path },
      { type: "user-agent", value: "aws-cli/2.15.0 Python/3.11", role: "source", path },
      { type: "attack-technique", value: "T1098", path },
      { type: "attack-technique", value: "T1087", path },
    ]);
  });

  it("tells a technique that ATT&CK does not know by name, and a tactic where there is no technique", () => {
    const attack = [
      { technique: "Something new", tactic: "Persistence", successes: 1, failures: 0 },
      { tactic: "Impact", tacticId: "TA0040", successes: 1, failures: 0 },
      { tactic: "Collection", successes: 1, failures: 0 },
    ];
    const nothingElse = { apiCalls: [], flaggedAddresses: [], travel: [], places: [], networks: [], userAgents: [] };
    const observed = someObserved({ ...nothingElse, relatedFindings: [], attack });
    expect(evidenceObservables("42", observed).map(({ value }) => value)).toEqual([
      "Something new",
      "TA0040",
      "TA0009",
    ]);
  });
});
