import { ipAddressOf } from "../../ip-address.ts";
import { type JsonObject, listAt, textAt, valueAt } from "../../json.ts";
import { resourceTypeOf } from "../resource-type.ts";
import { elementsOrOne, isTold, type Row, rowOf } from "./row.ts";

/** A row for every resource. */
export function resourceRows(finding: unknown, service: JsonObject): readonly Row[] {
  return listAt(finding, "Resources").map((resource) => {
    const isInstance = resourceTypeOf(resource) === "awsec2instance";
    return rowOf({
      resource_type: textAt(resource, "Type"),
      resource_role: textAt(resource, "ResourceRole") ?? textAt(service, "resourceRole"),
      resource_id: textAt(resource, "Id"),
      resource_region: textAt(resource, "Region"),
      instance_id: isInstance ? lastPart(textAt(resource, "Id")) : undefined,
      instance_type: textAt(resource, "Details", "AwsEc2Instance", "Type"),
    });
  });
}

/** A row for every bucket. */
export function bucketRows(finding: unknown): readonly Row[] {
  return ofType(finding, "AwsS3Bucket").map(([resource, bucket]) => {
    const [rule] = listAt(bucket, "ServerSideEncryptionConfiguration", "Rules");
    const encryption = valueAt(rule, "ApplyServerSideEncryptionByDefault");
    return rowOf({
      bucket_name: textAt(bucket, "Name") ?? textAt(resource, "Id")?.split(":::")[1],
      bucket_arn: textAt(resource, "Id"),
      bucket_owner: textAt(bucket, "OwnerId"),
      bucket_owner_account: textAt(bucket, "OwnerAccountId"),
      kms_master_key_arn: textAt(encryption, "KMSMasterKeyID"),
      encryption_type: textAt(encryption, "SSEAlgorithm"),
    });
  });
}

/** A row for every private, public or IPv6 address of every instance, and for every network interface. */
export function instanceRows(finding: unknown): readonly Row[] {
  const instances = ofType(finding, "AwsEc2Instance").flatMap(([resource, instance]) =>
    rowsOfInstance({ instance_id: lastPart(textAt(resource, "Id")), type: textAt(instance, "Type") }, instance),
  );
  return [...instances, ...ofType(finding, "AwsEc2NetworkInterface").flatMap(([, card]) => rowsOfInterface(card))];
}

function rowsOfInstance(named: Readonly<Record<string, unknown>>, instance: unknown): readonly Row[] {
  const addresses = [...listAt(instance, "IpV4Addresses"), ...listAt(instance, "IpV6Addresses")]
    .map((text) => (typeof text === "string" ? ipAddressOf(text) : undefined))
    .filter((address) => address !== undefined);
  const six = addresses.filter(({ type }) => type === "ipv6");
  const hidden = addresses.filter(({ type, reserved }) => type === "ipv4" && reserved);
  const open = addresses.filter(({ type, reserved }) => type === "ipv4" && !reserved);
  const cards = listAt(instance, "NetworkInterfaces");
  return Array.from({ length: Math.max(1, six.length, hidden.length, open.length, cards.length) }, (_, at) =>
    rowOf({
      ...named,
      private_ip: hidden[at]?.value,
      public_ip: open[at]?.value,
      ipv6: six[at]?.value,
      network_interface_id: textAt(cards[at], "NetworkInterfaceId"),
    }),
  );
}

function rowsOfInterface(card: unknown): readonly Row[] {
  return elementsOrOne(card, "PrivateIpAddresses").map((address, at) =>
    rowOf({
      instance_id: textAt(card, "Attachment", "InstanceId"),
      network_interface_id: textAt(card, "NetworkInterfaceId"),
      private_ip: textAt(address, "PrivateIpAddress"),
      private_dns_name: textAt(address, "PrivateDnsName"),
      public_ip: textAt(card, "PublicIp"),
      public_dns_name: textAt(card, "PublicDnsName"),
      ipv6: textAt(listAt(card, "IpV6Addresses")[at], "IpV6Address"),
    }),
  );
}

/** A row for every access key, and for every actor of an attack sequence. */
export function accessKeyRows(finding: unknown): readonly Row[] {
  const keys = ofType(finding, "AwsIamAccessKey").map(([resource, key]) =>
    rowOf({
      access_key_id: textAt(key, "AccessKeyId") ?? lastPart(textAt(resource, "Id")),
      principal_id: textAt(key, "PrincipalId"),
      user_type: textAt(key, "PrincipalType"),
      user_name: textAt(key, "PrincipalName") ?? textAt(key, "UserName"),
    }),
  );
  const actors = listAt(finding, "Detection", "Sequence", "Actors").map((actor) => {
    const user = valueAt(actor, "User");
    return rowOf({
      access_key_id: textAt(user, "CredentialUid"),
      principal_id: textAt(user, "Uid"),
      user_type: textAt(user, "Type"),
      user_name: textAt(user, "Name"),
    });
  });
  return [...keys, ...actors].filter(isTold);
}

/** Resources of a type, each with the details of that type. */
function ofType(finding: unknown, type: string): readonly (readonly [resource: unknown, details: unknown])[] {
  return listAt(finding, "Resources")
    .filter((resource) => resourceTypeOf(resource) === type.toLowerCase())
    .map((resource) => [resource, valueAt(resource, "Details", type)] as const);
}

/** What stands behind the last `/` or `:`. */
function lastPart(id: string | undefined): string | undefined {
  return id?.slice(Math.max(id.lastIndexOf("/"), id.lastIndexOf(":")) + 1);
}
