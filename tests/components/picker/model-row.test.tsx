import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ModelRow } from '@/components/picker/model-row';
import { readLiveModels } from '@/lib/models/read-live-list';
import { snapshot } from '@/lib/models/snapshot';
import type { Model } from '@/lib/protocol/model';
import { wireModel } from '@/tests/support/openrouter/wire-model';

const row = (model: Model, lanes = 0, problem: string | null = null) =>
  renderToStaticMarkup(
    <ModelRow
      model={model}
      lanes={lanes}
      active={false}
      starred={false}
      dated={false}
      disabled={false}
      problem={problem}
      remedy={problem && 'Do this.'}
      onChoose={() => {}}
    />,
  );

function listed(output: string[]): Model {
  const architecture = { ...wireModel('a/one').architecture, output_modalities: output };
  const [listed] = readLiveModels({ data: [wireModel('a/one', { name: 'A: One', architecture })] });
  const model = listed?.model;
  if (!model) throw new Error('it is listed');
  return model;
}

describe('the row of a model', () => {
  test.each([
    [['text'], '>A<'],
    [[], '>A<'],
    [['text', 'image'], '>A · text and pictures<'],
    [['image', 'text'], '>A · text and pictures<'],
    [['text', 'audio'], '>A · text and sound<'],
    [['text', 'image', 'audio'], '>A · text, pictures and sound<'],
    [['image'], '>A · pictures<'],
    [['text', 'smell'], '>A · text and smell<'],
  ])('marks what a model answers with besides text: %j', (output, words) => {
    expect(row(listed(output))).toContain(words);
  });

  test('says so beside the number of its lanes', () => {
    expect(row(listed(['text', 'image']), 2)).toContain('>A · in 2 lanes · text and pictures<');
  });

  test('says what speaks against it, with the remedy', () => {
    expect(row(listed(['text']))).not.toContain('Do this.');
    expect(row(listed(['text']), 0, 'needs a key')).toMatch(/title="Do this\."[^>]*>needs a key</);
  });

  test('of the snapshot marks them too', () => {
    const model = snapshot.models.find(({ id }) => id === 'google/gemini-2.5-flash-image');
    expect(model && row(model)).toContain('>Google · text and pictures<');
  });
});
