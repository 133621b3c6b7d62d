import { isAddress, isPublicAddress } from "../public-address.ts";

const charsMax = 1_024;
// Names that never lead into the internet (RFC 6761, RFC 8375, RFC 6762).
const localName = /(?:^|\.)(?:localhost|local|internal|home\.arpa)\.?$/;

/** What is wrong with a text as the URL of a webhook; undefined when nothing is. What its name resolves to is judged at each request. */
export function webhookUrlProblem(text: string): string | undefined {
  if (text.length > charsMax) return `at most ${charsMax} characters are wanted`;
  if (!URL.canParse(text)) return "a URL is wanted";
  const { protocol, username, password, hash, hostname } = new URL(text);
  if (protocol !== "https:") return "https: is wanted";
  if (username !== "" || password !== "") return "no credentials are wanted in it: what is sent is signed";
  if (hash !== "" || text.includes("#")) return "no fragment is wanted: it is never sent";
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isAddress(host) ? !isPublicAddress(host) : localName.test(host)) return "a host of the public internet is wanted";
  return undefined;
}
