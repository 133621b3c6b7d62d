import { createHash } from "node:crypto";
import { booleanOf, numberOf, objectOf, textOf } from "./property.ts";
import type { Properties } from "./resource-type.ts";

const kinds = [
  ["ExcludeUppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
  ["ExcludeLowercase", "abcdefghijklmnopqrstuvwxyz"],
  ["ExcludeNumbers", "0123456789"],
  ["ExcludePunctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"],
] as const;

/**
 * The value of `GenerateSecretString`: here it follows from the secret's name, so that a run can be repeated.
 * @throws what is asked for leaves no characters, or its template is no JSON object
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-secret-generatesecretstring.html
 */
export function generatedSecret(name: string, asked: Properties): string {
  const password = passwordOf(name, asked);
  const [template, key] = [textOf(asked, "SecretStringTemplate"), textOf(asked, "GenerateStringKey")];
  if ((template === undefined) !== (key === undefined))
    throw new Error('"SecretStringTemplate" and "GenerateStringKey" are wanted together');
  if (template === undefined || key === undefined) return password;
  const members = objectOf({ SecretStringTemplate: JSON.parse(template) }, "SecretStringTemplate");
  return JSON.stringify({ ...members, [key]: password });
}

function passwordOf(name: string, asked: Properties): string {
  const excluded = textOf(asked, "ExcludeCharacters") ?? "";
  const chosen = kinds.flatMap(([exclusion, characters]) => (booleanOf(asked, exclusion, false) ? [] : [characters]));
  const sets = [...chosen, ...(booleanOf(asked, "IncludeSpace", false) ? [" "] : [])]
    .map((characters) => [...characters].filter((character) => !excluded.includes(character)))
    .filter((characters) => characters.length > 0);
  const length = numberOf(asked, "PasswordLength", 32);
  const each = booleanOf(asked, "RequireEachIncludedType", true);
  if (sets.length === 0 || length < (each ? sets.length : 1) || length > 4096)
    throw new Error("GenerateSecretString leaves no characters, or too few places for one of each kind");
  const all = sets.flat();
  return Array.from({ length }, (_, at) => drawn((each ? sets[at] : undefined) ?? all, name, at)).join("");
}

function drawn(characters: readonly string[], name: string, at: number): string {
  const number = createHash("sha256").update(`${name}/${at}`).digest().readUInt32BE();
  return characters[number % characters.length] ?? "";
}
