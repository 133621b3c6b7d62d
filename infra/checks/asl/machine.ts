/** JSON as a definition holds it. */
export type Json = Readonly<Record<string, unknown>>;

/** One state, with where it stands. */
export interface State {
  readonly name: string;
  readonly type: string;
  readonly fields: Json;
}

/** States that run in one scope of variables: the machine's, or those of a Map or a branch. */
export interface Scope {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
  /** A Map whose children run as executions of their own: they see no variable of the machine. */
  readonly distributed: boolean;
}

export function scopeOf(definition: Json): Scope {
  const states = Object.entries((definition["States"] ?? {}) as Readonly<Record<string, Json>>);
  const { Mode } = (definition["ProcessorConfig"] ?? {}) as Json;
  return {
    startAt: String(definition["StartAt"]),
    states: new Map(states.map(([name, fields]) => [name, { name, type: String(fields["Type"]), fields }])),
    distributed: Mode === "DISTRIBUTED",
  };
}

/** The scopes inside a state: of a Map its items', of a Parallel its branches'. */
export function innerScopes({ fields }: State): readonly Scope[] {
  const { ItemProcessor, Iterator, Branches = [] } = fields;
  const inner = [ItemProcessor, Iterator, ...(Branches as unknown[])].filter((one) => one !== undefined);
  return inner.map((one) => scopeOf(one as Json));
}

/** Every state of a scope and of those inside it. */
export function statesIn(scope: Scope): readonly State[] {
  return [...scope.states.values()].flatMap((state) => [state, ...innerScopes(state).flatMap(statesIn)]);
}

/** A field that is a list of objects. */
export function rulesIn(fields: Json, name: "Retry" | "Catch" | "Choices"): readonly Json[] {
  return (fields[name] ?? []) as readonly Json[];
}

export function errorNamesIn(rule: Json): readonly string[] {
  return (rule["ErrorEquals"] ?? []) as readonly string[];
}
