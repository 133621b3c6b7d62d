import { describe, expect, it } from "vitest";
import { aTemplate, type Properties, readable, resourcesOf } from "./a-stack.ts";
import { statementsOf } from "./statements.ts";

const teamsIds = {
  teamsTeamId: "74361522-da01-538d-aa2e-ac7918c6bb92",
  teamsTenantId: "0c1e2d3f-da01-438d-aa2e-ac7918c6bb92",
};
const teams = { ...teamsIds, teamsChannelId: "19%3Aab12%40thread.tacv2" };
const slack = { slackWorkspaceId: "T0123ABCD", slackChannelId: "C0123ABCD" };
const mail = { notifyEmail: "soc@example.com" };
const everything = { ...mail, ...slack, ...teams };

const template = aTemplate(everything);
const typesOf = (settings: Properties) => {
  const { Resources } = aTemplate(settings).toJSON() as {
    readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
  };
  return Object.entries(Resources).flatMap(([id, { Type }]) => (id.startsWith("Notifications") ? [Type] : []));
};

describe("without an address or a channel", () => {
  it("nothing is made, whatever else is set", () => {
    expect(typesOf({ notifySeverityFloor: "LOW", digest: "daily", fastAlert: true })).toEqual([]);
  });

  it("the template is what it would be without notifications", () => {
    expect(aTemplate({ digest: "off", fastAlert: false }).toJSON()).toEqual(aTemplate().toJSON());
  });
});

describe("what is made", () => {
  it("for mail alone has no chat in it", () => {
    const types = typesOf(mail);
    expect(types).toContain("AWS::SNS::Subscription");
    expect(types.filter((type) => type === "AWS::SNS::Topic")).toHaveLength(1);
    expect(types.filter((type) => type.startsWith("AWS::Chatbot"))).toEqual([]);
  });

  it.each([
    ["slack", slack, ["AWS::Chatbot::SlackChannelConfiguration"]],
    ["teams", teams, ["AWS::Chatbot::MicrosoftTeamsChannelConfiguration"]],
  ])("for %s alone has no mail in it", (_name, settings, wanted) => {
    const types = typesOf(settings);
    expect(types.filter((type) => type.startsWith("AWS::Chatbot"))).toEqual(wanted);
    expect(types).not.toContain("AWS::SNS::Subscription");
  });

  it("has no digest and no first alert when they are switched off", () => {
    const rules = typesOf({ ...everything, digest: "off", fastAlert: false }).filter(
      (type) => type === "AWS::Events::Rule",
    );
    expect(rules).toHaveLength(1);
  });
});

describe("the queues of those who tell", () => {
  it("are what `gumshoe dlq --of notify` looks for, and the function may give up into its own dead letters alone", () => {
    const outputs = Object.keys(template.toJSON()["Outputs"]).filter((name) => name.startsWith("Notify"));
    expect(outputs.toSorted()).toEqual(["NotifyDeadLetterQueueUrl", "NotifyQueueUrl"]);
    const notify = resourcesOf(template, "AWS::Lambda::Function")["NotificationsNotifynotifyFunction"] ?? {};
    const { Variables } = notify["Environment"] as { readonly Variables: Properties };
    expect(readable(Variables["DEAD_LETTER_QUEUE_URL"])).toBe("${NotificationsNotifyDeadLetters}");
    const sends = statementsOf(template).filter(({ actions }) => actions.includes("sqs:SendMessage"));
    expect(sends).toContainEqual(
      expect.objectContaining({
        actions: ["sqs:SendMessage"],
        resources: ["${NotificationsNotifyDeadLetters.Arn}"],
      }),
    );
  });
});

describe("every topic for people", () => {
  it("is encrypted with the customer's key and takes nothing without TLS", () => {
    for (const [id, topic] of Object.entries(resourcesOf(template, "AWS::SNS::Topic")))
      expect(readable(topic["KmsMasterKeyId"]), id).toBe("${EncryptionKey.Arn}");
    for (const policy of Object.values(resourcesOf(template, "AWS::SNS::TopicPolicy")))
      expect(JSON.stringify(policy)).toContain('"Bool":{"aws:SecureTransport":"false"}');
  });

  it("takes messages of one rule, and of the function by its role", () => {
    const policy = readable(resourcesOf(template, "AWS::SNS::TopicPolicy")["NotificationsChatPolicy"]);
    const { Statement } = (policy as { readonly PolicyDocument: { readonly Statement: readonly Properties[] } })
      .PolicyDocument;
    expect(Statement.filter(({ Effect }) => Effect === "Allow")).toMatchObject([
      {
        Action: "sns:Publish",
        Principal: { Service: "events.amazonaws.com" },
        Condition: {
          ArnEquals: { "aws:SourceArn": "${NotificationsFastAlertRule.Arn}" },
          StringEquals: { "aws:SourceAccount": "${AWS::AccountId}" },
        },
      },
    ]);
  });
});

