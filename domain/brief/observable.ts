import * as z from "zod";

/** What kind of thing an observable is: the words of indicators of compromise. */
export const ObservableType = z.enum([
  "ipv4",
  "ipv6",
  "port",
  "domain",
  "asn",
  "organization",
  "country",
  "user-agent",
  "access-key",
  "principal-id",
  "user",
  "role",
  "session",
  "account",
  "bucket",
  "instance",
  "function",
  "cluster",
  "database",
  "container",
  "image",
  "kubernetes-user",
  "file-hash",
  "file",
  "threat-list",
  "threat-name",
  "attack-technique",
  "actor",
  "signal",
]);
export type ObservableType = z.infer<typeof ObservableType>;

/**
 * Something that can be searched for elsewhere, once per type and value: a value may be of several types. Addresses and domains
 * are whole: whoever shows them to a person takes the sting out.
 *
 * | type | its one spelling |
 * |---|---|
 * | ipv4, ipv6 | dotted decimal, RFC 5952 |
 * | domain, file-hash | lower case |
 * | asn | `AS64496` |
 * | country | ISO 3166-1 alpha-2; the name as told where it is no country's |
 * | account | twelve digits, never the finding's own |
 * | attack-technique | `T1078.004`, `TA0006`; the words as told where ATT&CK does not know them |
 * | bucket, instance, function, cluster, database, container, image, user, role | name or id, not the ARN |
 */
export const Observable = z.object({
  type: ObservableType,
  /** Cleaned (one line, nothing invisible), not escaped. Access key ids in full: they are no secrets. */
  value: z.string().min(1).max(512),
  role: z.enum(["source", "target", "actor"]).optional(),
  /** Where it stands first: a JSON path into the finding (`$.Action.PortProbeAction.PortProbeDetails[1]…`), or `detective:<investigation id>`. */
  path: z.string().max(300),
  /** Private, loopback, link-local, documentation or otherwise reserved addresses. */
  reserved: z.literal(true).optional(),
  /** Flagged by threat intelligence. */
  flagged: z.literal(true).optional(),
});
export type Observable = z.infer<typeof Observable>;
