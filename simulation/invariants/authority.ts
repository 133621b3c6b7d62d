import { type Access, accessesOf } from "#local/authorization/access.ts";
import type { Blueprint } from "../blueprint.ts";
import type { Happening } from "../happening.ts";

import { Grants } from "./authority/grants.ts";
import type { Counts, Inspected, Inspection, Invariant } from "./invariant.ts";

/**
 * I10: nobody does what they may not. Every call of a function, and of the state machine itself, is allowed by the policies that the
 * stack gives its role, for that resource and those fields. What is used is counted: over many seeds it is all that is granted.
 */
export const authority: Invariant = {
  id: "I10",
  promise: "every call is allowed by the policies of the stack, and every grant is used",
  inspect: (inspected) => new Authority(inspected),
};

const prefix = "grant used: ";

class Authority implements Inspection {
  readonly #inspected: Inspected;
  readonly #grants: Grants;
  readonly #used = new Map<string, number>();

  constructor(inspected: Inspected) {
    this.#inspected = inspected;
    this.#grants = grantsOf(inspected.cloud.blueprint);
  }

  readonly watch = (happening: Happening): void => {
    if (happening.kind === "task") {
      if (happening.resource.includes(":lambda:")) {
        this.#judge("workflow", { action: "lambda:InvokeFunction", resource: happening.resource, keys: {} });
      }
    } else if (happening.kind === "call" && happening.by !== "operator") {
      for (const access of accessesOf(happening, this.#inspected.cloud.blueprint)) this.#judge(happening.by, access);
    }
  };

  readonly counts = (): Counts => {
    return Object.fromEntries([...this.#used].map(([grant, times]) => [`${prefix}${grant}`, times]));
  };

  #judge(by: string, access: Access): void {
    const { action, resource } = access;
    const denial = this.#grants.denial(by, access);
    if (denial !== undefined) this.#inspected.violate(`${by} calls ${action} on ${resource}: ${denial}`);
    const grant = `${by} ${action}`;
    this.#used.set(grant, (this.#used.get(grant) ?? 0) + 1);
  }
}

const known = new WeakMap<Blueprint, Grants>();

function grantsOf(blueprint: Blueprint): Grants {
  const grants = known.get(blueprint) ?? new Grants(blueprint);
  known.set(blueprint, grants);
  return grants;
}

/** What AWS itself does with a role, so that no call of ours is seen. */
const usedByAws = [
  /^\S+ logs:(?:CreateLogStream|PutLogEvents)$/,
  /^ingest sqs:(?:ReceiveMessage|DeleteMessage|GetQueueAttributes)$/,
  /^workflow logs:/,
  /^\S+ (?:kms|xray):/, // behind other services
];

/** The grants that some of the counts of many seeds tell to be used: `<function> <action>`. */
export function usedGrants(counts: Counts): ReadonlySet<string> {
  const names = Object.keys(counts).filter((name) => name.startsWith(prefix));
  return new Set(names.map((name) => name.slice(prefix.length)));
}

/** The grants of the stack that nobody has used. */
export function unusedGrants(blueprint: Blueprint, counts: Counts): readonly string[] {
  const used = usedGrants(counts);
  const granted = grantsOf(blueprint).names();
  return granted.filter((grant) => !used.has(grant) && !usedByAws.some((byAws) => byAws.test(grant)));
}
