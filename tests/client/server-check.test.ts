import { describe, expect, test } from 'vitest';
import { RequestFailed } from '@/lib/client/api';
import { clocksRow, streamingRow } from '@/lib/client/browser-rows';
import { checkMarkdown, checkSummary, listRows } from '@/lib/client/check-words';
import { createServerCheck, type ServerCheckPorts } from '@/lib/client/server-check';
import { addressRow, type Health } from '@/lib/protocol/health';
import { encodeCheckOpening, encodeCheckPiece } from '@/lib/protocol/stream-check';
import { deferred } from '../support/openrouter/deferred';

const ORIGIN = 'https://abreast.example';
const LINKS = { origin: ORIGIN, isSet: true };
const HEALTH: Health = {
  ready: true,
  version: '1.2.3',
  commit: '36b546c0123456789',
  rows: [
    { id: 'database', state: 'ok', text: 'It | works.', remedy: null },
    { id: 'key', state: 'broken', text: 'It is\nrejected.', remedy: 'Set another.' },
    // What a server thinks behind a proxy that hides the host.
    addressRow(LINKS, 'http://127.0.0.1:3000'),
  ],
};
const STREAM = encodeCheckOpening() + Array.from({ length: 8 }, (_, index) => encodeCheckPiece(index + 1)).join('');

function serverCheck(ports: Partial<ServerCheckPorts> = {}) {
  return createServerCheck(LINKS, {
    getHealth: async () => HEALTH,
    getStreamCheck: async () => new Response(STREAM, { headers: { date: new Date(0).toUTCString() } }),
    now: () => 0,
    date: () => 0,
    origin: () => ORIGIN,
    ...ports,
  });
}

const every = (ms: number, count = 8) => Array.from({ length: count }, (_, index) => 5000 + index * ms);

describe('the streaming', () => {
  test.each([
    ['one by one', every(200), 'ok', 'came one by one, over 1.4 s'],
    ['one by one, two of them close together', [0, 200, 210, 600, 800, 1000, 1200, 1400], 'ok', 'one by one'],
    ['in two bursts', [0, 1, 2, 3, 800, 801, 802, 803], 'works-but', '2 bursts'],
    ['together', every(1), 'broken', 'came together'],
    ['in part', every(200, 3), 'broken', 'broke off after 3 of 8'],
    ['not at all', [], 'broken', 'could not be read'],
  ] as const)('whose pieces come %s', (_, arrivals, state, text) => {
    const row = streamingRow(arrivals);
    expect(row).toMatchObject({ id: 'streaming', state, text: expect.stringContaining(text) });
    expect(row.remedy === null).toBe(state === 'ok');
  });
});

describe('the clocks', () => {
  const header = new Date(60_000).toUTCString();

  test.each([
    ['agree', 60_100, 60_900, 'ok'],
    ['agree as far as a whole second and a slow answer can tell', 40_000, 55_000, 'ok'],
    ['differ, the server ahead', 50_000, 54_000, '6 s ahead of'],
    ['differ, the server behind', 68_000, 68_100, '7 s behind'],
  ] as const)('%s', (_, sentAt, receivedAt, expected) => {
    const { state, text } = clocksRow(header, sentAt, receivedAt);
    if (expected === 'ok') expect(state).toBe('ok');
    else expect([state, text]).toEqual(['works-but', expect.stringContaining(expected)]);
  });

  test('cannot be compared without a date', () => {
    for (const absent of [null, '', 'soon']) expect(clocksRow(absent, 0, 0).state).toBe('works-but');
  });
});

describe('a check', () => {
  test('lists what the server found out and what the browser measured, in one order', async () => {
    const check = serverCheck();
    await check.run();
    const listed = listRows(check.store.getState());
    expect(listed.map(({ id, row }) => [id, row?.state])).toEqual([
      ['database', 'ok'],
      ['address', 'ok'],
      ['key', 'broken'],
      ['streaming', 'broken'],
      ['clocks', 'ok'],
    ]);
  });

  test('says of each row that it is checked, until all is known, and asks once at a time', async () => {
    const answer = deferred<Health>();
    let asked = 0;
    const check = serverCheck({
      getHealth: () => {
        asked += 1;
        return answer.promise;
      },
    });
    const first = check.run();
    const second = check.run();
    expect(listRows(check.store.getState())).toHaveLength(10);
    expect(checkSummary(check.store.getState())).toBeNull();
    answer.resolve(HEALTH);
    await Promise.all([first, second]);
    expect(asked).toBe(1);
    expect(checkSummary(check.store.getState())).toBe('2 of 5 broken.');
    await check.run();
    expect(asked).toBe(2);
  });

  test('keeps what the browser measures where the server cannot be asked, and says why', async () => {
    const detail = 'The server cannot be reached.';
    const fails = () => Promise.reject(new RequestFailed({ status: 0, code: 'internal', detail }));
    const check = serverCheck({ getHealth: fails, getStreamCheck: fails });
    await check.run();
    const state = check.store.getState();
    expect(state.server).toEqual({ phase: 'failed', reason: detail });
    expect(listRows(state).map(({ id, row }) => [id, row?.state])).toEqual([
      ['streaming', 'broken'],
      ['clocks', 'works-but'],
    ]);
    expect(checkSummary(state)).toBe('This server could not be asked.');
  });

  test('is copied as a Markdown table that no text breaks', async () => {
    const check = serverCheck();
    await check.run();
    const lines = checkMarkdown(check.store.getState(), '2026-01-01T00:00:00.000Z', 'Firefox').split('\n');
    expect(lines.slice(0, 7)).toEqual([
      'Abreast 1.2.3, commit 36b546c01234, checked 2026-01-01T00:00:00.000Z',
      'Browser: Firefox',
      '',
      '| Part | State | Says | To do |',
      '| --- | --- | --- | --- |',
      '| Database | ok | It \\| works. |  |',
      `| Address | ok | Links begin with ${ORIGIN}, as SITE_URL says. |  |`,
    ]);
    expect(lines[7]).toBe('| House key | broken | It is rejected. | Set another. |');
  });
});
