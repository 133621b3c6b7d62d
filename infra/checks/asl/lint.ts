import validate from "asl-validator";
import type { Finding } from "../finding.ts";
import { checkErrorNames, type OurErrors } from "./error-names.ts";
import { expressionsOf } from "./expression.ts";
import { type Json, type State, scopeOf, statesIn } from "./machine.ts";
import { checkResilience } from "./resilience.ts";
import { checkVariables } from "./variables.ts";

/** Where `$states.result` and `$states.errorOutput` are there; `input` and `context` are everywhere. */
const places: Readonly<Record<string, RegExp>> = {
  input: /./,
  context: /./,
  result: /^(Output|Assign)\b/,
  errorOutput: /^Catch\[\d+\]\.(Output|Assign)\b/,
};

/**
 * What is wrong with a state machine in JSONata: what `asl-validator` says of it, and what that lets through.
 * @param definition with its substitutions filled in
 */
export function aslFindings(definition: Json, errors: OurErrors): readonly Finding[] {
  const findings: Finding[] = [];
  const says = (rule: string, at: string, text: string) => findings.push({ pack: "ASL", rule, at, says: text });
  for (const error of validate(definition).errors) says("asl-validator", "", JSON.stringify(error));
  if (definition["TimeoutSeconds"] === undefined) says("time-out", "", "a state machine without TimeoutSeconds");
  const scope = scopeOf(definition);
  const all = statesIn(scope);
  for (const state of all) {
    checkResilience(state, (rule, text) => says(rule, state.name, text));
    checkExpressions(state, (rule, text) => says(rule, state.name, text));
  }
  checkVariables(scope, (state, text) => says("variable", state, text));
  checkErrorNames(all, errors, (state, text) => says("error-name", state, text));
  return findings;
}

function checkExpressions(state: State, says: (rule: string, says: string) => void): void {
  for (const { field, reads, error } of expressionsOf(state)) {
    if (error !== undefined) says("jsonata", `${field} is no JSONata: ${error}`);
    for (const name of reads) {
      if (!places[name]) says("states", `${field} reads $states.${name}, which does not exist`);
      else if (!places[name].test(field)) says("states", `${field} reads $states.${name}, which is not there yet`);
    }
  }
}
