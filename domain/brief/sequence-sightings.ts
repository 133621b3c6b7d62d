import { textAt, valueAt } from "../json.ts";
import type { Observable } from "./observable.ts";
import { elementsAt, pathTo } from "./place.ts";
import { arnSightings, idSightings, nameSightings } from "./principal-sightings.ts";
import { observableOf, type Sighting } from "./sighting.ts";

const root = "$.Detection.Sequence";

/**
 * Every actor, endpoint, signal and indicator of an attack sequence.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Sequence.html
 */
export function* sequenceSightings(finding: unknown): Generator<Sighting> {
  const sequence = valueAt(finding, "Detection", "Sequence");
  for (const [actor, path] of elementsAt(sequence, root, "Actors")) yield* actorSightings(actor, path);
  for (const [peer, path] of elementsAt(sequence, root, "Endpoints")) yield* endpointSightings(peer, path);
  for (const [signal, path] of elementsAt(sequence, root, "Signals")) yield* signalSightings(signal, path);
  yield* indicatorSightings(sequence, "SequenceIndicators", root);
}

function* actorSightings(actor: unknown, path: string): Generator<Sighting> {
  const role = "actor";
  const [user, userPath] = [valueAt(actor, "User"), pathTo(path, "User")];
  const [session, sessionPath] = [valueAt(actor, "Session"), pathTo(path, "Session")];
  yield { type: "actor", value: textAt(actor, "Id"), path: pathTo(path, "Id"), role };
  yield* nameSightings(user, "Name", textAt(user, "Type"), userPath, role);
  yield* idSightings(textAt(user, "Uid"), pathTo(userPath, "Uid"), role);
  yield { type: "access-key", value: textAt(user, "CredentialUid"), path: pathTo(userPath, "CredentialUid"), role };
  yield { type: "account", value: textAt(user, "Account", "Uid"), path: `${userPath}.Account.Uid`, role };
  yield { type: "session", value: textAt(session, "Uid"), path: pathTo(sessionPath, "Uid"), role };
  yield* arnSightings(textAt(session, "Issuer"), pathTo(sessionPath, "Issuer"), role);
}

function* endpointSightings(peer: unknown, path: string): Generator<Sighting> {
  const direction = textAt(peer, "Connection", "Direction")?.toUpperCase();
  const role: Observable["role"] = direction?.startsWith("OUTBOUND") ? "target" : "source";
  const system = valueAt(peer, "AutonomousSystem");
  yield { type: "address", value: textAt(peer, "Ip"), path: pathTo(path, "Ip"), role };
  yield {
    type: "domain",
    value: textAt(peer, "Domain"),
    path: pathTo(path, "Domain"),
    role: direction === undefined ? undefined : role,
  };
  yield { type: "port", value: scalarAt(peer, "Port"), path: pathTo(path, "Port") };
  yield { type: "country", value: textAt(peer, "Location", "Country"), path: `${path}.Location.Country` };
  yield { type: "asn", value: scalarAt(system, "Number"), path: `${path}.AutonomousSystem.Number` };
  yield { type: "organization", value: textAt(system, "Name"), path: `${path}.AutonomousSystem.Name` };
}

function* signalSightings(signal: unknown, path: string): Generator<Sighting> {
  const member = ["Name", "Title", "Id"].find((name) => textAt(signal, name) !== undefined) ?? "Id";
  yield { type: "signal", value: textAt(signal, member), path: pathTo(path, member) };
  for (const [id, idPath] of elementsAt(signal, path, "ResourceIds")) {
    if (typeof id === "string") yield* arnSightings(id, idPath, undefined);
  }
  yield* indicatorSightings(signal, "SignalIndicators", path);
}

// What the values of a key can be: the first type that fits.
const indicatorTypes: readonly (readonly [RegExp, readonly Sighting["type"][], flagged: boolean])[] = [
  [/^(?:MALICIOUS|TOR|CRYPTOMINING)_IP$/, ["address"], true],
  [/^(?:MALICIOUS|CRYPTOMINING)_DOMAIN$/, ["domain"], true],
  [/^MALICIOUS_FILE$/, ["file-hash", "file"], true],
  [/_PROCESS$/, ["file-hash", "file"], false],
  [/^SUSPICIOUS_USER_AGENT$/, ["user-agent"], false],
  [/^UNUSUAL_ASN_/, ["asn", "organization"], false],
  [/^SUSPICIOUS_NETWORK$/, ["asn", "organization"], false],
  [/^ATTACK_(?:TACTIC|TECHNIQUE)$/, ["attack-technique"], false],
];

function* indicatorSightings(holder: unknown, member: string, path: string): Generator<Sighting> {
  for (const [indicator, at] of elementsAt(holder, path, member)) {
    const key = textAt(indicator, "Key") ?? "";
    const [, types = [], flagged = false] = indicatorTypes.find(([pattern]) => pattern.test(key)) ?? [];
    for (const [told, valuePath] of elementsAt(indicator, at, "Values")) {
      const value = typeof told === "string" ? told : undefined;
      const sightings = types.map((type): Sighting => ({ type, value, path: valuePath, flagged }));
      yield* sightings.filter((sighting) => observableOf(sighting) !== undefined).slice(0, 1);
    }
  }
}

function scalarAt(value: unknown, name: string): string | number | undefined {
  const scalar = valueAt(value, name);
  return typeof scalar === "number" ? scalar : textAt(value, name);
}
