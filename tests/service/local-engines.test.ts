import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { readEnvironment } from '@/lib/service/environment';
import { withLocalEngines } from '@/lib/service/local-engines';
import { systemClock } from '@/lib/time/clock';
import { type Engine, startEngine } from '../support/engines/server';
import { FakeClock } from '../support/fake-clock';

const servers: (Engine | Server)[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) server.close().closeAllConnections();
    else await server.close();
  }
});

async function engine(...models: string[]): Promise<Engine> {
  const started = await startEngine(models);
  servers.push(started);
  return started;
}

/** A server that is no engine, at a port where one might be. @param body null never answers. */
async function another(body: string | null): Promise<number> {
  const server = createServer((_, response) => void (body !== null && response.end(body)));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const portOf = ({ baseUrl }: Engine) => Number(new URL(baseUrl).port);

const LOCAL = { ABREAST_ADDRESS: '127.0.0.1' };

function look(variables: Record<string, string>, ports: readonly number[], clock = systemClock) {
  const engines = ports.map((port, nth) => ({ id: `engine-${nth}`, name: `Engine ${nth}`, port }));
  const { ABREAST_ADDRESS: _, ...settings } = variables;
  return withLocalEngines(readEnvironment(settings), { variables, fetch, clock, engines });
}

test('a server that nobody but this machine reaches finds the engines there, and nothing else', async () => {
  const [one, none] = [await engine('llama3.3:latest'), await engine()];
  const ports = [portOf(one), await another('<p>Hello'), await another('{"data":[{"id":"x"}]}'), 9, portOf(none)];
  const { sources } = await look(LOCAL, ports);
  expect(sources).toEqual([
    { id: 'engine-0', name: 'Engine 0', baseUrl: one.baseUrl, key: null, models: null, atOnce: 1 },
    { id: 'engine-4', name: 'Engine 4', baseUrl: none.baseUrl, key: null, models: null, atOnce: 1 },
  ]);
  expect(one.lists).toHaveLength(1);
});

test('a server at such a port that never answers delays the start by 300 ms', async () => {
  const clock = new FakeClock();
  const silent = await another(null);
  const looking = look(LOCAL, [silent], clock);
  await clock.advance(300);
  expect((await looking).sources).toEqual([]);
  expect(clock.now()).toBe(300);
});

test.each<[string, Record<string, string>]>([
  ['other machines reach it', { ABREAST_ADDRESS: '0.0.0.0' }],
  ['nobody has told where it listens', {}],
  ['SITE_URL is a public address', { ...LOCAL, SITE_URL: 'https://abreast.example' }],
  ['it is a function on Vercel', { ...LOCAL, VERCEL: '1' }],
  ['SOURCES is an empty list', { ...LOCAL, SOURCES: '[]' }],
  ['SOURCES names others', { ...LOCAL, SOURCES: '[{"id":"lab","name":"Lab","baseUrl":"http://127.0.0.1:9/v1"}]' }],
])('nothing is looked for where %s', async (_, variables) => {
  const there = await engine('llama3.3:latest');
  const { sources } = await look(variables, [portOf(there)]);
  expect(there.lists).toEqual([]);
  expect(sources.map(({ id }) => id)).toEqual(variables.SOURCES?.includes('lab') ? ['lab'] : []);
});

test('it looks for no engine at the port where it listens itself', async () => {
  const there = await engine('llama3.3:latest');
  const { sources } = await look({ ...LOCAL, PORT: String(portOf(there)) }, [portOf(there)]);
  expect([sources, there.lists]).toEqual([[], []]);
});

test('a blank SOURCES and a SITE_URL of this machine change nothing', async () => {
  const there = await engine('llama3.3:latest');
  const { sources } = await look({ ...LOCAL, SOURCES: ' ', SITE_URL: 'http://localhost:3000' }, [portOf(there)]);
  expect(sources).toHaveLength(1);
});
