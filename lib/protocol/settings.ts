import * as z from 'zod/mini';

export const REASONING_EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

export type SettingValue = string | number;

/** One parameter of a lane's request: all that the app needs to know of it. */
interface Setting<Schema extends z.ZodMiniType<SettingValue>> {
  /** In the form. */
  label: string;
  schema: Schema;
  input: { kind: 'decimal' | 'integer'; placeholder: string } | { kind: 'choice'; choices: readonly string[] };
  /** In a chip: "temp 0.2". */
  short(value: SettingValue): string;
  /** In a sentence that begins with "Asked with". */
  words(value: SettingValue): string;
  /** In CSV. */
  column: string;
  /** OpenRouter's name of it in a model's `supported_parameters`; null if every model takes it. */
  parameter: string | null;
  /** Its fields in the body of a request to OpenRouter. */
  body(value: SettingValue): Readonly<Record<string, unknown>>;
}

const TEMPERATURE = 'must be a number from 0 to 2';
const TOKENS = 'must be a whole number from 1 to 1,000,000';
const EFFORT = `must be one of ${REASONING_EFFORTS.join(', ')}`;

/** The parameters that a lane can set, in the order of the form. A new one needs an entry here and nothing else. */
export const SETTINGS = {
  temperature: setting({
    label: 'Temperature',
    schema: z.number(TEMPERATURE).check(z.minimum(0, TEMPERATURE), z.maximum(2, TEMPERATURE)),
    input: { kind: 'decimal', placeholder: 'default, or 0 to 2' },
    short: (value) => `temp ${value}`,
    words: (value) => `temperature ${value}`,
    column: 'temperature',
    parameter: 'temperature',
    body: (value) => ({ temperature: value }),
  }),
  maxTokens: setting({
    label: 'Max tokens',
    schema: z.int(TOKENS).check(z.minimum(1, TOKENS), z.maximum(1_000_000, TOKENS)),
    input: { kind: 'integer', placeholder: 'default' },
    short: (value) => `max ${value}`,
    words: (value) => `at most ${value} tokens`,
    column: 'max_tokens',
    parameter: null,
    body: (value) => ({ max_tokens: value }),
  }),
  reasoning: setting({
    label: 'Reasoning effort',
    schema: z.enum(REASONING_EFFORTS, EFFORT),
    input: { kind: 'choice', choices: REASONING_EFFORTS },
    short: (value) => `effort ${value}`,
    words: (value) => `reasoning effort ${value}`,
    column: 'reasoning_effort',
    parameter: 'reasoning',
    body: (value) => ({ reasoning: { effort: value } }),
  }),
};

function setting<Schema extends z.ZodMiniType<SettingValue>>(entry: Setting<Schema>): Setting<Schema> {
  return entry;
}

export type SettingName = keyof typeof SETTINGS;

export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

/** @returns an object with what `value` makes of each setting. */
export function forEachSetting<Value>(value: (name: SettingName) => Value): Record<SettingName, Value> {
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, value(name)])) as Record<SettingName, Value>;
}

type SettingsShape = { [Name in SettingName]: z.ZodMiniOptional<(typeof SETTINGS)[Name]['schema']> };

/** How a lane asks its model. An absent field means the provider's default. */
export const settingsSchema = z.strictObject(
  forEachSetting((name) => z.optional(SETTINGS[name].schema)) as unknown as SettingsShape,
);

export type Settings = z.infer<typeof settingsSchema>;

/** @returns the settings that are set, in the order of the table. */
export function setSettings(settings: Settings): { name: SettingName; value: SettingValue }[] {
  return SETTING_NAMES.flatMap((name) => {
    const value = settings[name];
    return value === undefined ? [] : [{ name, value }];
  });
}
