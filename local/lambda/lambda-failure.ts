/** A function error as Lambda answers it: the payload of an Invoke whose `FunctionError` is set. */
export interface LambdaFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What a handler threw, as the Node.js runtime reports it: `errorType` is the error's `name`. */
export function failureOf(thrown: unknown): LambdaFailure {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  const trace = (thrown.stack ?? "").split("\n");
  return { errorType: thrown.name, errorMessage: thrown.message, trace };
}
