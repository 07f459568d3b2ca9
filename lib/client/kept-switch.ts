import { createStore, type StoreApi } from 'zustand/vanilla';
import { localStore } from './guarded-storage';

/** A choice between on and off that the browser keeps. */
export interface KeptSwitch {
  readonly store: StoreApi<{ readonly on: boolean }>;
  set(on: boolean): void;
}

interface KeptSwitchOptions {
  key: string;
  /** What it is until the visitor chooses, and on the server. */
  usual: boolean;
  /** What is stored for the other choice. */
  stored: string;
}

export function createKeptSwitch({ key, usual, stored }: KeptSwitchOptions): KeptSwitch {
  const isStored = () => typeof window !== 'undefined' && localStore.getItem(key) === stored;
  const store = createStore(() => ({ on: isStored() ? !usual : usual }));
  return {
    store,
    set(on) {
      store.setState({ on });
      if (on === usual) localStore.removeItem(key);
      else localStore.setItem(key, stored);
    },
  };
}
