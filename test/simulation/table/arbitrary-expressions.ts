import fc from "fast-check";
import type { AttributeValue } from "#simulation/table/attribute-value.ts";

/** An expression in the making: the same text for the same names and values, whoever draws it. */
export interface Draft {
  readonly text: string;
  readonly values: readonly AttributeValue[];
}

const number = fc.constantFrom("-2.75", "-1", "0", "0.5", "1", "2", "3", "5", "10", "1e2").map((N) => ({ N }));
const text = fc.constantFrom("a", "ab", "abc", "b", "é", "yes").map((S) => ({ S }));
export const scalar: fc.Arbitrary<AttributeValue> = fc.oneof(number, text);
const textSet = fc.subarray(["a", "b", "c"], { minLength: 1 }).map((SS) => ({ SS }));
const numberSet = fc.subarray(["1", "2", "0.5"], { minLength: 1 }).map((NS) => ({ NS }));
const set: fc.Arbitrary<AttributeValue> = fc.oneof(textSet, numberSet);
const list = fc.array(scalar, { maxLength: 3 }).map((L): AttributeValue => ({ L }));
const map = fc
  .record(
    { x: scalar, y: fc.record({ z: scalar }, { requiredKeys: [] }).map((M) => ({ M })), l: list },
    { requiredKeys: [] },
  )
  .map((M): AttributeValue => ({ M: Object.fromEntries(Object.entries(M)) }));
const flag = fc.constantFrom<AttributeValue>({ BOOL: true }, { NULL: true });

/** What each attribute may hold, so that the oracle is asked nothing that it is known to answer in a way of its own. */
export const attributes: Readonly<Record<string, fc.Arbitrary<AttributeValue>>> = {
  t: scalar,
  u: scalar,
  status: scalar,
  "a.b": scalar,
  w: fc.oneof(scalar, set, list, map, flag),
  f: flag,
  ss: textSet,
  ns: numberSet,
  l: list,
  ml: fc
    .array(
      fc.record({ x: scalar }).map((M) => ({ M })),
      { maxLength: 2 },
    )
    .map((L) => ({ L })),
  m: map,
  inFlight: fc.constantFrom({ S: "yes" }, { S: "no" }),
  inFlightSince: number,
};

// `#status` and `#dot` stand for the attributes `status`, a reserved word, and `a.b`.
export const names = { "#status": "status", "#dot": "a.b", "#x": "x", "#y": "y" };

const scalarPaths = [
  "t",
  "u",
  "#status",
  "#dot",
  "m.x",
  "m.#y.z",
  "m.l[0]",
  "l[0]",
  "l[2]",
  "ml[1].#x",
  "inFlightSince",
  "pk",
];
const paths = [...scalarPaths, "w", "f", "ss", "ns", "l", "m", "m.y", "gone", "gone.x[1]"];
const comparators = ["=", "<>", "<", "<=", ">", ">="] as const;

const path = fc.constantFrom(...paths);
const scalarPath = fc.constantFrom(...scalarPaths);

/** What is taken, and now and then what is refused. */
export function mostly<T, U>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: 25, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

type Pair = readonly [AttributeValue, AttributeValue];

const numbers = fc.tuple(number, number).map(([a, b]): Pair => (Number(a.N) <= Number(b.N) ? [a, b] : [b, a]));
const texts = fc.tuple(text, text).map(([a, b]): Pair => (a.S <= b.S ? [a, b] : [b, a]));
export const numberBounds = mostly(numbers, fc.tuple(scalar, scalar));
const bounds: fc.Arbitrary<Pair> = mostly(fc.oneof(numbers, texts), fc.tuple(scalar, scalar));

/** The hole of the next value. */
const hole = ":?";

export const draft = (text: string, ...values: readonly AttributeValue[]): Draft => ({ text, values });

