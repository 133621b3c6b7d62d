/** Something that a check holds against the stack. */
export interface Finding {
  /** Who says so: `AwsSolutions`, `CloudFormation`, `ASL`. */
  readonly pack: string;
  /** `LambdaInsideVPC` */
  readonly rule: string;
  /** Where: the path of the construct, without the stack; the name of a state. */
  readonly at: string;
  readonly says: string;
}
