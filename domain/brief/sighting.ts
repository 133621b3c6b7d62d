import { accountIdOf } from "../arn.ts";
import { ipAddressOf } from "../ip-address.ts";
import { techniqueOf } from "../report/attack.ts";
import { countryOf } from "../report/country.ts";
import { tacticOf } from "../tactic.ts";
import { exactText } from "../text.ts";
import type { Observable, ObservableType } from "./observable.ts";

/** Something of a finding that may be an observable, as it stands there. */
export interface Sighting {
  /** `address`: whichever of the two it is. */
  readonly type: ObservableType | "address";
  readonly value: string | number | undefined;
  readonly path: string;
  readonly role?: Observable["role"] | undefined;
  readonly flagged?: boolean | undefined;
}

/** The observable, its value in the one spelling it is searched by; undefined for what cannot be one of its type. */
export function observableOf({ type, value, path, role, flagged }: Sighting): Observable | undefined {
  const told = exactText(String(value ?? ""), valueMax);
  if (told === "" || placeholders.has(told.toLowerCase())) return undefined;
  const rest = { ...(role && { role }), path, ...(flagged === true && { flagged }) };
  if (type !== "address" && type !== "domain" && type !== "ipv4" && type !== "ipv6") {
    const read = readings[type] ?? ((text: string) => text);
    const spelt = read(told);
    return spelt === undefined ? undefined : { type, value: spelt, ...rest };
  }
  const address = ipAddressOf(told);
  if (address !== undefined) return { type: address.type, value: address.value, ...rest, ...reservedOf(address) };
  const domain = type === "domain" ? domainOf(told) : undefined;
  return domain === undefined ? undefined : { type: "domain", value: domain, ...rest };
}

const valueMax = 512;

// What stands where nothing is known: a deleted key has the id `null`.
const placeholders: ReadonlySet<string> = new Set(["null", "none", "undefined", "unknown", "n/a", "-"]);

const readings: Partial<Record<ObservableType, (text: string) => string | undefined>> = {
  port: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? String(Number(text)) : undefined),
  asn: (text) => /^(?:AS)?([1-9]\d{0,9})$/i.exec(text)?.[1]?.replace(/^/, "AS"),
  country: (text) => countryOf(text) ?? text,
  account: accountIdOf,
  cluster: (text) => (text.startsWith("arn:") ? text.slice(text.lastIndexOf("/") + 1) : text),
  "attack-technique": attackIdOf,
  "file-hash": (text) => /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/.exec(text.toLowerCase())?.[0],
};

function reservedOf({ reserved }: { readonly reserved: boolean }): { readonly reserved?: true } {
  return reserved ? { reserved } : {};
}

/** The id of a technique or tactic where the text tells it or ATT&CK knows the name; the words else. */
function attackIdOf(text: string): string {
  const told = /\bT(?:A\d{4}|\d{4}(?:\.\d{3})?)\b/.exec(text)?.[0];
  return told ?? tacticOf(text)?.id ?? techniqueOf(text).id ?? text;
}

/** Names are the same in any case, with the dot of the root or without. */
function domainOf(text: string): string | undefined {
  const name = text.toLowerCase().replace(/\.$/, "");
  return name === "" || /\s/.test(name) ? undefined : name;
}
