import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { SettingsFields } from '@/components/lane-menu/settings-fields';
import { draftLane, emptyDraft } from '@/lib/client/draft';
import { decodeDraft, encodeDraft } from '@/lib/client/saved-draft';
import { ignoresSetting, settingsWords } from '@/lib/client/settings-words';
import { nothingWritten, readSettings, writtenSettings } from '@/lib/client/written-settings';
import { exportCsv } from '@/lib/comparison/export-csv';
import { exportMarkdown } from '@/lib/comparison/export-markdown';
import {
  readLines,
  SETTING_NAMES,
  SETTINGS,
  type Settings,
  type SettingValue,
  settingsSchema,
  settingText,
} from '@/lib/protocol/settings';
import { foldRuns } from '../support/fold-runs';
import { modelOf } from '../support/model-of';
import { comparisonOf, laneRecord, turnRecord } from '../support/records';
import { runEvents } from '../support/run-frames';
import { askBody } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();

/** A value that is no default, from what the table itself says of the setting. */
function sampleOf(name: (typeof SETTING_NAMES)[number]): SettingValue {
  const { input } = SETTINGS[name];
  if (input.kind === 'choice') return input.choices.at(-1) ?? '';
  if (input.kind === 'lines') return ['END', '###'];
  return input.kind === 'decimal' ? 0.5 : 777;
}

/** What no field takes: five texts are too many, and are no number and no choice. */
const NONSENSE = 'n\no\nn\ns\ne';

/** A comparison whose lane A was asked with these settings. */
function askedWith(settings: Settings) {
  const run = { run: 'r', kind: 'turn' as const, lanes: [laneRecord('A', 1, { settings })] };
  return {
    record: comparisonOf(turnRecord(1, 'Why?', run)),
    state: foldRuns(['r', runEvents('r', { A: ['Because.'] })]),
  };
}

describe.each(SETTING_NAMES)('the setting %s', (name) => {
  const { label, input, short, words, column, parameter, body } = SETTINGS[name];
  const value = sampleOf(name);
  const settings = settingsSchema.parse({ [name]: value });

  test('has its field in the form, and is read from it by the rules of the server', () => {
    const form = (written = nothingWritten) =>
      renderToStaticMarkup(<SettingsFields written={written} models={[]} onWrite={() => {}} />);
    expect(form()).toContain(`>${label}<`);
    if (input.kind === 'choice') for (const choice of input.choices) expect(form()).toContain(`>${choice}</option>`);
    else expect(form()).toContain(`placeholder="${input.placeholder}"`);
    const written = writtenSettings(settings);
    expect(written[name]).toBe(settingText(value));
    expect(readSettings(written)).toEqual({ settings, errors: {} });
    const { errors } = readSettings({ ...nothingWritten, [name]: NONSENSE });
    expect(errors[name]).toMatch(/^must be /);
    expect(form({ ...nothingWritten, [name]: NONSENSE })).toContain(`${label} must be `);
  });

  test('is said in a chip, in CSV and in Markdown', () => {
    const { record, state } = askedWith(settings);
    expect(settingsWords(settings)).toBe(short(value));
    const [head = '', row = ''] = exportCsv(record, state).split('\r\n');
    const text = settingText(value);
    expect(row.split(',')[head.split(',').indexOf(column)]).toBe(text.includes('\n') ? `"${text}"` : text);
    expect(exportMarkdown(record, state)).toContain(`_Asked with ${words(value)}._`);
  });

  test('is kept in a draft', () => {
    const lane = { ...draftLane(modelOf('v/m')), own: writtenSettings(settings) };
    const draft = { ...emptyDraft, lanes: [lane], sameSettings: false, settings: writtenSettings(settings) };
    const read = decodeDraft(encodeDraft(draft, '?a'), '?a');
    expect([read?.settings[name], read?.lanes[0]?.own?.[name]]).toEqual([settingText(value), settingText(value)]);
  });

  test('is sent to the provider, in the fields that the table names', async () => {
    const app = newApp();
    const bodies: unknown[] = [];
    const call = app.openRouterFetch;
    app.openRouterFetch = (...request) => {
      if (request[1]?.method === 'POST') bodies.push(JSON.parse(String(request[1].body)));
      return call(...request);
    };
    const run = await askBody(app, { prompt: 'Why?', lanes: [{ model: 'test/words-3', settings }] });
    await run.settled;
    expect(bodies).toEqual([expect.objectContaining(body(value))]);
  });

  test('is told to be ignored by a model that lists its parameters without it', () => {
    expect(ignoresSetting(modelOf('v/m', { parameters: ['tools'] }), name)).toBe(parameter !== null);
    expect(ignoresSetting(modelOf('v/m', { parameters: [parameter ?? 'tools'] }), name)).toBe(false);
    expect(ignoresSetting(modelOf('v/m', { parameters: [] }), name)).toBe(false);
  });
});

describe('the form', () => {
  const form = (parameters: string[], written = nothingWritten) =>
    renderToStaticMarkup(
      <SettingsFields written={written} models={[modelOf('v/m', { parameters })]} onWrite={() => {}} />,
    );

  test('offers further settings only where a model takes them', () => {
    expect(form(['max_tokens'])).not.toContain('More settings');
    expect(form(['max_tokens'])).toContain('>Temperature<');
    expect(form(['top_p'])).toContain('>Top-p<');
    expect(form(['top_p'])).not.toContain('>Seed<');
    expect(form([])).toContain('>Seed<');
  });

  test('is open where a value is written, so that it can be cleared', () => {
    expect(form(['max_tokens'], { ...nothingWritten, seed: '7' })).toMatch(/<details[^>]* open=/);
    expect(form(['max_tokens'], { ...nothingWritten, seed: '7' })).toContain('v/m ignores this.');
    expect(form(['top_p'])).not.toMatch(/<details[^>]* open=/);
  });
});

describe('a list of texts', () => {
  test.each([
    [['END'], 'END'],
    [['\n\n', 'a b '], '\\n\\n\na b '],
    [['\\n', '\\'], '\\\\n\n\\\\'],
    [['\r'], '\r'],
  ])('%j is written as %j, and read back', (texts, written) => {
    expect(settingText(texts)).toBe(written);
    expect(readLines(written)).toEqual(texts);
  });

  test('has no empty ones, and takes a backslash before another letter for itself', () => {
    expect(readLines('\r\n a\r\n\r\n\\d')).toEqual([' a', '\\d']);
  });

  test('is said without markup and line breaks in Markdown', () => {
    const { record, state } = askedWith({ stop: ['*\n*', '</b>'] });
    expect(exportMarkdown(record, state)).toContain('_Asked with stop at “\\*\\\\n\\*” or “\\</b\\>”._');
  });
});

describe('a draft that an older page has stored', () => {
  test('is read, without the settings that the page did not know', () => {
    const draft = { ...emptyDraft, settings: writtenSettings({ temperature: 1 }) };
    const stored = JSON.parse(encodeDraft(draft, ''));
    const { temperature, maxTokens, reasoning } = stored.settings;
    const older = { ...stored, settings: { temperature, maxTokens, reasoning } };
    expect(decodeDraft(JSON.stringify(older), '')?.settings).toEqual(draft.settings);
  });
});
