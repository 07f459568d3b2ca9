import { listOf } from '@/lib/client/list-of';
import { settingsMarks, settingsWords } from '@/lib/client/settings-words';
import type { LaneRecord } from '@/lib/protocol/comparison';

interface SettingsInWords {
  /** "default settings, effort high on B". */
  words: string;
  /** "B": the lanes whose settings are not the others'; null where all are the same. */
  differing: string | null;
}

/** How the lanes were asked. */
export function settingsOf(lanes: readonly LaneRecord[]): SettingsInWords {
  const marks = settingsMarks(lanes.map(({ settings }) => settings));
  const usual = lanes.find((_, index) => marks[index] === null);
  const own = new Map<string, string[]>();
  for (const [index, { lane }] of lanes.entries()) {
    const mark = marks[index];
    if (mark) own.set(mark, [...(own.get(mark) ?? []), lane]);
  }
  const parts = [
    ...(usual ? [settingsWords(usual.settings) || 'default settings'] : []),
    ...[...own].map(([mark, letters]) => `${mark} on ${listOf(letters)}`),
  ];
  const differing = [...own.values()].flat();
  return { words: parts.join(', '), differing: differing.length === 0 ? null : listOf(differing) };
}
