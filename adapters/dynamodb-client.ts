import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { clientDefaults } from "./client-defaults.ts";

/** One client, and so one pool of connections, for everything in a function that uses the table. */
export const dynamodb = new DynamoDBClient(clientDefaults);
