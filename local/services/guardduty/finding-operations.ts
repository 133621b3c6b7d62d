import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { copyJson } from "../request/json-copy.ts";
import { jsonText } from "../request/json-size.ts";
import { openCursor, pageAt, sealCursor } from "../request/page.ts";
import { isRecord } from "../request/record.ts";
import { valuesAt } from "../security-hub/finding.ts";
import type { Detectors } from "./detectors.ts";
import { badRequest } from "./errors.ts";
import { findingCriteria, type GuardDutyFinding } from "./finding-criteria.ts";

const pageSizeMax = 50;

/** ListFindings: the ids of the findings that meet the criteria, archived or not unless they say. */
export function listFindings(detectors: Detectors): Operation {
  return (value, call) => {
    const input = new Input(value, badRequest);
    const findings = detectors.findingsIn(input, call);
    const meets = findingCriteria(input.optionalObject("findingCriteria"));
    const size = input.optionalInteger("maxResults", { min: 1, max: pageSizeMax }) ?? pageSizeMax;
    const scope = jsonText([call.region, input.raw("findingCriteria"), input.raw("sortCriteria")]) ?? "";
    const token = input.optionalText("nextToken");
    const cursor = token ? openCursor(token, scope) : { offset: 0 };
    if (!cursor) throw badRequest("the input nextToken is not valid");
    const compare = orderIn(input.optionalObject("sortCriteria"));
    const rows = [...findings].filter(([, finding]) => meets(finding)).sort(([, a], [, b]) => compare(a, b));
    const { items, nextOffset } = pageAt(rows, cursor.offset, size);
    const next = nextOffset !== undefined && sealCursor({ offset: nextOffset, issuedAtMs: 0, mark: 0 }, scope);
    return { findingIds: items.map(([id]) => id), ...(next ? { nextToken: next } : {}) };
  };
}

function orderIn(input: Input | undefined): (a: GuardDutyFinding, b: GuardDutyFinding) => number {
  const path = input?.optionalText("attributeName")?.split(".");
  const sign = input?.optionalChoice("orderBy", ["ASC", "DESC"]) === "DESC" ? -1 : 1;
  if (!path) return () => 0;
  return (a, b) => {
    const [left, right] = [a, b].map((finding) => valuesAt(finding, path)[0]);
    if (typeof left === "number" && typeof right === "number") return sign * (left - right);
    return sign * (String(left) < String(right) ? -1 : Number(String(left) > String(right)));
  };
}

export function getFindings(detectors: Detectors): Operation {
  return (value, call) => {
    const input = new Input(value, badRequest);
    const { ids, findings } = namedFindings(input, detectors.findingsIn(input, call));
    return { findings: ids.map((id) => copyJson(findings.get(id))) };
  };
}

/** ArchiveFindings and UnarchiveFindings. Security Hub is not told of either. */
export function setArchived(detectors: Detectors, archived: boolean): Operation {
  return (value, call) => {
    const input = new Input(value, badRequest);
    const { ids, findings } = namedFindings(input, detectors.findingsIn(input, call));
    for (const id of ids) {
      const finding = findings.get(id);
      const service = isRecord(finding?.["service"]) ? finding["service"] : {};
      findings.set(id, { ...finding, service: { ...service, archived } });
    }
    return {};
  };
}

function namedFindings(input: Input, findings: Map<string, GuardDutyFinding>) {
  const ids = input.optionalTexts("findingIds", { max: 50 }, { min: 1, max: 300 });
  if (!ids) throw input.fault("Member must not be null", "findingIds");
  const unknown = ids.find((id) => !findings.has(id));
  if (unknown !== undefined) throw badRequest(`the finding ${unknown} does not exist`);
  return { ids, findings };
}
