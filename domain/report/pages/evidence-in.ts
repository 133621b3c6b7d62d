import { parseJson } from "../../json.ts";
import { InvestigationReport } from "../investigation-report.ts";

// As `reportHtml` writes them (test/domain/report/pages/evidence-in.test.ts).
const opening = '<script type="application/json" id="evidence">';
const ending = "</script></body></html>\n";

/**
 * The report that a page of ours carries. Where the block begins is no matter of opinion: nothing in it is a `<`, so the last one
 * before its end is its own beginning, whatever texts the page shows. A page with a second block was not written by us.
 * @returns undefined for a page without, that is cut short, or of another version
 */
export function evidenceIn(html: string): InvestigationReport | undefined {
  if (!html.endsWith(ending)) return undefined;
  const end = html.length - ending.length;
  const start = html.lastIndexOf("<", end - 1);
  if (start !== html.indexOf(opening) || start < 0) return undefined;
  const json = parseJson(html.slice(start + opening.length, end));
  return json.kind === "json" ? InvestigationReport.safeParse(json.value).data : undefined;
}
