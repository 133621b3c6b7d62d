import { isRecord, type JsonRecord } from "#local/services/request/record.ts";
import type { Chance } from "../chance.ts";
import type { Fate, Request } from "../wire.ts";
import type { FaultKind } from "./fault-kind.ts";

type About = Pick<FaultKind, "name" | "row" | "what">;

export interface RequestFault extends About {
  /** Which requests it may strike. */
  readonly concerns: (request: Request) => boolean;
  /** What becomes of one of them. Draws all it needs, whether it strikes or not. */
  readonly fate: (chance: Chance, request: Request) => Partial<Fate>;
}

/** A fault of single requests: strikes each with the probability of its intensity. */
export function requestFault({ concerns, fate, ...about }: RequestFault): FaultKind {
  return {
    ...about,
    arm: ({ chance, intensity, strike }) => ({
      hooks: {
        request(request) {
          if (!concerns(request)) return undefined;
          const happens = chance.happens(intensity);
          const becomes = fate(chance, request);
          return happens && strike(placeOf(request)) ? becomes : undefined;
        },
      },
    }),
  };
}

export interface AnswerFault extends About {
  /** Which answers it may change. */
  readonly concerns: (request: Request) => boolean;
  /** The answer in place of this one; undefined when there is nothing about it to change. */
  readonly change: (answer: JsonRecord, chance: Chance, request: Request) => JsonRecord | undefined;
}

/** A fault of single answers: changes each with the probability of its intensity, and strikes only where something changes. */
export function answerFault({ concerns, change, ...about }: AnswerFault): FaultKind {
  return {
    ...about,
    arm: ({ chance, intensity, strike }) => ({
      hooks: {
        request(request) {
          if (!concerns(request) || !chance.happens(intensity)) return undefined;
          return {
            rewrite: rewriting(
              (answer) => change(answer, chance, request),
              () => strike(placeOf(request)),
            ),
          };
        },
      },
    }),
  };
}

/** Puts another answer in place of one, where there is another one and it may be. */
export function rewriting(change: (answer: JsonRecord) => JsonRecord | undefined, may: () => boolean = () => true) {
  return (answer: unknown): unknown => {
    const changed = isRecord(answer) ? change(answer) : undefined;
    return changed !== undefined && may() ? changed : answer;
  };
}

/** `detective:GetInvestigation`. */
export function placeOf({ service, operation }: Request): string {
  return `${service.toLowerCase()}:${operation}`;
}

/** Whether a request is for one of the operations of the service; for any, when none is named. */
export function isCall(service: string, ...operations: readonly string[]): (request: Request) => boolean {
  return (request) =>
    request.service === service && (operations.length === 0 || operations.includes(request.operation));
}
