import { createStore, type StoreApi } from 'zustand/vanilla';
import type { KeyInfo, Payer } from '@/lib/protocol/key';
import { sentenceOf } from './api';

/** The requests about the visitor's key; each throws RequestFailed. Tests give their own. */
export interface KeyPorts {
  getKey(): Promise<KeyInfo>;
  postKey(key: string): Promise<KeyInfo>;
  deleteKey(): Promise<KeyInfo>;
}

export interface KeyState {
  payer: Payer;
  /** OpenRouter's short form of the visitor's own key; null if not known. */
  label: string | null;
  /** What that key may still spend, USD; null for no limit, or if not known. */
  left: number | null;
  busy: boolean;
  /** Why the last request failed, in a sentence. */
  problem: string | null;
}

/** Who pays for the visitor's models, and the actions on their own key. Knows no React. */
export interface KeyStore {
  readonly store: StoreApi<KeyState>;
  /** Asks what OpenRouter tells about the visitor's own key now. */
  refresh(): Promise<void>;
  /** @returns whether the key was accepted. */
  use(key: string): Promise<boolean>;
  forget(): Promise<void>;
}

export function createKeyStore(payer: Payer, { getKey, postKey, deleteKey }: KeyPorts): KeyStore {
  const store = createStore<KeyState>(() => ({ payer, label: null, left: null, busy: false, problem: null }));
  return {
    store,
    refresh: async () => void (await run(getKey)),
    use: (key) => run(() => postKey(key)),
    forget: async () => void (await run(deleteKey)),
  };

  async function run(request: () => Promise<KeyInfo>): Promise<boolean> {
    if (store.getState().busy) return false;
    store.setState({ busy: true, problem: null });
    try {
      store.setState({ ...(await request()), busy: false });
      return true;
    } catch (error) {
      store.setState({ busy: false, problem: sentenceOf(error) });
      return false;
    }
  }
}
