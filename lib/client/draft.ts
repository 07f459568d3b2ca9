import { type LaneRecord, LONGEST_TAG, MOST_TAGS } from '@/lib/protocol/comparison';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import type { Model } from '@/lib/protocol/model';
import { SETTINGS, type SettingName, type Settings } from '@/lib/protocol/settings';
import { nothingWritten, readSettings, type WrittenSettings, writtenSettings } from './written-settings';

/** A model chosen for a comparison that is not asked yet. */
export interface DraftLane {
  /** Tells two lanes of the same model apart; has no other meaning. */
  key: string;
  model: Model;
  /** What was written for this lane alone; null while it follows the settings of all. */
  own: WrittenSettings | null;
  /** Its own system prompt: null follows that of all lanes, '' is none. */
  system: string | null;
}

/** What differs from the next question on in a lane that was asked before. Absent fields stay as they are in the lane. */
export interface LaneChange {
  model?: Model;
  settings?: WrittenSettings;
  /** As of a draft lane. */
  system?: string | null;
}

/** @returns a lane of the comparison as it will be asked next. */
export function changedRecord(record: LaneRecord, { model, settings, system }: LaneChange = {}): LaneRecord {
  const { id, name, vendor, usdPerMillion, demo } = model ?? { ...record, id: record.model };
  return {
    ...record,
    ...{ model: id, name, vendor, usdPerMillion, demo },
    settings: settings ? readSettings(settings).settings : record.settings,
    system: system === undefined ? record.system : system,
  };
}

/** A retired model that the address names. It is never asked; its successor is offered. */
export interface RetiredLane {
  key: string;
  /** The id in the address. */
  id: string;
  name: string;
  /** null when its vendor has none left. */
  successor: Model | null;
  /** What was written for it; its successor gets that. */
  own: WrittenSettings | null;
  /** The lane that stands before it, null for none. */
  after: DraftLane['key'] | null;
}

/** What the visitor has written and chosen and not asked yet. */
export interface Draft {
  prompt: string;
  /** In a follow-up: the one that goes on, until it is changed. */
  system: string;
  /** The lanes of a new comparison; in a follow-up those that it adds. */
  lanes: readonly DraftLane[];
  /** How many lanes the comparison has: their letters are taken. 0 for a new one. */
  taken: number;
  /** They wait for another model, or to be removed. */
  retired: readonly RetiredLane[];
  /** Whether `settings` counts for every lane, whatever is written for a single lane. */
  sameSettings: boolean;
  settings: WrittenSettings;
  /** The most that a question may cost, as it is written, USD; '' for no limit but the server's. */
  ceiling: string;
  /** Of a new comparison: nobody is named until the visitor has chosen. */
  blind: boolean;
  /** What kind of task it is, as it is written: words between commas. */
  tags: string;
  /** For a follow-up: the lanes that are not to be asked. */
  leftOut: readonly Lane[];
  /** For a follow-up: what differs from now on in lanes that exist. */
  changes: Readonly<Partial<Record<Lane, LaneChange>>>;
}

export const emptyDraft: Draft = {
  prompt: '',
  system: '',
  lanes: [],
  taken: 0,
  retired: [],
  sameSettings: true,
  settings: nothingWritten,
  ceiling: '',
  blind: false,
  tags: '',
  leftOut: [],
  changes: {},
};

export function draftLane(model: Model, settings: Settings = {}): DraftLane {
  return { key: newKey(), model, own: ownOf(settings), system: null };
}

export function retiredLane(
  lane: Pick<RetiredLane, 'id' | 'name' | 'successor' | 'after'>,
  settings: Settings = {},
): RetiredLane {
  return { ...lane, key: newKey(), own: ownOf(settings) };
}

function ownOf(settings: Settings): WrittenSettings | null {
  return Object.keys(settings).length === 0 ? null : writtenSettings(settings);
}

/** Random, since the server makes the first lanes and the browser the later ones: counters would collide. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(2))].map((number) => number.toString(36)).join('-');
}

/** The content of that lane's fields. */
export function writtenFor({ sameSettings, settings }: Draft, { own }: DraftLane): WrittenSettings {
  return sameSettings || own === null ? settings : own;
}

