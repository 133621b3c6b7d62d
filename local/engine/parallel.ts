import { fanOut } from "./fan-out.ts";
import type { Raw } from "./fields.ts";
import type { RunState } from "./machine.ts";
import type { Fan } from "./position.ts";
import { compileResilience } from "./retry.ts";
import { runScope } from "./run.ts";
import type { StateCompiler } from "./state-compiler.ts";
import type { Visit } from "./visit.ts";

/** A Parallel state: runs its branches side by side on the same input; its result is the list of their outputs. One failed branch fails it. */
export function compileParallel(raw: Raw, { flow, next, problems, scope }: StateCompiler): RunState {
  const branches = Array.isArray(raw["Branches"]) ? raw["Branches"] : [];
  if (branches.length === 0) problems.invalid('a Parallel state wants a list of "Branches"');
  const scopes = branches.map((branch, index) => scope(branch, `Branches[${index}]`));
  const input = flow.input(raw);
  const output = flow.output(raw);
  const resilient = compileResilience(raw, flow, problems);

  const attempt = async (visit: Visit) => {
    const fan = visit.takeUnfinished() ?? (await begin(visit));
    const strands = scopes.map((compiled, at) => ({
      run: (branch: Visit["branch"]) => runScope(compiled, branch, fan.inputs[at] ?? visit.input),
    }));
    const outputs = await fanOut(visit.branch, strands, fan);
    visit.branch.record("ParallelStateSucceeded");
    return { ...(await output(visit, visit.result(outputs), "result")), next };
  };
  const begin = async (visit: Visit): Promise<Fan> => {
    const effective = await input(visit);
    const startedEventId = visit.branch.record("ParallelStateStarted");
    return { inputs: scopes.map(() => effective), atOnce: scopes.length, startedEventId, positions: [] };
  };
  return (visit) =>
    resilient(
      visit,
      () => attempt(visit),
      () => visit.branch.record("ParallelStateFailed"),
    );
}
