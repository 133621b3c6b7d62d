import type { App } from "aws-cdk-lib";
import { acknowledgements } from "../acknowledgements.ts";
import { gumshoeApp } from "../gumshoe-app.ts";
import { unexplained } from "./acknowledged.ts";
import type { Finding } from "./finding.ts";
import { keyTroubles } from "./key-access.ts";
import type { TemplateJson } from "./resource.ts";
import { rulePackFindings } from "./rule-packs.ts";
import { templateFindings } from "./template-rules.ts";

/** Settings whose stacks are looked at: what everybody gets, and all there is. */
const variants = [
  {},
  {
    attachedRoles: true,
    memberRoleName: "GumshoeRead",
    directGuardDuty: true,
    findingsV2: true,
    linkedRegions: ["us-east-1"],
  },
];

function findingsOf(gumshoe: object): readonly Finding[] {
  const app = gumshoeApp({ "aws:cdk:bundling-stacks": [], gumshoe });
  return [...unexplained(rulePackFindings(app), acknowledgements), ...templateFindings(app), ...keyFindings(app)];
}

function keyFindings(app: App): readonly Finding[] {
  const stacks = app.synth().stacks.map(({ template }) => template as TemplateJson);
  return stacks.flatMap(keyTroubles).map((says) => ({ pack: "Gumshoe", rule: "key-access", at: "", says }));
}

const lines = variants.flatMap(findingsOf).map(({ pack, rule, at, says }) => `${pack} ${rule} ${at}: ${says}`);
for (const line of new Set(lines)) process.stdout.write(`${line}\n`);
if (lines.length > 0) process.exitCode = 1;
