import type { Told } from "#domain/notify/change.ts";
import type { ChatMessage } from "#domain/notify/chat.ts";
import type { Digest, DigestEntry } from "#domain/notify/digest.ts";
import type { Mail } from "#domain/notify/mail.ts";
import type { Channels, Digests, Known, Tellings } from "#domain/notify/ports.ts";
import { Settings } from "#domain/settings.ts";
import { FakeClock, FakeLog, fakeBatch } from "./ports.ts";

export class FakeTellings implements Tellings {
  readonly told = new Map<string, Told>();
  readonly telling = new Map<string, string>();
  readonly inChat = new Map<string, string>();
  async find(key: string): Promise<Known> {
    const [told, inChat] = [this.told.get(key), this.inChat.get(key)];
    return { ...(told && { told }), ...(inChat && { inChat }) };
  }
  async settleChat(key: string, hash: string, by: string): Promise<void> {
    if (this.telling.get(key) === by) this.inChat.set(key, hash);
  }
  async begin(key: string, known: Told | undefined, by: string): Promise<boolean> {
    const other = this.telling.get(key);
    if (this.told.get(key)?.at !== known?.at || (other !== undefined && other !== by)) return false;
    this.telling.set(key, by);
    return true;
  }
  async settle(key: string, told: Told, by: string): Promise<void> {
    if (this.telling.get(key) !== by) return;
    this.telling.delete(key);
    this.inChat.delete(key);
    this.told.set(key, told);
  }
}

export class FakeDigests implements Digests {
  readonly days = new Map<string, DigestEntry[]>();
  readonly toldDays = new Set<string>();
  async add(day: string, entry: DigestEntry): Promise<void> {
    this.days.set(day, [...(this.days.get(day) ?? []), entry]);
  }
  async untold(day: string): Promise<Digest | undefined> {
    const entries = this.days.get(day);
    return entries && !this.toldDays.has(day) ? { day, entries, more: 0 } : undefined;
  }
  async markTold(day: string): Promise<void> {
    this.toldDays.add(day);
  }
}

/** The ports of `notify`, and what people were told. `fail` throws in place of sending, while it is set. */
export function notifyPorts(settings: Partial<Settings> = {}) {
  const sent: (Mail | ChatMessage)[] = [];
  const trouble: { fail: ((channel: "mail" | "chat") => void) | undefined } = { fail: undefined };
  const send = (channel: "mail" | "chat") => async (one: Mail | ChatMessage) => {
    trouble.fail?.(channel);
    sent.push(one);
  };
  const channels: Channels = { mail: send("mail"), chat: send("chat") };
  const common = { batch: fakeBatch, queue: { putOff: async () => {} }, dice: () => 0, log: new FakeLog() };
  const deadLetters = { park: async () => {} };
  const state = { tellings: new FakeTellings(), digests: new FakeDigests(), clock: new FakeClock() };
  return {
    ports: { ...common, ...state, deadLetters, channels, settings: { ...Settings.parse({}), ...settings } },
    sent,
    trouble,
  };
}
