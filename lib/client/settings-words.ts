import type { Model } from '@/lib/protocol/model';
import { SETTINGS, type SettingName, type Settings, setSettings } from '@/lib/protocol/settings';

/** "effort high · temp 0.2", short enough for a chip, choices before numbers; empty if nothing is set. */
export function settingsWords(settings: Settings): string {
  const isChoice = ({ name }: { name: SettingName }) => SETTINGS[name].input.kind === 'choice';
  const set = setSettings(settings);
  return [...set.filter(isChoice), ...set.filter((entry) => !isChoice(entry))]
    .map(({ name, value }) => SETTINGS[name].short(value))
    .join(' · ');
}

/**
 * What sets each lane apart from the others: its settings in words, null for those that have what most have. Where no
 * settings are the most common, the defaults count as what the others have.
 */
export function settingsMarks(lanes: readonly Settings[]): (string | null)[] {
  const words = lanes.map(settingsWords);
  const counts = new Map<string, number>();
  for (const text of words) counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const commonest = [...counts].filter(([, count]) => count === most).map(([text]) => text);
  const usual = commonest.length === 1 ? commonest[0] : '';
  return words.map((text) => (text === usual ? null : text || 'defaults'));
}

/** Whether the model lists the parameters that it understands, without this setting. */
export function ignoresSetting({ parameters }: Model, name: SettingName): boolean {
  const { parameter } = SETTINGS[name];
  return parameter !== null && parameters.length > 0 && !parameters.includes(parameter);
}
