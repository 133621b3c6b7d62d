import { BlockList, isIP } from "node:net";
import type { Input } from "../../request/input.ts";
import type { Comparison } from "./comparison.ts";

/**
 * The filters of one attribute that holds IP addresses.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_IpFilter.html
 */
export function ipFilters(inputs: readonly Input[]): readonly Comparison<string>[] {
  return inputs.map((input) => {
    const cidr = input.text("Cidr", { pattern: /\S/ });
    const block = blockOf(cidr);
    if (!block) throw input.fault("Member must be a CIDR block", "Cidr");
    return { negative: false, holds: (ip) => isIP(ip) !== 0 && block.check(ip, isIP(ip) === 6 ? "ipv6" : "ipv4") };
  });
}

function blockOf(cidr: string): BlockList | undefined {
  const [address = "", length, ...rest] = cidr.split("/");
  const version = isIP(address);
  const bits = version === 6 ? 128 : 32;
  const prefix = length === undefined ? bits : Number(length);
  if (version === 0 || rest.length > 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > bits) return undefined;
  const block = new BlockList();
  block.addSubnet(address, prefix, version === 6 ? "ipv6" : "ipv4");
  return block;
}
