import { generatedSecret } from "../generated-secret.ts";
import { objectOf, pick, refuse, textOf } from "../property.ts";
import type { Properties, ResourceType } from "../resource-type.ts";

const unsupported = ["ReplicaRegions", "Type"];

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html */
export const secretsManagerSecret: ResourceType = {
  properties: ["Description", "GenerateSecretString", "KmsKeyId", "Name", "SecretString", "Tags", ...unsupported],
  async create(properties, { name, target }) {
    refuse(properties, unsupported);
    const Name = textOf(properties, "Name") ?? name(512);
    const input = { Name, ...pick(properties, ["Description", "KmsKeyId"]), ...initialValue(Name, properties) };
    const { ARN } = await target.call("SecretsManager", "CreateSecret", input);
    return { ref: String(ARN), attributes: { Arn: ARN, Id: ARN } };
  },
};

/** Without either, the secret has no value yet. */
function initialValue(name: string, properties: Properties): { readonly SecretString?: string } {
  const given = textOf(properties, "SecretString");
  const asked = objectOf(properties, "GenerateSecretString");
  if (given !== undefined && asked)
    throw new Error('properties "SecretString" and "GenerateSecretString" exclude each other');
  const value = asked ? generatedSecret(name, asked) : given;
  return value === undefined ? {} : { SecretString: value };
}
