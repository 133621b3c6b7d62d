import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import type { JsonObject } from "#domain/json.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** A Chromium of this machine: the one that GUMSHOE_BROWSER names, else the first on the PATH. Nothing is downloaded. */
export function installedBrowser(): string | undefined {
  const given = process.env["GUMSHOE_BROWSER"];
  if (given !== undefined) return given === "" ? undefined : given;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const ends = ["Page.loadEventFired", "Page.javascriptDialogOpening"];

export interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: JsonObject;
  readonly result?: JsonObject;
  readonly error?: { readonly message: string };
}

/** A session of the DevTools protocol with one page. */
export interface Tab {
  send(method: string, params?: object): Promise<JsonObject>;
  /** Opens an address. @returns all that was heard of the page until it was loaded, or a dialog held it up */
  open(url: string): Promise<readonly Message[]>;
}

export interface Browser {
  tab(): Promise<Tab>;
  close(): Promise<void>;
}

/**
 * Starts a headless Chromium with a profile of its own that is removed with it, spoken to through pipes: no port, no package.
 * @see https://chromedevtools.github.io/devtools-protocol/ (read 2026-12-01)
 */
export function startBrowser(executable: string): Browser {
  const profile = mkdtempSync(join(tmpdir(), "gumshoe-browser-"));
  const flags = [
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    `--user-data-dir=${profile}`,
  ];
  const child = spawn(executable, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const wire = conversation(child);
  return {
    async tab() {
      const { targetId } = await wire.send("Target.createTarget", { url: "about:blank" });
      const { sessionId } = await wire.send("Target.attachToTarget", { targetId, flatten: true });
      const session = String(sessionId);
      for (const domain of ["Page", "Network", "Runtime", "Log"]) await wire.send(`${domain}.enable`, {}, session);
      return {
        send: (method, params = {}) => wire.send(method, params, session),
        async open(url) {
          await wire.send("Page.navigate", { url }, session);
          const messages: Message[] = [];
          while (!messages.some(({ method = "" }) => ends.includes(method))) {
            await new Promise((resolve) => setTimeout(resolve, 2));
            messages.push(...wire.taken(session));
          }
          return messages;
        },
      };
    },
    async close() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode === null) {
        await wire.send("Browser.close").catch(() => child.kill());
        await gone;
      }
      // Its helpers may still be writing their last.
      rmSync(profile, { recursive: true, force: true, maxRetries: 50 });
    },
  };
}

function conversation(child: ChildProcess) {
  const [, , , input, output] = child.stdio as readonly [null, null, null, Writable, Readable];
  const waiting = new Map<number, { resolve(result: Message["result"] & object): void; reject(error: Error): void }>();
  const heard = new Map<string, Message[]>();
  let [last, rest] = [0, ""];

  output.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\0");
    rest = parts.pop() ?? "";
    for (const part of parts) take(JSON.parse(part));
  });
  child.once("exit", () => {
    for (const { reject } of waiting.values()) reject(new Error("The browser has ended"));
  });

  function take(message: Message): void {
    const { id, sessionId = "" } = message;
    if (id === undefined) {
      heard.set(sessionId, [...(heard.get(sessionId) ?? []), message]);
      return;
    }
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (message.error) waiter?.reject(new Error(message.error.message));
    else waiter?.resolve(message.result ?? {});
  }

  return {
    send(method: string, params: object = {}, sessionId?: string): Promise<JsonObject> {
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
      });
    },
    taken(sessionId: string): readonly Message[] {
      const messages = heard.get(sessionId) ?? [];
      heard.delete(sessionId);
      return messages;
    },
  };
}
