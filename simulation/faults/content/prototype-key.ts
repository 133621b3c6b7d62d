import type { AsffFinding } from "../../story/finding.ts";
import type { FaultKind } from "../fault-kind.ts";
import { alteredFinding } from "./altered-finding.ts";
import { strangeMessage } from "./strange-message.ts";

const row = 23;
/** Keys that every object has by its prototype, and that an assignment may put there. */
const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype"] as const;
const nameOf = (nth: number) => names[nth % names.length] ?? names[0];

const prototypeIds = alteredFinding({
  name: "prototype-ids",
  row,
  what: "findings, principals and accounts are called __proto__, constructor, toString",
  alter: (finding, _chance, nth) => {
    const name = nameOf(nth);
    return {
      ...withoutSequence(finding),
      Id: name,
      AwsAccountName: name,
      GeneratorId: name,
      Types: [name],
      Resources: [{ Type: "AwsIamRole", Id: `arn:aws:iam::111122223333:role/${name}`, Partition: "aws" }],
    };
  },
});

// Not by assignment or a literal: those would set the prototype of the object at hand.
const poisoned = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":1}';
const poisonedTexts = '{"__proto__":"polluted","constructor":"polluted","toString":"polluted"}';

const prototypeKeys = alteredFinding({
  name: "prototype-keys",
  row,
  what: "members of a finding are called __proto__, constructor, toString",
  alter: (finding) => ({
    ...finding,
    ProductFields: JSON.parse(poisoned),
    UserDefinedFields: JSON.parse(poisonedTexts),
  }),
});

const prototypeMessage = strangeMessage({
  name: "prototype-message",
  row,
  what: "a message has a member __proto__ on every level",
  body: (event) => JSON.stringify(event).replaceAll("{", `{"__proto__":${poisoned},"constructor":${poisoned},`),
});

function withoutSequence({ Detection: _sequence, ...finding }: AsffFinding): AsffFinding {
  return finding;
}

export const prototypeKeyFaults: readonly FaultKind[] = [prototypeIds, prototypeKeys, prototypeMessage];
