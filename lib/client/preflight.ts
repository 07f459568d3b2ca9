import { estimateTokens } from '@/lib/comparison/estimate-tokens';
import { compact } from '@/lib/comparison/figure-words';
import type { Model } from '@/lib/protocol/model';
import type { Payer } from '@/lib/protocol/payer';
import { SETTINGS, type Settings, setSettings } from '@/lib/protocol/settings';
import { type ComposerState, swappedLetter } from './composer-state';
import { listOf } from './list-of';
import type { PaneState } from './pane-state';
import { ignoresSetting } from './settings-words';
import { askedLanes } from './turn-cost';
import { readSettings } from './written-settings';

/** What is known of a lane before it is asked. */
export interface Preflight {
  /** null when the model is retired: see `listedModel`. */
  model: Model | null;
  /** Estimated tokens of all that is sent: system prompt, earlier turns and the new prompt. */
  promptTokens: number;
  settings: Settings;
  payer: Payer;
}

/** Why a lane will fail, or will not do all that is asked of it. */
export interface PreflightProblem {
  kind: 'retired' | 'needs-key' | 'too-long' | 'ignores-setting';
  /** A few words after the model's name, in a row or on a chip: "needs a key". */
  words: string;
  /** What the visitor can do, in a sentence. */
  remedy: string;
  /** The lane cannot answer. Where it is only likely to fail, or answers without a setting, this is false. */
  blocks: boolean;
}

/** Estimates of tokens are within some 20 %: see lib/comparison/estimate-tokens.ts. */
const ESTIMATE_MAY_EXCEED = 1.25;

/** @returns the worst problem of a lane as far as it can be told before asking; null when nothing speaks against it. */
export function preflight({ model, promptTokens, settings, payer }: Preflight): PreflightProblem | null {
  if (model === null) {
    return {
      kind: 'retired',
      words: 'retired',
      remedy: 'This server cannot ask it any more. Choose another model.',
      blocks: true,
    };
  }
  if (payer === 'none' && !model.demo && model.source === undefined) {
    return {
      kind: 'needs-key',
      words: 'needs a key',
      remedy: 'Use a key of your own, by the key button above, or a demo model.',
      blocks: true,
    };
  }
  return tooLong(model, promptTokens, settings) ?? ignoredSettings(model, settings);
}

function tooLong({ context }: Model, promptTokens: number, settings: Settings): PreflightProblem | null {
  const maxTokens = settings.maxTokens ?? 0;
  if (context === null || promptTokens + maxTokens <= context) return null;
  if (promptTokens <= context) {
    return {
      kind: 'too-long',
      words: `too long: ≈ ${compact(promptTokens)} + ${compact(maxTokens)} > ${compact(context)}`,
      remedy: 'The prompt and Max tokens are more than its context. Lower Max tokens, or choose a model with more.',
      blocks: false,
    };
  }
  return {
    kind: 'too-long',
    words: `too long: ≈ ${compact(promptTokens)} > ${compact(context)}`,
    remedy: 'The prompt has more tokens than its context. Shorten it, or choose a model with more.',
    blocks: promptTokens > context * ESTIMATE_MAY_EXCEED,
  };
}

function ignoredSettings(model: Model, settings: Settings): PreflightProblem | null {
  const ignored = setSettings(settings).filter(({ name }) => ignoresSetting(model, name));
  if (ignored.length === 0) return null;
  return {
    kind: 'ignores-setting',
    words: `ignores ${listOf(ignored.map(({ name }) => SETTINGS[name].label))}`,
    remedy: `It will be asked, and answers without. Clear ${ignored.length === 1 ? 'the field' : 'the fields'}, or choose another model.`,
    blocks: false,
  };
}

/** @returns what a model that is chosen now would be asked with: as a lane of its own, or in the lane that is being swapped. */
export function termsOfChoice(panes: PaneState, composer: ComposerState): Pick<Preflight, 'promptTokens' | 'settings'> {
  const swapped = swappedLetter(composer);
  const lane = askedLanes(panes, composer).find(({ lane }) => lane === swapped);
  if (lane) return { promptTokens: lane.input, settings: lane.settings };
  const { draft } = composer;
  return {
    promptTokens: estimateTokens(draft.prompt) + estimateTokens(draft.system),
    settings: readSettings(draft.settings).settings,
  };
}
