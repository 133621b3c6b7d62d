import { describe, expect, it } from "vitest";
import { synthesized } from "#cli/synth.ts";
import { grantedIn, missing, usedIn } from "./granted.ts";
import { accountId, aFinding, call, deadLetters, fieldsOf, localAws, product, roleArn } from "./local-aws.ts";

type Aws = Awaited<ReturnType<typeof localAws>>;
const hourMs = 60 * 60 * 1_000;

/** What AWS itself does with a role, so that no call of ours is seen. */
const usedByAws = [
  /: logs:(CreateLogStream|PutLogEvents)$/, // Lambda writes the function's log
  /^FunctionsingestRole: sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes)$/, // Lambda's poller
  /^WorkflowInvestigateRole: logs:/, // Step Functions delivers logs
  /: xray:/, // Lambda and Step Functions record traces
];

const refusing = (operation: string, name: string, times: number, over: object = {}) => ({
  durationSeconds: 120,
  errors: [{ operation, name, times, ...over }],
});
const behaviour = {
  principals: {
    [roleArn("unlucky")]: refusing("StartInvestigation", "InternalServerException", 1, { lost: true }),
    [roleArn("broken")]: { durationSeconds: 120, status: "FAILED" },
    [roleArn("stuck")]: refusing("BatchUpdateFindings", "InternalException", 100_000),
    [roleArn("cut-off")]: { durationSeconds: 3_000 },
    [roleArn("cut-short")]: { durationSeconds: 3_000 },
  },
};

const accessKey = (PrincipalType: string, PrincipalName: string, AccountId = accountId) => ({
  Type: "AwsIamAccessKey",
  Id: "AWS::IAM::AccessKey:ASIAEXAMPLE",
  Details: { AwsIamAccessKey: { PrincipalType, PrincipalName, AccountId, PrincipalId: "AROAEXAMPLE:session" } },
});

const click = (cloud: Aws, finding: object) =>
  cloud.putEvent({
    version: "0",
    id: "click",
    "detail-type": "Security Hub Findings - Custom Action",
    source: "aws.securityhub",
    account: accountId,
    region: cloud.region,
    time: "2026-11-20T12:00:00Z",
    resources: [cloud.outputs["CustomActionArn"]],
    detail: { actionName: "Investigate", actionDescription: "", findings: [finding] },
  });

/** Starts an investigation that takes long, aborts its execution, and takes away the event that tells of it. */
async function abort(cloud: Aws, id: string, role: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  cloud.services.SecurityHub.importFinding(aFinding(id, [role]));
  await cloud.clock.sleep(hourMs / 6);
  const running = cloud.services.SFN.executions().find(({ status }) => status === "RUNNING");
  await call(cloud, "SFN", "StopExecution", { executionArn: running?.executionArn });
  await cloud.settled();
  const [event] = deadLetters(cloud);
  await call(cloud, "SQS", "PurgeQueue", { QueueUrl: cloud.outputs["DeadLetterQueueUrl"] });
  return event;
}

describe("least privilege", () => {
  it("is exact: over everything that can happen, what is granted is what is used", async () => {
    const cloud = await localAws(behaviour);
    const { SecurityHub } = cloud.services;

    // Forgotten by an aborted execution: one is found by the sweep, one by its event, which came without the input.
    await abort(cloud, "cut-one", "cut-off");
    const event = await abort(cloud, "cut-two", "cut-short");
    const detail = { ...(event?.["detail"] as object), input: null, inputDetails: { included: false } };
    const MessageBody = JSON.stringify({ ...event, detail });
    await call(cloud, "SQS", "SendMessage", { QueueUrl: cloud.outputs["IntakeQueueUrl"], MessageBody });

    for (let n = 0; n < 20; n++) SecurityHub.importFinding(aFinding(`burst-${n}`, [n % 2 ? "reader" : "writer"]));
    for (const role of ["unlucky", "broken", "stuck"]) SecurityHub.importFinding(aFinding(role, [role]));
    const keys = [accessKey("AssumedRole", "pathless-role"), accessKey("IAMUser", "pathless-user")];
    SecurityHub.importFinding(aFinding("keys", [], { Resources: keys }));
    click(cloud, { ProductArn: product, AwsAccountId: accountId }); // a finding without an id
    await cloud.clock.sleep(8 * hourMs);
    await cloud.settled();

    // The story did happen.
    for (const id of ["cut-one", "cut-two", "burst-0", "unlucky", "keys"])
      expect(fieldsOf(cloud, id)["investigate"], id).toBe("complete");
    const codes = deadLetters(cloud).map(({ reason }) => (reason as { readonly code: string }).code);
    expect(codes.sort()).toEqual(["invalid-finding", "investigation-failed", "service-unavailable"]);

    const [granted, used] = [grantedIn("cdk.out"), usedIn(cloud)];
    expect(missing(granted, used)).toEqual([]);
    expect(missing(used, granted).filter((grant) => !usedByAws.some((reason) => reason.test(grant)))).toEqual([]);
  });

  it("grants what a setting needs with the setting, and no sooner", async () => {
    const assembly = await synthesized({ attachedRoles: true, memberRoleName: "GumshoeRead" }, () => {});
    const cloud = await localAws({}, assembly);
    const instance = {
      Type: "AwsEc2Instance",
      Id: `arn:aws:ec2:${cloud.region}:444455556666:instance/i-1`,
      Details: { AwsEc2Instance: { IamInstanceProfileArn: "arn:aws:iam::444455556666:instance-profile/web" } },
    };
    const Resources = [instance, accessKey("AssumedRole", "pathless-role", "444455556666")];
    cloud.services.SecurityHub.importFinding(aFinding("elsewhere", [], { Resources }));
    await cloud.settled();

    const [granted, used] = [grantedIn(assembly), usedIn(cloud)];
    expect(missing(granted, used)).toEqual([]);
    const added = missing(grantedIn("cdk.out"), granted);
    expect(added).toEqual([
      "FunctionsingestRole: iam:GetInstanceProfile",
      "FunctionsingestRole: sts:AssumeRole",
      "FunctionsstartorjoinRole: sts:AssumeRole",
    ]);
    expect(added.filter((grant) => missing(used, granted).includes(grant))).toEqual([]);
  });
});
