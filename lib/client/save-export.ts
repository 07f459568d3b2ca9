import type { ExportFormat } from '@/lib/comparison/export-file';
import type { PaneState } from './pane-state';
import { saveFile } from './save-file';

/**
 * Makes the export in the browser and downloads it: for a server that keeps nothing, where the next request may meet a
 * process that does not know the comparison. The code is loaded when it is needed first.
 *
 * @throws when that code cannot be loaded.
 */
export async function saveExport({ record, answers }: PaneState, format: ExportFormat): Promise<void> {
  if (!record) return;
  const { exportFile } = await import('@/lib/comparison/export-file');
  saveFile(exportFile(record, answers, format));
}
