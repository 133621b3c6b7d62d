import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { pageAt, sealCursor } from "../request/page.ts";
import { cursorIn } from "./cursor.ts";
import { invalidRequest, planned } from "./errors.ts";
import { type Investigation, statusAt, summaryAt } from "./investigation.ts";
import { criteriaIn, orderIn } from "./investigation-criteria.ts";
import type { DetectiveState } from "./state.ts";

const pageSizeMax = 100;

/**
 * ListInvestigations: newest first unless SortCriteria says otherwise; rows carry no scope.
 * A listing keeps to the investigations that were visible when its first page was read.
 */
export function listInvestigations(state: DetectiveState): Operation {
  const { graphs, investigations, errors, world } = state;
  return (value, call) => {
    const nowMs = world.clock.now();
    const input = new Input(value, invalidRequest);
    const graphArn = graphs.arnIn(input, call);
    const size = input.optionalInteger("MaxResults", { min: 1, max: pageSizeMax }) ?? pageSizeMax;
    const criteria = criteriaIn(input.optionalObject("FilterCriteria"));
    const order = orderIn(input.optionalObject("SortCriteria"));
    const scope = `ListInvestigations ${graphArn} ${criteria.text} ${order.text}`;
    const token = input.optionalText("NextToken", { min: 1, max: 2048 });
    const error = criteria.entityArn === undefined ? undefined : errors.next("ListInvestigations", criteria.entityArn);
    if (error) throw planned(error.name);
    const known =
      criteria.entityArn === undefined
        ? investigations.ofGraph(graphArn)
        : investigations.ofEntity(graphArn, criteria.entityArn);
    const lagMs = state.listLagMs();
    const visible = known.filter(({ createdAtMs }) => createdAtMs + lagMs <= nowMs);
    const mark = visible.reduce((last, { ordinal }) => Math.max(last, ordinal), -1);
    const cursor = cursorIn(token, scope, { offset: 0, issuedAtMs: nowMs, mark });
    const rows = visible
      .filter((row: Investigation) => row.ordinal <= cursor.mark && criteria.match(row, statusAt(row, nowMs)))
      .sort(order.compareAt(nowMs));
    const { items, nextOffset } = pageAt(rows, cursor.offset, size);
    const next = nextOffset !== undefined && { offset: nextOffset, issuedAtMs: nowMs, mark: cursor.mark };
    return {
      InvestigationDetails: items.map((row) => summaryAt(row, nowMs)),
      ...(next ? { NextToken: sealCursor(next, scope) } : {}),
    };
  };
}
