import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ShareLink } from '@/lib/protocol/share';
import type { PollChange, ShareChange, ShareRequest } from '@/lib/protocol/share-request';
import { sentenceOf } from './api';
import { createChangeQueue } from './change-queue';

/** What sharing needs from the browser and the page; tests give their own. */
export interface SharePorts {
  /** Resolves when the server knows the selected attempts, which will be shared. */
  selectionSettled(): Promise<void>;
  /** Each of these throws RequestFailed. */
  postShare(comparison: string, request: ShareRequest): Promise<ShareLink>;
  patchShare(comparison: string, change: ShareChange): Promise<ShareLink>;
  getShares(comparison: string): Promise<readonly ShareLink[]>;
  deleteShare(comparison: string, slug: string): Promise<void>;
  /**
   * Puts a text that is still on its way on the clipboard. Called in the click itself, the only moment at which some
   * browsers allow it. @throws when the browser refuses, or when there is no text.
   */
  copy(text: Promise<string>): Promise<void>;
}

/** The state of the requested link. */
export type Sharing =
  | { phase: 'idle' }
  | { phase: 'making' }
  | { phase: 'made'; slug: string; copied: 'not yet' | 'yes' | 'refused' }
  /**
   * The author has revoked the link to the selected attempts, so opening the panel must not make a new one; or the owner
   * of the server has taken a link down, so none can be made.
   */
  | { phase: 'withheld'; reason: 'revoked' | 'taken-down' }
  | { phase: 'failed'; reason: string };

export interface ShareState {
  sharing: Sharing;
  /** Every known link, revoked ones too, newest first. */
  links: readonly ShareLink[];
  /** Why the last change of a link was refused, in a sentence. */
  problem: string | null;
}

/** The links to a comparison, and the author's actions. Knows no React. */
export interface Share {
  readonly store: StoreApi<ShareState>;
  /** Makes or finds the link to the selected attempts, and copies it, unless that link was revoked. */
  share(): Promise<void>;
  /** Makes a new link although the old one was revoked, and copies it. */
  shareAgain(): Promise<void>;
  revoke(slug: string): Promise<void>;
  /** A revoked link works again, at its old address. */
  restore(slug: string): Promise<void>;
  /** Sets whether search engines may list the page. */
  index(slug: string, indexed: boolean): Promise<void>;
  /** Sets whether the author's ballots are on the page. */
  showBallots(slug: string, withBallots: boolean): Promise<void>;
  /** Closes or opens a poll, sets when it closes by itself, or shows the names to every reader. */
  changePoll(slug: string, change: PollChange): Promise<void>;
}

