import { lineBug, type Mutant } from "./mutant.ts";

/** Bugs of waiting and of reading evidence. */
export const lookingMutants: readonly Mutant[] = [
  lineBug(
    "failed-counts-as-finished",
    "an investigation that failed is reported like one that succeeded",
    "functions/check/handler.ts",
    'if (investigation?.status !== "SUCCESSFUL") return unfinished(',
    'if (investigation === undefined || investigation.status === "RUNNING") return unfinished(',
  ),
  lineBug(
    "running-counts-as-finished",
    "an investigation that is still running is reported as finished",
    "functions/check/handler.ts",
    'if (investigation?.status !== "SUCCESSFUL") return unfinished(',
    'if (investigation === undefined || investigation.status === "FAILED") return unfinished(',
  ),
  lineBug(
    "first-page-only",
    "only the first page of a listing is read",
    "adapters/pages.ts",
    "token = page.next;",
    "token = page.next === undefined ? page.next : undefined;",
  ),
  lineBug(
    "expired-page-counts-as-read",
    "evidence of which a page could not be read is reported as complete",
    "adapters/pages.ts",
    "if (!page) return { items, complete: false };",
    "if (!page) return { items, complete: true };",
  ),
  lineBug(
    "token-cycle-counts-as-end",
    "a listing that goes round in a circle is reported as complete",
    "adapters/pages.ts",
    "(seen.has(token) || seen.size === pagesMax - 1)) return { items, complete: false };",
    "(seen.has(token) || seen.size === pagesMax - 1)) return { items, complete: true };",
  ),
  lineBug(
    "no-severity-is-clean",
    "an investigation without a severity is reported as clean",
    "domain/look.ts",
    "evidence: severity ? evidence : { ...evidence, complete: false },",
    "evidence,",
  ),
  lineBug(
    "waits-for-ever",
    "an investigation that never ends is looked at for ever",
    "domain/look-schedule.ts",
    'if (offset === undefined) return { kind: "timed-out" };',
    'if (offset === undefined) return { kind: "wait", seconds: 120 };',
  ),
  lineBug(
    "gives-up-after-one-failure",
    "an investigation that failed is not started once more",
    "domain/look.ts",
    "if (principal.try === 1) return onceMore(principal);",
    "if (principal.try === 0) return onceMore(principal);",
  ),
  lineBug(
    "starts-again-and-again",
    "an investigation that fails is started again without end",
    "domain/look.ts",
    "if (principal.try === 1) return onceMore(principal);",
    "if (investigation || principal.try === 1) return { ...onceMore(principal), try: 1 } as PrincipalToStart;",
  ),
  lineBug(
    "steps-do-not-grow",
    "a running investigation is looked at every second",
    "domain/look-schedule.ts",
    "const firstStepSeconds = 18.75;\nconst stepGrowth = 1.25;",
    "const firstStepSeconds = 1;\nconst stepGrowth = 1;",
  ),
  lineBug(
    "vanished-counts-as-running",
    "an investigation that Detective no longer knows is waited for like one that runs",
    "domain/look.ts",
    'if (investigation?.status === "RUNNING") return stillRunning(principal, now);',
    'if (investigation === undefined || investigation.status === "RUNNING") return stillRunning(principal, now);',
  ),
  lineBug(
    "covers-more-than-the-scope",
    "evidence is said to reach until the investigation's creation, not until its scope's end",
    "domain/look.ts",
    "coveredUntil: scopeEndAt,",
    "coveredUntil: scopeEndAt && principal.createdAt,",
  ),
];
