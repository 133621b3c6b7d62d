import { findingsPerEventFaults } from "./content/findings-per-event.ts";
import { hostileFindingFaults } from "./content/hostile-finding.ts";
import { manyPrincipalFaults } from "./content/many-principals.ts";
import { meanwhileFaults } from "./content/meanwhile.ts";
import { oddJsonFaults } from "./content/odd-json.ts";
import { principalKindFaults } from "./content/principal-kind.ts";
import { prototypeKeyFaults } from "./content/prototype-key.ts";
import { sampleFaults } from "./content/sample.ts";
import { sizeFaults } from "./content/size.ts";
import { timestampFaults } from "./content/timestamp.ts";
import { unreadableFaults } from "./content/unreadable.ts";
import type { FaultKind } from "./fault-kind.ts";

/** Rows 18 to 29: what findings and messages hold, and what becomes of a finding meanwhile. */
export const contentFaults: readonly FaultKind[] = [
  ...unreadableFaults,
  ...findingsPerEventFaults,
  ...manyPrincipalFaults,
  ...sizeFaults,
  ...oddJsonFaults,
  ...prototypeKeyFaults,
  ...principalKindFaults,
  ...sampleFaults,
  ...hostileFindingFaults,
  ...timestampFaults,
  ...meanwhileFaults,
];
