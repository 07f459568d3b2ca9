import { describe, expect, test } from 'vitest';
import type { LiveRun } from '@/lib/run/live-run';
import type { App } from '@/lib/service/app';
import { changeComparison } from '@/lib/service/change-comparison';
import { readRun, readSharedRun, readStartedRun } from '@/lib/service/read-run';
import { FakeClock } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import { askBody, makeLink, readToEnd, retry, SESSION, startAsk, startRetry } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();

async function askedToEnd(app: App): Promise<{ run: LiveRun; last: number }> {
  const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3', 'test/words-3'] });
  const entries = await readToEnd(app, run);
  return { run, last: entries.at(-1)?.sequence ?? 0 };
}

describe('the reading that starts a run', () => {
  test('opens with the clock, then the record with the run’s own turn, then the log', async () => {
    const app = newApp();
    const { run: first } = await askedToEnd(app);
    await first.settled;
    const started = await startAsk(app, { comparison: first.comparison, prompt: 'And?', lanes: ['B'] });
    const text = await new Response(readStartedRun(app, started)).text();
    const frames = text.split('\n\n').filter((frame) => !/^: (now|saved|not saved)/.test(frame) && frame !== '');
    expect(text).toMatch(/^: now \d+ *\n\ndata: \{"type":"record"/);
    expect(frames.slice(1).every((frame) => frame.startsWith('id: '))).toBe(true);
    const { record } = JSON.parse((frames[0] ?? '').slice('data: '.length));
    const kept = await app.persistence.findComparison(first.comparison);
    expect(record).toEqual({ ...kept, turns: kept?.turns.slice(1) });
    expect(record.turns).toMatchObject([
      { turn: 2, runs: [{ run: started.live.id, lanes: [{ lane: 'B', attempt: 1 }] }] },
    ]);
  });

  test('opens with all runs of the turn that is asked again, and with its newest attempts selected', async () => {
    const app = newApp();
    const { run: first } = await askedToEnd(app);
    await first.settled;
    const again = await retry(app, first.id, ['A']);
    await again.settled;
    await changeComparison(app, SESSION, first.comparison, { selected: { turn: 1, lane: 'A', attempt: 1 } });
    const { live, record } = await startRetry(app, first.id, ['A']);
    expect(record.turns).toMatchObject([{ turn: 1, runs: [{ run: first.id }, { run: again.id }, { run: live.id }] }]);
    expect(record).toEqual(await app.persistence.findComparison(first.comparison));
    await live.settled;
  });

  test('is the only one that has the record', async () => {
    const app = newApp();
    const { run } = await askedToEnd(app);
    await run.settled;
    const slug = await makeLink(app, run.comparison);
    for (const stream of [
      await readRun(app, SESSION, run.id, { sequence: 0 }),
      await readSharedRun(app, slug, run.id, { sequence: 0 }),
    ]) {
      expect(await new Response(stream).text()).not.toContain('"type":"record"');
    }
  });
});

describe('a reader that comes back after the end', () => {
  test('is told that nothing is left, once the run is settled', async () => {
    const app = newApp();
    const { run, last } = await askedToEnd(app);
    await run.settled;
    for (const after of [last, last + 1, 1_000_000]) {
      expect(await readRun(app, SESSION, run.id, { sequence: after }), `after ${after}`).toBeNull();
    }
  });

  test('gets what it has not read', async () => {
    const app = newApp();
    const { run, last } = await askedToEnd(app);
    await run.settled;
    for (const after of [0, 1, last - 1]) {
      const stream = await readRun(app, SESSION, run.id, { sequence: after });
      const text = await new Response(stream).text();
      expect([...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))).toEqual(
        Array.from({ length: last - after }, (_, index) => after + index + 1),
      );
    }
  });

  test('is told the same by a link that shows some of the lanes', async () => {
    const app = newApp();
    const { run, last } = await askedToEnd(app);
    await run.settled;
    const slug = await makeLink(app, run.comparison);
    expect(await readSharedRun(app, slug, run.id, { sequence: last })).toBeNull();
    const stream = await readSharedRun(app, slug, run.id, { sequence: last - 1 });
    expect(await new Response(stream).text()).toContain(`id: ${last}\n`);
  });

  test('waits for a database that has not taken the end yet', async () => {
    const app = newApp('test-key', new FakeClock());
    const append = app.persistence.appendEntries.bind(app.persistence);
    const back = deferred();
    app.persistence.appendEntries = async (batches) => {
      await back.promise;
      await append(batches);
    };
    const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
    await run.ended;
    const last = run.log.appended().length;
    const waiting = await readRun(app, SESSION, run.id, { sequence: last });
    expect(waiting).not.toBeNull();
    back.resolve();
    await new Response(waiting).text();
    expect(await readRun(app, SESSION, run.id, { sequence: last })).toBeNull();
  });

  test('does not stay behind as a reader of a run that is still looked after', async () => {
    const app = newApp();
    const looksAfter = deferred();
    app.persistence.endRun = () => looksAfter.promise;
    const { run, last } = await askedToEnd(app);
    let [come, gone] = [0, 0];
    run.addReader = () => {
      come += 1;
      return () => {
        gone += 1;
      };
    };
    expect(await readRun(app, SESSION, run.id, { sequence: last })).toBeNull();
    expect([come, gone]).toEqual([1, 1]);
    looksAfter.resolve();
    await run.settled;
  });
});
