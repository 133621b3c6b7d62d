import { textAt } from "../json.ts";
import { elementsAt, pathTo } from "./place.ts";
import type { Sighting } from "./sighting.ts";

/** Threat intelligence on a finding, and the tactics that its types name: flagged by whoever sent it. */
export function* threatSightings(finding: unknown): Generator<Sighting> {
  for (const [indicator, path] of elementsAt(finding, "$", "ThreatIntelIndicators")) {
    const value = textAt(indicator, "Value");
    const type = typeOf(textAt(indicator, "Type") ?? "");
    if (type !== undefined) {
      yield { type, value: type === "domain" ? hostOf(value) : value, path: pathTo(path, "Value"), flagged: true };
    }
    yield { type: "threat-list", value: textAt(indicator, "Source"), path: pathTo(path, "Source") };
  }
  for (const [type, path] of elementsAt(finding, "$", "Types")) {
    yield { type: "attack-technique", value: tacticOf(type), path };
  }
}

// docs.aws.amazon.com/securityhub/1.0/APIReference/API_ThreatIntelIndicator.html (read 2026-12-01)
function typeOf(type: string): Sighting["type"] | undefined {
  if (/^IPV[46]_ADDRESS$/.test(type)) return "address";
  if (/^HASH_/.test(type)) return "file-hash";
  if (type === "PROCESS") return "file";
  return type === "DOMAIN" || type === "URL" ? "domain" : undefined;
}

/** The host of a URL; the text itself where it is none. */
function hostOf(text: string | undefined): string | undefined {
  const host = /^[a-z][a-z0-9+.-]{0,20}:\/\/(?:[^/?#@]*@)?(\[[^\]]+\]|[^/?#:]+)/i.exec(text ?? "")?.[1];
  return host?.replace(/^\[|\]$/g, "") ?? text;
}

/** `Credential Access` of `TTPs/Credential Access/UnauthorizedAccess:IAMUser-…`. */
function tacticOf(type: unknown): string | undefined {
  return typeof type === "string" ? /^TTPs\/([^/:]{1,60})\//.exec(type)?.[1] : undefined;
}
