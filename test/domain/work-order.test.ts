import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Arrived } from "#domain/intake.ts";
import { workOrders } from "#domain/work-order.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

const arrivals = fc.array(
  fc.record({
    messageId: fc.integer({ min: 0, max: 30 }),
    finding: fc.integer({ min: 0, max: 150 }),
    role: fc.integer({ min: 0, max: 60 }),
  }),
  { maxLength: 250 },
);

const arrived = (given: { messageId: number; finding: number; role: number }[]): Arrived[] =>
  given.map(({ messageId, finding, role }) => ({
    messageId: `m${messageId}`,
    finding: aSlimFinding({ id: `f/${finding}`, principals: [aPrincipal({ name: `role-${role}` })] }),
  }));

describe("workOrders()", () => {
  it("answers for every message and every finding version, each version once", () => {
    fc.assert(
      fc.property(arrivals, (given) => {
        const items = arrived(given);
        const orders = workOrders(items);
        const versions = orders.flatMap(({ findings }) => findings.map(({ id }) => id));
        expect(versions.toSorted()).toEqual([...new Set(items.map(({ finding }) => finding.id))].toSorted());
        expect(new Set(orders.flatMap(({ messageIds }) => messageIds))).toEqual(
          new Set(items.map(({ messageId }) => messageId)),
        );
      }),
    );
  });

  it("makes the same names and inputs of the same messages in any order, and no name twice", () => {
    fc.assert(
      fc.property(arrivals, (given) => {
        const made = (items: Arrived[]) => workOrders(items).map(({ name, input }) => [name(), JSON.stringify(input)]);
        const orders = made(arrived(given));
        expect(made(arrived(given.toReversed()))).toEqual(orders);
        expect(new Set(orders.map(([name]) => name)).size).toBe(orders.length);
      }),
    );
  });

  it("names an order anew for another suffix", () => {
    const [order] = workOrders(arrived([{ messageId: 1, finding: 1, role: 1 }]));
    expect(order?.name(2)).toMatch(/-2$/);
    expect(order?.name()).not.toBe(order?.name(2));
  });
});
