import { LANE_LETTERS } from '@/lib/protocol/lane';

/** Something that the page can do, by a button of its own or a field. */
export interface PageCommand {
  name: string;
  /** Does it while no field has the focus. */
  key: string;
  /** What is pressed, or focused if it is a field. */
  selector: string;
}

const BALLOT_COMMANDS = [
  ...LANE_LETTERS.map((lane, index) => ({ name: `${lane} is best`, key: String(index + 1), ballot: lane })),
  { name: 'All answers are equal', key: '0', ballot: 'All equal' },
  { name: 'All answers are bad', key: 'x', ballot: 'All bad' },
].map(({ ballot, ...command }): PageCommand => ({ ...command, selector: `[data-ballot="${ballot}"]` }));

/** Every command that has a single key. A page lacks those whose button it does not show. */
export const PAGE_COMMANDS: readonly PageCommand[] = [
  { name: 'Write a prompt', key: '/', selector: 'textarea[aria-label="Prompt"]' },
  { name: 'Show the whole question', key: 'q', selector: '[data-command="question"]' },
  { name: 'Choose models', key: 'a', selector: '[data-slot="picker-trigger"]' },
  { name: 'New comparison', key: 'n', selector: '[data-command="new"]' },
  { name: 'History', key: 'h', selector: '[data-command="history"]' },
  { name: 'Board: what your ballots say', key: 'b', selector: '[data-command="board"]' },
  { name: 'Figures of all answers', key: 'f', selector: '[data-command="figures"]' },
  { name: 'Diff of two answers', key: 'd', selector: '[data-command="diff"]' },
  { name: 'Export', key: 'e', selector: '[data-command="export"]' },
  { name: 'Share', key: 's', selector: '[data-command="share"]' },
  { name: 'Fold or open the timeline', key: 't', selector: '[data-slot="fold-button"]' },
  { name: 'Columns, a grid or one large', key: 'g', selector: '[data-slot="layout-button"]' },
  { name: 'Earlier turn', key: '[', selector: '[data-slot="turn-stepper"] button:first-of-type' },
  { name: 'Later turn', key: ']', selector: '[data-slot="turn-stepper"] button:last-of-type' },
  { name: 'Light, dark or the system’s theme', key: 'l', selector: '[data-slot="theme-button"]' },
  ...BALLOT_COMMANDS,
  { name: 'Commands and keys', key: '?', selector: '[data-command="commands"]' },
];

/** @returns the button or field of that command; null where the page has none now, or it is off. */
export function targetOf({ selector }: PageCommand): HTMLElement | null {
  const found = document.querySelector<HTMLElement>(selector);
  return found?.ariaDisabled === 'true' ? null : found;
}

/** Presses a button, and focuses a field. */
export function carryOut(target: HTMLElement): void {
  if (target instanceof HTMLTextAreaElement) target.focus();
  else target.click();
}
