import { setFlagsFromString } from "node:v8";

/** Units of executed bytecode between two looks at whether a function is worth optimising: three times V8's own. */
const interruptBudget = 400_000;

/**
 * Lets the compiler wait until a function is truly hot. A world runs thousands of functions, each now and then: on its usual terms V8 spends
 * a fourth of the first hundred seeds on optimising them. For worker threads that are started afterwards; what they do stays the same.
 */
export function optimiseLater(): void {
  setFlagsFromString(`--interrupt-budget=${interruptBudget}`);
}