export function createShare(comparison: string, ports: SharePorts): Share {
  const store = createStore<ShareState>(() => ({ sharing: { phase: 'idle' }, links: [], problem: null }));
  /** The switches of the links. */
  const changes = createChangeQueue<boolean>((error) => store.setState({ problem: sentenceOf(error) }));

  return {
    store,
    share: () => make(false),
    shareAgain: () => make(true),
    revoke,
    restore,
    index,
    showBallots,
    changePoll,
  };

  async function make(again: boolean): Promise<void> {
    const making: Sharing = { phase: 'making' };
    store.setState({ sharing: making, problem: null });
    // Nothing may be awaited before `copy`: see there.
    const link = changes
      .settled()
      .then(() => ports.selectionSettled())
      .then(() => (again ? postNew() : postUnlessRevoked()));
    const address = link.then((made) => made?.url ?? Promise.reject(new Error('there is no link')));
    // A refusal is handled below, whether the clipboard has waited for it or not.
    address.catch(() => {});
    const copying = ports.copy(address).then(
      () => 'yes' as const,
      () => 'refused' as const,
    );
    try {
      const made = await link;
      // It was requested again meanwhile: that answer counts.
      if (store.getState().sharing !== making) return;
      if (made === null) return store.setState({ sharing: { phase: 'withheld', reason: withheldReason() } });
      const ready: Sharing = { phase: 'made', slug: made.slug, copied: 'not yet' };
      store.setState(({ links }) => ({ sharing: ready, links: withLink(links, made) }));
      void changes.enqueue(readLinks);
      const copied = await copying;
      if (store.getState().sharing === ready) store.setState({ sharing: { ...ready, copied } });
    } catch (error) {
      if (store.getState().sharing === making)
        store.setState({ sharing: { phase: 'failed', reason: sentenceOf(error) } });
    }
  }

  function postNew(): Promise<ShareLink> {
    return ports.postShare(comparison, {});
  }

  /** @returns null when the selected attempts have a revoked link and no working one, or no link can be made. */
  async function postUnlessRevoked(): Promise<ShareLink | null> {
    // If they cannot be read, making a link says why.
    const links = await ports.getShares(comparison).catch(() => []);
    const current = links.filter((link) => link.current);
    if (current.some(isWorking)) return postNew();
    if (current.length === 0 && !links.some(isTakenDown)) return postNew();
    store.setState({ links });
    return null;
  }

  function withheldReason(): 'revoked' | 'taken-down' {
    return store.getState().links.some(isTakenDown) ? 'taken-down' : 'revoked';
  }

  function revoke(slug: string): Promise<void> {
    return changes.enqueue(() => readingAfter(() => ports.deleteShare(comparison, slug)));
  }

  function restore(slug: string): Promise<void> {
    // The clipboard may hold something else by now.
    store.setState(({ sharing, links }) => {
      const wanted = sharing.phase === 'withheld' && links.some((link) => link.slug === slug && link.current);
      const inHand = sharing.phase === 'made' && sharing.slug === slug;
      return wanted || inHand ? { sharing: { phase: 'made', slug, copied: 'not yet' } } : {};
    });
    return changes.enqueue(() => readingAfter(() => ports.postShare(comparison, { slug })));
  }

  function index(slug: string, indexed: boolean): Promise<void> {
    return change(slug, 'indexed', indexed, () => ports.postShare(comparison, { slug, indexed }));
  }

  function showBallots(slug: string, withBallots: boolean): Promise<void> {
    return change(slug, 'withBallots', withBallots, () => ports.patchShare(comparison, { slug, withBallots }));
  }

  function change(slug: string, name: Switch, to: boolean, request: () => Promise<unknown>): Promise<void> {
    return changes.change({
      key: keyOf(slug, name),
      from: !to,
      to,
      show: (isOn) =>
        store.setState(({ links }) => ({
          links: links.map((link) => (link.slug === slug ? { ...link, [name]: isOn } : link)),
        })),
      send: () => readingAfter(request),
    });
  }

  function changePoll(slug: string, poll: PollChange): Promise<void> {
    return changes.enqueue(() => readingAfter(() => ports.patchShare(comparison, { slug, poll })));
  }

  /** Reads the links again after every change, refused or not: a different link may be current now. */
  async function readingAfter(request: () => Promise<unknown>): Promise<void> {
    store.setState({ problem: null });
    try {
      await request();
    } catch (error) {
      // The visitor has to know of the refusal, not of the reading.
      await readLinks();
      throw error;
    }
    await readLinks();
  }

  async function readLinks(): Promise<void> {
    try {
      const links = await ports.getShares(comparison);
      store.setState({
        links: links.map((link) => ({
          ...link,
          indexed: changes.learn(keyOf(link.slug, 'indexed'), link.indexed),
          withBallots: changes.learn(keyOf(link.slug, 'withBallots'), link.withBallots),
        })),
        problem: null,
      });
    } catch (error) {
      store.setState({ problem: sentenceOf(error) });
    }
  }
}

/** What of a link is on or off. */
type Switch = 'indexed' | 'withBallots';

function keyOf(slug: string, name: Switch): string {
  return `${name} ${slug}`;
}

function withLink(links: readonly ShareLink[], made: ShareLink): readonly ShareLink[] {
  return links.some(({ slug }) => slug === made.slug)
    ? links.map((link) => (link.slug === made.slug ? made : link))
    : [made, ...links];
}

/** Whether the link shows something. */
function isWorking({ revokedAt, takenDownAt }: ShareLink): boolean {
  return revokedAt === null && takenDownAt === null;
}

function isTakenDown({ takenDownAt }: ShareLink): boolean {
  return takenDownAt !== null;
}
