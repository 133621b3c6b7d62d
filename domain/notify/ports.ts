import type { Told } from "./change.ts";
import type { ChatMessage } from "./chat.ts";
import type { Digest, DigestEntry } from "./digest.ts";
import type { Mail } from "./mail.ts";

/** Where people are told. A channel that is not set up is not there. */
export interface Channels {
  readonly mail?: (mail: Mail) => Promise<void>;
  readonly chat?: (message: ChatMessage) => Promise<void>;
}

/** What is known of the telling of a finding. */
export interface Known {
  readonly told?: Told;
  /** Hash of the brief that the chat has and the mail has not: a message that failed between the two. */
  readonly inChat?: string;
}

/** What people were told of each finding last. Strongly consistent. */
export interface Tellings {
  find(findingKey: string): Promise<Known>;
  /**
   * Says that people are being told, so that two deliveries tell once.
   * @param told what `find` has found
   * @param by the message: the same one may try again
   * @returns false: another message is at it, or people have been told of something else meanwhile
   */
  begin(findingKey: string, told: Told | undefined, by: string): Promise<boolean>;
  /** Remembers that the chat has been told, so that who tries the mail again does not tell it there twice. */
  settleChat(findingKey: string, hash: string, by: string): Promise<void>;
  /** Remembers what people have been told, unless another message has taken over. */
  settle(findingKey: string, told: Told, by: string): Promise<void>;
}

/** The findings of each day that are told together. */
export interface Digests {
  add(day: string, entry: DigestEntry): Promise<void>;
  /** @returns undefined when there is nothing to tell, or no longer */
  untold(day: string): Promise<Digest | undefined>;
  markTold(day: string): Promise<void>;
}
