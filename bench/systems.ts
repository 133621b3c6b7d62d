import type { Blueprint } from "#simulation/blueprint.ts";
import { gumshoe } from "./gumshoe.ts";
import { blog } from "./peers/blog.ts";
import { perFinding } from "./peers/per-finding.ts";
import { thesisBackoff } from "./peers/thesis-backoff.ts";
import { thesisBusyWait } from "./peers/thesis-busy-wait.ts";
import type { SystemName } from "./result.ts";
import type { System } from "./system.ts";

/** @param blueprint the product's, from its synthesized template */
export function systemOf(name: SystemName, blueprint: Blueprint): System {
  switch (name) {
    case "gumshoe":
      return gumshoe(blueprint);
    case "blog128":
      return blog(128);
    case "blog512":
      return blog(512);
    case "thesisBusyWait":
      return thesisBusyWait();
    case "thesisBackoff":
      return thesisBackoff();
    case "perFinding":
      return perFinding();
  }
}
