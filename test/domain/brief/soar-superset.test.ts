import { describe, expect, it } from "vitest";
import { findingObservables } from "#domain/brief/finding-observables.ts";
import { ipAddressOf } from "#domain/ip-address.ts";
import { objectOf } from "#domain/json.ts";
import { briefCases } from "./brief-cases.ts";

// The members that the SOAR app for GuardDuty makes artifacts of, here wherever they stand; Security Hub has a user's name as
// PrincipalName and its addresses as IpV4Addresses.
const members = new Set(
  "accesskeyid username principalname ipaddressv4 ipv4addresses privateipaddress publicip publicdnsname privatednsname port"
    .split(" ")
    .concat("awss3bucket.name"),
);

/** Every artifact below a value: member and text. */
function artifacts(value: unknown, member = "", above = ""): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) return value.flatMap((element) => artifacts(element, member, above));
  const object = objectOf(value);
  if (object !== undefined) {
    return Object.entries(object).flatMap(([name, below]) => {
      const last = name.split("/").at(-1)?.toLowerCase() ?? "";
      return artifacts(below, last, name.includes("/") ? name.split("/").at(-2)?.toLowerCase() : member);
    });
  }
  const isArtifact = members.has(member) || members.has(`${above}.${member}`);
  return isArtifact && (typeof value === "string" || typeof value === "number") ? [[member, String(value)]] : [];
}

describe("findingObservables()", () => {
  const told = briefCases.flatMap(({ file, finding }) =>
    artifacts(finding).map(([member, value]) => ({ file, member, value })),
  );

  it("has every artifact that the SOAR app would extract", () => {
    const values = new Map(
      briefCases.map(({ file, finding }) => [file, new Set(findingObservables(finding).map(({ value }) => value))]),
    );
    const missing = told.filter(({ file, value }) => !values.get(file)?.has(ipAddressOf(value)?.value ?? value));
    expect(missing).toEqual([]);
  });

  it("is held to artifacts of every kind", () => {
    expect([...new Set(told.map(({ member }) => member))].toSorted()).toEqual([
      "accesskeyid",
      "ipaddressv4",
      "ipv4addresses",
      "name",
      "port",
      "principalname",
      "privatednsname",
      "privateipaddress",
      "publicdnsname",
      "publicip",
      "username",
    ]);
  });
});
