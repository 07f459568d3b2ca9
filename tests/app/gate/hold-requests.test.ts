import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { type Gate, holdRequests, LONGEST_HELD_MS, MOST_HELD } from '@/app/_gate/hold-requests';
import { guard } from '@/app/_gate/stand-before-next';
import { FakeClock } from '@/tests/support/fake-clock';
import { deferred } from '@/tests/support/openrouter/deferred';
import { openRaw, type RawConnection } from '@/tests/support/raw-http';

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** Refuses `/closed`, and lets the rest through. */
const gate: Gate = ({ url }, response, passOn) => {
  if (url === '/closed') response.writeHead(401).end();
  else passOn();
};

/** A server that tells which bodies came through a gate that is loading. */
async function startLoading() {
  const clock = new FakeClock();
  const loading = deferred<Gate | Error>();
  const passed: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    passed.push(request.url);
    response.end(`${request.url} ${(await request.toArray()).join('')}`);
  });
  const loaded = loading.promise.then((gate) => {
    if (gate instanceof Error) throw gate;
    return gate;
  });
  const holding = holdRequests(loaded, clock);
  const arrived = vi.fn();
  const left = vi.fn();
  guard(server, (request, response, passOn) => {
    response.once('close', left);
    holding(request, response, passOn);
    arrived();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;

  /** Sends a request, and resolves once it has arrived. */
  const send = async (path: string, body = ''): Promise<RawConnection> => {
    const connection = openRaw(port);
    cleanUps.push(connection.destroy);
    const before = arrived.mock.calls.length;
    connection.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    await vi.waitFor(() => expect(arrived).toHaveBeenCalledTimes(before + 1));
    return connection;
  };
  return { clock, loading, passed, left, send };
}

test('requests that come while the gate loads wait, and pass it in their order, bodies included', async () => {
  const { clock, loading, passed, send } = await startLoading();
  const early = [await send('/one', 'a body'), await send('/closed'), await send('/two')];
  expect(passed).toEqual([]);
  loading.resolve(gate);
  const [one, closed, two] = await Promise.all(early.map((connection) => connection.answer()));
  expect([one?.status, one?.body]).toEqual([200, '/one a body']);
  expect(closed?.status).toBe(401);
  expect([two?.status, two?.body]).toEqual([200, '/two ']);
  expect(passed).toEqual(['/one', '/two']);
  expect(clock.pending).toBe(0);
  expect((await (await send('/closed')).answer()).status).toBe(401);
  expect((await (await send('/later', 'x')).answer()).body).toBe('/later x');
});

test('a gate that cannot be loaded lets nobody through', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { loading, passed, send } = await startLoading();
  const early = await send('/early');
  loading.resolve(new Error('broken'));
  expect(await early.answer()).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
  expect((await (await send('/late')).answer()).status).toBe(503);
  expect(passed).toEqual([]);
  expect(said).toHaveBeenCalledOnce();
  said.mockRestore();
});

test('nobody waits longer than a bound, and whoever comes later may still pass', async () => {
  const { clock, loading, passed, send } = await startLoading();
  const early = await send('/early');
  await clock.advance(LONGEST_HELD_MS - 1);
  const late = await send('/late');
  await clock.advance(1);
  expect((await early.answer()).status).toBe(503);
  loading.resolve(gate);
  expect((await late.answer()).status).toBe(200);
  expect(passed).toEqual(['/late']);
  expect(clock.pending).toBe(0);
});

test('a request whose client has gone is dropped', async () => {
  const { loading, passed, left, send } = await startLoading();
  (await send('/gone')).destroy();
  await vi.waitFor(() => expect(left).toHaveBeenCalledOnce());
  const next = await send('/next');
  loading.resolve(gate);
  expect((await next.answer()).status).toBe(200);
  expect(passed).toEqual(['/next']);
});

test('no more than a bound are held', async () => {
  const { clock } = await startLoading();
  const holding = holdRequests(new Promise(() => {}), clock);
  const statuses: number[] = [];
  const response = { writeHead: (status: number) => void statuses.push(status), end: () => {} };
  const hold = () => holding({} as never, response as never, () => {});
  for (let times = 0; times < MOST_HELD; times++) hold();
  expect(statuses).toEqual([]);
  hold();
  expect(statuses).toEqual([503]);
});
