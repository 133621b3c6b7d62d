/** An IP address in its one canonical spelling. */
export interface IpAddress {
  readonly type: "ipv4" | "ipv6";
  /** Dotted decimal, or RFC 5952: lower case, the longest run of zeros as `::`. */
  readonly value: string;
  /** Private, loopback, link-local, documentation or otherwise not for the public internet. */
  readonly reserved: boolean;
}

// Blocks that are not globally reachable, and multicast.
// iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry (read 2026-12-01)
const reservedBlocks = {
  ipv4: (
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 " +
    "192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
  ).split(" "),
  ipv6: (
    "::/128 ::1/128 64:ff9b:1::/48 100::/64 2001:2::/48 2001:db8::/32 3fff::/20 5f00::/16 " +
    "fc00::/7 fe80::/10 ff00::/8"
  ).split(" "),
};

/**
 * Reads an IPv4 or IPv6 address. An IPv4 address inside an IPv6 one (`::ffff:198.51.100.7`) is the IPv4 address; a zone
 * (`%eth0`) is dropped.
 * @returns undefined for every other text: numbers with leading zeros, ranges, names, addresses with a port
 */
export function ipAddressOf(text: string | undefined): IpAddress | undefined {
  const told = text?.trim() ?? "";
  const four = groupsOfIpv4(told);
  if (four !== undefined) return ipv4(four);
  const groups = told.length <= longestIpv6 ? groupsOfIpv6(told) : undefined;
  if (groups === undefined) return undefined;
  if (isMapped(groups)) return ipv4(groups.slice(6));
  return { type: "ipv6", value: writtenIpv6(groups), reserved: isReserved("ipv6", groups) };
}

// 0000:0000:0000:0000:0000:ffff:255.255.255.255%<zone of 15>
const longestIpv6 = 61;
const ipv4Form = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function ipv4(groups: readonly number[]): IpAddress {
  const bytes = groups.flatMap((group) => [group >> 8, group & 0xff]);
  return { type: "ipv4", value: bytes.join("."), reserved: isReserved("ipv4", groups) };
}

/** Two groups of 16 bits. */
function groupsOfIpv4(text: string): readonly number[] | undefined {
  const parts = ipv4Form.exec(text)?.slice(1) ?? [];
  const bytes = parts.filter((part) => !/^0\d/.test(part) && Number(part) <= 255).map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return bytes.length === 4 ? [a * 256 + b, c * 256 + d] : undefined;
}

/** Eight groups of 16 bits. */
function groupsOfIpv6(text: string): readonly number[] | undefined {
  const [address = ""] = text.split("%");
  const halves = address.split("::");
  if (!address.includes(":") || halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half, at) => groupsOfHalf(half, at === halves.length - 1));
  if (head === "unreadable" || tail === "unreadable") return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1) return missing === 0 ? head : undefined;
  return missing >= 1 ? [...head, ...new Array<number>(missing).fill(0), ...tail] : undefined;
}

function groupsOfHalf(half: string, isLast: boolean): readonly number[] | "unreadable" {
  if (half === "") return [];
  const parts = half.split(":");
  const groups = parts.map((part, at) => {
    if (isLast && at === parts.length - 1 && part.includes(".")) return groupsOfIpv4(part);
    return /^[0-9a-f]{1,4}$/i.test(part) ? [Number.parseInt(part, 16)] : undefined;
  });
  return groups.some((group) => group === undefined) ? "unreadable" : groups.flatMap((group) => group ?? []);
}

/** ::ffff:0:0/96 */
function isMapped(groups: readonly number[]): boolean {
  return groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
}

function writtenIpv6(groups: readonly number[]): string {
  const plain = groups.map((group) => group.toString(16)).join(":");
  const runs = [...plain.matchAll(/\b0(?::0)+\b/g)];
  // The first of the longest, RFC 5952 4.2.3.
  const [longest] = runs.toSorted((one, other) => other[0].length - one[0].length);
  if (longest === undefined) return plain;
  const [head, tail] = [plain.slice(0, longest.index), plain.slice(longest.index + longest[0].length)];
  return `${head.replace(/:$/, "")}::${tail.replace(/^:/, "")}`;
}

const readBlocks = {
  ipv4: reservedBlocks.ipv4.map((block) => blockOf(block, groupsOfIpv4)),
  ipv6: reservedBlocks.ipv6.map((block) => blockOf(block, groupsOfIpv6)),
};

function blockOf(block: string, groupsOf: (text: string) => readonly number[] | undefined) {
  const [base = "", bits = ""] = block.split("/");
  return { base: numberOf(groupsOf(base) ?? []), bits: Number(bits) };
}

function isReserved(type: "ipv4" | "ipv6", groups: readonly number[]): boolean {
  const [address, width] = [numberOf(groups), groups.length * 16];
  return readBlocks[type].some(({ base, bits }) => address >> BigInt(width - bits) === base >> BigInt(width - bits));
}

function numberOf(groups: readonly number[]): bigint {
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}
