import { beforeAll, describe, expect, it } from "vitest";
import { synthesized } from "#cli/synth.ts";
import { minuteMs } from "#domain/instant.ts";
import type { Cloud } from "#local/cloud.ts";
import { aGuardDutyEvent, anImportedEvent, anImportedV2Event } from "#test/builders/event.ts";
import { aGuardDutyFinding, anAccessKeyResource, anAsffFinding, anOcsfFinding } from "#test/builders/finding.ts";
import { deadLetters, localAws, stored } from "./local-aws.ts";

const firstSeen = "2026-11-20T11:40:00.000Z";
const lastSeen = "2026-11-20T11:50:00.000Z";
const updatedAt = "2026-11-20T11:55:00.000Z";

/** One finding of GuardDuty about one role, in each format that it comes in. */
function formatsOf(name: string, home: { readonly region: string; readonly account: string }) {
  const { region, account } = home;
  const id = `arn:aws:guardduty:${region}:${account}:detector/0a1b2c3d4e5f/finding/${name}`;
  const productArn = `arn:aws:securityhub:${region}::product/aws/guardduty`;
  const key = { accessKeyId: `ASIA${name.toUpperCase()}`, principalId: `AROA${name.toUpperCase()}:session` };
  const asff = anAsffFinding({
    ...{ Id: id, ProductArn: productArn, Region: region, AwsAccountId: account },
    ...{ FirstObservedAt: firstSeen, LastObservedAt: lastSeen, CreatedAt: updatedAt, UpdatedAt: updatedAt },
    Resources: [{ ...anAccessKeyResource({ PrincipalId: key.principalId, PrincipalName: name }), Region: region }],
    UserDefinedFields: { investigate: "true" },
  });
  const own = aGuardDutyFinding({
    ...{ arn: id, id: name, region, accountId: account, createdAt: updatedAt, updatedAt },
    resource: { resourceType: "AccessKey", accessKeyDetails: { ...key, userType: "AssumedRole", userName: name } },
    service: {
      serviceName: "guardduty",
      detectorId: "0a1b2c3d4e5f",
      eventFirstSeen: firstSeen,
      eventLastSeen: lastSeen,
    },
  });
  const data = { access_key_id: key.accessKeyId, principal_id: key.principalId, user_name: name };
  const ocsf = anOcsfFinding({
    cloud: { provider: "AWS", region, account: { uid: account } },
    finding_info: {
      ...{ uid: id, uid_alt: name, title: "API calls", types: ["Recon:IAMUser/MaliciousIPCaller"] },
      ...{ created_time_dt: updatedAt, modified_time_dt: updatedAt },
      ...{ first_seen_time_dt: firstSeen, last_seen_time_dt: lastSeen },
    },
    resources: [
      { type: "AWS::IAM::AccessKey", uid: key.accessKeyId, region, data: { ...data, user_type: "AssumedRole" } },
    ],
  });
  return { asff, own: { ...own, severity: 8 }, ocsf };
}

const here = { region: "eu-west-1", account: "111122223333" };
const linked = { region: "us-east-1", account: "111122223333" };
const member = { region: "eu-west-1", account: "444455556666" };
const far = { region: "us-east-1", account: "444455556666" };
const onBus = (event: object, over: object) => ({ ...event, ...over });

interface Twin {
  readonly name: string;
  readonly home: typeof here;
  /** The same finding twice, as two roads bring it. */
  readonly events: (formats: ReturnType<typeof formatsOf>) => readonly [object, object];
}

const twins: readonly Twin[] = [
  {
    name: "administrator",
    home: member,
    events: ({ asff }) => [anImportedEvent(asff), onBus(anImportedEvent(asff), { account: member.account })],
  },
  {
    name: "aggregation",
    home: linked,
    events: ({ asff }) => [onBus(anImportedEvent(asff), { region: linked.region }), anImportedEvent(asff)],
  },
  {
    name: "both",
    home: far,
    events: ({ asff }) => [onBus(anImportedEvent(asff), far), anImportedEvent(asff)],
  },
  { name: "guardduty", home: here, events: ({ asff, own }) => [aGuardDutyEvent(own), anImportedEvent(asff)] },
  { name: "guarddutylast", home: member, events: ({ asff, own }) => [anImportedEvent(asff), aGuardDutyEvent(own)] },
  { name: "ocsf", home: far, events: ({ asff, ocsf }) => [anImportedV2Event(ocsf), anImportedEvent(asff)] },
  { name: "neitherasff", home: linked, events: ({ own, ocsf }) => [aGuardDutyEvent(own), anImportedV2Event(ocsf)] },
];

const findings = twins.map((twin) => {
  const formats = formatsOf(twin.name, twin.home);
  const [first, second] = twin.events(formats);
  return { name: twin.name, asff: formats.asff, first, second };
});

/** What stands on each finding, and what it took. */
function told(cloud: Cloud) {
  const states = findings.map(({ name, asff }) => {
    const held = stored(cloud, String(asff["Id"]), String(asff["ProductArn"]));
    const fields = held["UserDefinedFields"] as Readonly<Record<string, string>>;
    return [name, fields["investigate"], JSON.stringify(held)];
  });
  return {
    outcomes: Object.fromEntries(states.map(([name, outcome]) => [name, outcome])),
    bytes: states.map(([, , bytes]) => bytes),
    starts: cloud.calls()["Detective.StartInvestigation"],
  };
}

const allComplete = Object.fromEntries(twins.map(({ name }) => [name, "complete"]));

describe("a finding that comes by two roads", () => {
  let assembly = "";
  beforeAll(async () => {
    assembly = await synthesized({ directGuardDuty: true, findingsV2: true }, () => {});
  }, 300_000);

  const world = async () => {
    const cloud = await localAws({}, assembly);
    for (const { asff } of findings) cloud.services.SecurityHub.putFinding(asff);
    const put = (which: "first" | "second") => {
      for (const finding of findings) expect(cloud.putEvent(finding[which]), finding.name).toHaveLength(1);
    };
    return { cloud, put };
  };

  it("is handled once when both are in one batch", async () => {
    const { cloud, put } = await world();
    put("first");
    put("second");
    await cloud.settled();
    expect(told(cloud)).toMatchObject({ outcomes: allComplete, starts: twins.length });
    expect(cloud.services.SFN.executions()).toHaveLength(1);
    expect(deadLetters(cloud)).toEqual([]);
  });

  it("is handled once when the second comes while the first is on its way", async () => {
    const { cloud, put } = await world();
    put("first");
    await cloud.clock.sleep(minuteMs);
    put("second");
    await cloud.settled();
    expect(told(cloud)).toMatchObject({ outcomes: allComplete, starts: twins.length });
    expect(cloud.services.SFN.executions()).toHaveLength(1);
    expect(deadLetters(cloud)).toEqual([]);
  });

  it("is handled once, and no byte of it changes, when the second comes after the first is done", async () => {
    const { cloud, put } = await world();
    put("first");
    await cloud.settled();
    const before = told(cloud);
    await cloud.clock.sleep(180 * minuteMs);
    put("second");
    await cloud.settled();
    expect(before).toMatchObject({ outcomes: allComplete, starts: twins.length });
    expect(told(cloud)).toEqual(before);
    expect(cloud.services.SFN.executions()).toHaveLength(1);
    expect(deadLetters(cloud)).toEqual([]);
  });
});
