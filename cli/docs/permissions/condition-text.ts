import { logicalIdIn } from "./named-grants.ts";

const verbs: Readonly<Record<string, string>> = {
  ArnEquals: "is",
  ArnLike: "is like",
  Bool: "is",
  NumericLessThan: "is below",
  StringEquals: "is",
  StringLike: "is like",
};

/** The conditions of a statement as people say them: "`aws:SourceAccount` is `${AWS::AccountId}`". */
export function conditionText(condition: unknown): readonly string[] {
  return Object.entries(condition ?? {}).flatMap(([operator, wanted]) =>
    Object.entries(wanted as object).map(([key, value]) => {
      if (operator === "Null") return `\`${key}\` is ${String(value) === "true" ? "not " : ""}given`;
      const values = [value].flat().map((one) => `\`${logicalIdIn(String(one))}\``);
      return `\`${key}\` ${verbs[operator] ?? operator} ${values.join(" or ")}`;
    }),
  );
}
