import { describe, expect, it } from "vitest";
import { findingObservables } from "#domain/brief/finding-observables.ts";
import { omittedRows, tablesOf } from "#domain/brief/finding-tables.ts";
import { mergedObservables } from "#domain/brief/observable-set.ts";

/** A port probe by that many addresses, told by Security Hub and by the product fields. */
function probedBy(count: number) {
  const addressOf = (at: number) => `203.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;
  const probers = Array.from({ length: count }, (_, at) => ({
    RemoteIpDetails: { IpAddressV4: addressOf(at), Organization: { Asn: at + 1, Org: `Network ${at}` } },
    LocalPortDetails: { Port: at % 65_536 },
  }));
  const fields = probers.map((prober, at): readonly [string, string] => [
    `aws/guardduty/service/action/portProbeAction/portProbeDetails.${at}_/remoteIpDetails/ipAddressV4`,
    prober.RemoteIpDetails.IpAddressV4,
  ]);
  return {
    Resources: [{ Type: "AwsIamAccessKey", Id: "AWS::IAM::AccessKey:AKIAEXAMPLEKEY000001" }],
    Action: { ActionType: "PORT_PROBE", PortProbeAction: { PortProbeDetails: probers } },
    ProductFields: Object.fromEntries(fields),
  };
}

/** The value, and how often something of it has been looked at. */
function counted<T extends object>(value: T): { readonly value: T; readonly looks: () => number } {
  let looks = 0;
  const watched = <V extends object>(object: V): V =>
    new Proxy(object, {
      get(target, name) {
        looks++;
        const member: unknown = Reflect.get(target, name);
        return typeof member === "object" && member !== null ? watched(member) : member;
      },
    });
  return { value: watched(value), looks: () => looks };
}

function looksAt(count: number): number {
  const { value, looks } = counted(probedBy(count));
  findingObservables(value);
  tablesOf(value);
  return looks();
}

describe("a finding with thousands of elements", () => {
  it("findingObservables() finds every one of them", () => {
    const addresses = findingObservables(probedBy(5_000)).filter(({ type }) => type === "ipv4");
    expect({ first: addresses[0]?.value, last: addresses.at(-1)?.value, count: addresses.length }).toEqual({
      first: "203.0.0.0",
      last: "203.0.19.135",
      count: 5_000,
    });
  });

  it("mergedObservables() keeps 200, every type among them", () => {
    const merged = mergedObservables([findingObservables(probedBy(5_000))], 200);
    expect({ count: merged.length, types: [...new Set(merged.map(({ type }) => type))].toSorted() }).toEqual({
      count: 200,
      types: ["access-key", "asn", "ipv4", "organization", "port"],
    });
  });

  it("tablesOf() keeps 50 rows and omittedRows() tells how many more there are", () => {
    const finding = probedBy(5_000);
    expect({ rows: tablesOf(finding).action.length, omitted: omittedRows(finding) }).toEqual({
      rows: 50,
      omitted: 4_950,
    });
  });

  it("is looked at twice as often when it is twice as long, no more", () => {
    expect(looksAt(2_000) / looksAt(1_000)).toBeLessThan(2.05);
  });
});
