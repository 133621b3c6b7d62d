import { createRequire } from "node:module";
import { ServiceError } from "../../service.ts";

/** dynalite's data store, one per Region. */
interface Store {
  readonly tableDb: { awsAccountId: string; awsRegion: string };
}

interface DynaliteError extends Error {
  readonly statusCode?: number;
  readonly body?: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

type Action = (store: Store, data: unknown, done: (error: DynaliteError | null, output?: unknown) => void) => void;

interface ActionValidation {
  readonly types: unknown;
  readonly custom: unknown;
}

interface Validations {
  checkTypes(input: unknown, types: unknown): unknown;
  checkValidations(data: unknown, types: unknown, custom: unknown, store: Store): void;
}

const load = createRequire(import.meta.url);
const validations: Validations = load("dynalite/validations");

/** One Region of dynalite, called as functions: no second HTTP server, and a table is there as soon as it is created. */
export class Dynalite {
  readonly #store: Store;

  constructor(accountId: string, region: string) {
    const options = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };
    this.#store = (load("dynalite/db") as { create(options: object): Store }).create(options);
    this.#store.tableDb.awsAccountId = accountId;
    this.#store.tableDb.awsRegion = region;
  }

  /** @throws {ServiceError} as DynamoDB would answer */
  async call(operation: string, input: object): Promise<unknown> {
    const file = operation.charAt(0).toLowerCase() + operation.slice(1);
    const { types, custom } = load(`dynalite/validations/${file}`) as ActionValidation;
    const act = load(`dynalite/actions/${file}`) as Action;
    try {
      // dynalite drops from its input what it does not know.
      const data = validations.checkTypes({ ...input }, types);
      validations.checkValidations(data, types, custom, this.#store);
      return await new Promise((resolve, reject) =>
        act(this.#store, data, (error, output) => (error ? reject(error) : resolve(output))),
      );
    } catch (error) {
      throw serviceError(error as DynaliteError);
    }
  }
}

function serviceError(error: DynaliteError): Error {
  const { statusCode, body } = error;
  if (statusCode === undefined || !body) return error;
  const name = body.__type.slice(body.__type.lastIndexOf("#") + 1);
  return new ServiceError(name, statusCode, body.message ?? body.Message ?? "");
}
