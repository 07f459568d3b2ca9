import { z } from 'zod';
import type { SharedTurns } from '@/lib/comparison/shared-part';
import { laneSchema } from '@/lib/protocol/lane';

/** What of a comparison a link shows: it as it was when the link was made. */
export interface ShareSnapshot {
  title: string | null;
  turns: SharedTurns;
}

export const shareSnapshotSchema: z.ZodType<ShareSnapshot> = z.object({
  title: z.string().nullable(),
  turns: z.array(
    z.object({
      turn: z.int().positive(),
      lanes: z.array(z.object({ lane: laneSchema, attempt: z.int().positive() })),
    }),
  ),
});

export interface NewShare {
  slug: string;
  comparison: string;
  snapshot: ShareSnapshot;
  /** Search engines may list the page. */
  indexed: boolean;
}

export interface Share extends NewShare {
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601; null while the link works. */
  revokedAt: string | null;
  /** The comparison is deleted: the link shows nothing, whether it was revoked or not. */
  deleted: boolean;
}

/** Links to comparisons. Who may make or revoke one is for the caller to know. */
export interface ShareStore {
  /** @returns null when there is no such comparison. @throws when the slug is taken. */
  createShare(share: NewShare): Promise<Share | null>;
  /** Finds revoked ones too. */
  findShare(slug: string): Promise<Share | null>;
  /** @returns every link to a comparison, revoked ones too, made last first. */
  sharesOf(comparison: string): Promise<readonly Share[]>;
  /** @returns false when there is no such link; true too when it was revoked already. */
  revokeShare(slug: string): Promise<boolean>;
  /** The link works again, under the same slug. @returns false when there is no such link. */
  restoreShare(slug: string): Promise<boolean>;
  /** Says whether search engines may list the page. @returns false when there is no such link. */
  indexShare(slug: string, indexed: boolean): Promise<boolean>;
}
