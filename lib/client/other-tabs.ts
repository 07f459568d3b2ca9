/** The browser's other tabs of this site. */
export interface OtherTabs {
  /** Tells them that the server has changed a comparison. */
  tell(comparison: string): void;
  /** Calls back when another tab tells of a change. @returns ends this. */
  listen(onChange: (comparison: string) => void): () => void;
}

const CHANNEL = 'abreast.changed';

/**
 * Reaches the other tabs over a broadcast channel. While the page listens it tells on the same channel, so that it does
 * not receive its own messages.
 *
 * @param open opens a channel of that name. If it throws, as in a browser without channels, nothing is sent or received.
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