const simpleCondition: fc.Arbitrary<Draft> = fc.oneof(
  fc.tuple(path, fc.constantFrom(...comparators), scalar).map(([p, c, v]) => draft(`${p} ${c} ${hole}`, v)),
  fc.tuple(scalar, fc.constantFrom(...comparators), scalarPath).map(([v, c, p]) => draft(`${hole} ${c} ${p}`, v)),
  // Two paths that lead nowhere are equal to dynalite, and to nobody else.
  fc
    .tuple(scalarPath, fc.constantFrom(...comparators), scalarPath)
    .map(([p, c, q]) => draft(`(attribute_exists(${p}) AND ${p} ${c} ${q})`)),
  fc
    .tuple(fc.constantFrom("ss", "ns", "w"), fc.constantFrom("=", "<>"), set)
    .map(([p, c, v]) => draft(`${p} ${c} ${hole}`, v)),
  fc
    .tuple(fc.constantFrom("f", "w"), fc.constantFrom("=", "<>"), flag)
    .map(([p, c, v]) => draft(`${p} ${c} ${hole}`, v)),
  fc.tuple(path, bounds).map(([p, [v, w]]) => draft(`${p} BETWEEN ${hole} AND ${hole}`, v, w)),
  fc
    .tuple(path, fc.array(scalar, { minLength: 1, maxLength: 3 }))
    .map(([p, values]) => draft(`${p} IN (${values.map(() => hole).join(", ")})`, ...values)),
  fc.tuple(fc.constantFrom("attribute_exists", "attribute_not_exists"), path).map(([f, p]) => draft(`${f}(${p})`)),
  fc
    .tuple(path, mostly(fc.constantFrom("S", "N", "BOOL", "NULL", "L", "M", "SS", "NS", "B"), fc.constant("DOG")))
    .map(([p, S]) => draft(`attribute_type(${p}, ${hole})`, { S })),
  fc.tuple(path, mostly(text, number)).map(([p, v]) => draft(`begins_with(${p}, ${hole})`, v)),
  fc.tuple(path, scalar).map(([p, v]) => draft(`contains(${p}, ${hole})`, v)),
  fc.tuple(fc.constantFrom("ss", "ns", "w"), scalarPath).map(([p, q]) => draft(`contains(${p}, ${q})`)),
  fc
    .tuple(path, fc.constantFrom(...comparators), fc.constantFrom("0", "1", "2", "3"))
    .map(([p, c, N]) => draft(`size(${p}) ${c} ${hole}`, { N })),
);

const join = (between: string, [a, b]: readonly [Draft, Draft]) =>
  draft(`${a.text}${between}${b.text}`, ...a.values, ...b.values);
const wrap = ({ text, values }: Draft) => draft(`(${text})`, ...values);
/** Within one pair of parentheses and no more: two are refused. */
const enclosed = (inner: Draft) => (inner.text.startsWith("(") ? inner : wrap(inner));

/** Conditions over the attributes, false ones and true ones, a few of them refused. */
export const condition: fc.Arbitrary<Draft> = fc.letrec<{ any: Draft; simple: Draft }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 20, arbitrary: tie("simple") },
    { weight: 10, arbitrary: fc.tuple(tie("any"), tie("any")).map((both) => join(" AND ", both)) },
    { weight: 10, arbitrary: fc.tuple(tie("any"), tie("any")).map((both) => join(" or ", both)) },
    {
      weight: 10,
      arbitrary: fc.tuple(tie("simple"), tie("any")).map(([a, b]) => join(" OR NOT ", [enclosed(a), wrap(b)])),
    },
    { weight: 1, arbitrary: tie("any").map((inner) => wrap(wrap(inner))) },
  ),
  simple: simpleCondition,
})).any;

/** The draft's text with its holes filled, and what the request has to give for it. */
export function filled(drafts: Readonly<Record<string, Draft | undefined>>): Readonly<Record<string, unknown>> {
  const values: Record<string, AttributeValue> = {};
  const texts = Object.entries(drafts).flatMap(([member, given]) => {
    if (!given) return [];
    const rest = [...given.values];
    const written = given.text.replaceAll(hole, () => {
      const ref = `:v${Object.keys(values).length}`;
      const value = rest.shift();
      if (value) values[ref] = value;
      return ref;
    });
    return [[member, written] as const];
  });
  const used = Object.entries(names).filter(([ref]) =>
    texts.some(([, written]) => new RegExp(`${ref}\\b`).test(written)),
  );
  return {
    ...Object.fromEntries(texts),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    ...(used.length > 0 && { ExpressionAttributeNames: Object.fromEntries(used) }),
  };
}

const operand: fc.Arbitrary<Draft> = fc.oneof(
  scalar.map((v) => draft(hole, v)),
  scalarPath.map((p) => draft(p)),
  fc.tuple(scalarPath, scalar).map(([p, v]) => draft(`if_not_exists(${p}, ${hole})`, v)),
);
const assigned = fc.oneof(
  operand,
  operand,
  fc.tuple(operand, fc.constantFrom(" + ", " - "), operand).map(([a, sign, b]) => join(sign, [a, b])),
);
const listed = fc.oneof(
  list.map((v) => draft(hole, v)),
  fc.constantFrom(draft("l"), draft("m.l"), draft("ml"), draft("t")),
  fc.tuple(fc.constantFrom("l", "m.l"), list).map(([p, v]) => draft(`if_not_exists(${p}, ${hole})`, v)),
);

interface Action {
  readonly clause: "SET" | "REMOVE" | "ADD" | "DELETE";
  readonly target: string;
  readonly assigned: Draft;
}

