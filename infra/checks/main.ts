import { acknowledgements } from "../acknowledgements.ts";
import { gumshoeApp } from "../gumshoe-app.ts";
import { unexplained } from "./acknowledged.ts";
import { aslFindings } from "./asl/lint.ts";
import { machinesIn, ourErrors } from "./asl/our-machines.ts";
import type { Finding } from "./finding.ts";
import { keyTroubles } from "./key-access.ts";
import type { TemplateJson } from "./resource.ts";
import { rulePackFindings } from "./rule-packs.ts";
import { templateFindings } from "./template-rules.ts";

const teamsIds = {
  teamsTeamId: "74361522-da01-538d-aa2e-ac7918c6bb92",
  teamsTenantId: "74361522-da01-538d-aa2e-ac7918c6bb92",
};
const chats = {
  ...{ slackWorkspaceId: "T0123ABCD", slackChannelId: "C0123ABCD" },
  ...{ ...teamsIds, teamsChannelId: "19%3Aab12%40thread.tacv2" },
};

/** Settings whose stacks are looked at: what everybody gets, and all there is. */
const variants = [
  {},
  {
    attachedRoles: true,
    memberRoleName: "GumshoeRead",
    directGuardDuty: true,
    findingsV2: true,
    webhookUrl: "https://hooks.example.com/gumshoe",
    linkedRegions: ["us-east-1"],
  },
  { notifyEmail: "soc@example.com", ...chats, guardDutyPublishing: "FIFTEEN_MINUTES" },
];

function findingsOf(gumshoe: object): readonly Finding[] {
  const app = gumshoeApp({ "aws:cdk:bundling-stacks": [], gumshoe });
  const found = [...unexplained(rulePackFindings(app), acknowledgements), ...templateFindings(app)];
  const templates = app.synth().stacks.map(({ template }) => template as TemplateJson);
  return [...found, ...templates.flatMap(keyFindings), ...templates.flatMap(machineFindings)];
}

function keyFindings(template: TemplateJson): readonly Finding[] {
  return keyTroubles(template).map((says) => ({ pack: "Gumshoe", rule: "key-access", at: "", says }));
}

function machineFindings(template: TemplateJson): readonly Finding[] {
  return machinesIn(template).flatMap((machine) => aslFindings(machine, ourErrors));
}

const lines = variants.flatMap(findingsOf).map(({ pack, rule, at, says }) => `${pack} ${rule} ${at}: ${says}`);
for (const line of new Set(lines)) process.stdout.write(`${line}\n`);
if (lines.length > 0) process.exitCode = 1;
