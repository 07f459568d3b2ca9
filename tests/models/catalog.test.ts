import { pipeline, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CatalogOptions, createCatalog } from '@/lib/models/catalog';
import { demoModels } from '@/lib/models/demo/demo-models';
import { snapshot } from '@/lib/models/snapshot';
import { catalogSchema } from '@/lib/protocol/model';
import { FakeClock, settle } from '../support/fake-clock';
import { entry, listing, type ModelsServer, startModelsServer } from './models-server';

const MINUTE = 60_000;
let server: ModelsServer;
let clock: FakeClock;

beforeEach(async () => {
  server = await startModelsServer();
  clock = new FakeClock();
});

afterEach(async () => {
  await server.close();
  expect(clock.pending, 'timers left').toBe(0);
});

const make = (options: Partial<CatalogOptions> = {}) =>
  createCatalog({ baseUrl: server.baseUrl, fetch, clock, demoModels, ...options });

const ids = async (catalog: ReturnType<typeof make>) =>
  (await catalog.get()).models.filter((model) => !model.demo).map((model) => model.id);

/** Waits until the download behind the scenes has come to `expected`. */
async function untilListed(catalog: ReturnType<typeof make>, expected: string[]) {
  for (let look = 0; look < 1000; look++) {
    if (`${await ids(catalog)}` === `${expected}`) return;
    await settle();
  }
  expect(await ids(catalog)).toEqual(expected);
}

describe('the list', () => {
  it('is OpenRouter’s, after the demo models, with the time of its reading', async () => {
    server.answer = listing(entry('a/one'), entry('~a/latest'));
    const catalog = await make().get();
    expect(catalogSchema.parse(catalog)).toEqual(catalog);
    expect(catalog.source).toEqual({ kind: 'live', asOf: '2026-01-01T00:00:00.000Z' });
    expect(catalog.models.slice(0, demoModels.length)).toEqual(demoModels);
    expect(catalog.models.slice(demoModels.length).map((model) => model.id)).toEqual(['a/one', '~a/latest']);
    expect(server.paths).toEqual(['/api/v1/models']);
  });

  it('is asked for once by those who ask at once', async () => {
    server.answer = listing(entry('a/one'));
    const catalog = make();
    const lists = await Promise.all([catalog.get(), catalog.get(), catalog.find('a/one'), catalog.get()]);
    expect(lists[3]).toBe(lists[0]);
    expect(server.paths).toHaveLength(1);
  });

  it('is kept for ten minutes, then refreshed while the old one serves', async () => {
    server.answer = listing(entry('a/old'));
    const catalog = make();
    await catalog.get();
    await clock.advance(10 * MINUTE - 1);
    expect(await ids(catalog)).toEqual(['a/old']);
    expect(server.paths).toHaveLength(1);

    server.answer = listing(entry('a/new'));
    await clock.advance(1);
    expect(await ids(catalog)).toEqual(['a/old']);
    expect(await ids(catalog)).toEqual(['a/old']);
    await untilListed(catalog, ['a/new']);
    expect(server.paths).toHaveLength(2);
  });

  it('stays as it was when a refresh fails, and is tried again after 10 s', async () => {
    server.answer = listing(entry('a/old'));
    const catalog = make();
    await catalog.get();
    await server.requested();
    server.answer = (response) => response.writeHead(500).end();
    await clock.advance(10 * MINUTE);
    await catalog.get();
    await server.requested();
    while (clock.pending) await settle();
    expect(await catalog.get()).toMatchObject({ source: { kind: 'live' } });
    await clock.advance(9_999);
    expect(await ids(catalog)).toEqual(['a/old']);
    expect(server.paths).toHaveLength(2);

    server.answer = listing(entry('a/new'));
    await clock.advance(1);
    await untilListed(catalog, ['a/new']);
    expect(server.paths).toHaveLength(3);
  });
});

