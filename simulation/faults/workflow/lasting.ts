import type { PrincipalBehaviour } from "#local/behaviour.ts";
import type { Chance } from "../../chance.ts";
import type { FaultKind } from "../fault-kind.ts";

const minute = 60;
const hour = 60 * minute;

interface Lasting extends Pick<FaultKind, "name" | "row" | "what"> {
  readonly durationSeconds: (chance: Chance) => Exclude<PrincipalBehaviour["durationSeconds"], undefined>;
}

/** Investigations that take their time: each that starts with the probability of the intensity. */
function lastingFault({ durationSeconds, ...about }: Lasting): FaultKind {
  return {
    ...about,
    arm: ({ chance, intensity, strike }) => ({
      hooks: {
        investigation() {
          const happens = chance.happens(intensity);
          const plan = { durationSeconds: durationSeconds(chance) };
          return happens && strike("detective:StartInvestigation") ? plan : undefined;
        },
      },
    }),
  };
}

const historyGrows = lastingFault({
  name: "history-grows",
  row: 48,
  what: "an investigation ends just before or at the last look: the longest histories there are",
  durationSeconds: (chance) => chance.integer(55 * minute, 60 * minute),
});

const waitsLong = lastingFault({
  name: "waits-long",
  row: 55,
  what: "an investigation takes more than a quarter of an hour, an hour, a day or a month",
  durationSeconds: (chance) => chance.pick([16 * minute, 40 * minute, 61 * minute, 25 * hour, 31 * 24 * hour]),
});

export const lastingFaults: readonly FaultKind[] = [historyGrows, waitsLong];
