import { ipAddressOf } from "./ip-address.ts";

// Not reserved, and yet the way to another address: relays of 6to4, Teredo and its like, 6to4.
const tunnels = [/^192\.88\.99\./, /^2001:(?::|[01]?[0-9a-f]{1,2}:)/, /^2002:/];
// 2000::/3: nothing else of IPv6 is handed out to anybody. NAT64, which carries addresses of IPv4, is not in it.
const unicast = /^[23][0-9a-f]{3}:/;

/** Whether an address is one of the public internet: not private, loopback, link-local (metadata of instances), shared, reserved, a tunnel. */
export function isPublicAddress(text: string): boolean {
  const address = ipAddressOf(text);
  if (address === undefined || address.reserved) return false;
  const { type, value } = address;
  return (type === "ipv4" || unicast.test(value)) && !tunnels.some((tunnel) => tunnel.test(value));
}

/** Whether a text is an IP address, of either family, without brackets. */
export function isAddress(text: string): boolean {
  return ipAddressOf(text) !== undefined;
}