describe('without OpenRouter', () => {
  const troubles: [string, ModelsServer['answer']][] = [
    ['an error', (response) => response.writeHead(500).end(JSON.stringify({ data: [entry('a/one')] }))],
    ['garbage', (response) => response.end('<!doctype html><title>Sign in to the Wi-Fi</title>')],
    ['another JSON', (response) => response.end('{"models":[]}')],
    ['an empty list', listing()],
    ['only broken entries', listing({ id: 7 }, null)],
    ['a cut connection', (response) => response.destroy()],
    ['an endless list', (response) => endless(response)],
  ];
  it.each(troubles)('the snapshot of its day serves after %s', async (_, answer) => {
    server.answer = answer;
    const { source, models } = await make().get();
    expect(source).toEqual({ kind: 'snapshot', asOf: '2026-07-02' });
    expect(models).toHaveLength(demoModels.length + snapshot.models.length);
  });

  it('the snapshot serves when nobody listens there', async () => {
    const { baseUrl } = server;
    await server.close();
    expect((await make({ baseUrl }).get()).source.kind).toBe('snapshot');
  });

  it.each([
    ['headers', () => {}],
    ['the end of the body', (response) => void response.writeHead(200).write('{"data":[')],
  ] satisfies [string, ModelsServer['answer']][])('3 s are waited for %s, not more', async (_, answer) => {
    server.answer = answer;
    const asked = make().get();
    await server.requested();
    await clock.advance(2_999);
    expect(await Promise.race([asked, 'waiting'])).toBe('waiting');
    await clock.advance(1);
    expect((await asked).source.kind).toBe('snapshot');
  });

  it('a fetch that is deaf to its signal holds nobody', async () => {
    const asked = make({ fetch: () => new Promise(() => {}) }).get();
    await clock.advance(3_000);
    expect((await asked).source.kind).toBe('snapshot');
  });

  it('a new try comes after 10 s, behind the scenes', async () => {
    const catalog = make();
    await catalog.get();
    await clock.advance(9_999);
    await catalog.get();
    expect(server.paths).toHaveLength(1);

    server.answer = listing(entry('a/one'));
    await clock.advance(1);
    expect((await catalog.get()).source.kind).toBe('snapshot');
    await untilListed(catalog, ['a/one']);
    expect(server.paths).toHaveLength(2);
  });

  it('an id that the snapshot lacks is left to the provider to judge', async () => {
    const catalog = make();
    const { model } = (await catalog.find('some-lab/brand-new')) as { model: unknown };
    expect(model).toEqual({
      id: 'some-lab/brand-new',
      name: 'brand-new',
      vendor: 'Some Lab',
      context: null,
      maxOutput: null,
      usdPerMillion: null,
      input: ['text'],
      output: ['text'],
      parameters: [],
      created: null,
      demo: false,
    });
    expect(await catalog.find('some-lab/brand-new')).toMatchObject({ kind: 'unlisted' });
    expect(await catalog.find('openai/gpt-4o')).toMatchObject({ kind: 'listed', model: { vendor: 'OpenAI' } });
    expect(server.paths).toHaveLength(1);
  });
});

describe('an id that is not listed', () => {
  it('forces one refresh in 10 s, and is refused when that does not bring it', async () => {
    server.answer = listing(entry('a/one'));
    const catalog = make();
    await catalog.get();
    const asked = await Promise.all([catalog.find('a/two'), catalog.find('a/three'), catalog.find('a/two')]);
    expect(asked).toEqual(Array(3).fill({ kind: 'unknown-model' }));
    await clock.advance(9_999);
    expect(await catalog.find('a/two')).toEqual({ kind: 'unknown-model' });
    expect(server.paths).toHaveLength(2);

    server.answer = listing(entry('a/one'), entry('a/two'));
    await clock.advance(1);
    expect(await catalog.find('a/two')).toMatchObject({ kind: 'listed', model: { id: 'a/two' } });
    expect(server.paths).toHaveLength(3);
  });

  it('is found when the refresh brings it', async () => {
    server.answer = listing(entry('a/one'));
    const catalog = make();
    await catalog.get();
    server.answer = listing(entry('a/new'));
    expect(await catalog.find('a/new')).toMatchObject({ kind: 'listed' });
  });

  it('waits for the refresh that a stale list has begun', async () => {
    server.answer = listing(entry('a/one'));
    const catalog = make();
    await catalog.get();
    await clock.advance(10 * MINUTE);
    server.answer = listing(entry('a/new'));
    expect(await catalog.find('a/new')).toMatchObject({ kind: 'listed' });
    expect(server.paths).toHaveLength(2);
  });

  it('is refused after one request when the list was read for it', async () => {
    server.answer = listing(entry('a/one'));
    expect(await make().find('a/two')).toEqual({ kind: 'unknown-model' });
    expect(server.paths).toHaveLength(1);
  });

  it('is refused on the older list when the refresh fails', async () => {
    server.answer = listing(entry('a/one'));
    const catalog = make();
    await catalog.get();
    server.answer = (response) => response.writeHead(503).end();
    expect(await catalog.find('a/two')).toEqual({ kind: 'unknown-model' });
    expect(await catalog.find('a/one')).toMatchObject({ kind: 'listed' });
  });

  it('has nothing to do with names of object members', async () => {
    server.answer = listing(entry('a/one'));
    const catalog = make();
    for (const id of ['__proto__', 'constructor', 'toString']) {
      expect(await catalog.find(id)).toEqual({ kind: 'unknown-model' });
    }
  });
});

describe('demo models', () => {
  it('are found without asking anybody, known or not', async () => {
    const catalog = make();
    expect(await catalog.find('demo/quick')).toMatchObject({ kind: 'listed', model: { demo: true } });
    expect(await catalog.find('demo/nobody')).toEqual({ kind: 'unknown-model' });
    expect(server.paths).toEqual([]);
  });

  it('cannot be replaced by the list', async () => {
    server.answer = listing(entry('demo/quick', { name: 'Dear' }), entry('a/one'));
    expect(await ids(make())).toEqual(['a/one']);
  });
});

