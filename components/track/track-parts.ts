/** The parts of a track that have a place in time, or reach over a stretch of it; see globals.css. */
const PARTS = '.track-at, .track-span, .track-until';

/** A part that has moved by less of the track's width is left where it is: half a pixel on a wide screen. */
const UNSEEN = 1 / 2000;

/** A moment of the track's clock. */
export interface TrackMoment {
  /** The length of the time scale, ms. */
  scale: number;
  /** How far each running lane is, ms, as `--now-A` and so on. */
  nows: Readonly<Record<string, number>>;
}

/**
 * Moves the parts of a track that have moved visibly. `--scale` on the box around them would do it, too; everything inside
 * would inherit it, 120 elements with eight lanes: 5 ms of style and layout for each frame, as much as the text of all lanes.
 */
export class TrackParts {
  readonly #box: HTMLElement;
  readonly #places = new WeakMap<HTMLElement, Place>();
  #moment: TrackMoment;
  #exact = false;

  constructor(box: HTMLElement, moment: TrackMoment) {
    this.#box = box;
    this.#moment = moment;
  }

  /** @param exact also what hardly moves: nothing will move after it. */
  move(moment: TrackMoment, exact: boolean): void {
    this.#moment = moment;
    this.#exact = exact;
    this.place(this.#box);
  }

  /** Places what React has added or changed inside of an element. */
  place(element: HTMLElement): void {
    for (const part of element.querySelectorAll<HTMLElement>(PARTS)) {
      const place = this.#placeOf(part);
      const before = this.#places.get(part);
      const hasMoved = !before || isMoved(before.left, place.left) || isMoved(before.width, place.width);
      if (!hasMoved && !this.#exact) continue;
      this.#places.set(part, place);
      if (part.classList.contains('track-until')) part.style.setProperty('--scale', this.#moment.scale.toFixed(1));
      else part.style.left = percent(place.left);
      if (place.width !== null) part.style.width = percent(place.width);
    }
  }

  #placeOf(part: HTMLElement): Place {
    const { scale, nows } = this.#moment;
    const read = (name: string): number => {
      const at = part.style.getPropertyValue(name);
      if (at !== 'var(--now)') return Number(at) / scale;
      return (nows[`--now-${part.closest('li')?.dataset.lane}`] ?? 0) / scale;
    };
    if (!part.classList.contains('track-span')) return { left: read('--at'), width: null };
    const left = read('--from');
    return { left, width: Math.max(0, read('--to') - left) };
  }
}

/** As parts of the width of the track's plane. */
interface Place {
  left: number;
  /** null for what has only a place. */
  width: number | null;
}

function isMoved(before: number | null, now: number | null): boolean {
  return Math.abs((before ?? 0) - (now ?? 0)) >= UNSEEN;
}

function percent(part: number): string {
  return `${(part * 100).toFixed(3)}%`;
}
