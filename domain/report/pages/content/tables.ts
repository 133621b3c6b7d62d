import { shorten } from "../../../inert-text.ts";
import type { InvestigationReport } from "../../investigation-report.ts";
import type { Observed } from "../../observed.ts";
import { relatedFindingLink } from "./links.ts";
import { type Cell, code, type Table } from "./piece.ts";

const newFor = { account: "The whole account", principal: "This principal" } as const;
const shownArnMax = 300;
const word = (text: string | undefined): Cell => text || "–";

const reasons: ReadonlyMap<string, string> = new Map([["AWS_THREAT_INTELLIGENCE", "AWS threat intelligence"]]);

interface Kind extends Omit<Table, "rows" | "hidden"> {
  rows(observed: Observed): readonly (readonly Cell[])[];
}

/** What is listed one by one, the strongest kinds first. */
const kinds: readonly Kind[] = [
  {
    id: "flagged-addresses",
    title: "Flagged addresses",
    columns: ["Address", "Flagged by"],
    rows: ({ flaggedAddresses }) =>
      flaggedAddresses.map(({ address, reason }) => [code(address), reasons.get(reason) ?? word(reason)]),
  },
  {
    id: "impossible-travel",
    title: "Impossible travel",
    columns: ["From", "To", "Within"],
    rows: ({ travel }) =>
      travel.map(({ fromPlace, fromAddress, toPlace, toAddress, hours }) => [
        stop(fromPlace, fromAddress),
        stop(toPlace, toAddress),
        hours === undefined ? "–" : `${hours} h`,
      ]),
  },
  {
    id: "locations",
    title: "New locations",
    isWide: true,
    columns: ["Place", "Country", "Address", "New for"],
    rows: ({ places }) =>
      places.map(({ place, country, address, newFor: whom }) => [
        word(place),
        word(country),
        code(address),
        newFor[whom],
      ]),
  },
  {
    id: "networks",
    title: "New networks",
    columns: ["Network operator", "New for"],
    rows: ({ networks }) => networks.map(({ name, newFor: whom }) => [word(name), newFor[whom]]),
  },
  {
    id: "user-agents",
    title: "New user agents",
    columns: ["User agent", "New for"],
    rows: ({ userAgents }) => userAgents.map(({ userAgent, newFor: whom }) => [code(userAgent), newFor[whom]]),
  },
  {
    id: "related-findings",
    title: "Related findings",
    isWide: true,
    columns: ["Type", "Address", "Finding"],
    rows: ({ relatedFindings }) =>
      relatedFindings.map(({ type, address, arn }) => [
        word(type),
        code(address),
        arn === undefined ? "–" : { text: shorten(arn, shownArnMax), code: true, href: relatedFindingLink(arn) },
      ]),
  },
  {
    id: "finding-groups",
    title: "Finding groups",
    columns: ["Finding group"],
    rows: ({ findingGroups }) => findingGroups.map((group) => [code(group)]),
  },
  {
    id: "unknown-indicators",
    title: "Indicators of other types",
    columns: ["Type", "Indicators"],
    rows: ({ unknown }) => unknown.map(({ type, count }) => [code(type), String(count)]),
  },
];

function stop(place: string | undefined, address: string | undefined): Cell {
  return [{ text: place || "–" }, ...(address ? [{ text: address, code: true as const }] : [])];
}

/** The tables that have rows, and the titles of those that have none. */
export function tables(
  { observed }: InvestigationReport,
  rowsMax: number,
): { readonly filled: readonly Table[]; readonly empty: readonly string[] } {
  const all = kinds.map(({ rows, ...kind }) => {
    const wanted = rows(observed);
    return { ...kind, rows: wanted.slice(0, rowsMax), hidden: Math.max(0, wanted.length - rowsMax) };
  });
  const isFilled = ({ rows }: Table) => rows.length > 0;
  const empty = all.filter((table) => !isFilled(table) && table.id !== "unknown-indicators");
  return { filled: all.filter(isFilled), empty: empty.map(({ title }) => title.toLowerCase()) };
}
