import type { Persistence } from '@/lib/persistence/persistence';
import { openTemporary } from '@/lib/persistence/temporary';
import type { Clock } from '@/lib/time/clock';

/**
 * What a server without a database stores in; it opens when it is first asked. Tests may replace its functions, and
 * look at what a process has left: it stays open.
 */
export function temporaryPersistence(clock?: Clock): Persistence {
  let opening: Promise<Persistence> | null = null;
  const known: Partial<Persistence> = { kind: 'temporary', trouble: null, close: async () => {} };
  return new Proxy(known as Persistence, {
    get(target, name) {
      if (name in target) return Reflect.get(target, name);
      return async (...args: unknown[]) => {
        opening ??= openTemporary(clock);
        return Reflect.get(await opening, name)(...args);
      };
    },
  });
}
