import type { SimulatedCloud } from "../cloud.ts";
import type { AsffFinding } from "./finding.ts";

/** The finding as Security Hub holds it by now; undefined before it is imported, and when it was imported under another id. */
export function heldFinding({ services }: SimulatedCloud, { ProductArn, Id }: AsffFinding): AsffFinding | undefined {
  return services.SecurityHub.finding(String(ProductArn), String(Id));
}
