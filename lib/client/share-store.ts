import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ShareLink, ShareRequest } from '@/lib/protocol/share';
import { sentenceOf } from './api';
import { createChangeQueue } from './change-queue';

/** What sharing needs of the browser and of the page it stands on; tests give their own. */
export interface SharePorts {
  /** When the server knows what is on view, which is what will be shared. */
  selectionSettled(): Promise<void>;
  /** Each of these throws RequestFailed. */
  postShare(comparison: string, request: ShareRequest): Promise<ShareLink>;
  getShares(comparison: string): Promise<readonly ShareLink[]>;
  deleteShare(comparison: string, slug: string): Promise<void>;
  /**
   * Puts a text that is still to come on the clipboard. Called in the click itself, the only moment at which some
   * browsers allow it. @throws when the browser refuses, or when there is no text.
   */
  copy(text: Promise<string>): Promise<void>;
}

/** How far the link is that was asked for. */
export type Sharing =
  | { phase: 'idle' }
  | { phase: 'making' }
  | { phase: 'made'; slug: string; copied: 'not yet' | 'yes' | 'refused' }
  /** The link to what is on view was revoked: whoever has done that does not want another by a mere look. */
  | { phase: 'withheld' }
  | { phase: 'failed'; reason: string };

export interface ShareState {
  sharing: Sharing;
  /** Every link that is known, revoked ones too, made last first. */
  links: readonly ShareLink[];
  /** Why the last change of a link was refused, in a sentence. */
  problem: string | null;
}

/** The links to a comparison, and what its author can do with them. Knows no React. */
export interface Share {
  readonly store: StoreApi<ShareState>;
  /** Makes the link to what is on view, or finds it, and copies it; not where that was revoked. */
  share(): Promise<void>;
  /** Does so all the same: a revoked link stays so, and another one is made. */
  shareAnew(): Promise<void>;
  revoke(slug: string): Promise<void>;
  /** A revoked link works again, under its old address. */
  restore(slug: string): Promise<void>;
  /** Says whether search engines may list the page. */
  index(slug: string, indexed: boolean): Promise<void>;
}

export function createShare(comparison: string, ports: SharePorts): Share {
  const store = createStore<ShareState>(() => ({ sharing: { phase: 'idle' }, links: [], problem: null }));
  /** Whether search engines may list the page of a link. */
  const changes = createChangeQueue<boolean>((error) => store.setState({ problem: sentenceOf(error) }));

  return { store, share: () => make(false), shareAnew: () => make(true), revoke, restore, index };

  async function make(anew: boolean): Promise<void> {
    const making: Sharing = { phase: 'making' };
    store.setState({ sharing: making, problem: null });
    // Not after anything is awaited: see SharePorts.copy.
    const link = changes
      .settled()
      .then(() => ports.selectionSettled())
      .then(() => (anew ? postNew() : postUnlessRevoked()));
    const address = link.then((made) => made?.url ?? Promise.reject(new Error('there is no link')));
    // A refusal is told below, whether the clipboard has waited for it or not.
    address.catch(() => {});
    const copying = ports.copy(address).then(
      () => 'yes' as const,
      () => 'refused' as const,
    );
    try {
      const made = await link;
      // Asked once more meanwhile: that answer counts.
      if (store.getState().sharing !== making) return;
      if (made === null) return store.setState({ sharing: { phase: 'withheld' } });
      const shown: Sharing = { phase: 'made', slug: made.slug, copied: 'not yet' };
      store.setState(({ links }) => ({ sharing: shown, links: withLink(links, made) }));
      void changes.enqueue(readLinks);
      const copied = await copying;
      if (store.getState().sharing === shown) store.setState({ sharing: { ...shown, copied } });
    } catch (error) {
      if (store.getState().sharing === making)
        store.setState({ sharing: { phase: 'failed', reason: sentenceOf(error) } });
    }
  }

  function postNew(): Promise<ShareLink> {
    return ports.postShare(comparison, {});
  }

  /** @returns null when what is on view has a link that was revoked, and none that works. */
  async function postUnlessRevoked(): Promise<ShareLink | null> {
    // Where they cannot be read, making one tells why.
    const links = await ports.getShares(comparison).catch(() => []);
    const current = links.filter((link) => link.current);
    if (current.length === 0 || current.some(({ revokedAt }) => revokedAt === null)) return postNew();
    store.setState({ links });
    return null;
  }

  function revoke(slug: string): Promise<void> {
    return changes.enqueue(() => readingAfter(() => ports.deleteShare(comparison, slug)));
  }

  function restore(slug: string): Promise<void> {
    // What was copied before may have left the clipboard since.
    store.setState(({ sharing, links }) => {
      const wanted = sharing.phase === 'withheld' && links.some((link) => link.slug === slug && link.current);
      const inHand = sharing.phase === 'made' && sharing.slug === slug;
      return wanted || inHand ? { sharing: { phase: 'made', slug, copied: 'not yet' } } : {};
    });
    return changes.enqueue(() => readingAfter(() => ports.postShare(comparison, { slug })));
  }

  function index(slug: string, indexed: boolean): Promise<void> {
    return changes.change({
      key: slug,
      from: !indexed,
      to: indexed,
      show: (isIndexed) =>
        store.setState(({ links }) => ({
          links: links.map((link) => (link.slug === slug ? { ...link, indexed: isIndexed } : link)),
        })),
      send: () => readingAfter(() => ports.postShare(comparison, { slug, indexed })),
    });
  }

  /** After every change, refused or not, the links are read again: another one may be the current one now. */
  async function readingAfter(request: () => Promise<unknown>): Promise<void> {
    store.setState({ problem: null });
    try {
      await request();
    } catch (error) {
      // The refusal is what the visitor has to know.
      await readLinks();
      throw error;
    }
    await readLinks();
  }

  async function readLinks(): Promise<void> {
    try {
      const links = await ports.getShares(comparison);
      store.setState({
        links: links.map((link) => ({ ...link, indexed: changes.learn(link.slug, link.indexed) })),
        problem: null,
      });
    } catch (error) {
      store.setState({ problem: sentenceOf(error) });
    }
  }
}

function withLink(links: readonly ShareLink[], made: ShareLink): readonly ShareLink[] {
  return links.some(({ slug }) => slug === made.slug)
    ? links.map((link) => (link.slug === made.slug ? made : link))
    : [made, ...links];
}
