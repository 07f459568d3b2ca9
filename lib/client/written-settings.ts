import { type REASONING_EFFORTS, type Settings, settingsSchema } from '@/lib/protocol/settings';

/** Settings as they stand in their fields. Empty leaves the provider's default. */
export interface WrittenSettings {
  temperature: string;
  maxTokens: string;
  reasoning: '' | (typeof REASONING_EFFORTS)[number];
}

export type SettingField = keyof WrittenSettings;

/** What is wrong with a field, as the end of a sentence that begins with its name. */
export type SettingErrors = Readonly<Partial<Record<SettingField, string>>>;

export interface SettingsRead {
  /** What is sound. */
  settings: Settings;
  errors: SettingErrors;
}

export const nothingWritten: WrittenSettings = { temperature: '', maxTokens: '', reasoning: '' };

export const SETTING_NAMES: Readonly<Record<SettingField, string>> = {
  temperature: 'Temperature',
  maxTokens: 'Max tokens',
  reasoning: 'Reasoning effort',
};

/** The fields filled in with settings that there are. */
export function writtenSettings({ temperature, maxTokens, reasoning }: Settings): WrittenSettings {
  return {
    temperature: temperature === undefined ? '' : String(temperature),
    maxTokens: maxTokens === undefined ? '' : String(maxTokens),
    reasoning: reasoning ?? '',
  };
}

/** Reads the fields by the rules that the server has. Commas are taken as people write them: 0,7 and 4,000. */
export function readSettings(written: WrittenSettings): SettingsRead {
  const { shape } = settingsSchema;
  const read = {
    temperature: shape.temperature.safeParse(numberIn(written.temperature.replace(',', '.'))),
    maxTokens: shape.maxTokens.safeParse(numberIn(withoutGroups(written.maxTokens))),
    reasoning: shape.reasoning.safeParse(written.reasoning || undefined),
  };
  const settings: Settings = {};
  if (read.temperature.data !== undefined) settings.temperature = read.temperature.data;
  if (read.maxTokens.data !== undefined) settings.maxTokens = read.maxTokens.data;
  if (read.reasoning.data !== undefined) settings.reasoning = read.reasoning.data;
  const errors: { -readonly [Field in SettingField]?: string } = {};
  for (const field of Object.keys(SETTING_NAMES) as SettingField[]) {
    const message = read[field].error?.issues[0]?.message;
    if (message !== undefined) errors[field] = message;
  }
  return { settings, errors };
}

function numberIn(text: string): number | undefined {
  return text.trim() === '' ? undefined : Number(text);
}

/** "4,000" and "4 000" → "4000"; "1,5" stays as it is, no number of tokens. */
function withoutGroups(text: string): string {
  return /^\d{1,3}([, ]\d{3})+$/.test(text.trim()) ? text.replace(/[, ]/g, '') : text;
}
