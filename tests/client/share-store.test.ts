import { describe, expect, test } from 'vitest';
import { RequestFailed } from '@/lib/client/api';
import { createShare, type SharePorts } from '@/lib/client/share-store';
import type { ShareLink } from '@/lib/protocol/share';
import { settle } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';

const at = '2026-01-01T00:00:00.000Z';
const linkOf = (slug: string, more: Partial<ShareLink> = {}): ShareLink => ({
  slug,
  url: `https://abreast.test/s/${slug}`,
  createdAt: at,
  revokedAt: null,
  takenDownAt: null,
  indexed: false,
  withBallots: false,
  poll: null,
  turns: 1,
  current: true,
  ...more,
});
const refusal = (detail: string) => new RequestFailed({ status: 500, code: 'internal', detail });

/** A server that stores links, `kept` at first. */
function setUp(ports: Partial<SharePorts> = {}, kept: ShareLink[] = []) {
  let links = kept;
  const sent: unknown[] = [];
  const copied: string[] = [];
  const change = (slug: string, to: Partial<ShareLink>) => {
    links = links.map((link) => (link.slug === slug ? { ...link, ...to } : link));
  };
  const share = createShare('c1', {
    selectionSettled: async () => {},
    postShare: async (comparison, request) => {
      sent.push([comparison, request]);
      const { slug, indexed } = request;
      if (slug !== undefined) change(slug, { revokedAt: null, ...(indexed === undefined ? {} : { indexed }) });
      const known = links.find((link) => (slug === undefined ? link.current && !link.revokedAt : link.slug === slug));
      if (known) return known;
      links = [linkOf(`s${links.length + 1}`), ...links];
      return links[0] ?? linkOf('none');
    },
    patchShare: async (comparison, { slug, ...request }) => {
      sent.push([comparison, slug, request]);
      const { poll, withBallots } = request;
      const known = links.find((link) => link.slug === slug) ?? linkOf(slug);
      change(slug, {
        ...(withBallots !== undefined && { withBallots }),
        ...(poll && known.poll && { poll: { ...known.poll, ...poll } }),
      });
      return links.find((link) => link.slug === slug) ?? known;
    },
    getShares: async () => links,
    deleteShare: async (comparison, slug) => {
      sent.push([comparison, 'delete', slug]);
      change(slug, { revokedAt: at });
    },
    copy: async (text) => void copied.push(await text),
    ...ports,
  });
  return { share, sent, copied, state: () => share.store.getState() };
}

describe('sharing', () => {
  test('makes a link to what is on view, copies it and lists it', async () => {
    const { share, sent, copied, state } = setUp({}, [linkOf('old', { current: false })]);
    const sharing = share.share();
    expect(state().sharing).toEqual({ phase: 'making' });
    await sharing;
    await settle();
    expect(sent).toEqual([['c1', {}]]);
    expect(copied).toEqual(['https://abreast.test/s/s2']);
    expect(state().sharing).toEqual({ phase: 'made', slug: 's2', copied: 'yes' });
    expect(state().links.map(({ slug }) => slug)).toEqual(['s2', 'old']);
  });

  test('asks for the clipboard in the click itself, before anything is known', () => {
    let asked = false;
    const { share } = setUp({
      copy: async () => {
        asked = true;
      },
    });
    void share.share();
    expect(asked).toBe(true);
  });

  test('waits until the server knows what is on view', async () => {
    const told = deferred<void>();
    const { share, sent } = setUp({ selectionSettled: () => told.promise });
    const sharing = share.share();
    await settle();
    expect(sent).toEqual([]);
    told.resolve();
    await sharing;
    expect(sent).toEqual([['c1', {}]]);
  });

  test('makes no other link to what has a revoked one, until it is asked to', async () => {
    const { share, sent, copied, state } = setUp({}, [linkOf('gone', { revokedAt: at })]);
    await share.share();
    expect([sent, copied, state().sharing]).toEqual([[], [], { phase: 'withheld', reason: 'revoked' }]);
    expect(state().links.map(({ slug }) => slug)).toEqual(['gone']);
    await share.shareAgain();
    await settle();
    expect([copied, state().sharing]).toEqual([
      ['https://abreast.test/s/s2'],
      { phase: 'made', slug: 's2', copied: 'yes' },
    ]);
  });

  test('makes no link where the owner of the server has taken one down, and says so', async () => {
    const { share, sent, state } = setUp({}, [linkOf('down', { takenDownAt: at, current: false })]);
    await share.share();
    expect([sent, state().sharing]).toEqual([[], { phase: 'withheld', reason: 'taken-down' }]);
  });

  test('a revoked link that is restored instead is the one in hand', async () => {
    const { share, state } = setUp({}, [linkOf('gone', { revokedAt: at })]);
    await share.share();
    await share.restore('gone');
    expect(state().sharing).toEqual({ phase: 'made', slug: 'gone', copied: 'not yet' });
    expect(state().links).toMatchObject([{ slug: 'gone', revokedAt: null }]);
  });

  test('shows the link where the browser does not let it copy', async () => {
    const { share, state } = setUp({ copy: () => Promise.reject(new Error('no clipboard')) });
    await share.share();
    expect(state().sharing).toEqual({ phase: 'made', slug: 's1', copied: 'refused' });
  });

  test('that is refused says why, with or without a clipboard, and works when tried again', async () => {
    let away = true;
    const { share, state } = setUp({
      postShare: async () => {
        if (away) throw refusal('The server is away.');
        return linkOf('s1');
      },
    });
    await share.share();
    expect(state().sharing).toEqual({ phase: 'failed', reason: 'The server is away.' });
    away = false;
    await share.share();
    expect(state().sharing).toMatchObject({ phase: 'made', slug: 's1' });
  });

  test('twice in a row shows the later answer', async () => {
    const answers = [deferred<ShareLink>(), deferred<ShareLink>()];
    let asked = 0;
    const { share, state } = setUp({ postShare: () => answers[asked++]?.promise ?? Promise.reject() });
    const first = share.share();
    await settle();
    const second = share.share();
    await settle();
    answers[1]?.resolve(linkOf('later'));
    await second;
    answers[0]?.resolve(linkOf('earlier'));
    await first;
    expect(state().sharing).toMatchObject({ phase: 'made', slug: 'later' });
  });

  test('tells what was made although the list of links cannot be read', async () => {
    const { share, state } = setUp({ getShares: () => Promise.reject(refusal('No list.')) });
    await share.share();
    await settle();
    expect(state()).toMatchObject({ sharing: { phase: 'made', copied: 'yes' }, problem: 'No list.' });
    expect(state().links).toEqual([linkOf('s1')]);
  });
});

