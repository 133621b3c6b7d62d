import type { Branch, MapItem } from "./branch.ts";
import { StateFailure } from "./errors.ts";
import { fanOut, type Strand } from "./fan-out.ts";
import type { Raw } from "./fields.ts";
import { integerField } from "./integer-field.ts";
import { inlineMapConcurrencyMax } from "./limits.ts";
import type { RunState, Scope } from "./machine.ts";
import { Payload } from "./payload.ts";
import type { Fan } from "./position.ts";
import { compileResilience } from "./retry.ts";
import { runScope } from "./run.ts";
import type { StateCompiler } from "./state-compiler.ts";
import type { Visit } from "./visit.ts";

/**
 * An inline Map state: runs its processor for every item, at most 40 at a time, and answers the outputs in order. One failed
 * iteration fails the Map; as on AWS, `ToleratedFailure…` is checked and has no effect on an inline Map.
 */
export function compileMap(raw: Raw, compiler: StateCompiler): RunState {
  const { flow, next, problems } = compiler;
  const processor = compileProcessor(raw, compiler);
  const input = flow.input(withoutParameters(raw));
  const output = flow.output(raw);
  const items = flow.items(raw);
  const itemInput = flow.itemInput(raw);
  const concurrency = integerField(raw, "MaxConcurrency", { min: 0, max: Number.MAX_SAFE_INTEGER }, compiler);
  const tolerated = ["ToleratedFailureCount", "ToleratedFailurePercentage"].map((field) => flow.number(raw, field));
  const resilient = compileResilience(raw, flow, problems);

  const attempt = async (visit: Visit) => {
    const result = await iterate(visit, processor, visit.takeUnfinished() ?? (await begin(visit)));
    return { ...(await output(visit, result, "result")), next };
  };
  const begin = async (visit: Visit): Promise<Fan> => {
    const effective = await input(visit);
    const list = await items(visit, effective);
    const limit = (await concurrency?.(visit, effective)) || inlineMapConcurrencyMax;
    for (const number of tolerated) await number?.(visit, effective);
    const inputs: Payload[] = [];
    for (const [Index, Value] of list.entries()) {
      const item = { Index, Value };
      inputs.push(itemInput ? await itemInput(visit, effective, item) : new Payload(Value));
    }
    const startedEventId = visit.branch.record("MapStateStarted", { length: list.length });
    return { inputs, items: list, atOnce: Math.min(limit, inlineMapConcurrencyMax), startedEventId, positions: [] };
  };
  return (visit) =>
    resilient(
      visit,
      () => attempt(visit),
      () => visit.branch.record("MapStateFailed"),
    );
}

/** A Map's `Parameters` is the old name of `ItemSelector`: it shapes the items and not the input. */
function withoutParameters({ Parameters: _, ...raw }: Raw): Raw {
  return raw;
}

function compileProcessor(raw: Raw, { scope, problems }: StateCompiler): Scope {
  if ("ItemProcessor" in raw === "Iterator" in raw) {
    problems.invalid('a Map state wants either "ItemProcessor" or "Iterator"');
  }
  const field = "ItemProcessor" in raw ? "ItemProcessor" : "Iterator";
  const processor = (raw[field] ?? {}) as Raw;
  const mode = (processor["ProcessorConfig"] as Raw | undefined)?.["Mode"] ?? "INLINE";
  if (mode === "DISTRIBUTED") problems.unsupported("a distributed Map (ProcessorConfig.Mode DISTRIBUTED)");
  else if (mode !== "INLINE") problems.invalid(`ProcessorConfig.Mode is ${JSON.stringify(mode)}, wanted "INLINE"`);
  return scope(processor, field);
}

async function iterate(visit: Visit, processor: Scope, fan: Fan): Promise<Payload> {
  const { items = [] } = fan;
  const strands = fan.inputs.map((input, at) => strand(visit, processor, { Index: at, Value: items[at] }, input));
  const outputs = await fanOut(visit.branch, strands, fan);
  visit.branch.record("MapStateSucceeded");
  return visit.result(outputs);
}

function strand(visit: Visit, processor: Scope, item: MapItem, input: Payload): Strand {
  const details = { name: visit.stateName, index: item.Index };
  return {
    item,
    run: async (branch: Branch) => {
      if (!branch.position.stay) branch.record("MapIterationStarted", details);
      try {
        const output = await runScope(processor, branch, input);
        branch.record("MapIterationSucceeded", details);
        return output;
      } catch (error) {
        if (error instanceof StateFailure && error.reach !== "nobody") {
          // As on AWS, what follows is chained to the event that failed and not to this one.
          branch.execution.record("MapIterationFailed", branch.lastEventId, details);
        }
        throw error;
      }
    },
    aborted: { type: "MapIterationAborted", details },
  };
}
