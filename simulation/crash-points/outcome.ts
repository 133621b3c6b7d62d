import { memberOf } from "#local/services/request/record.ts";
import type { SimulatedCloud } from "../cloud.ts";
import type { Happening } from "../happening.ts";
import type { Invariant } from "../invariants/invariant.ts";
import { bodiesIn } from "../queue.ts";
import type { Story } from "../story/act.ts";

/** What people find when all is over: the findings as Security Hub holds them, what waits in the dead-letter queue, what was started. */
export interface Outcome {
  /** What is written on the findings, by finding and field. */
  readonly written: ReadonlyMap<string, string>;
  readonly deadLetters: readonly string[];
  readonly starts: number;
}

/** Texts that tell when something was done, or by which execution: they may differ, as may the order in which investigations got their ids. */
const ofTheRun = ["gumshoeExecution", "gumshoeCoveredUntil"];
const investigationId = /\b\d{21}\b/g;

function outcomeOf(cloud: SimulatedCloud, story: Story, starts: number): Outcome {
  const names = story.acts.flatMap(({ provides }) => (provides ? [provides()] : []));
  const written = names.flatMap(({ ProductArn, Id }) => {
    const held = cloud.services.SecurityHub.finding(String(ProductArn), String(Id));
    return writtenOn(held).map(([field, text]) => [`${Id} ${field}`, text] as const);
  });
  const deadLetters = [...new Set(bodiesIn(cloud, "DeadLetter").flatMap((body) => letterText(body) ?? []))].sort();
  return { written: new Map(written), deadLetters, starts };
}

/** The same things are found as without a crash; a message may wait twice, nothing is missing and nothing is started twice. */
export function sameOutcome(calm: Outcome): Invariant {
  return {
    id: "same-end",
    promise: "whoever dies, once: people find in the end what they would have found",
    inspect({ cloud, story, violate }) {
      const starts = startCount();
      return {
        watch: starts.watch,
        atRest() {
          const outcome = outcomeOf(cloud, story, starts.count());
          for (const [what, found, wanted] of compared(outcome, calm))
            if (found !== wanted) violate(`${what}: ${found} is found, ${wanted} is wanted`);
        },
      };
    },
  };
}

/** Reads the outcome when all is over. */
export function outcomeReader(read: (outcome: Outcome) => void): Invariant {
  return {
    id: "outcome",
    promise: "what people find is taken down",
    inspect({ cloud, story }) {
      const starts = startCount();
      return { watch: starts.watch, atRest: () => read(outcomeOf(cloud, story, starts.count())) };
    },
  };
}

/** Counts the investigations that Detective has started, whether anybody heard of it or not. */
function startCount() {
  let count = 0;
  const watch = (happening: Happening): void => {
    if (happening.kind !== "call" || happening.operation !== "StartInvestigation") return;
    if (happening.error === undefined) count++;
  };
  return { watch, count: () => count };
}

function* compared(outcome: Outcome, calm: Outcome): Generator<readonly [what: string, found: string, wanted: string]> {
  for (const field of new Set([...calm.written.keys(), ...outcome.written.keys()]))
    yield [field, outcome.written.get(field) ?? "nothing", calm.written.get(field) ?? "nothing"];
  yield ["dead letters", outcome.deadLetters.join(", "), calm.deadLetters.join(", ")];
  yield ["investigations started", String(outcome.starts), String(calm.starts)];
}

function writtenOn(finding: unknown): readonly (readonly [field: string, text: string])[] {
  const fields = Object.entries(memberOf(finding, "UserDefinedFields") ?? {}).map(
    ([name, text]) => [name, String(text)] as const,
  );
  const note = memberOf(finding, "Note");
  const by = String(memberOf(note, "UpdatedBy"));
  // Our own note says until when the evidence reaches.
  const text = by === "gumshoe" ? "ours" : String(memberOf(note, "Text"));
  const kept = [...fields.filter(([name]) => !ofTheRun.includes(name)), ["note", `${by}: ${text}`] as const];
  return kept.map(([name, value]) => [name, value.replaceAll(investigationId, "…")]);
}

/** Undefined for the end of an execution: whether there was one to stop hangs on when it began. */
function letterText(body: string): string | undefined {
  try {
    const letter: unknown = JSON.parse(body);
    if (memberOf(letter, "detail-type") === "Step Functions Execution Status Change") return undefined;
    const code = memberOf(memberOf(letter, "reason"), "code") ?? memberOf(letter, "detail-type");
    return [code, memberOf(memberOf(letter, "finding"), "id"), memberOf(letter, "raw")].join(" ").trim();
  } catch {
    return body;
  }
}
