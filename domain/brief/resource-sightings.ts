import { parseArn } from "../arn.ts";
import { isIamName, isPrincipalId } from "../iam-arn.ts";
import { textAt, valueAt } from "../json.ts";
import { stanceOf } from "../mention.ts";
import type { Observable, ObservableType } from "./observable.ts";
import { elementsAt, pathTo, placesOf } from "./place.ts";
import { placeSighting } from "./place-sightings.ts";
import { accessKeySightings, arnSightings } from "./principal-sightings.ts";
import { resourceTypeOf } from "./resource-type.ts";
import type { Sighting } from "./sighting.ts";

/** What the resources of a finding are, and all that their details tell. */
export function* resourceSightings(finding: unknown, told: Observable["role"]): Generator<Sighting> {
  for (const [resource, path] of elementsAt(finding, "$", "Resources")) {
    const stance = stanceOf(textAt(resource, "ResourceRole"));
    const role = stance === "untold" ? told : stance;
    const idPath = pathTo(path, "Id");
    yield* idSightings(resourceTypeOf(resource), textAt(resource, "Id"), idPath, role);
    yield* ownedSightings(resource, path, role);
    yield* detailSightings(valueAt(resource, "Details"), pathTo(path, "Details"), role);
  }
}

// By the type of resource (`resourceTypeOf`), what it is, and what its id ends in: the name or id that a person searches by.
const kinds: ReadonlyMap<string, ObservableType> = new Map([
  ["awss3bucket", "bucket"],
  ["awss3object", "bucket"],
  ["awsec2instance", "instance"],
  ["awslambdafunction", "function"],
  ["awsekscluster", "cluster"],
  ["awsecscluster", "cluster"],
  ["awsecstask", "container"],
  ["container", "container"],
  ["awsecrcontainerimage", "image"],
  ["awsrdsdbinstance", "database"],
  ["awsrdsdbcluster", "database"],
]);

function idSightings(
  type: string,
  id: string | undefined,
  path: string,
  role: Observable["role"],
): readonly Sighting[] {
  if (type === "awsiamaccesskey")
    return [{ type: "access-key", value: id?.slice(id.lastIndexOf(":") + 1), path, role }];
  if (type === "awsiamuser" || type === "awsiamrole") return identitySightings(type === "awsiamrole", id, path, role);
  if (type === "awsaccount") return [{ type: "account", value: id?.slice(id.lastIndexOf(":") + 1), path, role }];
  const kind = kinds.get(type);
  return kind === undefined ? arnSightings(id, path, role) : [{ type: kind, value: lastOf(kind, id), path, role }];
}

/** A user or role by its ARN; by its unique id or its name where a product tells no more. */
function identitySightings(
  isRole: boolean,
  id: string | undefined,
  path: string,
  role: Observable["role"],
): readonly Sighting[] {
  if (id === undefined || parseArn(id) !== undefined) return arnSightings(id, path, role);
  if (isPrincipalId(id)) return [{ type: "principal-id", value: id, path, role }];
  return isIamName(id) ? [{ type: isRole ? "role" : "user", value: id, path, role }] : [];
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