/** The settings that lane will be asked with. */
export function settingsFor(draft: Draft, lane: DraftLane): Settings {
  return readSettings(writtenFor(draft, lane)).settings;
}

/** A step from one draft to the next. */
export type DraftEdit = (draft: Draft) => Draft;

export const writePrompt =
  (prompt: string): DraftEdit =>
  (draft) => ({ ...draft, prompt });

export const writeSystem =
  (system: string): DraftEdit =>
  (draft) => ({ ...draft, system });

export const writeSettings =
  (change: Partial<WrittenSettings>): DraftEdit =>
  (draft) => ({ ...draft, settings: { ...draft.settings, ...change } });

/** Writes for one lane; its other fields keep the settings that it has followed until now. */
export const writeLaneSettings =
  (key: string, change: Partial<WrittenSettings>): DraftEdit =>
  (draft) => ({
    ...draft,
    lanes: draft.lanes.map((lane) =>
      lane.key === key ? { ...lane, own: { ...writtenFor(draft, lane), ...change } } : lane,
    ),
  });

/** On: all lanes have the common settings. Off: each lane has its own, which are kept meanwhile. */
export const shareSettings =
  (sameSettings: boolean): DraftEdit =>
  (draft) => ({ ...draft, sameSettings });

/** @returns the tags that are written. */
export function tagsOf({ tags }: Pick<Draft, 'tags'>): string[] {
  const written = tags.split(',').map((tag) => tag.trim());
  return [...new Set(written)].filter((tag) => tag !== '');
}

/** @returns what the server would refuse of the tags, as the end of a sentence; undefined when nothing. */
export function tagsProblem(draft: Pick<Draft, 'tags'>): string | undefined {
  const tags = tagsOf(draft);
  if (tags.length > MOST_TAGS) return `can be ${MOST_TAGS} at most.`;
  return tags.some((tag) => tag.length > LONGEST_TAG)
    ? `must have ${LONGEST_TAG} characters at most, each.`
    : undefined;
}

/** @returns the most that a question may cost, USD; undefined when nothing is written; null when it is no amount. */
export function ceilingOf({ ceiling }: Pick<Draft, 'ceiling'>): number | null | undefined {
  if (ceiling.trim() === '') return undefined;
  const usd = Number(ceiling.trim().replace(/^\$/, '').replace(',', '.'));
  return usd > 0 && usd <= 1_000_000 ? usd : null;
}

/** What is left once `sent` is asked: what was written and chosen since. A comparison's lanes keep their settings. */
export function withoutAsked(draft: Draft, sent: Draft): Draft {
  const changes = Object.entries(draft.changes).filter(([lane, change]) => change !== sent.changes[lane as Lane]);
  return {
    ...draft,
    prompt: draft.prompt === sent.prompt ? '' : draft.prompt,
    // By key: the list of models may have come meanwhile, and with it other facts of a lane's model.
    lanes: draft.lanes.filter(({ key }) => !sent.lanes.some((lane) => lane.key === key)),
    retired: [],
    sameSettings: false,
    settings: nothingWritten,
    blind: false,
    changes: Object.fromEntries(changes),
  };
}

/** @returns the first setting that cannot be sent, with its field, its lane and the remedy; null when all can be. */
export function settingsProblem(draft: Draft): string | null {
  for (const lane of LANE_LETTERS) {
    const settings = draft.changes[lane]?.settings;
    const problem = settings ? problemOf(settings, ` of ${lane}`) : null;
    if (problem !== null) return problem;
  }
  if (draft.sameSettings) return problemOf(draft.settings, '');
  for (const [index, lane] of draft.lanes.entries()) {
    const problem = problemOf(writtenFor(draft, lane), ` of ${LANE_LETTERS[draft.taken + index]}`);
    if (problem !== null) return problem;
  }
  return null;
}

function problemOf(written: WrittenSettings, owner: string): string | null {
  const [first] = Object.entries(readSettings(written).errors);
  return first ? `${SETTINGS[first[0] as SettingName].label}${owner} ${first[1]}` : null;
}
