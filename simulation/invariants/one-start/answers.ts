import { listAt, valueAt } from "#domain/json.ts";
import type { Item } from "../../table/value.ts";
import { isMap } from "../../table/value.ts";

/** Ids of the investigations that a page of ListInvestigations tells of. */
export function idsIn(answer: unknown): readonly string[] {
  return listAt(answer, "InvestigationDetails").map((row) => String(valueAt(row, "InvestigationId")));
}

/** Id of the investigation that an item of the table remembers as a principal's newest. */
export function headOf(item: Item | undefined): string | undefined {
  const head = item?.get("investigation");
  return isMap(head) ? String(head.get("id")) : undefined;
}
