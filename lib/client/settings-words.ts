import type { Model } from '@/lib/protocol/model';
import type { Settings } from '@/lib/protocol/settings';
import type { SettingField } from './written-settings';

/** "effort high · temp 0.2", short enough for a chip; empty where nothing is set. */
export function settingsWords({ temperature, maxTokens, reasoning }: Settings): string {
  return [
    reasoning && `effort ${reasoning}`,
    temperature !== undefined && `temp ${temperature}`,
    maxTokens !== undefined && `max ${maxTokens}`,
  ]
    .filter(Boolean)
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

const PARAMETERS: Readonly<Partial<Record<SettingField, string>>> = {
  temperature: 'temperature',
  reasoning: 'reasoning',
};

/** Whether the model says what it understands, and does not name that setting. */
export function ignoresSetting({ parameters }: Model, field: SettingField): boolean {
  const parameter = PARAMETERS[field];
  return parameter !== undefined && parameters.length > 0 && !parameters.includes(parameter);
}
