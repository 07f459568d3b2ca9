// `npm run bench`: what the built server adds between a provider and a reader. Start it after `npm run build`.
//
//   node tests/bench/fan-out.mjs [comparisons at once = 100] [tokens = 100] [gap in ms = 40]
//
// A provider of its own stamps every token with the time at which it was written; the client reads the tagged stream and
// takes the difference. Both share one clock. Figures are of this machine and this moment: compare within one run.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const [comparisons = 100, tokens = 100, gapMs = 40] = process.argv.slice(2).map(Number);
const LANES = 4;
const PORT = 3790;
const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

if (process.env.ABREAST_BENCH === 'provider') serveProvider();
else await measure();

function now() {
  return performance.timeOrigin + performance.now();
}

/** Speaks OpenRouter's wire; each token is the time of its writing. */
function serveProvider() {
  const server = http.createServer((request, response) => {
    if (request.method === 'GET') return void response.end('{"data":[]}');
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const chunk = (delta, finish_reason = null) =>
        `data: ${JSON.stringify({ id: 'g', model: 'b/m', choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
      let left = tokens;
      const timer = setInterval(() => {
        response.write(chunk({ role: 'assistant', content: `${now()} ` }));
        left -= 1;
        if (left > 0) return;
        clearInterval(timer);
        response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
      }, gapMs);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
}

async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'abreast-bench-'));
  const file = fileURLToPath(import.meta.url);
  const provider = fork(file, process.argv.slice(2), { env: { ...process.env, ABREAST_BENCH: 'provider' } });
  const providerPort = await new Promise((resolve) => provider.once('message', resolve));
  const app = fork('serve.mjs', ['start'], {
    env: {
      ...process.env,
      HOST: '',
      PORT: String(PORT),
      OPENROUTER_BASE_URL: `http://127.0.0.1:${providerPort}/api/v1`,
      OPENROUTER_API_KEY: 'bench',
      DATA_DIR: folder,
    },
    silent: true,
  });
  try {
    await untilUp();
    const direct = await Promise.all(Array.from({ length: 20 }, () => askProvider(providerPort)));
    report('straight to the provider, 20 streams', direct);
    await Promise.all(Array.from({ length: 5 }, askApp));
    report(
      `through the server, ${comparisons} × ${LANES} streams`,
      (await Promise.all(Array.from({ length: comparisons }, askApp))).flat(),
    );
  } finally {
    app.kill();
    provider.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function untilUp() {
  for (let tries = 0; tries < 100; tries++) {
    const up = await send(PORT, 'GET', '/api/health', null, () => {}).catch(() => false);
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not start: run npm run build first');
}

/** @returns one lane's delays. */
async function askProvider(port) {
  const lane = newLane();
  await send(port, 'POST', '/api/v1/chat/completions', {}, (data) => {
    if (data === '[DONE]') return;
    note(lane, JSON.parse(data).choices[0].delta.content ?? '');
  });
  return lane;
}

/** @returns the delays of all lanes of one comparison. */
async function askApp() {
  const lanes = new Map();
  const body = { prompt: 'Why?', models: Array.from({ length: LANES }, (_, index) => `bench/${index}`) };
  await send(PORT, 'POST', '/api/compare', body, (data) => {
    const event = JSON.parse(data);
    if (event.type === 'error') throw new Error(data);
    if (event.type !== 'chunk') return;
    if (!lanes.has(event.lane)) lanes.set(event.lane, newLane());
    note(lanes.get(event.lane), event.content);
  });
  return [...lanes.values()];
}

function newLane() {
  return { first: null, delays: [], text: '' };
}

function note(lane, content) {
  const at = now();
  for (const stamp of content.split(' ').filter(Boolean)) {
    lane.first ??= at - Number(stamp);
    lane.delays.push(at - Number(stamp));
  }
}

function send(port, method, path, body, onData) {
  return new Promise((resolve, reject) => {
    const headers = body ? { 'content-type': 'application/json' } : {};
    const request = http.request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (text) => {
        const frames = (rest + text).split('\n\n');
        rest = frames.pop();
        for (const frame of frames) {
          const data = frame.split('\n').find((line) => line.startsWith('data: '));
          if (data) onData(data.slice(6));
        }
      });
      response.on('end', () => resolve(response.statusCode === 200));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body ? JSON.stringify(body) : undefined);
  });
}

function report(name, lanes) {
  const firsts = lanes.map(({ first }) => first);
  const all = lanes.flatMap(({ delays }) => delays);
  const words = `first token p50 ${at(firsts, 0.5)} p99 ${at(firsts, 0.99)} ms · any token p50 ${at(all, 0.5)} p99 ${at(all, 0.99)} ms`;
  process.stdout.write(`${name}: ${words} (${all.length} tokens)\n`);
}

function at(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}