describe("a chat channel", () => {
  const channels = ["SlackChannelConfiguration", "MicrosoftTeamsChannelConfiguration"].flatMap((type) =>
    Object.values(resourcesOf(template, `AWS::Chatbot::${type}`)),
  );

  it("can do nothing: its role permits nothing, its guardrail denies everything", () => {
    expect(channels).toHaveLength(2);
    for (const channel of channels) {
      expect(readable(channel["GuardrailPolicies"])).toEqual(["arn:${AWS::Partition}:iam::aws:policy/AWSDenyAll"]);
      expect(readable(channel["IamRoleArn"])).toBe("${NotificationsChannelsRole.Arn}");
      expect(readable(channel["SnsTopicArns"])).toEqual(["${NotificationsChat}"]);
    }
    const role = readable(resourcesOf(template, "AWS::IAM::Role")["NotificationsChannelsRole"]) as Properties;
    expect(Object.keys(role)).toEqual(["AssumeRolePolicyDocument"]);
    const policies = Object.values(resourcesOf(template, "AWS::IAM::Policy")).map(({ Roles }) =>
      JSON.stringify(readable(Roles)),
    );
    expect(policies.filter((roles) => roles.includes("NotificationsChannelsRole"))).toEqual([]);
  });
});

describe("the first alert", () => {
  const ruleWith = (settings: Properties) =>
    readable(resourcesOf(aTemplate({ ...slack, ...settings }), "AWS::Events::Rule")["NotificationsFastAlertRule"]) as {
      readonly State: string;
      readonly EventPattern: { readonly detail: { readonly findings: Properties } };
      readonly Targets: readonly [
        { readonly InputTransformer: { readonly InputTemplate: string; readonly InputPathsMap: Properties } },
      ];
    };

  it.each([
    ["CRITICAL", ["CRITICAL"]],
    ["HIGH", ["HIGH", "CRITICAL"]],
    ["LOW", ["LOW", "MEDIUM", "HIGH", "CRITICAL"]],
  ])("is of findings at %s and above", (notifySeverityFloor, labels) => {
    expect(ruleWith({ notifySeverityFloor }).EventPattern.detail.findings["Severity"]).toEqual({ Label: labels });
  });

  it("is of armed findings that carry no evidence yet, seen once, and no samples", () => {
    expect(ruleWith({}).EventPattern.detail.findings).toMatchObject({
      UserDefinedFields: { investigate: ["true"], gumshoeExecution: [{ exists: false }] },
      ProductFields: {
        "aws/guardduty/service/count": [{ exists: false }, "1"],
        "aws/guardduty/service/additionalInfo/sample": [{ exists: false }, { "anything-but": ["true"] }],
      },
    });
  });

  it("has the filters of the news that follows", () => {
    const { findings } = ruleWith({
      notifyProducts: ["GuardDuty"],
      notifyAccounts: ["111122223333"],
      notifyWorkflowStates: ["NEW", "RESOLVED"],
    }).EventPattern.detail;
    expect(findings).toMatchObject({
      ProductName: ["GuardDuty"],
      AwsAccountId: ["111122223333"],
      Workflow: { Status: ["NEW"] },
    });
    expect(ruleWith({ notifyWorkflowStates: ["RESOLVED"] }).State).toBe("DISABLED");
  });

  it("holds nothing that an attacker may have written, its thread apart, which is put in as JSON", () => {
    const [
      {
        InputTransformer: { InputTemplate, InputPathsMap },
      },
    ] = ruleWith({}).Targets;
    expect(Object.values(InputPathsMap).toSorted()).toEqual([
      "$.detail.findings[0].AwsAccountId",
      "$.detail.findings[0].Id",
      "$.detail.findings[0].Region",
      "$.detail.findings[0].Severity.Label",
      "$.id",
    ]);
    expect(InputTemplate).toContain('"threadId":<detail-findings-0--Id>,');
  });
});
