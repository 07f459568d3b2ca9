import { describe, expect, test } from 'vitest';
import { findFileFaults } from './find-file-faults';
import { readRootSources, readSources } from './source';

describe('the files', () => {
  test('are nouns: neither too long nor too short, named, used, and near what they import', () => {
    const sources = readSources(['app', 'components', 'lib']);
    const tests = readSources(['tests']);
    expect(findFileFaults([...sources, ...tests], [...sources, ...readRootSources()])).toEqual([]);
  });
});

describe('the check of it', () => {
  const lines = (count: number) => 'line\n'.repeat(count);
  const faultsOf = (path: string, text: string, importerCount = 2) => {
    const importers = Array.from({ length: importerCount }, (_, index) => ({
      path: `app/page-${index}.tsx`,
      text: `import { x } from '@/${path.replace(/\.tsx?$/, '')}';`,
    }));
    return findFileFaults([{ path, text }], importers);
  };

  test('finds a file over 250 lines', () => {
    expect(faultsOf('lib/service/ask.ts', lines(250))).toEqual([]);
    expect(faultsOf('lib/service/ask.ts', lines(251))).toEqual(['lib/service/ask.ts has 251 lines, over 250']);
  });

  test('finds a file under 20 lines that has one importer, unless it is the component of its name', () => {
    expect(faultsOf('lib/service/ask.ts', lines(20), 1)).toEqual([]);
    expect(faultsOf('lib/service/ask.ts', lines(19), 2)).toEqual([]);
    expect(faultsOf('lib/service/ask.ts', lines(19), 1)).toEqual([
      'lib/service/ask.ts has 19 lines and one importer: put it there',
    ]);
    expect(faultsOf('components/ui/step-button.tsx', 'export function StepButton() {}', 1)).toEqual([]);
    expect(faultsOf('components/ui/step-button.tsx', 'export function Button() {}', 1)).toEqual([
      'components/ui/step-button.tsx has 1 lines and one importer: put it there',
    ]);
    expect(faultsOf('app/page.tsx', lines(3), 0)).toEqual([]);
  });

  test('finds a file that nothing imports', () => {
    expect(faultsOf('lib/service/ask.ts', lines(50), 0)).toEqual(['lib/service/ask.ts is imported by nothing']);
  });

  test.each(['from %s', 'import %s', 'import(%s)'])('finds that %s climbs two folders', (code) => {
    const path = 'lib/service/ask.ts';
    const twoUp = '../'.repeat(2);
    expect(faultsOf(path, code.replace('%s', `'${twoUp}x'`))).toEqual([
      `${path} imports ${twoUp}x: use @/ over more than one folder`,
    ]);
    expect(faultsOf(path, code.replace('%s', "'../x'"))).toEqual([]);
  });

  test('finds a file that only passes on', () => {
    const path = 'lib/service/ask.ts';
    const passedOn = `// All of it.\nexport { a } from './a';\nexport * from './b';\n`;
    expect(faultsOf(path, passedOn)).toEqual([`${path} only passes on what another file exports`]);
    expect(faultsOf(path, `${passedOn}export const c = 1;`)).toEqual([]);
  });

  test.each(['lib/run/utils.ts', 'components/helpers/pane.tsx', 'lib/misc.test.ts', 'app/api/util/x.ts'])(
    'finds that the name of %s says nothing',
    (path) => {
      expect(faultsOf(path, '')).toEqual([`${path} has a name that says nothing`]);
    },
  );
});
