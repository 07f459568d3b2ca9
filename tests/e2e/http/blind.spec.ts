import { expect, test } from 'playwright/test';
import { problemSchema } from '@/lib/protocol/problem';
import { shareLinksSchema } from '@/lib/protocol/share';
import { HOUSE_KEY, VISITOR_COOKIE } from '../support/app';
import { markedPrompt } from '../support/marked-prompt';
import { comparisonOf } from '../support/run-requests';
import { type Answered, send } from '../support/send';
import { share } from '../support/sharing';

/** Each ends in another way, and at another time. */
const MODELS = [
  'test/words-20-every-30ms',
  'test/thinks-10-every-50ms.words-10-every-50ms',
  'test/words-5-every-30ms.breaks-502',
  'test/words-4',
];
const JSON_TYPE = { 'content-type': 'application/json' };

const post = (path: string, body: unknown, cookie = VISITOR_COOKIE, method = 'POST') =>
  send({ method, path, headers: { ...JSON_TYPE, cookie }, body: JSON.stringify(body) });
const get = (path: string, cookie = VISITOR_COOKIE, headers = {}) => send({ path, headers: { cookie, ...headers } });
const codeOf = ({ text }: Answered) => problemSchema.parse(JSON.parse(text)).code;

/** Asks blind and reads to the end. */
async function asked(models = MODELS) {
  const prompt = markedPrompt();
  const { status, text } = await post('/api/compare', { prompt, models, blind: true, lineUp: 'words-20 and others' });
  expect(status).toBe(200);
  const [, run = '', id = ''] =
    /"run":"([\w-]+)",.*?"comparison":"([\w-]+)"/.exec(text.slice(text.indexOf('id: b1'))) ?? [];
  await expect.poll(async () => (await get(`/api/runs/${run}/events?after=b1000`)).status).toBe(204);
  return { prompt, run, id, wire: text };
}

function expectNoNames(place: string, text: string): void {
  const found = [...MODELS, 'words-20', 'thinks-10', 'breaks-502', 'words-4', 'openrouter.ai', HOUSE_KEY].filter(
    (name) => text.includes(name),
  );
  expect(found, place).toEqual([]);
  expect(text.replaceAll('\\"', '"'), place).not.toMatch(
    /"(at|endedAt|startedAt|together|oneAfterAnother)": ?[1-9]|"(usage|cost|usdPerMillion|provider)": ?[{\d]/,
  );
}

/** A browser that opens the page of a link. @returns its cookie, and what it got. */
async function visit(slug: string, cookie = ''): Promise<{ cookie: string; html: string }> {
  const page = await get(`/s/${slug}`, cookie);
  expect(page.status).toBe(200);
  const [, nonce = 'none'] = /'nonce-([^']+)'/.exec(`${page.headers['content-security-policy']}`) ?? [];
  expect(page.text).toContain(`nonce="${nonce}"`);
  const [given = ''] = page.headers['set-cookie'] ?? [];
  return { cookie: given.split(';')[0] || cookie, html: page.text };
}

