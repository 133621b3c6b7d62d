import { memberOf } from "#local/services/request/record.ts";
import type { FaultKind } from "../fault-kind.ts";
import { invocationFault } from "../functions/invocation-fault.ts";

const tasks = new Set(["start-or-join", "check", "enrich"]);

const answerOdd = invocationFault({
  name: "answer-odd",
  row: 54,
  what: "a function answers what no expression of the state machine expects: nothing, another type, a wait that is none",
  fate(chance, functionName, payload) {
    if (!tasks.has(functionName)) return undefined;
    const principals = memberOf(JSON.parse(payload), "principals") ?? [];
    const answers: readonly [unknown, ...unknown[]] = [
      null,
      {},
      [],
      "enrich",
      7,
      { principals: null, next: "enrich", waitSeconds: 0 },
      { principals, next: "elsewhere", waitSeconds: 0 },
      { principals, next: "wait", waitSeconds: -1 },
      { principals, next: "wait", waitSeconds: 1.5 },
      { principals, next: "wait", waitSeconds: "15" },
      { principals, next: "wait" },
      { kind: "running", waitSeconds: "soon" },
    ];
    return { answer: JSON.stringify(chance.pick(answers)) };
  },
});

const errorOdd = invocationFault({
  name: "error-odd",
  row: 54,
  what: "a function fails with an error whose name and message are made of anything",
  fate(chance, functionName) {
    const errorType = chance.pick(["", "Error", "States.Runtime", "a name of words", "\u{1F575}"]);
    const errorMessage = chance.pick(["", "\ud800 alone", "\u{1F575}".repeat(2_000), "{% $error() %}", "null"]);
    return tasks.has(functionName) ? { failsWith: { errorType, errorMessage } } : undefined;
  },
});

export const oddDataFaults: readonly FaultKind[] = [answerOdd, errorOdd];
