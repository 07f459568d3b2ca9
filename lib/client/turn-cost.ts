import { estimateTokens } from '@/lib/comparison/estimate-tokens';
import { laneMessages } from '@/lib/comparison/lane-messages';
import { arrangedLanes } from '@/lib/comparison/lanes';
import { newestTurn } from '@/lib/comparison/turns';
import { type TurnRecord, textContent } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { Price } from '@/lib/protocol/model';
import type { Settings } from '@/lib/protocol/settings';
import { blockedLanes, type ComposerState, draftLetters } from './composer-state';
import { changedRecord, settingsFor } from './draft';
import type { PaneState } from './pane-state';

/** The estimated length of an answer, tokens, by a model that has not answered here yet. */
const ANSWER_TOKENS = 500;

/** A lane that gets the next question. */
export interface AskedLane {
  lane: Lane;
  model: string;
  price: Price | null;
  settings: Settings;
  /** The estimated length of what is sent, tokens. */
  input: number;
}

/** The estimated cost of the next question in a lane, USD; null if its price is not known. */
export interface LaneCost {
  lane: Lane;
  usd: number | null;
}

/** @returns how long an answer of the model probably is, tokens; null if it has not answered this visitor. */
export type GuessLength = (model: string) => number | null;

/** The estimated cost of the next question in each of its lanes. */
export function laneCosts(panes: PaneState, composer: ComposerState, guess: GuessLength = () => null): LaneCost[] {
  return askedLanes(panes, composer).map(({ lane, model, price, settings, input }) => {
    const likely = guess(model) ?? ANSWER_TOKENS;
    const output = Math.min(likely, settings.maxTokens ?? likely);
    return { lane, usd: price && (input * price.input + output * price.output) / 1e6 };
  });
}

/** The same for all lanes together; null when one of their prices is not known. */
export function turnCost(panes: PaneState, composer: ComposerState, guess?: GuessLength): number | null {
  const blocked = blockedLanes(composer);
  return laneCosts(panes, composer, guess)
    .filter(({ lane }) => !blocked.includes(lane))
    .reduce<number | null>((sum, { usd }) => (sum === null || usd === null ? null : sum + usd), 0);
}

/** The lanes that get the next question, as they will be asked. */
export function askedLanes(panes: PaneState, { draft }: Pick<ComposerState, 'draft'>): AskedLane[] {
  const { record, answers } = panes;
  const letters = draftLetters(draft);
  const prompt = estimateTokens(draft.prompt);
  const added = draft.lanes.flatMap((lane, index): AskedLane[] => {
    const letter = letters[index];
    if (!letter) return [];
    const { id, usdPerMillion } = lane.model;
    const input = prompt + estimateTokens(lane.system ?? draft.system);
    return [{ lane: letter, model: id, price: usdPerMillion, settings: settingsFor(draft, lane), input }];
  });
  if (!record) return added;
  const next: TurnRecord = {
    turn: newestTurn(record.turns) + 1,
    content: textContent(draft.prompt),
    system: null,
    runs: [],
    selected: {},
    ballot: null,
  };
  const known = arrangedLanes(record)
    .filter(({ lane }) => !draft.leftOut.includes(lane))
    .map((known): AskedLane => {
      const { lane, model, usdPerMillion, settings, system } = changedRecord(known, draft.changes[known.lane]);
      const messages = laneMessages([...record.turns, next], answers, lane, next.turn);
      const own = estimateTokens(system ?? draft.system);
      const input = messages.reduce((tokens, { content }) => tokens + estimateTokens(content), own);
      return { lane, model, price: usdPerMillion, settings, input };
    });
  return [...known, ...added];
}
