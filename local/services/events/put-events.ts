import { ServiceError } from "../../service.ts";
import { Input } from "../request/input.ts";
import { eventsError, invalid } from "./events-error.ts";

/** One accepted entry of PutEvents; what AWS adds (id, account, Region, version) is still to come. */
export interface PutEntry {
  readonly busName: string | undefined;
  readonly source: string;
  readonly detailType: string;
  readonly detail: object;
  readonly resources: readonly string[];
  readonly atMs: number | undefined;
}

// @see docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
const entriesMax = 10;
const requestBytesMax = 1_048_576;

/** Reads PutEvents; an entry that is refused is its error, in its place. @throws {ServiceError} ValidationException */
export function readPutEvents(given: unknown): readonly (PutEntry | ServiceError)[] {
  const input = new Input(given, invalid);
  if (input.raw("EndpointId") !== undefined)
    throw invalid("Cannot use EndpointId: the local AWS has no global endpoints");
  const entries = input.objects("Entries", { min: 1, max: entriesMax });
  const bytes = entries.map(entryBytes).reduce((sum, each) => sum + each, 0);
  if (bytes > requestBytesMax) throw invalid("Total size of the entries in the request is over the limit.");
  return entries.map(readEntry);
}

function entryBytes(entry: Input): number {
  const texts = [
    entry.raw("Source"),
    entry.raw("DetailType"),
    entry.raw("Detail"),
    ...(entry.optionalList("Resources") ?? []),
  ];
  const timeBytes = entry.raw("Time") === undefined ? 0 : 14;
  return texts.reduce<number>((sum, text) => sum + (typeof text === "string" ? Buffer.byteLength(text) : 0), timeBytes);
}

function readEntry(entry: Input): PutEntry | ServiceError {
  try {
    const source = required(entry, "Source");
    const detailType = required(entry, "DetailType");
    const detail = detailOf(required(entry, "Detail"));
    if (source.startsWith("aws."))
      throw eventsError("NotAuthorizedForSourceException", "Not authorized for the source.");
    const resources = entry.optionalTexts("Resources") ?? [];
    return {
      source,
      detailType,
      detail,
      resources,
      busName: entry.optionalText("EventBusName"),
      atMs: entry.optionalInstant("Time"),
    };
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

function required(entry: Input, name: string): string {
  const text = entry.optionalText(name);
  if (text) return text;
  throw eventsError("InvalidArgument", `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
}

function detailOf(text: string): object {
  const detail = parsed(text);
  if (typeof detail === "object" && detail !== null && !Array.isArray(detail)) return detail;
  throw eventsError("MalformedDetail", "Detail is malformed.");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
