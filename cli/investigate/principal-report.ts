import type { How, SeverityLabel } from "#domain/contract.ts";

/** What `gumshoe investigate <principal ARN>` answers. */
export type PrincipalReport = {
  readonly kind: "principal";
  /** As it was asked for. */
  readonly asked: string;
} & (
  | { readonly outcome: "not-investigable"; readonly reason: string; readonly message: string }
  | ({ readonly outcome: "running" } & InvestigationAsked)
  | ({
      readonly outcome: "failed" | "timed-out";
      readonly error: string;
      readonly message: string;
    } & Partial<InvestigationAsked>)
  | ({ readonly outcome: "investigated" } & InvestigationAsked & Findings)
);

export interface InvestigationAsked {
  readonly principalArn: string;
  readonly region: string;
  readonly investigationId: string;
  /** Whether it was started for this question, or somebody else's answers it. */
  readonly how: How;
  readonly scopeStartAt: string;
  readonly scopeEndAt: string;
  /** The report in the Detective console. */
  readonly report?: string;
}

interface Findings {
  readonly severity: SeverityLabel | "NONE";
  /** Every ranked sentence, strongest first. */
  readonly facts: readonly string[];
  readonly tactics: readonly string[];
  readonly indicators: number;
  /** False when not every page of indicators could be read: nothing in it says that there is no more. */
  readonly complete: boolean;
}
