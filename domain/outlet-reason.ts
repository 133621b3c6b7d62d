/** Why an outlet has given a message up. */
export interface OutletReason {
  /** One word: `http-404`, the code of a network error, the name of an error. */
  readonly code: string;
  /** What went wrong with the last try, in one sentence without anything that findings say. */
  readonly message: string;
  /** How often it was tried. */
  readonly tries: number;
}

const names = { code: "OUTLET_CODE", message: "OUTLET_REASON", tries: "OUTLET_TRIES" } as const;

/** As the message attributes of a dead letter, beside its body: that stays what the queue has held, and can go back as it is. */
export function reasonAttributes({ code, message, tries }: OutletReason): Readonly<Record<string, string>> {
  return { [names.code]: code, [names.message]: message, [names.tries]: String(tries) };
}

/** The reason in the attributes of a message; undefined where no outlet has put it there: SQS or EventBridge did. */
export function reasonIn(attributes: Readonly<Record<string, string>>): OutletReason | undefined {
  const code = attributes[names.code];
  if (code === undefined) return undefined;
  return { code, message: attributes[names.message] ?? "", tries: Number(attributes[names.tries]) || 0 };
}
