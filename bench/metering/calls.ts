import type { Happening } from "#simulation/happening.ts";

type Call = Extract<Happening, { kind: "call" }>;

const throttles = /Throttl|TooManyRequests|LimitExceeded/;
/** Services by the names that people know, where the SDK's client has another one. */
const names: Readonly<Record<string, string>> = { SFN: "States" };

/** Counts calls of services by `Service.Operation`: every try is one, and arrives. */
export class Calls {
  readonly byOperation: Record<string, number> = {};
  total = 0;
  throttled = 0;

  count({ service, operation, error }: Pick<Call, "service" | "operation" | "error">): void {
    const name = `${names[service] ?? service}.${operation}`;
    this.byOperation[name] = (this.byOperation[name] ?? 0) + 1;
    this.total++;
    if (error !== undefined && throttles.test(error)) this.throttled++;
  }
}
