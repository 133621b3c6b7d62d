import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { World } from "../service.ts";
import type { CustomResourceAsk } from "../template/resource-type.ts";

type Place = Pick<World, "region" | "accountId" | "partition">;
/** Invokes a function by ARN. @returns what went wrong in it */
type Invoke = (functionArn: string, payload: string) => Promise<string | undefined>;

export type CustomResourceAnswer = Readonly<Record<string, unknown>>;

/**
 * CloudFormation's side of a custom resource that is a function: asks it, and takes the answer that it puts to a URL of S3. That URL leads to
 * a server of this machine, which listens from the first request on.
 * @see docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
 */
export class CustomResources {
  readonly #place: Place;
  readonly #invoke: Invoke;
  readonly #outside: Record<string, string>;
  readonly #answers = new Map<string, CustomResourceAnswer>();
  #server: Promise<Server> | undefined;

  /** @param outside hosts that functions reach, and where they lead: the host of the answers is added */
  constructor(place: Place, invoke: Invoke, outside: Record<string, string>) {
    this.#place = place;
    this.#invoke = invoke;
    this.#outside = outside;
  }

  /** @returns what the function answered @throws {Error} it answered that it failed, or nothing */
  async ask({ functionArn, ...about }: CustomResourceAsk): Promise<CustomResourceAnswer> {
    const { region, accountId, partition } = this.#place;
    this.#server ??= this.#listen();
    await this.#server;
    const path = `/${randomUUID()}`;
    const request = {
      ...about,
      ServiceToken: functionArn,
      ResponseURL: `https://${this.#host}${path}`,
      StackId: `arn:${partition}:cloudformation:${region}:${accountId}:stack/Gumshoe/local`,
      RequestId: randomUUID(),
    };
    const failure = await this.#invoke(functionArn, JSON.stringify(request));
    const answer = this.#answers.get(path);
    this.#answers.delete(path);
    if (answer?.["Status"] === "SUCCESS") return answer;
    throw new Error(String(answer?.["Reason"] ?? failure ?? "the function has not answered"));
  }

  async close(): Promise<void> {
    const server = await this.#server;
    server?.closeAllConnections();
    server?.close();
  }

  get #host(): string {
    const { region } = this.#place;
    return `cloudformation-custom-resource-response-${region.replaceAll("-", "")}.s3.${region}.amazonaws.com`;
  }

  async #listen(): Promise<Server> {
    const server = createServer((message, response) => {
      void bodyOf(message).then((body) => {
        this.#answers.set(message.url ?? "", JSON.parse(body));
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.#outside[this.#host] = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    return server;
  }
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
