/** The browser's other tabs of this site. */
export interface OtherTabs {
  /** Tells them that a comparison has changed at the server. */
  tell(comparison: string): void;
  /** Calls back when one of them tells. @returns a function that ends this. */
  listen(onChange: (comparison: string) => void): () => void;
}

const CHANNEL = 'abreast.changed';

/**
 * Other tabs over a broadcast channel, which is open while the page listens: its own messages do not reach it then.
 *
 * @param open opens a channel of that name. Where it throws, as in a browser without channels, nothing is told or heard.
 */
export function createOtherTabs(open: (name: string) => BroadcastChannel): OtherTabs {
  let listening: BroadcastChannel | null = null;

  return {
    tell(comparison) {
      if (listening) return listening.postMessage(comparison);
      const channel = openOrNull();
      channel?.postMessage(comparison);
      channel?.close();
    },
    listen(onChange) {
      const channel = openOrNull();
      listening = channel;
      channel?.addEventListener('message', ({ data }) => {
        if (typeof data === 'string') onChange(data);
      });
      return () => {
        channel?.close();
        if (listening === channel) listening = null;
      };
    },
  };

  function openOrNull(): BroadcastChannel | null {
    try {
      return open(CHANNEL);
    } catch {
      return null;
    }
  }
}
