/** One Amazon States Language case, as recorded on AWS: a definition, its input, its tasks and how the execution ended. */
export interface AslCase {
  readonly name: string;
  readonly definition: unknown;
  readonly input: unknown;
  /** Keyed by `Resource` or by state name. */
  readonly tasks?: Readonly<Record<string, CaseTask>>;
  readonly expect: AslExpectation;
  /** The whole history in order, where the order does not depend on concurrency. */
  readonly events?: readonly { readonly type: string; readonly name?: string }[];
}

/** What a task does: the same thing every time, or one thing per attempt. */
interface CaseTask {
  readonly echo?: true;
  readonly returns?: unknown;
  readonly throws?: { readonly error: string; readonly cause?: string };
  readonly attempts?: readonly CaseAttempt[];
}

export interface CaseAttempt {
  readonly return?: unknown;
  readonly throw?: { readonly Error: string; readonly Cause?: string };
}

interface AslExpectation {
  readonly status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED" | "REJECTED";
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  /** Members that the recorder filled in and AWS did not answer. */
  readonly absentOnAws?: readonly string[];
}

/** Whether every state of a definition, inner ones included, is a JSONata state. */
export function isJsonataOnly(definition: unknown): boolean {
  return statesOf(definition, "JSONPath").every((language) => language === "JSONata");
}

function statesOf(scope: unknown, outer: unknown): unknown[] {
  const { States, QueryLanguage } = scope as {
    States?: Record<string, Record<string, unknown>>;
    QueryLanguage?: unknown;
  };
  const inherited = QueryLanguage ?? outer;
  return Object.values(States ?? {}).flatMap((state) => {
    const inner = [state["ItemProcessor"], state["Iterator"], state["Branches"]]
      .flat()
      .filter((one) => one !== undefined);
    return [state["QueryLanguage"] ?? inherited, ...inner.flatMap((one) => statesOf(one, inherited))];
  });
}
