import type { SimulatedCloud } from "../cloud.ts";
import type { FaultKind } from "../faults/fault-kind.ts";
import type { Hooks } from "../hooks.ts";
import { at, finding, imported, minuteMs, noon, role, type Told, told } from "../scenarios/cast.ts";
import type { Act } from "../story/act.ts";

/** One loss or outage, told in full, and what has to ring for it. */
export interface Trouble {
  /** In one sentence. */
  readonly what: string;
  /** Minutes from its beginning within which each alarm rings; no other does. */
  readonly rings: Readonly<Record<string, number>>;
  readonly story: Told;
  readonly kinds?: readonly FaultKind[];
}

/** When troubles begin, in minutes of the story: sweeps have come round by then. */
export const troubleAt = 120;

/** An act so many minutes after trouble began. */
export function after(minutes: number, what: string, play: Act["play"]): Act {
  return at(troubleAt + minutes, what, play);
}

/** A finding every few minutes, each about somebody else: from when trouble begins. */
export function traffic(forMinutes: number, everyMinutes = 5): Told {
  const count = Math.floor(forMinutes / everyMinutes);
  const cast = Array.from({ length: count }, (_, index) => role(`worker-${index}`));
  const acts = cast.map((one, index) => imported(troubleAt + index * everyMinutes, finding(`f${index}`, [one])));
  return { cast, acts };
}

export function withActs(story: Told, ...acts: readonly Act[]): Told {
  return { ...story, acts: [...story.acts, ...acts] };
}

/** A fault that is there from one minute after trouble began to another, and strikes each time it is asked. */
export function during(
  fromMinutes: number,
  toMinutes: number,
  hooksOf: (cloud: () => SimulatedCloud) => Partial<Hooks>,
): FaultKind {
  const [fromMs, toMs] = [fromMinutes, toMinutes].map((minutes) => noon + (troubleAt + minutes) * minuteMs);
  return {
    name: "trouble",
    row: 0,
    what: "what the story tells of",
    arm({ strike, cloud }) {
      const isOn = () => {
        const nowMs = cloud().clock.now();
        return nowMs >= (fromMs ?? 0) && nowMs < (toMs ?? 0) && strike("story");
      };
      const hooks = hooksOf(cloud);
      const gated = Object.entries(hooks).map(([name, hook]) => [
        name,
        (...given: unknown[]) => (isOn() ? (hook as (...given: unknown[]) => unknown)(...given) : undefined),
      ]);
      return { hooks: Object.fromEntries(gated) as Partial<Hooks> };
    },
  };
}

export const storyOf = ({ story }: Trouble) => told(story);
