import { Socket } from "node:net";

type Connect = (...args: unknown[]) => Socket;

/**
 * Lets the thread connect to the local AWS, to what stands for hosts outside, and nowhere else. On AWS a function of the template talks to AWS services; one that would
 * fetch what a finding or an event names shows itself here and in its log, by the address it asked for.
 */
export function onlyHosts(endpointHost: string, others: readonly string[] = []): void {
  const connect = Socket.prototype.connect as Connect;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
    const asked = addressIn(args);
    if (asked !== endpointHost && !others.includes(asked)) {
      const refusal = `Cannot connect to "${asked}": a function of the local AWS reaches the local AWS alone, "${endpointHost}"`;
      process.stderr.write(`${refusal}\n`);
      throw new Error(refusal);
    }
    return connect.apply(this, args);
  } as typeof Socket.prototype.connect;
}

/** `host:port` of the ways in which `connect` is called; Node's own callers pass them as one array. */
function addressIn(args: readonly unknown[]): string {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first !== "object" || first === null)
    return `${typeof second === "string" ? second : "localhost"}:${first}`;
  const { host, port, path } = first as { host?: unknown; port?: unknown; path?: unknown };
  return path === undefined || path === null ? `${host ?? "localhost"}:${port}` : String(path);
}
