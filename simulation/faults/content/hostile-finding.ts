import type { FaultKind } from "../fault-kind.ts";
import { accessKeyTexts } from "./access-key-text.ts";
import { alteredFinding } from "./altered-finding.ts";
import { hostileTexts } from "./hostile-text.ts";

const row = 26;

const withKeys = [...hostileTexts, ...accessKeyTexts];

/** Six of the texts, others for each finding, all in the end. */
function textsFor(nth: number, texts: readonly string[]): readonly string[] {
  return Array.from({ length: 6 }, (_, index) => texts[(nth * 6 + index) % texts.length] ?? "");
}

const hostileTextsOfFinding = alteredFinding({
  name: "hostile-texts",
  row,
  what: "titles, types and descriptions of findings are made to act on whatever shows them",
  alter: (finding, _chance, nth) => {
    const [title, type, description, product, about, field = ""] = textsFor(nth, withKeys);
    const resources = Array.isArray(finding["Resources"]) ? finding["Resources"] : [];
    return {
      ...finding,
      Title: title,
      Types: [type, "Unusual Behaviors/User"],
      Description: description,
      CompanyName: product,
      Resources: [{ Type: "Other", Id: about }, ...resources],
      ProductFields: { [field.slice(0, 100) || "field"]: field },
    };
  },
});

const hostileNames = alteredFinding({
  name: "hostile-names",
  row,
  what: "ids of findings and names of principals are made to act on whatever shows them",
  alter: (finding, _chance, nth) => {
    const [id = "", name, arn, key, user, session] = textsFor(nth, hostileTexts);
    const resources = Array.isArray(finding["Resources"]) ? finding["Resources"] : [];
    const details = { PrincipalType: "IAMUser", PrincipalName: user, PrincipalId: session };
    return {
      ...finding,
      // No half of a pair: those cannot get into Security Hub.
      Id: `${finding["Id"]}${id.slice(0, 100).toWellFormed()}`,
      Resources: [
        { Type: "AwsIamRole", Id: name },
        { Type: "AwsIamUser", Id: `arn:aws:iam::111122223333:user/${arn}` },
        { Type: "AwsIamAccessKey", Id: key, Details: { AwsIamAccessKey: details } },
        ...resources,
      ],
    };
  },
});

export const hostileFindingFaults: readonly FaultKind[] = [hostileTextsOfFinding, hostileNames];
