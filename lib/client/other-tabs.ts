/** The browser's other tabs of this site. */
export interface OtherTabs {
  /** Tells them that the server has changed a comparison. */
  tell(comparison: string): void;
  /** Tells them that everything that this visitor had is deleted. */
  tellDeletion(): void;
  /** Calls back when another tab tells of a change, or of that deletion. @returns ends this. */
  listen(onChange: (comparison: string) => void, onDeletion: () => void): () => void;
}

const CHANNEL = 'abreast.changed';

/** In place of the id of a comparison. */
const EVERYTHING = null;

/**
 * Reaches the other tabs over a broadcast channel. While the page listens it tells on the same channel, so that it does
 * not receive its own messages.
 *
 * @param open opens a channel of that name. If it throws, as in a browser without channels, nothing is sent or received.
 */
export function createOtherTabs(open: (name: string) => BroadcastChannel): OtherTabs {
  let listening: BroadcastChannel | null = null;

  return {
    tell: post,
    tellDeletion: () => post(EVERYTHING),
    listen(onChange, onDeletion) {
      const channel = openOrNull();
      listening = channel;
      channel?.addEventListener('message', ({ data }) => {
        if (typeof data === 'string') onChange(data);
        if (data === EVERYTHING) onDeletion();
      });
      return () => {
        channel?.close();
        if (listening === channel) listening = null;
      };
    },
  };

  function post(message: string | typeof EVERYTHING): void {
    const channel = listening ?? openOrNull();
    channel?.postMessage(message);
    if (channel !== listening) channel?.close();
  }

  function openOrNull(): BroadcastChannel | null {
    try {
      return open(CHANNEL);
    } catch {
      return null;
    }
  }
}

/** Those of this browser. */
export const otherTabs = createOtherTabs((name) => new BroadcastChannel(name));
