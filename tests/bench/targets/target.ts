/** What a load is sent to. `app` is the product; the others are the yardsticks. */
export const TARGET_NAMES = ['direct', 'pipe', 'floor', 'plain', 'portkey', 'app'] as const;

export type TargetName = (typeof TARGET_NAMES)[number];

/** A target that runs, as the process of the loads needs to know it. */
export interface Target {
  name: TargetName;
  origin: string;
  /** Where it takes a question. */
  path: string;
  /** Whether a question is for several models, or each model has a request and a stream of its own. */
  wire: 'merged' | 'single';
  headers: Record<string, string>;
  /** Of the server; null for the upstream itself, which is not measured. */
  pid: number | null;
}
