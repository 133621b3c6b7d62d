import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";

type Request = (...args: unknown[]) => http.ClientRequest;

/**
 * The internet of the thread: HTTPS requests to these hosts go, as HTTP, to servers of this machine. The handler knows nothing of it: name,
 * path, headers and body are as it sends them; TLS and the look-up of the name are left out.
 * @param hosts `host:port`, port 443 left out, to `host:port`
 */
export function leadOutside(hosts: Readonly<Record<string, string>>): void {
  if (Object.keys(hosts).length === 0) return;
  const original = https.request as Request;
  const request = (...args: unknown[]): http.ClientRequest => {
    const [asked, options, ...rest] = args;
    const url = typeof asked === "string" || asked instanceof URL ? new URL(asked) : undefined;
    const there = url && hosts[url.host];
    if (!url || there === undefined) return original(...args);
    const { headers, method, signal } = (typeof options === "object" ? options : {}) as https.RequestOptions;
    const here = new URL(`${url.pathname}${url.search}`, `http://${there}`);
    const led = { method, headers: { ...headers, host: url.host }, ...(signal && { signal }) };
    return (http.request as Request)(here, led, ...rest);
  };
  Object.assign(https, { request });
  syncBuiltinESMExports();
}
