/** First address and length of the prefix, of everything in IPv4 that is not the internet. @see https://www.iana.org/assignments/iana-ipv4-special-registry (read 2026-12-01) */
const specialIpv4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/**
 * The same of IPv6, within 2000::/3: all else, with the forms that carry an IPv4 address (mapped, NAT64), is refused anyway.
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry (read 2026-12-01)
 */
const specialIpv6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

/** Whether an address is one of the public internet: not private, loopback, link-local (metadata of instances), shared, reserved. */
export function isPublicAddress(address: string): boolean {
  const ipv4 = ipv4Bits(address);
  if (ipv4 !== undefined) return !specialIpv4.some(([first, length]) => begins(ipv4, ipv4Bits(first), length, 32));
  const ipv6 = ipv6Bits(address);
  if (ipv6 === undefined || !begins(ipv6, ipv6Bits("2000::"), 3, 128)) return false;
  return !specialIpv6.some(([first, length]) => begins(ipv6, ipv6Bits(first), length, 128));
}

/** Whether a text is an IP address, of either family, without brackets or zone. */
export function isAddress(text: string): boolean {
  return (ipv4Bits(text) ?? ipv6Bits(text)) !== undefined;
}

function begins(address: bigint, first: bigint | undefined, length: number, width: number): boolean {
  const rest = BigInt(width - length);
  return first !== undefined && address >> rest === first >> rest;
}

function ipv4Bits(text: string): bigint | undefined {
  const parts = /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text) ? text.split(".").map(Number) : [];
  if (parts.length !== 4 || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function ipv6Bits(text: string): bigint | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const tail = dotted?.[2] === undefined ? undefined : ipv4Bits(dotted[2]);
  if (dotted && tail === undefined) return undefined;
  const words =
    tail === undefined ? text : `${dotted?.[1]}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
  const [left = "", right, ...more] = words.split("::");
  if (more.length > 0) return undefined;
  const [head, end] = [groupsOf(left), groupsOf(right ?? "")];
  const missing = 8 - head.length - end.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...end];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

function groupsOf(text: string): readonly string[] {
  return text === "" ? [] : text.split(":");
}
