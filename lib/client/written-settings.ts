import {
  forEachSetting,
  readLines,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  type Settings,
  type SettingValue,
  settingsSchema,
  settingText,
} from '@/lib/protocol/settings';

/** Settings as their fields contain them. Empty means the provider's default. */
export type WrittenSettings = Record<SettingName, string>;

/** What is wrong with a field, as the end of a sentence that begins with its label. */
export type SettingErrors = Readonly<Partial<Record<SettingName, string>>>;

export interface SettingsRead {
  /** The valid settings. */
  settings: Settings;
  errors: SettingErrors;
}

export const nothingWritten: WrittenSettings = forEachSetting(() => '');

/** Fills the fields with settings. */
export function writtenSettings(settings: Settings): WrittenSettings {
  return forEachSetting((name) => settingText(settings[name] ?? ''));
}

/** Reads the fields by the server's rules. Commas are read as people write them: 0,7 and 4,000. */
export function readSettings(written: WrittenSettings): SettingsRead {
  const settings: Record<string, unknown> = {};
  const errors: { -readonly [Name in SettingName]?: string } = {};
  for (const name of SETTING_NAMES) {
    const read = settingsSchema.shape[name].safeParse(valueIn(name, written[name]));
    const message = read.error?.issues[0]?.message;
    if (message !== undefined) errors[name] = message;
    else if (read.data !== undefined) settings[name] = read.data;
  }
  return { settings, errors };
}

function valueIn(name: SettingName, text: string): SettingValue | undefined {
  if (text.trim() === '') return undefined;
  switch (SETTINGS[name].input.kind) {
    case 'decimal':
      return Number(text.replace(',', '.'));
    case 'integer':
      return Number(withoutGroups(text));
    case 'choice':
      return text;
    case 'lines':
      return readLines(text);
  }
}

/** "4,000" and "4 000" → "4000"; "1,5" stays as it is, since it is not a number of tokens. */
function withoutGroups(text: string): string {
  return /^\d{1,3}([, ]\d{3})+$/.test(text.trim()) ? text.replace(/[, ]/g, '') : text;
}
