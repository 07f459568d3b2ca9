/** As near to the end as this, px, counts as being there, for a reader who comes back. */
const NEAR = 32;

/** A browser may put a box a little off the place that it was told, px. */
const ROUNDING = 0.5;

/** What is used of a box that scrolls. All in px. */
export interface ScrollBox {
  scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

/** Keeps a box at the end of what is being written, until the reader goes elsewhere. */
export interface FollowOutput {
  /** Something is being written, from now on; the reader is taken along. */
  begin(): void;
  /** The content has grown, or the box has another size. */
  grow(): void;
  /** It is written: whoever has not scrolled reads it from its beginning, which is that far from the top of the box. */
  finish(beginning: number): void;
  /** The box stands elsewhere: by the reader, unless it was put there from here. */
  look(): void;
  /** The reader is about to go up, by however little: nothing pulls them back. */
  leave(): void;
  /** The reader has turned to something else in the box, wherever that is. */
  turnAway(): void;
  /** The reader is about to go down. A browser takes its time for it, while the end goes on. */
  approach(): void;
  /** While the reader holds the content, with a finger or a mouse button, it stays under their hand. */
  hold(held: boolean): void;
  toEnd(): void;
  /** @returns whether the box is kept at its end. */
  isFollowing(): boolean;
  /** @returns whether there is more below than is seen, and nobody is taken there. */
  isAway(): boolean;
}

/**
 * Tells the reader's scrolling from its own by the place: what it has set it knows, every other place is the reader's.
 * So a step of a pixel between two pieces counts, however it is made: by wheel, finger, key or scroll bar.
 */
export function createFollowOutput(box: ScrollBox): FollowOutput {
  let writing = false;
  let following = false;
  /** The reader has scrolled since it began. */
  /** Where a pane that was hidden when it ended begins, px; null where nothing is to be made up for. */
  let owed: number | null = null;
  let touched = false;
  let held = false;
  /** Where the end is, and where it was before the last piece: a browser may not have shown that one yet. */
  let end = endOfBox();
  let before = end;
  /** Where the end was when the reader last set out for it. */
  let aim = Number.POSITIVE_INFINITY;
  /** Where the box is known to stand. */
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
    // Whatever has moved it until now.
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

  /** A pane that is hidden has no height, and no place: nothing of it says what its reader wants. */
  function isLaidOut(): boolean {
    return box.clientHeight > 0;
  }

  function look(): void {
    if (!isLaidOut()) return;
    const moved = box.scrollTop - known;
    // What is too little to be told from rounding adds up.
    if (Math.abs(moved) <= ROUNDING) return;
    const clamped = known > endOfBox() + ROUNDING && below() <= ROUNDING;
    known = box.scrollTop;
    // With less content than before, the browser itself has moved the box up to the new end.
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

  /** Where the box stands when it is at its end. */
  function endOfBox(): number {
    return box.scrollHeight - box.clientHeight;
  }

  /** px that are below what is seen. */
  function below(): number {
    return endOfBox() - box.scrollTop;
  }
}
