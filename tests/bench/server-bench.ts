import http from 'node:http';
import { type BenchServers, startBenchServers } from './bench-servers';
import { type Measure, quantile, tableOf } from './figures';
import { growth, processFigures } from './process-figures';

interface Load {
  comparisons: number;
  lanes: number;
  tokens: number;
  gapMs: number;
}

const LOADS: readonly Load[] = [
  { comparisons: 3, lanes: 3, tokens: 100, gapMs: 20 },
  { comparisons: 1, lanes: 8, tokens: 200, gapMs: 5 },
  { comparisons: 100, lanes: 4, tokens: 100, gapMs: 40 },
];
const ROUNDS = 5;

/** A connection for each request: one that is kept may be closed by the server in the moment of its next use. */
const agent = new http.Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });

/** What one reader saw of a comparison, or of a single stream of the stand-in. All times in ms. */
interface Reading {
  /** From the request to the end of the stream. */
  total: number;
  /** From the request to the last token that the stand-in has written, in the slowest lane. */
  slowest: number;
  /** From the stand-in's writing of a lane's first token to its arrival here. */
  firstDelays: number[];
  /** The same of every token. */
  delays: number[];
  bytes: number;
}

/**
 * `npm run bench`: what the built server adds between a provider and its readers. Each token of the stand-in is the moment
 * of its writing, and all processes of a machine share one clock. `direct` is the same number of streams without the
 * server, for comparison.
 */
export default async function benchServer(): Promise<void> {
  const servers = await startBenchServers();
  try {
    print(`Node ${process.version}, ${ROUNDS} rounds each after one to warm up: median, then least and greatest.`);
    for (const load of LOADS) {
      const { comparisons, lanes, tokens, gapMs } = load;
      print(`\n${comparisons} × ${lanes} lanes at once, ${tokens} tokens each, one in ${gapMs} ms`);
      print(tableOf(await measure(servers, load)));
    }
  } finally {
    servers.close();
    agent.destroy();
  }
}

async function measure(servers: BenchServers, load: Load): Promise<Measure[]> {
  const rounds: Record<string, (number | null)[]> = {};
  const note = (name: string, value: number | null) => {
    rounds[name] = [...(rounds[name] ?? []), value];
  };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const direct = await Promise.all(
      Array.from({ length: load.comparisons * load.lanes }, () => readDirectly(servers, load)),
    );
    const before = processFigures(servers.appPid);
    const readings = await Promise.all(Array.from({ length: load.comparisons }, () => readComparison(servers, load)));
    const after = processFigures(servers.appPid);
    if (round === 0) continue;
    const used = growth(before, after);
    const all = load.comparisons * load.lanes * load.tokens;
    note('total ÷ slowest lane, p50|', quantile(readings.map(ratioOf), 0.5));
    note('total ÷ slowest lane, p99|', quantile(readings.map(ratioOf), 0.99));
    for (const [name, share] of [
      ['p50', 0.5],
      ['p99', 0.99],
    ] as const) {
      note(
        `first token, direct, ${name}|ms`,
        quantile(
          direct.flatMap(({ firstDelays }) => firstDelays),
          share,
        ),
      );
      note(
        `first token, ${name}|ms`,
        quantile(
          readings.flatMap(({ firstDelays }) => firstDelays),
          share,
        ),
      );
      note(
        `any token, direct, ${name}|ms`,
        quantile(
          direct.flatMap(({ delays }) => delays),
          share,
        ),
      );
      note(
        `any token, ${name}|ms`,
        quantile(
          readings.flatMap(({ delays }) => delays),
          share,
        ),
      );
    }
    note('bytes per token and reader|', readings.reduce((sum, { bytes }) => sum + bytes, 0) / all);
    note('server: processor time per 1000 tokens|ms', used && (used.cpuMs / all) * 1000);
    note('server: waited for a processor|ms', used?.waitedMs ?? null);
    note('server: memory|MB', after?.residentMb ?? null);
  }
  return Object.entries(rounds).map(([key, values]) => {
    const [name = '', unit = ''] = key.split('|');
    return { name, unit, rounds: values };
  });
}

function ratioOf({ total, slowest }: Reading): number {
  return total / slowest;
}

function modelOf({ tokens, gapMs }: Load): string {
  return `test/stamps-${tokens}-every-${gapMs}ms`;
}

function readDirectly({ standInOrigin }: BenchServers, load: Load): Promise<Reading> {
  const body = { model: modelOf(load), stream: true, messages: [{ role: 'user', content: 'Why?' }] };
  return read(`${standInOrigin}/api/v1/chat/completions`, body, (data) => {
    const frame = JSON.parse(data) as { choices?: { delta?: { content?: string } }[] };
    return { lane: '', content: frame.choices?.[0]?.delta?.content ?? '' };
  });
}

function readComparison({ appOrigin }: BenchServers, load: Load): Promise<Reading> {
  const body = { prompt: 'Why?', models: Array(load.lanes).fill(modelOf(load)) };
  return read(`${appOrigin}/api/compare`, body, (data) => {
    const event = JSON.parse(data) as { type: string; lane?: string; content?: string };
    if (event.type === 'error') throw new Error(data);
    return event.type === 'chunk' ? { lane: event.lane ?? '', content: event.content ?? '' } : null;
  });
}

/** @param textIn reads the text of a frame's data; null for one without text. */
function read(
  url: string,
  body: object,
  textIn: (data: string) => { lane: string; content: string } | null,
): Promise<Reading> {
  const began = now();
  const reading: Reading = { total: 0, slowest: 0, firstDelays: [], delays: [], bytes: 0 };
  const begun = new Set<string>();
  const note = (data: string) => {
    const text = data === '[DONE]' ? null : textIn(data);
    const arrived = now();
    for (const stamp of text?.content.split(' ').filter(Boolean).map(Number) ?? []) {
      if (text && !begun.has(text.lane)) {
        begun.add(text.lane);
        reading.firstDelays.push(arrived - stamp);
      }
      reading.delays.push(arrived - stamp);
      reading.slowest = Math.max(reading.slowest, stamp - began);
    }
  };
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-or-v1-bench' };
    const request = http.request(url, { method: 'POST', headers, agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      let rest = '';
      response.on('data', (bytes: Buffer) => {
        reading.bytes += bytes.length;
        const frames = (rest + bytes.toString()).split('\n\n');
        rest = frames.pop() ?? '';
        for (const frame of frames) {
          const data = frame.split('\n').find((line) => line.startsWith('data: '));
          if (data) note(data.slice('data: '.length));
        }
      });
      response.on('end', () => resolve({ ...reading, total: now() - began }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
}

/** ms since 1970, with its fraction, as the stand-in stamps its tokens. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
