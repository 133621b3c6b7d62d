import type { FaultKind } from "../faults/fault-kind.ts";
import type { Request } from "../wire.ts";

/** A service call of a function: which one of its kind, counted from 1. */
export interface CallPoint {
  readonly functionName: string;
  readonly service: string;
  readonly operation: string;
  readonly ordinal: number;
}

export const instants = ["before", "after-effect", "after-answer"] as const;

/** Where a sandbox dies, once: around one call, at one of its instants. */
export interface CrashPoint extends CallPoint {
  readonly instant: (typeof instants)[number];
}

/** `enrich dies after-effect SecurityHub.BatchUpdateFindings 1` */
export function crashPointText({ functionName, service, operation, ordinal, instant }: CrashPoint): string {
  return `${functionName} dies ${instant} ${service}.${operation} ${ordinal}`;
}

/** Takes down every call that functions make while faults may strike, in their order. Strikes nothing. */
export function callRecorder(calls: CallPoint[]): FaultKind {
  return {
    name: "no-crash",
    row: 39,
    what: "every call is taken down",
    arm({ endsAtMs }) {
      const numbered = numbering();
      return {
        hooks: {
          request(request) {
            if (request.sandbox.clock.now() < endsAtMs) calls.push(numbered(request));
            return undefined;
          },
        },
      };
    },
  };
}

/** Dies at one point and at no other. */
export function crashAt(point: CrashPoint): FaultKind {
  return {
    name: "crash-point",
    row: 39,
    what: "a sandbox dies at one point",
    arm({ strike }) {
      const numbered = numbering();
      return {
        hooks: {
          request(request) {
            const call = numbered(request);
            const isHere = call.ordinal === point.ordinal && nameOf(call) === nameOf(point);
            return isHere && strike(crashPointText(point)) ? { crash: point.instant } : undefined;
          },
        },
      };
    },
  };
}

function numbering(): (request: Request) => CallPoint {
  const counts = new Map<string, number>();
  return ({ sandbox: { functionName }, service, operation }) => {
    const name = nameOf({ functionName, service, operation });
    const ordinal = (counts.get(name) ?? 0) + 1;
    counts.set(name, ordinal);
    return { functionName, service, operation, ordinal };
  };
}

function nameOf({ functionName, service, operation }: Omit<CallPoint, "ordinal">): string {
  return `${functionName} ${service}.${operation}`;
}
