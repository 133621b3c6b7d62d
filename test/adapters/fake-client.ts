type Input = Record<string, unknown>;
type Answers = Readonly<Record<string, (input: Input, call: number) => unknown>>;

/** An SDK client whose `send` answers from a script, by operation; `calls` tells operation and input of each call. */
export function fakeClient<C>(answers: Answers): C & { readonly calls: (readonly [string, Input])[] } {
  const calls: (readonly [string, Input])[] = [];
  const send = async (command: { readonly constructor: { readonly name: string }; readonly input: Input }) => {
    const operation = command.constructor.name.replace(/Command$/, "");
    const answer = answers[operation];
    if (!answer) throw new Error(`Cannot answer ${operation}: the script has no such operation`);
    const before = calls.filter(([name]) => name === operation).length;
    calls.push([operation, command.input]);
    return answer(command.input, before);
  };
  return { send, calls } as unknown as C & { readonly calls: (readonly [string, Input])[] };
}

/** An error as the SDK throws it. */
export function sdkError(name: string, httpStatusCode = 400, more: object = {}): Error {
  return Object.assign(new Error(`${name} happened`), { name, $metadata: { httpStatusCode }, ...more });
}

export function failing(...error: Parameters<typeof sdkError>): () => never {
  return () => {
    throw sdkError(...error);
  };
}
