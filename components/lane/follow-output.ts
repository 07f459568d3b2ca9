/** A reader who comes back is at the end within this distance, px. */
const NEAR = 32;

/** The rounding of scroll positions in browsers, px. */
const ROUNDING = 0.5;

/** The part of a scrolling element that is used. All in px. */
export interface ScrollBox {
  scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

/** Keeps a box at the end of growing text until the reader scrolls away. */
export interface FollowOutput {
  /** A text begins to grow; the box follows it. */
  begin(): void;
  /** The content has grown, or the box has changed its size. */
  grow(): void;
  /** The text is complete. A reader who has not scrolled gets its beginning, which is so far from the top of the box. */
  finish(beginning: number): void;
  /** The box has scrolled: by the reader, unless this object has done it. */
  look(): void;
  /** The reader is about to scroll up, even by a pixel; the box no longer follows. */
  leave(): void;
  /** The reader has turned to another part of the box. */
  turnAway(): void;
  /** The reader is about to scroll down. The browser animates it, while the end moves on. */
  approach(): void;
  /** While the reader holds the content with a finger or a mouse button, the box does not scroll. */
  hold(held: boolean): void;
  toEnd(): void;
  /** @returns whether the box follows the end. */
  isFollowing(): boolean;
  /** @returns whether there is more below, and the box does not follow it. */
  isAway(): boolean;
}

/**
 * Tells the reader's scrolling from its own by the position: every position that it has not set is the reader's. So even a
 * step of one pixel between two pieces counts, by wheel, finger, key or scroll bar.
 */
export function createFollowOutput(box: ScrollBox): FollowOutput {
  let writing = false;
  let following = false;
  /** The reader has scrolled since it began. */
  /** The beginning of an answer that ended while its pane was hidden, px; null if there is nothing to catch up on. */
  let owed: number | null = null;
  let touched = false;
  let held = false;
  /** The end, and the end before the last piece, which the browser may not have drawn yet. */
  let end = endOfBox();
  let before = end;
  /** The end when the reader last scrolled down towards it. */
  let aim = Number.POSITIVE_INFINITY;
  /** The last known position of the box. */
  let known = box.scrollTop;

  return {
    begin,
    grow,
    finish,
    look,
    leave,
    turnAway,
    approach,
    hold,
    toEnd,
    isFollowing: () => following,
    isAway: () => writing && !following && below() > NEAR,
  };

  function begin(): void {
    writing = true;
    following = true;
    touched = false;
    // Ignores what has moved it so far.
    known = box.scrollTop;
  }

  function grow(): void {
    look();
    if (endOfBox() !== end) [before, end] = [end, endOfBox()];
    if (owed !== null && isLaidOut()) {
      if (!touched) put(owed);
      owed = null;
    }
    if (writing && following && !held) put(box.scrollHeight);
  }

  function finish(beginning: number): void {
    look();
    writing = false;
    following = false;
    if (touched) return;
    if (isLaidOut()) put(beginning);
    else owed = beginning;
  }

  /** A hidden pane has no height and no position, so it tells nothing about its reader. */
  function isLaidOut(): boolean {
    return box.clientHeight > 0;
  }

  function look(): void {
    if (!isLaidOut()) return;
    const moved = box.scrollTop - known;
    // Steps below the rounding add up.
    if (Math.abs(moved) <= ROUNDING) return;
    const clamped = known > endOfBox() + ROUNDING && below() <= ROUNDING;
    known = box.scrollTop;
    // If the content has shrunk, the browser itself has moved the box up to the new end.
    if (clamped) return;
    touched = true;
    following = moved > 0 && (below() <= NEAR || box.scrollTop >= aim - NEAR);
  }

  function leave(): void {
    if (box.scrollTop > 0) turnAway();
  }

  function turnAway(): void {
    touched = true;
    following = false;
    aim = Number.POSITIVE_INFINITY;
  }

  function approach(): void {
    aim = before;
  }

  function hold(now: boolean): void {
    look();
    held = now;
    grow();
  }

  function toEnd(): void {
    following = true;
    put(box.scrollHeight);
  }

  function put(top: number): void {
    if (!isLaidOut()) return;
    box.scrollTop = top;
    known = box.scrollTop;
  }

  /** The position of the box at its end. */
  function endOfBox(): number {
    return box.scrollHeight - box.clientHeight;
  }

  /** px below the visible part. */
  function below(): number {
    return endOfBox() - box.scrollTop;
  }
}
