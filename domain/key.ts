import { hash } from "node:crypto";
import type { InvestigateInput } from "./contract.ts";

/** What names a finding, whatever its version: an id is unique within its product only. */
export interface FindingKey {
  readonly productArn: string;
  readonly id: string;
}

// A DynamoDB partition key holds 2,048 bytes; half of it is left to whatever a table puts in front.
const keyBytesMax = 1_024;

/** One text per finding: equal for equal keys only, fit for a `Map` and, at 1,024 bytes at most, for DynamoDB. */
export function findingKeyText(key: FindingKey): string {
  const text = JSON.stringify([key.productArn, key.id]);
  return Buffer.byteLength(text, "utf8") <= keyBytesMax ? text : `sha256:${sha256(text)}`;
}

/** Sixteen characters that stand for a text where it is too long, or none of anybody's business. */
export function shortHash(text: string): string {
  return sha256(text).slice(0, 16);
}

/** What is claimed before an investigation starts. */
export interface Claim {
  readonly graphArn: string;
  readonly identity: string;
  /** The newest investigation known that will not do (it ends too early, or FAILED): the claim is for the one after it. */
  readonly after: string | undefined;
}

/** One text per claim: executions that build the same text share one investigation, others never meet. */
export function claimKey({ graphArn, identity, after }: Claim): string {
  return JSON.stringify([graphArn, identity, after ?? null]);
}

const nameCharactersMax = 80;
const idCharacters = 8;
const hashCharacters = 10;

/**
 * Name of the execution that works on a chunk: `<finding type>-<finding id, 8>-<hash of messages and chunk, 10>`, after its
 * first finding. The same for the same messages, in whatever order; new after a move or a second click, and where a redelivered
 * batch is split otherwise than at first.
 * @param suffix appended when the plain name is taken by another input
 * @returns 1 to 80 characters of `0-9A-Za-z-`
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html (read 2026-11-20)
 */
export function executionName(
  chunk: InvestigateInput,
  messageIds: readonly string[],
  chunkNumber: number,
  suffix?: number,
): string {
  const finding = chunk.groups[0]?.findings[0];
  const mark = sha256(JSON.stringify([messageIds.toSorted(), chunkNumber])).slice(0, hashCharacters);
  const tail = [idStart(finding?.id ?? ""), mark, ...(suffix === undefined ? [] : [suffix])].join("-");
  return `${slug(finding?.type ?? "", nameCharactersMax - tail.length - 1)}-${tail}`;
}

// The end of an ARN tells findings apart, its beginning does not.
function idStart(id: string): string {
  const last = id.split(/[/:]/).at(-1) ?? "";
  return last.replace(/[^0-9A-Za-z]/g, "").slice(0, idCharacters) || sha256(id).slice(0, idCharacters);
}

// "TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller" and "Recon:IAMUser/MaliciousIPCaller" both begin at "Recon".
function slug(type: string, charactersMax: number): string {
  const parts = type.split("/");
  const named = parts.findIndex((part) => part.includes(":"));
  const words = parts
    .slice(named)
    .join("-")
    .match(/[0-9A-Za-z]+/g) ?? ["finding"];
  return words.join("-").slice(0, charactersMax).replace(/-$/, "");
}

function sha256(text: string): string {
  return hash("sha256", text);
}
