import type { Observed } from "../report/observed.ts";
import type { Observable } from "./observable.ts";
import { distinctObservables } from "./observable-set.ts";
import { observableOf, type Sighting } from "./sighting.ts";

/** What an investigation saw that can be searched for elsewhere; what threat intelligence flags first, and marked. */
export function evidenceObservables(investigationId: string, observed: Observed): readonly Observable[] {
  const path = `detective:${investigationId}`;
  const sighted = [...sightingsOf(observed)].map((sighting) => observableOf({ ...sighting, path }));
  return distinctObservables(sighted.filter((observable) => observable !== undefined));
}

function* sightingsOf(observed: Observed): Generator<Omit<Sighting, "path">> {
  for (const { address } of observed.flaggedAddresses) {
    yield { type: "address", value: address, role: "source", flagged: true };
  }
  for (const { fromAddress, toAddress } of observed.travel) {
    yield { type: "address", value: fromAddress, role: "source" };
    yield { type: "address", value: toAddress, role: "source" };
  }
  for (const { address, country } of observed.places) {
    yield { type: "address", value: address, role: "source" };
    yield { type: "country", value: country };
  }
  for (const { address } of observed.apiCalls) yield { type: "address", value: address, role: "source" };
  for (const { address } of observed.relatedFindings) yield { type: "address", value: address };
  for (const { name } of observed.networks) yield { type: "organization", value: name };
  for (const { userAgent } of observed.userAgents) yield { type: "user-agent", value: userAgent, role: "source" };
  for (const { techniqueId, technique, tacticId, tactic } of observed.attack) {
    yield { type: "attack-technique", value: techniqueId ?? technique ?? tacticId ?? tactic };
  }
}