describe('a link', () => {
  test('is revoked and restored under the same slug', async () => {
    const { share, sent, state } = setUp();
    await share.share();
    await share.revoke('s1');
    expect(state().links).toEqual([linkOf('s1', { revokedAt: at })]);
    await share.restore('s1');
    expect(state().links).toEqual([linkOf('s1')]);
    expect(state().sharing).toEqual({ phase: 'made', slug: 's1', copied: 'not yet' });
    expect(sent.slice(1)).toEqual([
      ['c1', 'delete', 's1'],
      ['c1', { slug: 's1' }],
    ]);
  });

  test('is given to search engines at once, and taken from them when the server refuses', async () => {
    let refuse = false;
    const { share, state } = setUp({
      postShare: async (_, { indexed }) => {
        if (refuse) throw refusal('Not now.');
        return linkOf('s1', { indexed: indexed ?? false });
      },
      getShares: async () => [linkOf('s1', { indexed: true })],
    });
    await share.share();
    const indexing = share.index('s1', true);
    expect(state().links).toEqual([linkOf('s1', { indexed: true })]);
    await indexing;
    refuse = true;
    // Clicked off and on again, both in vain: it is as it was.
    const off = share.index('s1', false);
    expect(state().links).toEqual([linkOf('s1', { indexed: false })]);
    await Promise.all([off, share.index('s1', true)]);
    expect(state().links).toEqual([linkOf('s1', { indexed: true })]);
    expect(state().problem).toBe('Not now.');
  });

  test('shows the ballots of its author at once, and not when the server refuses', async () => {
    const { share, sent, state } = setUp();
    await share.share();
    const showing = share.showBallots('s1', true);
    expect(state().links).toEqual([linkOf('s1', { withBallots: true })]);
    await showing;
    expect(sent.at(-1)).toEqual(['c1', 's1', { withBallots: true }]);
    expect(state().links).toEqual([linkOf('s1', { withBallots: true })]);
    const refusing = setUp({ patchShare: () => Promise.reject(refusal('Not now.')) });
    await refusing.share.share();
    await refusing.share.showBallots('s1', true);
    expect(refusing.state()).toMatchObject({ problem: 'Not now.', links: [{ slug: 's1', withBallots: false }] });
  });

  test('that is a poll is changed as the server says, and counted again with it', async () => {
    const poll = { open: true, closesAt: null, names: 'voters' as const };
    const counts = { ballots: 0, best: {}, equal: 0, bad: 0, chosen: {} };
    const { share, sent, state } = setUp({}, [linkOf('p1', { poll: { ...poll, ...counts } })]);
    await share.share();
    await share.changePoll('p1', { open: false });
    expect(sent.at(-1)).toEqual(['c1', 'p1', { poll: { open: false } }]);
    expect(state().links).toMatchObject([{ slug: 'p1', poll: { open: false, names: 'voters' } }]);
  });

  test('that is a poll stays as it is when the server refuses, and says why', async () => {
    const poll = { open: true, closesAt: null, names: 'all' as const };
    const counts = { ballots: 0, best: {}, equal: 0, bad: 0, chosen: {} };
    const { share, state } = setUp({ patchShare: () => Promise.reject(refusal('Not now.')) }, [
      linkOf('p1', { poll: { ...poll, ...counts } }),
    ]);
    await share.share();
    await share.changePoll('p1', { open: false });
    expect(state()).toMatchObject({ problem: 'Not now.', links: [{ poll: { open: true } }] });
  });

  test('that cannot be revoked says why and stays', async () => {
    const { share, state } = setUp({ deleteShare: () => Promise.reject(refusal('Not now.')) });
    await share.share();
    await share.revoke('s1');
    expect(state()).toMatchObject({ problem: 'Not now.', links: [{ slug: 's1', revokedAt: null }] });
  });
});
