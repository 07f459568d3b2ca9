import type { TextStorage } from '@/lib/client/guarded-storage';

/** A browser's storage. @param room how many characters fit; without, all do. */
export function memoryStorage(room = Number.POSITIVE_INFINITY): TextStorage & { size(): number } {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => {
      if (text.length > room) throw new DOMException('full', 'QuotaExceededError');
      texts.set(key, text);
    },
    removeItem: (key) => void texts.delete(key),
    size: () => texts.size,
  };
}
