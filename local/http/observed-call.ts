/** One API call as it was served: for call counts and for people who watch. */
export interface ObservedCall {
  /** The SDK client's name without "Client". */
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** The account that the call acts in. */
  readonly accountId: string;
  /** As the service's SDK client would be given it; absent where the request could not be read. */
  readonly input?: unknown;
  /** The function that called, or the state machine: its ARN. Absent for clients outside. */
  readonly caller?: string;
  /** HTTP status of the answer. */
  readonly status: number;
  /** The error's name, when the call failed. */
  readonly error?: string;
  /** A mistake of the local AWS itself, which the caller sees as a fault of the service. */
  readonly fault?: unknown;
}

export type CallObserver = (call: ObservedCall) => void;
