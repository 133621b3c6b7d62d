/** A Lambda function as the local AWS runs it. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  /** The folder that was zipped for AWS. */
  readonly codeFolder: string;
  /** `<file without suffix>.<export>`, as in the template. */
  readonly handler: string;
  /** For example `nodejs24.x`. */
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The role it runs as: shown, without effect here. */
  readonly roleArn?: string;
  /** Concurrent executions of the function at most. */
  readonly reservedConcurrency?: number;
}
