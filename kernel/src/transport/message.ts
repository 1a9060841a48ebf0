/** The header of a Jupyter message. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username?: string;
  readonly date?: string;
  readonly version?: string;
  /** The subshell that is meant; the main one without it. */
  readonly subshell_id?: string | null;
}

/** A message that came in. `headerText` is its header as sent, which answers repeat as parent. */
export interface Message {
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  readonly headerText: string;
  /** The message that this one answers, if it answers one. */
  readonly parent: Partial<Header>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}

/** A message to send. Content that is a string is JSON already. */
export interface Outgoing {
  readonly type: string;
  readonly content: object | string;
  /** The request that this belongs to, if any. */
  readonly parent?: Pick<Message, "headerText"> | undefined;
  readonly metadata?: object | undefined;
  readonly buffers?: readonly Uint8Array[] | undefined;
}
