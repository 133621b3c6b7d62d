import { indicatorTypes } from "../../behaviour/shape.ts";
import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { copyJson } from "../request/json-copy.ts";
import { pageAt, sealCursor } from "../request/page.ts";
import { cursorIn } from "./cursor.ts";
import { invalidRequest, planned } from "./errors.ts";
import { statusAt } from "./investigation.ts";
import type { DetectiveState } from "./state.ts";

const pageSizeMax = 100;

/** ListIndicators: what an investigation has found, in pages; nothing before it has succeeded. */
export function listIndicators({ graphs, investigations, errors, world }: DetectiveState): Operation {
  return (value, call) => {
    const nowMs = world.clock.now();
    const input = new Input(value, invalidRequest);
    const graphArn = graphs.arnIn(input, call);
    const investigation = investigations.named(input, graphArn);
    const type = input.optionalChoice("IndicatorType", indicatorTypes);
    const size = input.optionalInteger("MaxResults", { min: 1, max: pageSizeMax }) ?? pageSizeMax;
    const scope = `ListIndicators ${investigation.id} ${type ?? "*"}`;
    const token = input.optionalText("NextToken", { min: 1, max: 2048 });
    const { offset } = cursorIn(token, scope, { offset: 0, issuedAtMs: nowMs, mark: 0 });
    const error = errors.next("ListIndicators", investigation.entityArn);
    if (error) throw planned(error.name);
    const found = statusAt(investigation, nowMs) === "SUCCESSFUL" ? investigation.indicators : [];
    const wanted = type ? found.filter(({ IndicatorType }) => IndicatorType === type) : found;
    const { items, nextOffset } = pageAt(wanted, offset, size);
    return {
      GraphArn: graphArn,
      InvestigationId: investigation.id,
      Indicators: copyJson(items),
      ...(nextOffset === undefined
        ? {}
        : { NextToken: sealCursor({ offset: nextOffset, issuedAtMs: nowMs, mark: 0 }, scope) }),
    };
  };
}
