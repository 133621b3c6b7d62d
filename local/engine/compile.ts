import { compileChoice } from "./choice.ts";
import { compileFail } from "./fail.ts";
import { checkFields, type QueryLanguage, type Raw } from "./fields.ts";
import { jsonataFlow } from "./jsonata-flow.ts";
import { jsonpathFlow } from "./jsonpath-flow.ts";
import type { CompiledState, Machine, RunState, Scope, StateType } from "./machine.ts";
import { compileMap } from "./map.ts";
import { compileParallel } from "./parallel.ts";
import { compilePass } from "./pass.ts";
import { isObject } from "./payload.ts";
import { Problems } from "./problems.ts";
import { checkVariableNames } from "./scope-variables.ts";
import type { StateCompiler } from "./state-compiler.ts";
import { compileSucceed } from "./succeed.ts";
import { compileTask } from "./task.ts";
import { checkTransitions } from "./transitions.ts";
import { compileWait } from "./wait.ts";

const compilers: Readonly<Record<StateType, (raw: Raw, compiler: StateCompiler) => RunState>> = {
  Pass: compilePass,
  Task: compileTask,
  Choice: compileChoice,
  Wait: compileWait,
  Succeed: compileSucceed,
  Fail: compileFail,
  Map: compileMap,
  Parallel: compileParallel,
};

/**
 * Compiles a state machine definition, once for all its executions.
 * @param definition the definition as an object, or as JSON text
 * @throws {InvalidDefinition} AWS would refuse it as well
 * @throws {Unsupported} it uses what this engine lacks; every such feature is named
 */
export function compileMachine(definition: unknown): Machine {
  const problems = new Problems();
  const raw = parse(definition, problems);
  problems.check();
  const language = languageOf(raw, "JSONPath", problems);
  checkVariableNames(raw, problems);
  const scope = compileScope(raw, machineFields, language, problems);
  const timeoutSeconds = raw["TimeoutSeconds"];
  if (timeoutSeconds !== undefined && !(Number.isInteger(timeoutSeconds) && (timeoutSeconds as number) > 0)) {
    problems.invalid(`"TimeoutSeconds" is ${JSON.stringify(timeoutSeconds)}, wanted a positive integer`);
  }
  problems.check();
  return timeoutSeconds === undefined ? scope : { ...scope, timeoutSeconds: timeoutSeconds as number };
}

const machineFields = "StartAt States Comment QueryLanguage TimeoutSeconds Version";
const innerFields = "StartAt States Comment ProcessorConfig";

function parse(definition: unknown, problems: Problems): Raw {
  let value = definition;
  try {
    if (typeof definition === "string") value = JSON.parse(definition);
  } catch (error) {
    problems.invalid(`it is no JSON: ${(error as Error).message}`);
    return {};
  }
  if (isObject(value)) return value;
  problems.invalid("it is no JSON object");
  return {};
}

function languageOf(raw: Raw, otherwise: QueryLanguage, problems: Problems): QueryLanguage {
  const language = raw["QueryLanguage"] ?? otherwise;
  if (language === "JSONata" || language === "JSONPath") return language;
  problems.invalid(`"QueryLanguage" is ${JSON.stringify(language)}, wanted "JSONata" or "JSONPath"`);
  return otherwise;
}

function compileScope(raw: Raw, allowed: string, language: QueryLanguage, problems: Problems): Scope {
  for (const field of Object.keys(raw)) {
    if (!allowed.split(" ").includes(field)) problems.invalid(`field "${field}" does not belong beside "States"`);
  }
  const states = new Map<string, CompiledState>();
  if (!isObject(raw["States"]) || Object.keys(raw["States"]).length === 0) {
    problems.invalid('"States" is no object with at least one state');
    return { startAt: "", states };
  }
  checkTransitions(raw, raw["States"], problems);
  for (const [name, state] of Object.entries(raw["States"])) {
    problems.within(`state "${name}"`, () => {
      const compiled = compileState(name, state, language, problems);
      if (compiled) states.set(name, compiled);
    });
  }
  return { startAt: raw["StartAt"] as string, states };
}

function compileState(name: string, raw: unknown, outer: QueryLanguage, problems: Problems): CompiledState | undefined {
  const type = isObject(raw) ? raw["Type"] : undefined;
  if (!isObject(raw) || typeof type !== "string" || !Object.hasOwn(compilers, type)) {
    problems.invalid(`"Type" is ${JSON.stringify(type)}, wanted one of ${Object.keys(compilers).join(", ")}`);
    return undefined;
  }
  const language = languageOf(raw, outer, problems);
  if (outer === "JSONata" && language === "JSONPath") problems.invalid("a JSONPath state in a JSONata machine");
  checkFields(raw, type as StateType, language, problems);
  const run = compilers[type as StateType](raw, {
    flow: language === "JSONata" ? jsonataFlow(problems) : jsonpathFlow(problems),
    next: raw["Next"] as string | undefined,
    problems,
    scope: (inner, path) => problems.within(path, () => compileScope(inner, innerFields, outer, problems)),
  });
  return { name, type: type as StateType, run };
}