describe('a variant of a listed model', () => {
  it.each([
    [':free', { input: 0, output: 0 }],
    [':nitro', null],
    [':floor', null],
    [':thinking', null],
    [':extended', null],
    [':exacto', null],
  ])('%s is taken for it, at its own price', async (suffix, usdPerMillion) => {
    server.answer = listing(entry('a/one', { name: 'A: One' }));
    const catalog = make();
    expect(await catalog.find(`a/one${suffix}`)).toMatchObject({
      kind: 'listed',
      model: { id: `a/one${suffix}`, name: `One (${suffix.slice(1)})`, context: 128_000, usdPerMillion },
    });
    expect(await catalog.find(`a/two${suffix}`)).toEqual({ kind: 'unknown-model' });
  });

  it('has its listed price when it is listed itself', async () => {
    server.answer = listing(
      entry('a/one'),
      entry('a/one:thinking', { pricing: { prompt: '0.00001', completion: '0' } }),
    );
    expect(await make().find('a/one:thinking')).toMatchObject({ model: { usdPerMillion: { input: 10, output: 0 } } });
  });

  it.each([':online', ':free:online', ':online:free', ':nitro:online'])(
    'is asked as it is with several suffixes, %s, at a price that is not known',
    async (suffix) => {
      server.answer = listing(entry('a/one', { name: 'A: One' }));
      expect(await make().find(`a/one${suffix}`)).toMatchObject({
        kind: 'listed',
        model: { id: `a/one${suffix}`, name: expect.stringMatching(/^One \(/), usdPerMillion: null },
      });
    },
  );

  it.each(['a/one:beta', 'a/one:', 'a/one::free', 'a/one:Free', ':free', 'a:free', 'a/one:free:beta'])(
    'is not %s',
    async (id) => {
      server.answer = listing(entry('a/one'));
      expect(await make().find(id)).toEqual({ kind: 'unknown-model' });
    },
  );
});

describe('a preset', () => {
  it('is asked as it is, at a price that is not known, without a look for it in a newer list', async () => {
    server.answer = listing(entry('a/one'));
    const catalog = make();
    expect(await catalog.find('@preset/my-preset')).toMatchObject({
      kind: 'unlisted',
      model: { id: '@preset/my-preset', name: 'Preset my-preset', vendor: 'OpenRouter', usdPerMillion: null },
    });
    expect(server.paths).toHaveLength(1);
  });

  it.each([
    ['a/one@preset/my-preset', 'listed', 'One (preset my-preset)'],
    ['a/one:free@preset/my-preset', 'listed', 'One (free) (preset my-preset)'],
    ['a/one@preset/my-preset:nitro', 'listed', 'One (preset my-preset:nitro)'],
    ['~a/one-latest@preset/v2.1_x', 'unlisted', 'one-latest (preset v2.1_x)'],
  ])('over a model, %s, keeps what is known of it but its price', async (id, kind, name) => {
    server.answer = listing(entry('a/one', { name: 'A: One' }));
    expect(await make().find(id)).toMatchObject({ kind, model: { id, name, usdPerMillion: null } });
  });

  it.each([
    'a/two@preset/my-preset',
    'a/one@preset/',
    '@preset/',
    '@preset',
    '@preset/a@preset/',
    '@other/my-preset',
    'demo/quick@preset/my-preset',
  ])('is not %s', async (id) => {
    server.answer = listing(entry('a/one'));
    expect(await make().find(id)).toEqual({ kind: 'unknown-model' });
  });
});

describe('a model that OpenRouter chooses', () => {
  it.each([
    ['~a/one-latest', 'one-latest'],
    ['openrouter/auto', 'auto'],
    ['openrouter/free', 'free'],
    ['openrouter/auto:online', 'auto (online)'],
    ['~a/one-latest:nitro', 'one-latest (nitro)'],
  ])('is asked as it is where no list has it: %s', async (id, name) => {
    server.answer = listing(entry('a/one'));
    expect(await make().find(id)).toMatchObject({ kind: 'unlisted', model: { id, name, usdPerMillion: null } });
  });

  it('is what the list says where it has it', async () => {
    server.answer = listing(entry('~a/one-latest', { name: 'A One Latest' }));
    expect(await make().find('~a/one-latest')).toMatchObject({
      kind: 'listed',
      model: { name: 'One Latest', usdPerMillion: { input: 1, output: 2 } },
    });
  });

  it.each(['openrouter/unheard-of', '~a', '~/one', '~a/one latest'])('is not %s', async (id) => {
    server.answer = listing(entry('a/one'));
    expect(await make().find(id)).toEqual({ kind: 'unknown-model' });
  });
});

function endless(response: Parameters<ModelsServer['answer']>[0]) {
  const part = Buffer.alloc(1024 * 1024, ' ');
  const body = new Readable({ read: () => body.push(part) });
  pipeline(body, response, () => {});
}
