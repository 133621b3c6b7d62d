import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { onTestFinished } from "vitest";

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** A mail server on this machine that keeps what it is handed, as a mail program shows it. */
export async function mailServer(): Promise<{
  readonly smtp: { readonly host: string; readonly port: number };
  readonly mails: readonly ReceivedMail[];
}> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push({
          to: envelope.rcptTo.map(({ address }) => address),
          ...readMail(Buffer.concat(chunks).toString("latin1")),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(resolve)));
  return { smtp: { host: "127.0.0.1", port: (server.server.address() as AddressInfo).port }, mails };
}

/** A message of one part, with headers folded or not, in whatever encoding of transfer. */
function readMail(raw: string): Pick<ReceivedMail, "subject" | "text"> {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const headers = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const header = (name: string) =>
    headers
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? "";
  const body = rest.join("\r\n\r\n");
  const bytes = decoders[header("content-transfer-encoding").toLowerCase()]?.(body) ?? Buffer.from(body, "latin1");
  return { subject: header("subject"), text: bytes.toString("utf8").replaceAll("\r\n", "\n") };
}

const decoders: Readonly<Record<string, (body: string) => Buffer>> = {
  base64: (body) => Buffer.from(body, "base64"),
  "quoted-printable": (body) =>
    Buffer.from(
      body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      "latin1",
    ),
};
