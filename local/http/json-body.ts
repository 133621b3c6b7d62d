import { ServiceError } from "../service.ts";

/** Reads a JSON body; an empty one is `{}`. @throws {ServiceError} `SerializationException` when it is no JSON object */
export function readJsonBody(body: Uint8Array): Record<string, unknown> {
  if (body.byteLength === 0) return {};
  const value = parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8"));
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw malformed("the body is no JSON object");
  return value as Record<string, unknown>;
}

/** Writes an output as JSON, its instants as the protocol wants them. */
export function writeJsonBody(output: unknown, timestamps: "iso" | "epoch-seconds"): string {
  if (output === undefined || output === null) return "{}";
  return timestamps === "iso" ? JSON.stringify(output) : JSON.stringify(output, epochSeconds);
}

// JSON.stringify calls Date#toJSON before its replacer: only the holder still has the Date.
function epochSeconds(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = typeof value === "string" ? this[key] : undefined;
  return original instanceof Date ? original.getTime() / 1000 : value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("the body is not valid JSON");
  }
}

const malformed = (why: string): ServiceError =>
  new ServiceError("SerializationException", 400, `Cannot read the request: ${why}`);
