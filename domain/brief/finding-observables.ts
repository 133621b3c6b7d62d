import { objectOf, textAt, valueAt } from "../json.ts";
import type { Observable } from "./observable.ts";
import { distinctObservables } from "./observable-set.ts";
import { pathTo, placesOf } from "./place.ts";
import { type Ends, placeSighting } from "./place-sightings.ts";
import { resourceSightings } from "./resource-sightings.ts";
import { sequenceSightings } from "./sequence-sightings.ts";
import { observableOf, type Sighting } from "./sighting.ts";
import { threatSightings } from "./threat-sightings.ts";

/**
 * Everything in a finding that can be searched for elsewhere, each type and value once with the first place that names it: of
 * every element of every array, not of the first. Accounts are those of others. As long as the finding is: `mergedObservables`
 * bounds it.
 * @param finding ASFF as Security Hub's GetFindings answers it; whatever else it is, is read without complaint
 */
export function findingObservables(finding: unknown): readonly Observable[] {
  const own = textAt(finding, "AwsAccountId");
  const observables: Observable[] = [];
  for (const sighting of sightingsOf(finding)) {
    const observable = observableOf(sighting);
    const isOwn = observable?.type === "account" && observable.value === own;
    if (observable !== undefined && !isOwn) observables.push(observable);
  }
  return distinctObservables(observables);
}

function* sightingsOf(finding: unknown): Generator<Sighting> {
  const role = roleTold(textAt(finding, "ProductFields", `${prefix}resourceRole`));
  const ends = endsOf(finding, role);
  yield* resourceSightings(finding, role);
  for (const name of ["Action", "Network", "NetworkPath", "Process", "Threats", "Malware"]) {
    yield* placeSightings(valueAt(finding, name), pathTo("$", name), name.toLowerCase(), ends);
  }
  yield* threatSightings(finding);
  yield* sequenceSightings(finding);
  for (const [name, value] of Object.entries(objectOf(valueAt(finding, "ProductFields")) ?? {})) {
    if (isOfGuardDuty(name)) yield* fieldSightings(name, value, ends);
  }
}

const prefix = "aws/guardduty/service/";

// The oldest findings have these names without the prefix.
const oldName = /^(?:action|additionalInfo|evidence|threat|runtimeDetails)(?=$|[/.:])/;

function isOfGuardDuty(name: string): boolean {
  return name.startsWith(prefix) || oldName.test(name);
}

function* fieldSightings(name: string, value: unknown, ends: Ends): Generator<Sighting> {
  const field = { [name]: value };
  for (const place of placesOf(field, "$.ProductFields")) {
    const sighting = placeSighting(place, ends);
    if (sighting !== undefined) yield sighting;
  }
}

function* placeSightings(value: unknown, path: string, step: string, ends: Ends): Generator<Sighting> {
  for (const place of placesOf(value, path, [step])) {
    const sighting = placeSighting(place, ends);
    if (sighting !== undefined) yield sighting;
  }
}

function roleTold(role: string | undefined): Observable["role"] {
  const told = role?.toLowerCase();
  return told === "actor" || told === "target" ? told : undefined;
}

/** The remote end is the source, unless the connection went out. */
function endsOf(finding: unknown, resource: Observable["role"]): Ends {
  const direction =
    textAt(finding, "Action", "NetworkConnectionAction", "ConnectionDirection") ??
    textAt(finding, "ProductFields", `${prefix}action/networkConnectionAction/connectionDirection`);
  const outbound = direction?.toUpperCase().startsWith("OUTBOUND") ?? false;
  return { resource, remote: outbound ? "target" : "source", local: outbound ? "source" : "target" };
}
