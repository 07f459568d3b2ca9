import { LANE_LETTERS } from '@/lib/protocol/lane';
import { type Draft, writtenFor } from './draft';
import { readSettings, SETTING_NAMES, type SettingField, type WrittenSettings } from './written-settings';

/** @returns the first setting that cannot be sent, with its field, its lane and the remedy; null when all can be. */
export function settingsProblem(draft: Draft): string | null {
  if (draft.sameSettings) return problemOf(draft.settings, '');
  for (const [index, lane] of draft.lanes.entries()) {
    const problem = problemOf(writtenFor(draft, lane), ` of ${LANE_LETTERS[index]}`);
    if (problem !== null) return problem;
  }
  return null;
}

function problemOf(written: WrittenSettings, whose: string): string | null {
  const [first] = Object.entries(readSettings(written).errors);
  return first ? `${SETTING_NAMES[first[0] as SettingField]}${whose} ${first[1]}` : null;
}