test('nothing that its author gets of a blind comparison names a model, a price, a usage or a time', async () => {
  const { id, run, wire, prompt } = await asked();
  expectNoNames('wire', wire);
  const page = await get(`/c/${id}`);
  expect(page.text).toContain(prompt);
  const places = [
    `/c/${id}?turn=1&lane=A`,
    `/api/comparisons/${id}`,
    `/api/runs/${run}/events`,
    ...['md', 'csv', 'json'].map((format) => `/api/comparisons/${id}/export?format=${format}`),
    `/api/comparisons/${id}/turns/1/lanes/A/1`,
    `/api/comparisons?search=${encodeURIComponent(prompt)}`,
  ];
  expectNoNames('page', page.text);
  for (const place of places) {
    const { status, text } = await get(place);
    expect([place, status]).toEqual([place, 200]);
    expectNoNames(place, text);
  }
  const refused = [
    await post('/api/compare', { comparison: id, prompt: 'And?' }),
    await post('/api/compare', { from: { comparison: id, turn: 1 }, prompt: 'And?' }),
    await post(`/api/runs/${run}/retry`, { lanes: ['A', 'B', 'C', 'D'] }),
    await post(`/api/comparisons/${id}/share`, { poll: 1 }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([409, 409, 409, 400]);
  for (const { text } of refused) expectNoNames('error', text);
});

test('the author sees the names once they ask for them, and a reading that was blind begins again', async () => {
  const { id, run } = await asked();
  expect((await post(`/api/comparisons/${id}`, { revealed: true }, VISITOR_COOKIE, 'PATCH')).status).toBe(204);
  const { record } = await comparisonOf(id);
  expect(record.turns[0]?.runs[0]?.lanes.map(({ model }) => model).toSorted()).toEqual(MODELS.toSorted());
  const events = await get(`/api/runs/${run}/events`, VISITOR_COOKIE, { 'last-event-id': 'b7' });
  expect(events.text).toContain('\nid: 1\n');
  expect(events.text).toContain('words-20-every-30ms');
  expect((await get(`/c/${id}`)).text).toContain('words-20-every-30ms');
});

test('three browsers vote in a poll, each once, and each sees the names after their own ballot', async () => {
  const { id, run } = await asked();
  const { slug, poll } = await share(id);
  expect(poll).toMatchObject({ open: true, names: 'voters', ballots: 0 });
  const ballot = `/s/${slug}/turns/1/ballot`;
  expect(codeOf(await post(ballot, { best: ['A'] }, ''))).toBe('cookie-needed');

  const { state } = await comparisonOf(id);
  const best =
    Object.values(state.turns[0]?.answers ?? {})
      .flat()
      .find(({ phase }) => phase === 'done')?.lane ?? 'A';
  for (const nth of [1, 2, 3]) {
    const { cookie, html } = await visit(slug);
    expect(cookie).toMatch(/^abreast-visitor=/);
    const places = [
      `/s/${slug}/runs/${run}/events`,
      ...['md', 'csv', 'json'].map((format) => `/s/${slug}/export?format=${format}`),
      `/s/${slug}/turns/1/lanes/A/1`,
    ];
    expectNoNames('page of the link', html);
    for (const place of places) expectNoNames(place, (await get(place, cookie)).text);
    expect((await get(`/?again=${slug}`, cookie)).text).not.toContain('words-20');
    const voted = await post(ballot, nth === 3 ? { verdict: 'bad' } : { best: [best] }, cookie);
    expect(voted.status).toBe(200);
    expect(voted.text).toContain('words-20-every-30ms');
    expect((await visit(slug, cookie)).html).toContain('words-20-every-30ms');
    expect((await get(`/s/${slug}/runs/${run}/events`, cookie, { 'last-event-id': 'b3' })).text).toContain('\nid: 1\n');
    expect(codeOf(await post(ballot, { best: [best] }, cookie))).toBe('already-voted');
  }

  const { text } = await get(`/api/comparisons/${id}/share`);
  const [link] = shareLinksSchema.parse(JSON.parse(text)).shares;
  expect(link?.poll).toMatchObject({ ballots: 3, best: { [best]: 2 }, bad: 1, equal: 0 });
  expect(link?.poll?.chosen[best]?.p).toBeCloseTo(2 / 3);
  expectNoNames('links of the author', text);
});

test('a poll is closed by hand and by its date, and the names that its author sees stay hidden from its readers', async () => {
  const { id } = await asked();
  const { slug } = await share(id);
  const change = (poll: object) => post(`/api/comparisons/${id}/share`, { slug, poll }, VISITOR_COOKIE, 'PATCH');
  const { cookie } = await visit(slug);
  const vote = () => post(`/s/${slug}/turns/1/ballot`, { verdict: 'equal' }, cookie);
  expect((await change({ open: false })).status).toBe(200);
  expect(codeOf(await vote())).toBe('poll-closed');
  expect((await visit(slug)).cookie).toBe('');
  await change({ open: true, closesAt: '2020-01-01T00:00:00.000Z' });
  expect(codeOf(await vote())).toBe('poll-closed');
  await post(`/api/comparisons/${id}`, { revealed: true }, VISITOR_COOKIE, 'PATCH');
  expectNoNames('after the author’s reveal', (await visit(slug, cookie)).html);
  await change({ closesAt: null });
  expect((await vote()).status).toBe(200);
  expect((await visit(slug)).html).not.toContain('words-20');
  await change({ names: 'all' });
  expect((await visit(slug)).html).toContain('words-20-every-30ms');
});

test('the picture of a poll is the same for whoever asks, and another one once the names are open to all', async () => {
  const { id } = await asked();
  const { slug } = await share(id);
  const { cookie } = await visit(slug);
  const picture = async (sender: string) => (await get(`/s/${slug}/opengraph-image`, sender)).text;
  const hidden = await picture('');
  await post(`/s/${slug}/turns/1/ballot`, { verdict: 'equal' }, cookie);
  expect((await picture(cookie)) === hidden).toBe(true);
  await post(`/api/comparisons/${id}/share`, { slug, poll: { names: 'all' } }, VISITOR_COOKIE, 'PATCH');
  expect((await picture('')) === hidden).toBe(false);
});
