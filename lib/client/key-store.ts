import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Connect, ConnectRequest, KeyInfo } from '@/lib/protocol/key';
import type { ConnectOutcome, Payer } from '@/lib/protocol/payer';
import { sentenceOf } from './api';

/** The requests about the visitor's key; each throws RequestFailed. Tests give their own. */
export interface KeyPorts {
  getKey(): Promise<KeyInfo>;
  /** Sends a key, or the code of a connection. */
  postKey(given: { key: string } | { code: string }): Promise<KeyInfo>;
  deleteKey(): Promise<KeyInfo>;
  postConnect(request: ConnectRequest): Promise<Connect>;
  /** Leaves the page for that address. */
  goTo(url: string): void;
}

export interface KeyState {
  payer: Payer;
  /** OpenRouter's short form of the visitor's own key; null if not known. */
  label: string | null;
  /** What that key may still spend, USD; null for no limit, or if not known. */
  left: number | null;
  /** The most tokens of an answer that the server's key pays for; null for other payers, or if not known. */
  maxTokens: number | null;
  /** An action of the visitor is under way; asking OpenRouter what it tells about the key is none. */
  busy: boolean;
  /** Why the last request failed, in a sentence. */
  problem: string | null;
  /** The page of OpenRouter that shows a code to paste here; null unless a connection was begun that needs one. */
  codePage: string | null;
}

/** Who pays for the visitor's models, and the actions on their own key. Knows no React. */
export interface KeyStore {
  readonly store: StoreApi<KeyState>;
  /** Asks what OpenRouter tells about the visitor's own key now. */
  refresh(): Promise<void>;
  /** @returns whether the key was accepted. */
  use(key: string): Promise<boolean>;
  forget(): Promise<void>;
  /**
   * Goes to OpenRouter to make a key for this server. Where OpenRouter cannot send the visitor back, the page stays and takes
   * a code.
   *
   * @param from the path of the page to come back to.
   */
  connect(limitUsd: number | null, from: string): Promise<void>;
  /** @returns whether the code was accepted. */
  bringCode(code: string): Promise<boolean>;
  /** The visitor has come back from OpenRouter. */
  arrive(outcome: ConnectOutcome): Promise<void>;
}

/** What to say to a visitor who has come back without a key. */
const OUTCOME_WORDS: Record<Exclude<ConnectOutcome, 'connected'>, string> = {
  cancelled: 'OpenRouter was left without making a key. Nothing has changed.',
  expired: 'The connection was begun more than ten minutes ago, or in another browser. Connect again.',
  refused: 'OpenRouter did not accept its own code: it may have been used already. Connect again.',
  unreachable: 'OpenRouter could not be asked for the key. Connect again in a moment.',
};

export function createKeyStore(payer: Payer, { getKey, postKey, deleteKey, postConnect, goTo }: KeyPorts): KeyStore {
  const empty = { label: null, left: null, maxTokens: null, busy: false, problem: null, codePage: null };
  const store = createStore<KeyState>(() => ({ payer, ...empty }));
  /** What `refresh` is waiting for. */
  let reading: Promise<void> | null = null;
  return {
    store,
    async refresh() {
      if (store.getState().busy) return;
      reading ??= settle(getKey)
        .then(() => {})
        .finally(() => {
          reading = null;
        });
      await reading;
    },
    use: (key) => run(() => postKey({ key })),
    bringCode: (code) => run(async () => ({ ...(await postKey({ code })), codePage: null })),
    forget: async () => void (await run(deleteKey)),
    async connect(limitUsd, from) {
      await run(async () => {
        const { url, isPasted } = await postConnect({ limitUsd, from });
        if (!isPasted) goTo(url);
        return { codePage: isPasted ? url : null };
      });
    },
    async arrive(outcome) {
      if (outcome === 'connected') await run(getKey);
      else store.setState({ problem: OUTCOME_WORDS[outcome] });
    },
  };

  /** An action waits for what is being read: its own answer is the newer, and so is its cookie. */
  async function run(request: () => Promise<Partial<KeyState>>): Promise<boolean> {
    if (store.getState().busy) return false;
    store.setState({ busy: true });
    await reading;
    const isDone = await settle(request);
    store.setState({ busy: false });
    return isDone;
  }

  async function settle(request: () => Promise<Partial<KeyState>>): Promise<boolean> {
    store.setState({ problem: null });
    try {
      store.setState(await request());
      return true;
    } catch (error) {
      store.setState({ problem: sentenceOf(error) });
      return false;
    }
  }
}
