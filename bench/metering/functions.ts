import type { Blueprint } from "#simulation/blueprint.ts";
import type { Happening } from "#simulation/happening.ts";
import type { FunctionMeter } from "../meter.ts";
import { computeMs, initMs } from "./assumptions.ts";

export type Architecture = FunctionMeter["architecture"];

type Invocation = Extract<Happening, { kind: "invocation" }>;
type Tally = { -readonly [K in keyof FunctionMeter]: FunctionMeter[K] };

/** Counts what functions use, and how much of it they spend in waiting for investigations to end. */
export class FunctionMeters {
  readonly meters: Record<string, Tally> = {};
  /** Slept by invocations that had asked how an investigation is going, ms. */
  waitedMs = 0;
  readonly #asking = new Set<string>();
  readonly #memoryMib: (name: string) => number;
  readonly #architecture: Architecture;

  constructor(blueprint: Blueprint, architecture: Architecture) {
    this.#memoryMib = (name) => memoryOf(blueprint, name);
    this.#architecture = architecture;
  }

  /** An invocation asks how an investigation is going. */
  asks(requestId: string): void {
    this.#asking.add(requestId);
  }

  count({ function: name, requestId, phase, durationMs = 0, restedMs = 0, cold }: Invocation): void {
    const meter = this.#of(name);
    if (phase === "begins") {
      meter.requests++;
      if (cold) meter.initMs += initMs;
      return;
    }
    meter.billedMs += Math.ceil(durationMs) + computeMs;
    if (this.#asking.delete(requestId)) this.waitedMs += restedMs;
  }

  #of(name: string): Tally {
    const known = this.meters[name];
    if (known) return known;
    const memoryMib = this.#memoryMib(name);
    const fresh: Tally = { architecture: this.#architecture, memoryMib, requests: 0, billedMs: 0, initMs: 0 };
    this.meters[name] = fresh;
    return fresh;
  }
}

function memoryOf({ functions }: Blueprint, name: string): number {
  const construct = `Functions${name.replaceAll("-", "")}Function`;
  const found = functions.find((lambda) => lambda.name.includes(construct));
  if (!found) throw new Error(`Cannot meter function "${name}": the blueprint has none of that name`);
  return found.memoryMb;
}
