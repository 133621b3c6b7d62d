import type { Input } from "../request/input.ts";
import type { FindingIdentifier } from "./finding.ts";

export function identifierIn(input: Input): FindingIdentifier {
  return { Id: input.text("Id", { pattern: /\S/ }), ProductArn: input.text("ProductArn", { pattern: /\S/ }) };
}

export function identifierKey({ ProductArn, Id }: FindingIdentifier): string {
  return `${ProductArn} ${Id}`;
}
