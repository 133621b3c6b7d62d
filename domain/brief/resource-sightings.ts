import { parseArn } from "../arn.ts";
import { textAt, valueAt } from "../json.ts";
import { stanceOf } from "../mention.ts";
import type { Observable, ObservableType } from "./observable.ts";
import { elementsAt, pathTo, placesOf } from "./place.ts";
import { placeSighting } from "./place-sightings.ts";
import { accessKeySightings, arnSightings } from "./principal-sightings.ts";
import type { Sighting } from "./sighting.ts";

/** What the resources of a finding are, and all that their details tell. */
export function* resourceSightings(finding: unknown, told: Observable["role"]): Generator<Sighting> {
  for (const [resource, path] of elementsAt(finding, "$", "Resources")) {
    const stance = stanceOf(textAt(resource, "ResourceRole"));
    const role = stance === "untold" ? told : stance;
    const idPath = pathTo(path, "Id");
    yield* idSightings(textAt(resource, "Type"), textAt(resource, "Id"), idPath, role);
    yield* ownedSightings(resource, path, role);
    yield* detailSightings(valueAt(resource, "Details"), pathTo(path, "Details"), role);
  }
}

// The type of resource and what its id ends in: the name or id that a person searches by.
const kinds: ReadonlyMap<string, ObservableType> = new Map([
  ["AwsS3Bucket", "bucket"],
  ["AwsS3Object", "bucket"],
  ["AwsEc2Instance", "instance"],
  ["AwsLambdaFunction", "function"],
  ["AwsEksCluster", "cluster"],
  ["AwsEcsCluster", "cluster"],
  ["AwsEcsTask", "container"],
  ["Container", "container"],
  ["AwsEcrContainerImage", "image"],
  ["AwsRdsDbInstance", "database"],
  ["AwsRdsDbCluster", "database"],
]);

function idSightings(
  type: string | undefined,
  id: string | undefined,
  path: string,
  role: Observable["role"],
): readonly Sighting[] {
  if (type === "AwsIamAccessKey")
    return [{ type: "access-key", value: id?.slice(id.lastIndexOf(":") + 1), path, role }];
  if (type === "AwsIamUser" || type === "AwsIamRole") return arnSightings(id, path, role);
  if (type === "AwsAccount") return [{ type: "account", value: id?.slice(id.lastIndexOf(":") + 1), path, role }];
  const kind = kinds.get(type ?? "");
  return kind === undefined ? arnSightings(id, path, role) : [{ type: kind, value: lastOf(kind, id), path, role }];
}

/** Bucket of `arn:aws:s3:::bucket/key`, function of `…:function:name:version`, else what stands behind the last `/` or `:`. */
function lastOf(kind: ObservableType, id: string | undefined): string | undefined {
  const { resource } = parseArn(id) ?? {};
  if (resource === undefined) return id;
  if (kind === "bucket") return resource.split("/")[0];
  if (kind === "function") return resource.split(":")[1];
  if (kind === "image") return resource.slice(resource.indexOf("/") + 1);
  return resource.slice(Math.max(resource.lastIndexOf("/"), resource.lastIndexOf(":")) + 1);
}

/** Whose it is, where that is told beside the details. */
function* ownedSightings(resource: unknown, path: string, role: Observable["role"]): Generator<Sighting> {
  const owner = textAt(resource, "Owner", "Account", "Id");
  yield { type: "account", value: owner, path: `${path}.Owner.Account.Id`, role };
}

function* detailSightings(details: unknown, path: string, role: Observable["role"]): Generator<Sighting> {
  yield* accessKeySightings(valueAt(details, "AwsIamAccessKey"), pathTo(path, "AwsIamAccessKey"), role);
  for (const place of placesOf(details, path)) {
    const sighting = placeSighting(place, { resource: role, remote: "source", local: role });
    if (sighting !== undefined) yield sighting;
  }
}
