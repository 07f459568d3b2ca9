/** Who sends a request or opens a page, as a service needs to know it. */
export interface Session {
  /** null for somebody without a valid cookie: they own nothing. */
  readonly visitor: string | null;
  /** The visitor's own provider key; null without one. It must reach no log, error, page or database. */
  readonly key: string | null;
  /** It came without a valid cookie, and gets one with the answer. */
  readonly isNew?: boolean;
  /** The client's address or network, as far as somebody trusted says it. */
  readonly address?: string | null;
}

/** The session of somebody who can own a comparison. */
export interface VisitorSession extends Session {
  readonly visitor: string;
}
