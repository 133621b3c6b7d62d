import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import * as documents from "@aws-sdk/lib-dynamodb";
import type { Attributes } from "./attribute-value.ts";
import { withAttributes } from "./document-members.ts";
import { type MarshallOptions, marshalled, unmarshalled } from "./marshall.ts";
import { sdkException } from "./sdk-exception.ts";

/** Makes one API call: the operation's name and its input, as the low-level API writes it. */
export type Send = (operation: string, input: object) => Promise<object>;

type Members = Readonly<Record<string, unknown>>;

interface Command {
  readonly constructor: unknown;
  readonly input: Members;
}

const commands: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [BatchGetItemCommand, "BatchGetItem"],
  [BatchWriteItemCommand, "BatchWriteItem"],
  [DeleteItemCommand, "DeleteItem"],
  [GetItemCommand, "GetItem"],
  [PutItemCommand, "PutItem"],
  [QueryCommand, "Query"],
  [ScanCommand, "Scan"],
  [UpdateItemCommand, "UpdateItem"],
]);

const documentCommands: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [documents.BatchGetCommand, "BatchGetItem"],
  [documents.BatchWriteCommand, "BatchWriteItem"],
  [documents.DeleteCommand, "DeleteItem"],
  [documents.GetCommand, "GetItem"],
  [documents.PutCommand, "PutItem"],
  [documents.QueryCommand, "Query"],
  [documents.ScanCommand, "Scan"],
  [documents.UpdateCommand, "UpdateItem"],
]);

/**
 * What stands where a DynamoDBClient does: turns commands into calls, and errors into the SDK's. Retries, latency and faults are `send`'s.
 * It has of a client what adapters and Powertools use; a command it does not know is refused by name.
 */
export function tableClient(send: Send): DynamoDBClient {
  return clientOf<DynamoDBClient>(async (command) => answer(send, operationOf(commands, command), command.input));
}

/** What stands where a DynamoDBDocumentClient does: as {@link tableClient}, with plain JavaScript values. */
export function documentClient(
  send: Send,
  options: MarshallOptions = { removeUndefinedValues: true },
): documents.DynamoDBDocumentClient {
  return clientOf<documents.DynamoDBDocumentClient>(async (command) => {
    const operation = operationOf(documentCommands, command);
    const input = withAttributes(operation, "input", command.input, (plain) => marshalled(plain, options));
    const output = await answer(send, operation, input);
    // What comes out of a table is made of attribute values.
    return withAttributes(operation, "output", output, (attributes) => unmarshalled(attributes as Attributes));
  });
}

function clientOf<T>(send: (command: Command) => Promise<Members>): T {
  const middlewareStack = { identify: () => [], addRelativeTo: () => undefined };
  const client = { config: {}, middlewareStack, send, destroy: () => undefined };
  // The one place where a part stands for the whole: what it lacks fails when it is touched.
  return client as T;
}

function operationOf(known: ReadonlyMap<unknown, string>, command: Command): string {
  const operation = known.get(command.constructor);
  if (operation !== undefined) return operation;
  const name = typeof command.constructor === "function" ? command.constructor.name : String(command);
  throw new Error(`Cannot send ${name}: this client makes ${[...known.values()].join(", ")}`);
}

async function answer(send: Send, operation: string, input: Members): Promise<Members> {
  try {
    const output = await send(operation, input);
    return { ...output, $metadata: { httpStatusCode: 200, attempts: 1, totalRetryDelay: 0 } };
  } catch (error) {
    throw sdkException(error);
  }
}
