import { parseIamArn } from "../iam-arn.ts";
import type { Observable } from "./observable.ts";
import type { Place } from "./place.ts";
import type { Sighting } from "./sighting.ts";

type Role = Observable["role"];

/** Who is who in the places that follow: where the resource stands, and on which end of a connection it is. */
export interface Ends {
  readonly resource: Role;
  readonly remote: Role;
  readonly local: Role;
}

type Rule = readonly [type: Sighting["type"], names: string, end?: keyof Ends | Exclude<Role, undefined>];

/**
 * What a value is, by its name; `above/name` only below that name. The first rule that fits decides.
 * docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html and, for what stands in the product fields,
 * docs.aws.amazon.com/guardduty/latest/APIReference/API_Service.html (read 2026-12-01)
 */
const rules: readonly Rule[] = [
  ["address", "remoteipdetails/ipaddressv4 remoteipdetails/ipaddressv6", "remote"],
  ["address", "localipdetails/ipaddressv4 localipdetails/ipaddressv6", "local"],
  [
    "address",
    "ipaddressv4 ipaddressv6 privateipaddress publicip publicipaddress ipv4addresses ipv6addresses",
    "resource",
  ],
  ["address", "privateipaddresses ipv6address", "resource"],
  ["address", "sourceips sourceipv4 sourceipv6 source/address", "source"],
  ["address", "destinationipv4 destinationipv6 destination/address", "target"],
  ["port", "port sourceport destinationport openportrange/begin openportrange/end portranges/begin portranges/end"],
  ["domain", "dnsrequestaction/domain domainwithsuffix destinationdomain", "target"],
  ["domain", "sourcedomain domaindetails/domain", "source"],
  ["domain", "publicdnsname privatednsname", "resource"],
  ["asn", "organization/asn"],
  ["organization", "organization/asnorg organization/isp organization/org"],
  ["country", "country/countrycode country/countryname"],
  ["user-agent", "useragent fulluseragent", "source"],
  ["access-key", "accesskeyid", "resource"],
  ["account", "remoteaccountdetails/accountid", "source"],
  ["account", "owneraccountid vpcowneraccountid"],
  ["kubernetes-user", "kubernetesuserdetails/username", "actor"],
  ["session", "kubernetesuserdetails/sessionname", "actor"],
  ["user", "loginattributes/user rdsdbuserdetails/user awsiamuser/username"],
  ["role", "awsiamrole/rolename"],
  ["principal-id", "awsiamuser/userid awsiamrole/roleid"],
  ["bucket", "awss3bucket/name affectedresources/aws::s3::bucket"],
  ["instance", "affectedresources/aws::ec2::instance instanceid"],
  ["role", "affectedresources/aws::iam::role"],
  ["user", "affectedresources/aws::iam::user"],
  ["function", "functionname"],
  ["cluster", "awsekscluster/name clustername clusterarn eksclusterdetails/name ecsclusterdetails/name"],
  ["database", "dbinstanceidentifier dbclusteridentifier"],
  ["container", "container/name containers/name containerdetails/name"],
  ["image", "container/imagename container/imageid containers/image containerdetails/image imagedigest repositoryname"],
  ["file-hash", "hash executablesha256 threatfilesha256 modulesha256"],
  [
    "file",
    "filepath filepaths/filename executablepath process/path malware/path scriptpath librarypath modulefilepath",
  ],
  ["file", "threatfilepath relatedfilepaths nesteditempath itempath"],
  ["threat-list", "threatlistname"],
  ["threat-name", "threatname threatnames threatnames/name threats/name malware/name"],
];

const rulesOfName = new Map<string, (readonly [above: string | undefined, rule: Rule])[]>();
for (const rule of rules) {
  for (const names of rule[1].split(" ")) {
    const [name = "", above] = names.split("/").toReversed();
    rulesOfName.set(name, [...(rulesOfName.get(name) ?? []), [above, rule]]);
  }
}

/** What the value at a place shows; nothing for most. Roles that a resource runs as are among it. */
export function placeSighting({ value, steps, path }: Place, ends: Ends): Sighting | undefined {
  const found = rulesOfName.get(steps.at(-1) ?? "")?.find(([above]) => above === undefined || steps.includes(above));
  if (found === undefined) return attachedRole(value, path);
  const [, [type, , end]] = found;
  return { type, value, path, role: end === undefined ? undefined : roleOf(end, ends) };
}

function roleOf(end: NonNullable<Rule[2]>, ends: Ends): Role {
  return end in ends ? ends[end as keyof Ends] : (end as Role);
}

function attachedRole(value: string | number, path: string): Sighting | undefined {
  const entity = typeof value === "string" && value.startsWith("arn:") ? parseIamArn(value) : undefined;
  return entity?.kind === "role" || entity?.kind === "user"
    ? { type: entity.kind, value: entity.name, path }
    : undefined;
}
