import { readFileSync, writeFileSync } from "node:fs";
import type { Blueprint } from "../blueprint.ts";
import { withPart } from "../docs/page-part.ts";
import { heardIn } from "./heard.ts";
import { troubles } from "./troubles.ts";
import { truthTable } from "./truth-table.ts";

export const alarmsPage = "docs/alarms.md";

/** Plays every trouble and makes the table of the page anew. */
export async function writeAlarmsPage(blueprint: Blueprint): Promise<void> {
  const heard: Parameters<typeof truthTable>[0][number][] = [];
  for (const trouble of troubles) heard.push([trouble, await heardIn(trouble, blueprint)]);
  writeFileSync(alarmsPage, withPart(readFileSync(alarmsPage, "utf8"), "truth", truthTable(heard)));
}
