/** What is wrong, what that means, and what mends it. */
export interface ReportedTrouble {
  readonly problem: string;
  readonly level: "failed" | "warning";
  readonly region: string;
  readonly says: string;
  readonly means: string;
  readonly fix: string;
}

export interface ReportedCheck {
  readonly name: string;
  readonly status: "passed" | "warning" | "failed" | "skipped";
  /** What was seen, or why the check was skipped. */
  readonly says: string;
  readonly troubles: readonly ReportedTrouble[];
}

/** What `gumshoe doctor` answers. */
export interface DoctorReport {
  /** `unchecked`: nobody could be asked. Warnings leave it healthy. */
  readonly verdict: "healthy" | "unhealthy" | "unchecked";
  readonly version: string;
  readonly stack: string;
  readonly region: string;
  readonly passed: number;
  readonly warnings: number;
  readonly failed: number;
  readonly skipped: number;
  readonly checks: readonly ReportedCheck[];
}
