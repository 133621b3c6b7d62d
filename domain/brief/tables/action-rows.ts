import { camelCase, pascalCase, type Spelling } from "../../attack-sequence.ts";
import { ipAddressOf } from "../../ip-address.ts";
import { type JsonObject, listAt, objectOf, textAt, valueAt } from "../../json.ts";
import { countryOf } from "../../report/country.ts";
import { amountOf, elementsOrOne, isTold, joinedRows, type Row, rowOf, truthOf } from "./row.ts";

// What a kind of action holds several of; none: it is one row itself.
const kinds: readonly (readonly [kind: string, elements?: string])[] = [
  ["AwsApiCallAction"],
  ["NetworkConnectionAction"],
  ["DnsRequestAction"],
  ["PortProbeAction", "PortProbeDetails"],
  ["KubernetesApiCallAction", "SourceIps"],
  ["RdsLoginAttemptAction", "LoginAttributes"],
];

/**
 * What was done, a row for every remote end: every prober of a port, every login of a database, every endpoint of an attack
 * sequence. ASFF's own `Action` counts; the product fields add what it has no room for.
 */
export function actionRows(finding: unknown, service: JsonObject): readonly Row[] {
  const [own, flattened] = [valueAt(finding, "Action"), valueAt(service, "action")];
  const rows = kinds.flatMap(([kind, elements]) =>
    joinedRows(rowsOfKind(own, kind, elements, pascalCase), rowsOfKind(flattened, kind, elements, camelCase)),
  );
  const endpoints = listAt(finding, "Detection", "Sequence", "Endpoints").map(endpointRow);
  const seen = rowOf({
    event_first_seen: textAt(service, "eventFirstSeen") ?? textAt(finding, "FirstObservedAt"),
    event_last_seen: textAt(service, "eventLastSeen") ?? textAt(finding, "LastObservedAt"),
  });
  const told = [...rows, ...endpoints];
  // Where both are given, `Network` is the connection that the action tells more of.
  const all = told.length > 0 ? told : networkRows(valueAt(finding, "Network"));
  return all.map((row) => ({ ...row, ...seen }));
}

function rowsOfKind(action: unknown, kind: string, elements: string | undefined, spelt: Spelling): readonly Row[] {
  const told = valueAt(action, spelt(kind));
  const type = textAt(action, spelt("ActionType"));
  if (objectOf(told) === undefined) return [];
  const rows = elements === undefined ? [undefined] : elementsOrOne(told, spelt(elements));
  return rows.map((element) => actionRow(type, told, element, spelt));
}

function actionRow(type: string | undefined, action: unknown, element: unknown, spelt: Spelling): Row {
  const at = (...path: readonly string[]) => {
    const names = path.map(spelt);
    return valueAt(element, ...names) ?? valueAt(action, ...names);
  };
  const blocked = truthOf(at("Blocked"));
  const remote = addressOf(at("RemoteIpDetails", "IpAddressV4"), at("RemoteIpDetails", "IpAddressV6"));
  // The callers of Kubernetes are bare addresses: proxies among them, of which nothing more is told.
  const source = addressOf(element);
  return rowOf({
    action_type: type,
    action_api: at("Api") ?? at("Verb"),
    service_name: at("ServiceName"),
    actor_caller_type: at("CallerType"),
    error_code: at("ErrorCode"),
    user_agent: at("UserAgent"),
    user_name: at("User"),
    connection_direction: at("ConnectionDirection"),
    protocol: at("Protocol"),
    ...(type === "DNS_REQUEST" ? { dns_blocked: blocked } : { blocked }),
    dns_domain_name: at("Domain"),
    local_ip: addressOf(at("LocalIpDetails", "IpAddressV4"), at("LocalIpDetails", "IpAddressV6")),
    local_port: amountOf(at("LocalPortDetails", "Port")),
    remote_ip: source ?? remote,
    remote_domain: at("DomainDetails", "Domain"),
    remote_port: amountOf(at("RemotePortDetails", "Port")),
    ...(source === undefined || source === remote ? remoteColumns((...path) => at("RemoteIpDetails", ...path)) : {}),
  });
}

function remoteColumns(at: (...path: readonly string[]) => unknown): Readonly<Record<string, unknown>> {
  const [name, code] = [at("Country", "CountryName"), at("Country", "CountryCode")];
  return {
    city_name: at("City", "CityName"),
    country_name: name,
    country_code: countryOf(textOf(code) ?? "") ?? countryOf(textOf(name) ?? ""),
    asn: amountOf(at("Organization", "Asn")),
    asn_org: at("Organization", "AsnOrg"),
    isp: at("Organization", "Isp"),
    org: at("Organization", "Org"),
    ...positionOf(amountOf(at("GeoLocation", "Lat")), amountOf(at("GeoLocation", "Lon"))),
  };
}

/** Latitude and longitude; both 0 is what the API answers when it does not know. */
function positionOf(lat: unknown, lon: unknown): Readonly<Record<string, unknown>> {
  return lat === 0 && lon === 0 ? {} : { lat, lon };
}

/** The first address told, in its one spelling; as it is told where it is none. */
function addressOf(...told: readonly unknown[]): string | undefined {
  const text = told.map(textOf).find((address) => address !== undefined);
  return ipAddressOf(text)?.value ?? text;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function endpointRow(peer: unknown): Row {
  const location = valueAt(peer, "Location");
  const country = textAt(location, "Country");
  return rowOf({
    action_type: "ATTACK_SEQUENCE",
    connection_direction: textAt(peer, "Connection", "Direction"),
    dns_domain_name: textAt(peer, "Domain"),
    remote_ip: addressOf(textAt(peer, "Ip")),
    remote_port: amountOf(valueAt(peer, "Port")),
    city_name: textAt(location, "City"),
    country_name: country,
    country_code: countryOf(country ?? ""),
    asn: amountOf(valueAt(peer, "AutonomousSystem", "Number")),
    asn_org: textAt(peer, "AutonomousSystem", "Name"),
    ...positionOf(amountOf(valueAt(location, "Lat")), amountOf(valueAt(location, "Lon"))),
  });
}

function networkRows(network: unknown): readonly Row[] {
  const inbound = textAt(network, "Direction")?.toUpperCase() !== "OUT";
  const [remote, local] = inbound ? ["Source", "Destination"] : ["Destination", "Source"];
  const row = rowOf({
    connection_direction: textAt(network, "Direction"),
    protocol: textAt(network, "Protocol"),
    dns_domain_name: textAt(network, `${remote}Domain`),
    remote_ip: addressOf(textAt(network, `${remote}IpV4`), textAt(network, `${remote}IpV6`)),
    remote_port: amountOf(valueAt(network, `${remote}Port`)),
    local_ip: addressOf(textAt(network, `${local}IpV4`), textAt(network, `${local}IpV6`)),
    local_port: amountOf(valueAt(network, `${local}Port`)),
  });
  return isTold(row) ? [row] : [];
}
