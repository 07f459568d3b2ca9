/** What a deployment does with what its visitors send, as far as its environment decides it. */
export interface PrivacyFacts {
  /** Where comparisons are stored; `nothing` is a server that forgets them when it restarts. */
  store: 'sqlite' | 'postgres' | 'nothing';
  /** A comparison that nobody has changed for so many days is deleted; null keeps it. */
  retentionDays: number | null;
  /** The server has a key of its own. */
  hasHouseKey: boolean;
  /** The server has a password. */
  hasPassword: boolean;
  /** The host that models are called at, `openrouter.ai`. */
  providerHost: string;
  /** The names of the servers beside it. */
  sources: readonly string[];
}
