import { type JsonObject, objectOf } from "../../json.ts";

const prefix = "aws/guardduty/service/";

/**
 * GuardDuty's `service` object, put together again from the product fields that Security Hub flattens it to
 * (`aws/guardduty/service/action/portProbeAction/portProbeDetails.0_/localPortDetails/port`); without the prefix in the oldest
 * findings. Scalars are texts, as the fields are; elements keep their order.
 */
export function serviceOf(finding: unknown): JsonObject {
  const fields = Object.entries(objectOf(objectOf(finding)?.["ProductFields"]) ?? {});
  const prefixed = fields.filter(([name]) => name.startsWith(prefix));
  const service: Branch = new Map();
  for (const [name, value] of prefixed.length > 0 ? prefixed : fields) {
    const steps = name.slice(prefixed.length > 0 ? prefix.length : 0).split("/");
    if (steps.length <= stepsMax) put(service, steps.flatMap(withIndex), value);
  }
  return jsonOf(service) as JsonObject;
}

type Branch = Map<string | number, unknown>;
const stepsMax = 20;

/** `portProbeDetails.0_`, or `portProbeDetails:0` as it was once, is the first element of `portProbeDetails`. */
function withIndex(step: string): readonly (string | number)[] {
  const [, name, index] = /^(.+)[.:](\d{1,9})_?$/.exec(step) ?? [];
  return name === undefined ? [step] : [name, Number(index)];
}

function put(branch: Branch, steps: readonly (string | number)[], value: unknown): void {
  const [step = "", ...rest] = steps;
  if (rest.length === 0) {
    if (!(branch.get(step) instanceof Map)) branch.set(step, value);
    return;
  }
  const next = branch.get(step);
  const below: Branch = next instanceof Map ? next : new Map();
  branch.set(step, below);
  put(below, rest, value);
}

function jsonOf(value: unknown): unknown {
  if (!(value instanceof Map)) return value;
  const entries = [...value].map(([step, below]) => [step, jsonOf(below)] as const);
  const isList = entries.every(([step]) => typeof step === "number");
  if (!isList || entries.length === 0) return Object.fromEntries(entries);
  return entries.toSorted(([one], [other]) => Number(one) - Number(other)).map(([, element]) => element);
}
