import { describe, expect, it } from "vitest";
import { tacticGravity } from "#domain/tactic.ts";

describe("tacticGravity()", () => {
  it("orders damage above lasting access, above preparation, above looking around", () => {
    const order = ["Exfiltration", "Persistence", "Initial Access", "Discovery"].map(tacticGravity);
    expect(order).toEqual(order.toSorted((a, b) => b - a));
    expect(new Set(order).size).toBe(4);
  });

  it("reads tactics in any case and with blanks around", () => {
    expect(tacticGravity(" LATERAL movement ")).toBe(tacticGravity("Lateral Movement"));
    expect(tacticGravity("Discovery")).not.toBe(tacticGravity("Lateral Movement"));
  });

  it("takes an unknown tactic as middling", () => expect(tacticGravity("Something New")).toBe(3));
});
