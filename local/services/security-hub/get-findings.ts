import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { copyJson } from "../request/json-copy.ts";
import { jsonText } from "../request/json-size.ts";
import { openCursor, pageAt, sealCursor } from "../request/page.ts";
import { memberOf } from "../request/record.ts";
import { invalidInput, planned } from "./errors.ts";
import { criteriaOf } from "./filters/criteria.ts";
import { orderIn } from "./finding-order.ts";
import type { SeenFinding } from "./finding-store.ts";
import { plannedFor } from "./principal-mention.ts";
import type { SecurityHubState } from "./state.ts";
import { isVisible } from "./visibility.ts";

const pageSizeMax = 100;

/**
 * GetFindings. A listing keeps to the findings that existed when its first page was read.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html
 */
export function getFindings(state: SecurityHubState): Operation {
  const { world, findings, errors } = state;
  return (value, call) => {
    const nowMs = world.clock.now();
    const input = new Input(value, invalidInput);
    const filters = input.optionalObject("Filters");
    const meets = criteriaOf(filters, "GetFindings", () => world.clock.now());
    const compare = orderIn(input.optionalObjects("SortCriteria"));
    const size = input.optionalInteger("MaxResults", { min: 1, max: pageSizeMax }) ?? pageSizeMax;
    const scope = jsonText([call.region, input.raw("Filters"), input.raw("SortCriteria")]) ?? "";
    const { offset, mark } = cursorIn(input, scope, findings.created);
    const rows = findings
      .list(nowMs, exactIds(filters))
      .filter((row) => row.ordinal < mark && isVisible(row.finding, call, world) && meets(row.finding))
      .sort(compare);
    const { items, nextOffset } = pageAt(rows, offset, size);
    failAsPlanned(items);
    return {
      Findings: items.map(({ finding }) => copyJson(finding)),
      ...(nextOffset === undefined
        ? {}
        : { NextToken: sealCursor({ offset: nextOffset, issuedAtMs: nowMs, mark }, scope) }),
    };
  };

  function failAsPlanned(items: readonly SeenFinding[]): void {
    if (errors.principals("GetFindings").length === 0) return;
    for (const { finding } of items) {
      const error = plannedFor(errors, "GetFindings", finding);
      if (error) throw planned(error.name);
    }
  }
}

function cursorIn(input: Input, scope: string, mark: number): { offset: number; mark: number } {
  const token = input.optionalText("NextToken");
  if (token === undefined) return { offset: 0, mark };
  const cursor = openCursor(token, scope);
  if (!cursor) throw input.fault("Member is not a token of this listing", "NextToken");
  return cursor;
}

/** The ids asked for, when the filter on Id names them exactly: those can be looked up. */
function exactIds(filters: Input | undefined): ReadonlySet<string> | undefined {
  const given = filters?.optionalList("Id") ?? [];
  const isExact = (filter: unknown) => (memberOf(filter, "Comparison") ?? "EQUALS") === "EQUALS";
  if (given.length === 0 || !given.every(isExact)) return undefined;
  return new Set(given.map((filter) => String(memberOf(filter, "Value"))));
}
