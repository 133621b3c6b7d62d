import type { CallContext, World } from "../../service.ts";
import { type Finding, regionOf } from "./finding.ts";

/** The home Region aggregates: it sees the findings of every Region. Elsewhere only the Region's own are seen. */
export function isVisible(finding: Finding, call: CallContext, world: World): boolean {
  return call.region === world.region || regionOf(finding) === call.region;
}
