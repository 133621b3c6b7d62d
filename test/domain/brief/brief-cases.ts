import { readdirSync, readFileSync } from "node:fs";
import type { BriefTables } from "#domain/brief/finding-brief.ts";
import type { Observable } from "#domain/brief/observable.ts";

/** A file of `test/cases/brief/findings`: a finding, and all that must be read out of it. */
export interface BriefCase {
  readonly file: string;
  readonly name: string;
  readonly finding: Record<string, unknown>;
  readonly observables: readonly Observable[];
  readonly tables: BriefTables;
}

const folder = new URL("../../cases/brief/findings/", import.meta.url);

export const briefCases: readonly BriefCase[] = readdirSync(folder)
  .toSorted()
  .map((file) => ({ file, ...JSON.parse(readFileSync(new URL(file, folder), "utf8")) }));