const nothing = draft("");
const set1 = (targets: readonly string[], by: fc.Arbitrary<Draft>): fc.Arbitrary<Action> =>
  fc.record({ clause: fc.constant("SET" as const), target: fc.constantFrom(...targets), assigned: by });
const scalarTargets = ["t", "u", "#status", "#dot", "m.x", "m.#y.z", "m.l[1]", "l[0]", "l[7]", "ml[0].x", "gone.x"];
const constant = (value: fc.Arbitrary<AttributeValue>) => value.map((v) => draft(hole, v));

const action: fc.Arbitrary<Action> = fc.oneof(
  set1(scalarTargets, assigned),
  set1(scalarTargets, assigned),
  set1(["w"], fc.oneof(operand, constant(fc.oneof(set, list, map, flag)))),
  set1(
    ["l"],
    fc.oneof(
      constant(list),
      fc.tuple(listed, listed).map(([a, b]) => draft(`list_append(${a.text}, ${b.text})`, ...a.values, ...b.values)),
    ),
  ),
  set1(["m"], constant(map)),
  set1(["ss"], constant(textSet)),
  set1(
    ["inFlight"],
    fc.oneof(
      { weight: 5, arbitrary: constant(attributes["inFlight"] ?? scalar) },
      { weight: 1, arbitrary: constant(number) },
    ),
  ),
  set1(["inFlightSince"], fc.oneof({ weight: 5, arbitrary: constant(number) }, { weight: 2, arbitrary: assigned })),
  fc.constantFrom(...paths).map((target) => ({ clause: "REMOVE" as const, target, assigned: nothing })),
  fc
    .tuple(
      fc.constantFrom("t", "u", "m.x", "inFlightSince", "gone"),
      fc.oneof({ weight: 5, arbitrary: number }, { weight: 1, arbitrary: text }),
    )
    .map(([target, v]) => ({ clause: "ADD" as const, target, assigned: draft(hole, v) })),
  fc
    .tuple(fc.constantFrom("ADD" as const, "DELETE" as const), fc.constantFrom("ss", "ns", "ns", "gone", "t"), set)
    .map(([clause, target, v]) => ({ clause, target, assigned: draft(hole, v) })),
);

const clauses = ["SET", "REMOVE", "ADD", "DELETE"] as const;
const headOf = (target: string) => target.replace(/[.[].*/, "");

/**
 * Whether dynalite can be asked: it reads operands while it changes what they lead to, and counts the positions of a list anew after each
 * removal.
 */
function isFair(actions: readonly Action[]): boolean {
  const targets = actions.map(({ target }) => target);
  const changedInPlace = new Set(
    actions
      .filter(({ clause, target }) => clause === "ADD" || clause === "DELETE" || target !== headOf(target))
      .map(({ target }) => headOf(target)),
  );
  const reads = actions
    .flatMap(({ assigned: { text: read } }) => read.match(/[#a-z][A-Za-z.#[\]0-9]*/g) ?? [])
    .map(headOf);
  const inList = targets.filter((target) => /^l\b/.test(target) || target.startsWith("m.l"));
  return inList.length <= 1 && reads.every((head) => !changedInPlace.has(head));
}

export interface UpdateDraft {
  readonly draft: Draft;
  readonly onlyTakesAway: boolean;
  readonly removesNested: boolean;
}

/** Updates of one to four attributes, a few of them refused. */
export const update: fc.Arbitrary<UpdateDraft> = fc
  .uniqueArray(action, { minLength: 1, maxLength: 4, selector: ({ target }) => target })
  .filter(isFair)
  .map((actions) => {
    const present = clauses.filter((clause) => actions.some((each) => each.clause === clause));
    const ordered = present.flatMap((clause) => actions.filter((each) => each.clause === clause));
    const sections = present.map((clause) => {
      const written = actions
        .filter((each) => each.clause === clause)
        .map(({ target, assigned: { text: by } }) =>
          clause === "SET" ? `${target} = ${by}` : `${target} ${by}`.trim(),
        );
      return `${clause} ${written.join(", ")}`;
    });
    return {
      draft: draft(sections.join(" "), ...ordered.flatMap(({ assigned: { values } }) => values)),
      onlyTakesAway: present.every((clause) => clause === "REMOVE" || clause === "DELETE"),
      removesNested: actions.some(({ clause, target }) => clause === "REMOVE" && target !== headOf(target)),
    };
  });

/** Projections, a few of them refused because their paths overlap. */
export const projection: fc.Arbitrary<Draft> = fc
  .uniqueArray(path, { minLength: 1, maxLength: 3 })
  .map((wanted) => draft(wanted.join(", ")));
