import { serviceKeys } from "../../authorization/access-request.ts";
import { decide } from "../../authorization/decide.ts";
import { readPolicy, type Statement } from "../../authorization/statement.ts";
import { remembered } from "../../remembered.ts";

/** What an AWS service does with a resource on behalf of one of its own. */
export interface PolicyRequest {
  /** `sqs:SendMessage`, `sns:Publish` */
  readonly action: string;
  readonly resource: string;
  /** `events.amazonaws.com` */
  readonly principalService: string;
  readonly sourceArn: string;
}

export type Policy = (request: PolicyRequest) => boolean;

/**
 * Compiles a resource policy as far as it speaks of AWS services. `undefined` when it is malformed, names no principal or uses what
 * the local AWS does not evaluate.
 */
export const compilePolicy: (text: string) => Policy | undefined = remembered((text) => {
  const statements = readable(text);
  if (!statements?.every(({ principals }) => principals)) return undefined;
  return ({ action, resource, principalService, sourceArn }) =>
    decide(
      {
        principal: { kind: "service", name: principalService },
        action,
        resource,
        keys: serviceKeys(principalService, sourceArn),
      },
      { resource: statements },
    ).allowed;
});

function readable(text: string): readonly Statement[] | undefined {
  try {
    return readPolicy(JSON.parse(text));
  } catch {
    return undefined;
  }
}
