import type { Principal, SeverityLabel } from "../../contract.ts";
import type { Observed } from "../observed.ts";

/** Whom a step is about, and where and since when. */
export interface Subject extends Pick<Principal, "partition" | "accountId" | "type" | "name" | "arn"> {
  readonly region: string;
  /** Beginning of the investigated scope, or of the activity where that is earlier; ISO 8601. */
  readonly since: string;
}

/** What makes a step worth doing. */
export interface Grounds {
  readonly observed: Observed;
  readonly severity?: SeverityLabel | undefined;
  /** False when not every page of indicators could be read. */
  readonly complete: boolean;
}

/** A suggestion as it stands in the catalogue. */
export interface Step {
  readonly name: string;
  /** For principals of this type only. */
  readonly of?: Principal["type"];
  /** When it is suggested, in words: a row of docs/story.md. */
  readonly when: string;
  /** The evidence that makes it worth doing; undefined when none does. */
  readonly why: (grounds: Grounds, subject: Subject) => string | undefined;
  readonly text: (subject: Subject) => string;
  /** Lines for a shell. They are left out for names that IAM does not allow. */
  readonly cli: (subject: Subject) => readonly string[];
}
