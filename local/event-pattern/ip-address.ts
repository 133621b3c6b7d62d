import { InvalidEventPattern } from "./invalid-event-pattern.ts";

/** An address as a number within its family; an IPv4-mapped IPv6 address is the IPv4 address, as in Java. */
export interface IpAddress {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Reads an IPv4 or IPv6 literal; `undefined` when the text is none. */
export function ipAddress(text: string): IpAddress | undefined {
  return text.includes(":") ? ipv6(text) : ipv4(text);
}

/**
 * A test for `cidr`: from the written address (not masked) up to the last one of its network.
 * @throws {InvalidEventPattern} not an address, or a mask outside 0-31 (IPv4) or 0-127 (IPv6)
 */
export function cidrTest(cidr: string): (text: string) => boolean {
  const [literal = "", mask = "", ...rest] = cidr.split("/");
  const bottom = ipAddress(literal);
  const maskBits = /^\d{1,3}$/.test(mask) ? Number(mask) : Number.NaN;
  if (!bottom || rest.length > 0 || !(maskBits < bottom.bits)) {
    throw new InvalidEventPattern(`cidr "${cidr}", want an address, "/" and a mask below 32 (IPv4) or 128 (IPv6)`);
  }
  const top = bottom.value | ((1n << BigInt(bottom.bits - maskBits)) - 1n);
  return (text) => {
    const address = ipAddress(text);
    return address?.bits === bottom.bits && address.value >= bottom.value && address.value <= top;
  };
}

function ipv4(text: string): IpAddress | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  const octets = text.split(".").map(BigInt);
  if (octets.some((octet) => octet > 255n)) return undefined;
  return { bits: 32, value: octets.reduce((sum, octet) => (sum << 8n) | octet, 0n) };
}

function ipv6(text: string): IpAddress | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const given = [...(head ?? []), ...(tail ?? [])];
  const missing = 8 - given.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...(head ?? []), ...Array<string>(missing).fill("0"), ...(tail ?? [])];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const value = groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
  return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffffffffn } : { bits: 128, value };
}
