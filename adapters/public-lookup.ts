import { type LookupAddress, lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "#domain/public-address.ts";

/** The name leads, wholly or in part, somewhere that is not the public internet. */
export const privateAddress = "private-address";

type LookUp = (
  hostname: string,
  options: { readonly all: true; readonly family?: number | undefined },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Resolves a name for a connection that is about to be made, and refuses every address that is not public. The connection goes to the
 * very addresses that were judged here: a name that changes its mind in between (DNS rebinding) gains nothing.
 */
export function publicLookup(lookUp: LookUp = systemLookup): LookupFunction {
  return (hostname, { all, family }, done) => {
    const asked = family === "IPv4" ? 4 : family === "IPv6" ? 6 : family;
    lookUp(hostname, { all: true, ...(asked !== undefined && { family: asked }) }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) return done(error, "");
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) return done(refusal(), "");
      if (all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

function refusal(): NodeJS.ErrnoException {
  const message = "Cannot connect: the name leads to an address that is not public, a public one is wanted";
  return Object.assign(new Error(message), { code: privateAddress });
}
