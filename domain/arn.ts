/** The parts of an ARN. `region` and `accountId` are empty where the service has none. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

// aws, aws-cn, aws-us-gov, aws-iso, aws-iso-b, aws-eusc …
const form = /^arn:(aws(?:-[a-z]{1,10}){0,3}):([a-z0-9-]{1,40}):([a-z0-9-]{0,40}):([a-z0-9]{0,40}):(.+)$/s;

/** Reads an ARN. @returns undefined when the text is none, wildcards in the first five parts included */
export function parseArn(text: string | undefined): Arn | undefined {
  const parts = text === undefined ? null : form.exec(text);
  if (!parts) return undefined;
  const [, partition = "", service = "", region = "", accountId = "", resource = ""] = parts;
  return { partition, service, region, accountId, resource };
}

const accountForm = /^\d{12}$/;
const regionForm = /^[a-z][a-z0-9-]{0,39}$/;
const partitionForm = /^aws(?:-[a-z]{1,10}){0,3}$/;

/** The text when it is an account id of twelve digits. */
export function accountIdOf(text: string | undefined): string | undefined {
  return text !== undefined && accountForm.test(text) ? text : undefined;
}

/** The text when it can be a Region code. */
export function regionOf(text: string | undefined): string | undefined {
  return text !== undefined && regionForm.test(text) ? text : undefined;
}

/** The text when it can be a partition. */
export function partitionOf(text: string | undefined): string | undefined {
  return text !== undefined && partitionForm.test(text) ? text : undefined;
}
