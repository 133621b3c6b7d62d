import type { Node } from "constructs";
import { CoherentSettings } from "#domain/coherent-settings.ts";
import { InvalidSettings } from "#domain/errors.ts";
import type { Settings } from "#domain/settings.ts";

/**
 * The settings of this deployment: the object under `gumshoe` in `cdk.json`, overlaid with the JSON object given as
 * `-c gumshoe-set='{"attachedRoles":true}'`.
 * @throws {InvalidSettings} with every problem listed
 */
export function readSettings(node: Node): Settings {
  const overlay: unknown = node.tryGetContext("gumshoe-set");
  const given = {
    ...objectOf("gumshoe", node.tryGetContext("gumshoe")),
    ...objectOf("gumshoe-set", typeof overlay === "string" ? parsed(overlay) : overlay),
  };
  const result = CoherentSettings.safeParse(given);
  if (result.success) return result.data;
  throw new InvalidSettings(
    "the settings under `gumshoe`",
    result.error.issues.map((issue) => `${issue.path.join(".") || "gumshoe"}: ${issue.message}`),
  );
}

function objectOf(name: string, value: unknown): object {
  if (value === undefined) return {};
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new InvalidSettings(`context "${name}"`, ["an object of settings is wanted"]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
