import type { Machine } from "../../engine/machine.ts";

/** What a state machine is created with. */
export interface StateMachineSettings {
  readonly name: string;
  /** The definition, as JSON text or as an object. */
  readonly definition: unknown;
  /** The definition, compiled before: whoever makes the same state machine often compiles it once. */
  readonly machine?: Machine;
  /** `arn:<partition>:iam::<account>:role/<name>` unless said. */
  readonly roleArn?: string;
  /** Only `STANDARD` is simulated. */
  readonly type?: string;
  /** The world's Region unless said. */
  readonly region?: string;
  /** Shown by DescribeStateMachine, and without effect here. */
  readonly loggingConfiguration?: unknown;
  readonly tracingConfiguration?: unknown;
}

/** A state machine as it stands. */
export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly definition: string;
  readonly machine: Machine;
  readonly roleArn: string;
  readonly region: string;
  readonly createdAtMs: number;
  readonly loggingConfiguration: unknown;
  readonly tracingConfiguration: unknown;
}
