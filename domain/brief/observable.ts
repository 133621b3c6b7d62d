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
 * stand as they are: whoever shows them to a person takes the sting out.
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
