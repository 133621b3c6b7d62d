/** What a command line builds its SDK clients with: where to call, and as whom. */
export interface ClientSettings {
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly credentials?:
    | { readonly accessKeyId: string; readonly secretAccessKey: string }
    | (() => Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }>);
}
