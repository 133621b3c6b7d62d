import { spawn } from "node:child_process";

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["explorer.exe"],
};

/** Shows a file of ours in the browser of the desktop. @returns false when this machine has no program for that */
export async function openPage(file: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const [program, ...first] = openers[platform] ?? ["xdg-open"];
  const child = spawn(program, [...first, file], { stdio: "ignore", detached: true });
  return new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}
