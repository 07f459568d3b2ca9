import { createStore, type StoreApi } from 'zustand/vanilla';
import { addressRow, type Health, type LinkAddress } from '@/lib/protocol/health';
import { createCheckDecoder } from '@/lib/protocol/stream-check';
import { sentenceOf } from './api';
import { type CheckRow, clocksRow, streamingRow } from './browser-rows';

/** What a check needs of the browser. Tests give their own. */
export interface ServerCheckPorts {
  /** @throws RequestFailed */
  getHealth(): Promise<Health>;
  /** @throws RequestFailed */
  getStreamCheck(): Promise<Response>;
  /** Monotonic ms. */
  now(): number;
  /** ms since 1970. */
  date(): number;
  /** The origin of the page. */
  origin(): string;
}

export interface ServerCheckState {
  server: { phase: 'checking' } | { phase: 'failed'; reason: string } | { phase: 'checked'; health: Health };
  /** Null while it is measured. */
  streaming: CheckRow | null;
  /** Null while it is measured. */
  clocks: CheckRow | null;
}

export interface ServerCheck {
  readonly store: StoreApi<ServerCheckState>;
  /** Checks everything, unless a check is under way. Never rejects. */
  run(): Promise<void>;
}

const CHECKING: ServerCheckState = { server: { phase: 'checking' }, streaming: null, clocks: null };

/** A check of the server as this browser reaches it. Knows no React. @param links where the server's links lead. */
export function createServerCheck(links: LinkAddress, ports: ServerCheckPorts): ServerCheck {
  const store = createStore<ServerCheckState>(() => CHECKING);
  let underWay: Promise<unknown> | null = null;
  return {
    store,
    async run() {
      if (underWay === null) {
        store.setState(CHECKING);
        underWay = Promise.all([askServer(), measure()]);
      }
      await underWay;
      underWay = null;
    },
  };

  async function askServer(): Promise<void> {
    try {
      const { rows, ...health } = await ports.getHealth();
      // The browser knows the address that it asks for, the server only what its proxies tell.
      const address = addressRow(links, ports.origin());
      const better = rows.map((row) => (row.id === 'address' ? address : row));
      store.setState({ server: { phase: 'checked', health: { ...health, rows: better } } });
    } catch (error) {
      store.setState({ server: { phase: 'failed', reason: sentenceOf(error) } });
    }
  }

  async function measure(): Promise<void> {
    const arrivals: number[] = [];
    const sentAt = ports.date();
    try {
      const response = await ports.getStreamCheck();
      store.setState({ clocks: clocksRow(response.headers.get('date'), sentAt, ports.date()) });
      await readArrivals(response, arrivals);
    } catch {
      // The row says how far the stream came.
    }
    store.setState(({ clocks }) => ({
      streaming: streamingRow(arrivals),
      clocks: clocks ?? clocksRow(null, sentAt, sentAt),
    }));
  }

  async function readArrivals(response: Response, arrivals: number[]): Promise<void> {
    const reader = response.body?.getReader();
    const utf8 = new TextDecoder();
    const decoder = createCheckDecoder(() => arrivals.push(ports.now()));
    for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
      decoder.feed(utf8.decode(read.value, { stream: true }));
    }
  }
}
