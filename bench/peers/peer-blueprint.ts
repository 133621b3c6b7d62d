import type { Blueprint, SetUpCall } from "#simulation/blueprint.ts";

export interface PeerFunction {
  readonly name: string;
  readonly memoryMib: number;
  readonly timeoutSeconds: number;
}

export interface PeerOptions {
  readonly functions: readonly PeerFunction[];
  /** The state machine; `${<function>Arn}` in it is a function's ARN. */
  readonly definition?: object;
  /** What sets `investigate` to `true`. */
  readonly armed: ArmingCriteria;
  /** What an armed finding sets off. */
  readonly target: { readonly function: string } | "state machine";
}

export interface ArmingCriteria {
  readonly products?: readonly string[];
  readonly severities: readonly string[];
}

const [accountId, region, partition] = ["111122223333", "eu-west-1", "aws"] as const;
const resourceTypes = ["AwsIamAccessKey", "AwsIamUser", "AwsIamRole"];
/** No peer has a table; a world wants one. */
const unusedTable = {
  TableName: "unused",
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
  BillingMode: "PAY_PER_REQUEST",
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
};

/** A peer's stack: an automation rule that arms findings, an event rule for armed ones, functions, perhaps a state machine. */
export function peerBlueprint({ functions, definition, armed, target }: PeerOptions): Blueprint {
  const targetArn = target === "state machine" ? stateMachineArn : functionArn(target.function);
  return {
    accountId,
    region,
    partition,
    calls: [armingRule(armed), ...eventRule(targetArn)],
    alarms: [],
    stateMachines: definition === undefined ? [] : [{ name: "peer", definition: filled(definition, functions) }],
    tables: [unusedTable],
    functions: functions.map(({ name, memoryMib, timeoutSeconds }) => ({
      name: functionName(name),
      arn: functionArn(name),
      codeFolder: "",
      handler: "index.handler",
      runtime: "nodejs20.x",
      timeoutSeconds,
      memoryMb: memoryMib,
      environment: { STATE_MACHINE_ARN: stateMachineArn },
    })),
    mappings: [],
    policies: [],
    outputs: {},
  };
}

const stateMachineArn = `arn:${partition}:states:${region}:${accountId}:stateMachine:peer`;

/** Named so that the simulation knows the function by its short name. */
const functionName = (name: string) => `Functions${name.replaceAll("-", "")}Function`;

const functionArn = (name: string) => `arn:${partition}:lambda:${region}:${accountId}:function:${functionName(name)}`;

function filled(definition: object, functions: readonly PeerFunction[]): string {
  const text = JSON.stringify(definition);
  return functions.reduce((sofar, { name }) => sofar.replaceAll(`\${${name}Arn}`, functionArn(name)), text);
}

function armingRule({ products = [], severities }: ArmingCriteria): SetUpCall {
  const equalsAny = (values: readonly string[]) => values.map((Value) => ({ Comparison: "EQUALS", Value }));
  const input = {
    RuleName: "Arm",
    RuleOrder: 1,
    RuleStatus: "ENABLED",
    IsTerminal: false,
    Description: "Sets investigate to true",
    Criteria: {
      ...(products.length > 0 && { ProductName: equalsAny(products) }),
      SeverityLabel: equalsAny(severities),
      ResourceType: equalsAny(resourceTypes),
    },
    Actions: [{ Type: "FINDING_FIELDS_UPDATE", FindingFieldsUpdate: { UserDefinedFields: { investigate: "true" } } }],
  };
  return { service: "SecurityHub", operation: "CreateAutomationRule", input };
}

function eventRule(Arn: string): readonly SetUpCall[] {
  const EventPattern = JSON.stringify({
    source: ["aws.securityhub"],
    detail: { findings: { UserDefinedFields: { investigate: ["true"] } } },
  });
  return [
    { service: "EventBridge", operation: "PutRule", input: { Name: "armed", State: "ENABLED", EventPattern } },
    { service: "EventBridge", operation: "PutTargets", input: { Rule: "armed", Targets: [{ Id: "Target0", Arn }] } },
  ];
}
