import jsonata from "jsonata";
import type { Variables } from "./branch.ts";
import { type Direct, directOf, type Scope } from "./jsonata-direct.ts";
import { hostBinding, type JsonataHost, jsonataFunctions } from "./jsonata-functions.ts";
import { unsure } from "./jsonata-node.ts";
import { plainCopy } from "./payload.ts";

/**
 * Steps an expression may take. AWS stops an expression after 1 s; a count stops the same runaways and, unlike a watch,
 * gives the same answer on every machine. About 1 s of work on the machine it was measured on.
 */
const evaluationStepsMax = 1_000_000;

/** An expression that could not be evaluated, with JSONata's code and message. */
export class JsonataFailure extends Error {
  override readonly name = "JsonataFailure";
}

/** A compiled JSONata 2.0.6 expression. Compile once, evaluate often, also concurrently. */
export class Expression {
  readonly text: string;
  readonly #compiled: jsonata.Expression;
  readonly #direct: Direct | undefined;
  #steps = 0;
  #running = 0;

  /** @throws {JsonataFailure} the text is not JSONata */
  constructor(text: string) {
    this.text = text;
    try {
      this.#compiled = jsonata(text);
    } catch (error) {
      throw new JsonataFailure(describe(error));
    }
    for (const { name, signature, call } of jsonataFunctions) this.#compiled.registerFunction(name, call, signature);
    this.#compiled.assign("eval", undefined);
    this.#compiled.assign(Symbol.for("jsonata.__evaluate_entry") as unknown as string, () => this.#step());
    this.#direct = directOf(this.#compiled.ast());
  }

  /**
   * The expression's value as plain JSON, or undefined for JSONata's "nothing".
   * @throws {JsonataFailure} the expression threw
   */
  async evaluate(variables: Variables, states: Scope["states"], host: JsonataHost): Promise<unknown> {
    if (this.#direct) {
      try {
        return this.#direct({ states, variables });
      } catch (thrown) {
        if (thrown !== unsure) throw thrown;
      }
    }
    return this.#evaluated(variables, states, host);
  }

  async #evaluated(variables: Variables, states: Scope["states"], host: JsonataHost): Promise<unknown> {
    const bindings = Object.create(variables) as Record<string, unknown>;
    bindings["states"] = states;
    bindings[hostBinding] = host;
    if (this.#running++ === 0) this.#steps = 0;
    try {
      return plainCopy(await this.#compiled.evaluate(undefined, bindings));
    } catch (error) {
      throw new JsonataFailure(describe(error));
    } finally {
      this.#running--;
    }
  }

  #step(): void {
    // Concurrent evaluations share the count, so each that runs adds its own allowance.
    if (++this.#steps > evaluationStepsMax * this.#running) {
      throw Object.assign(new Error("Expression evaluation timeout: Check for infinite loop"), { code: "U1001" });
    }
  }
}

function describe(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code === undefined ? (message ?? String(error)) : `${code}: ${message}`;
}
