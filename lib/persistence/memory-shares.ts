import type { WallClock } from '../time/timing';
import type { NewShare, Share } from './shares';

type KeptShare = Omit<Share, 'deleted'>;

/** Links by their slug, in the order in which they were made. */
export class MemoryShares {
  #shares = new Map<string, KeptShare>();

  constructor(private readonly clock: WallClock) {}

  create(share: NewShare): KeptShare {
    if (this.#shares.has(share.slug)) throw new Error('This slug is taken.');
    const kept = { ...structuredClone(share), createdAt: this.clock.date().toISOString(), revokedAt: null };
    this.#shares.set(share.slug, kept);
    return kept;
  }

  find(slug: string): KeptShare | undefined {
    return this.#shares.get(slug);
  }

  of(comparison: string): KeptShare[] {
    return [...this.#shares.values()].filter((share) => share.comparison === comparison).reverse();
  }

  setRevoked(slug: string, revoked: boolean): boolean {
    const share = this.#shares.get(slug);
    if (!share) return false;
    const revokedAt = revoked ? (share.revokedAt ?? this.clock.date().toISOString()) : null;
    this.#shares.set(slug, { ...share, revokedAt });
    return true;
  }

  index(slug: string, indexed: boolean): boolean {
    const share = this.#shares.get(slug);
    if (share) this.#shares.set(slug, { ...share, indexed });
    return share !== undefined;
  }

  forget(comparison: string): void {
    for (const { slug } of this.of(comparison)) this.#shares.delete(slug);
  }
}
