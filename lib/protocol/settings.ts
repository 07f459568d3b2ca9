import * as z from 'zod/mini';

export const REASONING_EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

export const VERBOSITIES = ['low', 'medium', 'high'] as const;

export type SettingValue = string | number | readonly string[];

/** How a setting is written in the form. */
export type SettingInput =
  /** `isSigned`: it may be less than 0. */
  | { kind: 'decimal'; placeholder: string; isSigned?: true }
  | { kind: 'integer'; placeholder: string }
  | { kind: 'choice'; choices: readonly string[] }
  /** A list of texts, a line each. */
  | { kind: 'lines'; placeholder: string };

/** One parameter of a lane's request: all that the app needs to know of it. */
interface Setting<Schema extends z.ZodMiniType<SettingValue>> {
  /** In the form. */
  label: string;
  schema: Schema;
  input: SettingInput;
  /** It is among the further settings in the form, and only where a model takes it. */
  isFurther: boolean;
  /** In a chip: "temp 0.2". */
  short(value: SettingValue): string;
  /** In a sentence that begins with "Asked with". */
  words(value: SettingValue): string;
  /** Its column in CSV. */
  column: string;
  /** OpenRouter's name of it in a model's `supported_parameters`; null if every model takes it. */
  parameter: string | null;
  /** Its fields in the body of a request to OpenRouter. */
  body(value: SettingValue): Readonly<Record<string, unknown>>;
}

const TEMPERATURE = 'must be a number from 0 to 2';
const TOKENS = 'must be a whole number from 1 to 1,000,000';
const EFFORT = `must be one of ${REASONING_EFFORTS.join(', ')}`;
const TOP_P = 'must be a number over 0, at most 1';
const SEED = 'must be a whole number from 0 to 2,147,483,647';
const MOST_STOPS = 4;
const LONGEST_STOP = 200;
const STOP = `must be 1 to ${MOST_STOPS} texts of at most ${LONGEST_STOP} characters`;
const PENALTY = 'must be a number from -2 to 2';
const VERBOSITY = `must be one of ${VERBOSITIES.join(', ')}`;

/** The parameters that a lane can set, in the order of the form. A new one needs an entry here and nothing else. */
export const SETTINGS = {
  temperature: setting({
    label: 'Temperature',
    schema: z.number(TEMPERATURE).check(z.minimum(0, TEMPERATURE), z.maximum(2, TEMPERATURE)),
    input: { kind: 'decimal', placeholder: 'default, or 0 to 2' },
    isFurther: false,
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
    isFurther: false,
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
    isFurther: false,
    short: (value) => `effort ${value}`,
    words: (value) => `reasoning effort ${value}`,
    column: 'reasoning_effort',
    parameter: 'reasoning',
    body: (value) => ({ reasoning: { effort: value } }),
  }),
  verbosity: further('Verbosity', 'verbosity', z.enum(VERBOSITIES, VERBOSITY), {
    kind: 'choice',
    choices: VERBOSITIES,
  }),
  topP: further('Top-p', 'top_p', z.number(TOP_P).check(z.gt(0, TOP_P), z.maximum(1, TOP_P)), {
    kind: 'decimal',
    placeholder: 'default, or up to 1',
  }),
  seed: further('Seed', 'seed', z.int(SEED).check(z.minimum(0, SEED), z.maximum(2_147_483_647, SEED)), {
    kind: 'integer',
    placeholder: 'none',
  }),
  frequencyPenalty: penalty('Frequency penalty', 'frequency_penalty'),
  presencePenalty: penalty('Presence penalty', 'presence_penalty'),
  stop: {
    ...further(
      'Stop at',
      'stop',
      z
        .array(z.string(STOP).check(z.minLength(1, STOP), z.maxLength(LONGEST_STOP, STOP)), STOP)
        .check(z.minLength(1, STOP), z.maxLength(MOST_STOPS, STOP)),
      { kind: 'lines', placeholder: 'a text in each line' },
    ),
    short: (value: SettingValue) =>
      `stop at ${Array.isArray(value) && value.length > 1 ? value.length : inQuotes(value)}`,
    words: (value: SettingValue) => `stop at ${inQuotes(value)}`,
  },
};

/** A setting whose words are its label, and whose field in a request is OpenRouter's name of it. */
function further<Schema extends z.ZodMiniType<SettingValue>>(
  label: string,
  parameter: string,
  schema: Schema,
  input: SettingInput,
): Setting<Schema> {
  const words = (value: SettingValue) => `${label.toLowerCase()} ${value}`;
  const body = (value: SettingValue) => ({ [parameter]: value });
  return { label, schema, input, isFurther: true, short: words, words, column: parameter, parameter, body };
}

function penalty(label: string, parameter: string) {
  const schema = z.number(PENALTY).check(z.minimum(-2, PENALTY), z.maximum(2, PENALTY));
  return further(label, parameter, schema, { kind: 'decimal', placeholder: 'default, or -2 to 2', isSigned: true });
}

/** “END” or “###”. */
function inQuotes(value: SettingValue): string {
  const lines = settingText(value).split('\n');
  return lines.map((line) => `“${line}”`).join(' or ');
}

/**
 * A value as it is written in the form and in CSV: of a list of texts a line each, in which `\n` stands for a line break and
 * `\\` for a backslash.
 */
export function settingText(value: SettingValue): string {
  if (typeof value !== 'object') return String(value);
  return value.map((text) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')).join('\n');
}

/** Reads a list of texts as {@link settingText} writes it. Empty lines count for nothing. */
export function readLines(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  return lines.map((line) => line.replace(/\\([n\\])/g, (_, letter) => (letter === 'n' ? '\n' : letter)));
}

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
