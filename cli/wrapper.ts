import { objectOf, textAt, valueAt } from "#domain/json.ts";

/** A value freed of its wrappers, or one that was wrapped so often that nobody can mean it. */
export type Unwrapped = { readonly kind: "value"; readonly value: unknown } | { readonly kind: "wrapped-too-often" };

const wrappersMax = 8;

/**
 * The values that other tools' wrappers hold: `{"event": …}`, `{"Findings": […]}`, lists, and these inside one another. An
 * EventBridge event is never taken for a wrapper.
 */
export function unwrapped(value: unknown, wrappers = 0): readonly Unwrapped[] {
  const inner = innerOf(value);
  if (inner === undefined) return [{ kind: "value", value }];
  if (wrappers === wrappersMax) return [{ kind: "wrapped-too-often" }];
  return inner.flatMap((each) => unwrapped(each, wrappers + 1));
}

function innerOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (textAt(value, "detail-type") !== undefined) return undefined;
  const event = valueAt(value, "event");
  if (objectOf(event) ?? Array.isArray(event)) return [event];
  const findings = valueAt(value, "Findings");
  return Array.isArray(findings) ? findings : undefined;
}
