import Table from "cli-table3";
import type { FailingCrash, ScenarioTally } from "./enumeration.ts";

const failingToldMax = 10;

/** What `--json` prints. */
export function crashReport(tallies: readonly ScenarioTally[], seconds: number) {
  const told = tallies.map(({ failing, calmViolations, ...tally }) => ({
    ...tally,
    violations: failing.length + calmViolations.length,
  }));
  const failing = tallies.flatMap((tally) => tally.failing);
  return {
    scenarios: told,
    calls: sum(tallies.map(({ calls }) => calls)),
    points: sum(tallies.map(({ points }) => points)),
    violations: sum(told.map(({ violations }) => violations)),
    failing: failing.map(({ scenario, point, violations, ...one }) => {
      return { scenario, point, invariant: violations[0]?.invariant, command: commandFor({ scenario, ...one }) };
    }),
    seconds: Number(seconds.toFixed(1)),
  };
}

/** The same for people. */
export function crashText(tallies: readonly ScenarioTally[], seconds: number): string {
  const table = new Table({
    head: ["scenario", "calls", "crash points", "violations", "what happens"],
    colAligns: ["left", "right", "right", "right", "left"],
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  const { scenarios, calls, points, violations } = crashReport(tallies, seconds);
  for (const tally of scenarios) table.push([tally.name, tally.calls, tally.points, tally.violations, tally.what]);
  table.push([`${scenarios.length} scenarios`, calls, points, violations, `in ${seconds.toFixed(1)} s`]);
  const broken = tallies.flatMap(({ name, calmViolations, failing }) => [
    ...calmViolations.map(({ invariant, what }) => `${name} without a crash breaks ${invariant}: ${what}`),
    ...failing.map(failureText),
  ]);
  const more = broken.length > failingToldMax ? [`and ${broken.length - failingToldMax} more`] : [];
  return [table.toString(), ...broken.slice(0, failingToldMax), ...more].join("\n");
}

function failureText({ scenario, number, point, violations }: FailingCrash): string {
  const broken = violations.map(({ invariant, what }) => `  breaks ${invariant}: ${what}`);
  return [`\n${scenario}: ${point}`, ...broken, `  again: ${commandFor({ scenario, number })}`].join("\n");
}

/** The one line that plays a crash again, with its trace. */
function commandFor({ scenario, number }: Pick<FailingCrash, "scenario" | "number">): string {
  return `npm run simulate:crashes -- --scenario ${scenario} --point ${number}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
