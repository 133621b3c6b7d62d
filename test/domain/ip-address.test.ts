import { isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ipAddressOf } from "#domain/ip-address.ts";
import addresses from "../cases/brief/addresses.json" with { type: "json" };

describe("ipAddressOf()", () => {
  it.each(addresses)("reads $told", ({ told, address }) => {
    expect(ipAddressOf(told)).toEqual(address ?? undefined);
  });

  it("agrees with Node on what an address is", () => {
    const near = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.string({ unit: fc.constantFrom(..."0123456789abcdf:.".split(""), "::", "255", "ffff"), maxLength: 20 }),
    );
    fc.assert(
      fc.property(near, (text) => {
        expect(ipAddressOf(text) !== undefined).toBe(isIPv4(text) || isIPv6(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it("is the same address when its own spelling is read again", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const address = ipAddressOf(text);
        expect(ipAddressOf(address?.value)).toEqual(address);
      }),
    );
  });
});
