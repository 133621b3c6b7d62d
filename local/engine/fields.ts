import type { StateType } from "./machine.ts";
import type { Problems } from "./problems.ts";

export type QueryLanguage = "JSONata" | "JSONPath";

/** A state, a retrier or any other object of a definition before it is compiled. */
export type Raw = Readonly<Record<string, unknown>>;

const fields: Readonly<Record<StateType, Readonly<Record<"both" | QueryLanguage, string>>>> = {
  Pass: {
    both: "Next End Assign",
    JSONata: "Output",
    JSONPath: "Result Parameters InputPath ResultPath OutputPath",
  },
  Task: {
    both: "Next End Assign Resource TimeoutSeconds HeartbeatSeconds Retry Catch",
    JSONata: "Arguments Output",
    JSONPath: "Parameters ResultSelector InputPath ResultPath OutputPath TimeoutSecondsPath HeartbeatSecondsPath",
  },
  Choice: { both: "Choices Default Assign", JSONata: "Output", JSONPath: "InputPath OutputPath" },
  Wait: {
    both: "Next End Assign Seconds Timestamp",
    JSONata: "Output",
    JSONPath: "SecondsPath TimestampPath InputPath OutputPath",
  },
  Succeed: { both: "", JSONata: "Output", JSONPath: "InputPath OutputPath" },
  Fail: { both: "Error Cause", JSONata: "", JSONPath: "ErrorPath CausePath" },
  Map: {
    both: "Next End Assign Retry Catch ItemProcessor Iterator ItemSelector MaxConcurrency ToleratedFailureCount ToleratedFailurePercentage",
    JSONata: "Items Output",
    JSONPath:
      "ItemsPath Parameters ResultSelector InputPath ResultPath OutputPath MaxConcurrencyPath ToleratedFailureCountPath ToleratedFailurePercentagePath",
  },
  Parallel: {
    both: "Next End Assign Retry Catch Branches",
    JSONata: "Arguments Output",
    JSONPath: "Parameters ResultSelector InputPath ResultPath OutputPath",
  },
};

/** Fields that AWS knows and this engine does not. */
const knownElsewhere: Readonly<Partial<Record<StateType, string>>> = {
  Task: "Credentials",
  Map: "ItemReader ItemBatcher ResultWriter Label",
};

/** Checks that a state has only fields of its type and query language. */
export function checkFields(raw: Raw, type: StateType, language: QueryLanguage, problems: Problems): void {
  const { both, [language]: own } = fields[type];
  const allowed = new Set(`Type Comment QueryLanguage ${both} ${own}`.split(" "));
  const elsewhere = new Set((knownElsewhere[type] ?? "").split(" "));
  for (const field of Object.keys(raw)) {
    if (allowed.has(field)) continue;
    if (elsewhere.has(field)) problems.unsupported(`field "${field}" of a ${type} state`);
    else problems.invalid(`field "${field}" does not belong into a ${type} state with ${language}`);
  }
}
