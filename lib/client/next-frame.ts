/** How long a frame is waited for, ms. A tab that is hidden, or covered by another window, may have none for hours. */
const LONGEST_FRAME_MS = 250;

/** What a page has of frames and time; tests give their own. */
export interface FramePorts {
  /** Calls back before the next frame, if there is one. @returns what takes that back. */
  onFrame(fire: () => void): () => void;
  /** Calls back in `ms`. @returns what takes that back. */
  after(ms: number, fire: () => void): () => void;
}

/**
 * Calls back once, before the next frame. Where no frame comes, whatever keeps it away, a timer does it: what is read
 * while nobody looks has to be folded too, or it piles up.
 */
export function nextFrame(flush: () => void, { onFrame, after }: FramePorts = browserFrames): void {
  const once = () => {
    cancelFrame();
    cancelTimer();
    flush();
  };
  const cancelFrame = onFrame(once);
  const cancelTimer = after(LONGEST_FRAME_MS, once);
}

const browserFrames: FramePorts = {
  onFrame(fire) {
    const frame = requestAnimationFrame(fire);
    return () => cancelAnimationFrame(frame);
  },
  after(ms, fire) {
    const timer = setTimeout(fire, ms);
    return () => clearTimeout(timer);
  },
};
