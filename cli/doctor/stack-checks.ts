import type { Check, Place, Trouble } from "./check.ts";
import { fine, only, seen, troublesIn } from "./sight.ts";
import { resourcesOf, stackOf } from "./stack-parts.ts";
import { isOlder } from "./version.ts";

/** Whether the stack is there and whole. */
export const stack: Check<"absent" | "astray" | "broken"> = {
  name: "stack",
  needs: ["credentials"],
  async run(place) {
    const { failure } = troublesIn(place);
    const found = await place.setUp.stack();
    if (!found) {
      const says = `${place.region} has no stack "${place.stackName}"`;
      const home = await homeRegion(place);
      if (home === place.region) return only(failure("absent", says, place.stackName));
      return only(failure("astray", `${says}; Security Hub's home Region is ${home}`, home));
    }
    const isWhole = /^(CREATE|UPDATE|IMPORT)_COMPLETE$|_CLEANUP_IN_PROGRESS$/.test(found.status);
    if (!isWhole) return only(failure("broken", `"${place.stackName}" is ${found.status}`, place.stackName));
    return fine(`"${place.stackName}" with ${found.resources.length} resources`);
  },
  fix: {
    absent: {
      means: "Gumshoe is not deployed here, or under another name: --stack says which",
      command: (shell) => shell.deploy(),
    },
    astray: {
      means: "Gumshoe belongs in the home Region, where findings of all Regions arrive",
      command: (shell, { subject }) => shell.gumshoe("doctor", subject),
    },
    broken: {
      means: "Its last deployment did not end well",
      command: (shell, { subject }) => shell.aws(`cloudformation describe-stack-events --stack-name ${subject}`),
    },
  },
};

/** Where Security Hub aggregates; the Region that was asked for when that cannot be told. */
async function homeRegion({ setUp, region }: Place): Promise<string> {
  const aggregation = await setUp.aggregation().catch(() => undefined);
  return aggregation?.homeRegion ?? region;
}

/** The stack's version against the command line's. */
export const version: Check<"older" | "newer"> = {
  name: "version",
  needs: ["stack"],
  async run(place) {
    const { failure } = troublesIn(place);
    const deployed = (await stackOf(place)).outputs["Version"] ?? "0.0.0";
    if (deployed === place.version) return fine(deployed);
    const says = `the stack is version ${deployed}, this command line ${place.version}`;
    return only(failure(isOlder(deployed, place.version) ? "older" : "newer", says));
  },
  fix: {
    older: { means: "Commands may look for what the stack does not have yet", command: (shell) => shell.deploy() },
    newer: {
      means: "This command line may not understand what the newer stack writes",
      command: () => "git pull && npm ci",
    },
  },
};

/** Every function that the stack made. */
export const functions: Check<"missing" | "inactive"> = {
  name: "functions",
  needs: ["stack"],
  async run(place) {
    const { failure } = troublesIn(place);
    const names = resourcesOf(await stackOf(place), "AWS::Lambda::Function").map(({ physicalId }) => physicalId);
    const states = await Promise.all(names.map((name) => place.setUp.lambda(name)));
    const troubles = names.flatMap((name, at): readonly Trouble<"missing" | "inactive">[] => {
      const state = states[at]?.state;
      if (state === undefined) return [failure("missing", `the function ${name} is gone`, name)];
      return state === "Active" || state === "Inactive" ? [] : [failure("inactive", `${name} is ${state}`, name)];
    });
    return seen(`${names.length} functions`, troubles);
  },
  fix: {
    missing: {
      means: "Findings stop at this step; they wait in the queue or end in the dead-letter queue",
      command: (shell) => shell.deploy("revert"),
    },
    inactive: {
      means: "Lambda cannot run it now",
      command: (shell, { subject }) => shell.aws(`lambda get-function --function-name ${subject}`),
    },
  },
};

export const stateMachine: Check<"missing" | "inactive"> = {
  name: "state machine",
  needs: ["stack"],
  async run(place) {
    const { failure } = troublesIn(place);
    const arn = (await stackOf(place)).outputs["StateMachineArn"] ?? "";
    const found = await place.setUp.stateMachine(arn);
    if (!found) return only(failure("missing", `${arn.split(":").at(-1)} is gone`, arn));
    if (found.status !== "ACTIVE") return only(failure("inactive", `${arn} is ${found.status}`, arn));
    return fine("ACTIVE");
  },
  fix: {
    missing: {
      means:
        "No finding is investigated: ingest cannot start an execution, and its messages come back until they are dead letters",
      command: (shell) => shell.deploy("revert"),
    },
    inactive: {
      means: "It is being deleted: running executions end, new ones do not start",
      command: (shell) => shell.deploy("revert"),
    },
  },
};

export const table: Check<"missing" | "inactive"> = {
  name: "table",
  needs: ["stack"],
  async run(place) {
    const { failure } = troublesIn(place);
    const name = (await stackOf(place)).outputs["TableName"] ?? "";
    const status = await place.setUp.tableStatus(name);
    if (status === undefined) return only(failure("missing", `the table ${name} is gone`, name));
    return status === "ACTIVE" || status === "UPDATING"
      ? fine(status)
      : only(failure("inactive", `${name} is ${status}`, name));
  },
  fix: {
    missing: {
      means: "Claims and finding records are lost: what was investigated would be investigated again",
      command: (shell) => shell.deploy("revert"),
    },
    inactive: {
      means: "Nothing can be claimed or recorded, so nothing goes on",
      command: (shell, { subject }) => shell.aws(`dynamodb describe-table --table-name ${subject}`),
    },
  },
};
