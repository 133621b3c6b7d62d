import { describe, expect, it } from "vitest";
import { busEventTypes } from "#domain/bus-event-type.ts";
import { aTemplate, type Properties, readable, resourcesOf } from "./a-stack.ts";
import { statementsOf } from "./statements.ts";

const url = "https://hooks.example.com/gumshoe";
const template = aTemplate({ webhookUrl: url });
const functionOf = (of = template) => resourcesOf(of, "AWS::Lambda::Function")["WebhookdeliverwebhookFunction"] ?? {};

describe("the webhook", () => {
  it("is nothing at all unless a URL is set", () => {
    const ids = Object.keys(aTemplate({ webhookEvents: ["Finding Parked"] }).toJSON()["Resources"]);
    expect(ids.filter((id) => id.startsWith("Webhook"))).toEqual([]);
    expect(Object.keys(aTemplate().toJSON()["Outputs"]).filter((name) => name.startsWith("Webhook"))).toEqual([]);
  });

  it.each([
    ["every event", {}, [...busEventTypes]],
    ["those that are wanted", { webhookEvents: ["Finding Parked"] }, ["Finding Parked"]],
  ])("gets %s of our own bus", (_, more, wanted) => {
    const rule = resourcesOf(aTemplate({ webhookUrl: url, ...more }), "AWS::Events::Rule")["WebhookEvents"];
    expect(rule).toMatchObject({ EventPattern: { source: ["gumshoe"], "detail-type": wanted } });
    expect(readable(rule?.["EventBusName"])).toBe("${Bus}");
  });

  it("has a key that Secrets Manager makes and the customer's key encrypts", () => {
    const keys = resourcesOf(template, "AWS::SecretsManager::Secret")["WebhookKeys"];
    expect(keys?.["GenerateSecretString"]).toEqual({
      SecretStringTemplate: "{}",
      GenerateStringKey: "current",
      PasswordLength: 64,
      ExcludePunctuation: true,
      IncludeSpace: false,
    });
    expect(readable(keys?.["KmsKeyId"])).toBe("${EncryptionKey.Arn}");
    expect(keys).not.toHaveProperty("SecretString");
  });

  it("does without the customer's key where that is not wanted", () => {
    const own = aTemplate({ webhookUrl: url, encryption: "aws-owned" });
    expect(resourcesOf(own, "AWS::SecretsManager::Secret")["WebhookKeys"]).not.toHaveProperty("KmsKeyId");
  });

  it("knows the URL and where the keys are, never a key, and no switch that would let it elsewhere", () => {
    const { Variables } = functionOf()["Environment"] as { readonly Variables: Properties };
    expect(Object.keys(Variables).toSorted()).toEqual([
      "DEAD_LETTER_QUEUE_URL",
      "NODE_OPTIONS",
      "OUTLET_QUEUE_URL",
      "POWERTOOLS_SERVICE_NAME",
      "WEBHOOK_SECRET_ARN",
      "WEBHOOK_URL",
    ]);
    expect(Variables["WEBHOOK_URL"]).toBe(url);
    expect(readable(Variables["WEBHOOK_SECRET_ARN"])).toBe("${WebhookKeys}");
    expect(Variables["NODE_OPTIONS"]).toBe("--enable-source-maps");
  });

  it("may read its keys and nobody else may", () => {
    const readers = statementsOf(template).filter(({ actions }) =>
      actions.some((action) => /secretsmanager/.test(action)),
    );
    expect(readers).toMatchObject([{ actions: ["secretsmanager:GetSecretValue"], resources: ["${WebhookKeys}"] }]);
  });

  it("has dead letters that outlive it, and tells the command line where everything is", () => {
    const queues = Object.entries(template.findResources("AWS::SQS::Queue")).filter(([id]) => /^Webhook/.test(id));
    expect(queues.map(([id, { DeletionPolicy }]) => [id.replace(/[0-9A-F]{8}$/, ""), DeletionPolicy])).toEqual([
      ["WebhookDeadLetters", "RetainExceptOnCreate"],
      ["WebhookQueue", "Delete"],
    ]);
    const outputs = Object.keys(template.toJSON()["Outputs"]).filter((name) => name.startsWith("Webhook"));
    expect(outputs.toSorted()).toEqual(
      ["DeadLetterQueueUrl", "FunctionName", "QueueUrl", "SecretArn", "Url"].map((name) => `Webhook${name}`),
    );
  });

  it("cannot be sent where no webhook may go", () => {
    const refused = ["http://hooks.example.com", "https://127.0.0.1/", "https://a:b@hooks.example.com/"];
    for (const webhookUrl of refused) expect(() => aTemplate({ webhookUrl })).toThrow(/webhookUrl: .*wanted/);
  });
});
