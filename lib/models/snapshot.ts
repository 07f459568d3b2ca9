import 'server-only';
import type { Model } from '@/lib/protocol/model';
import { readVendorName } from './read-vendor-name';
import bundled from './snapshot.json';

/** The bundled list, used until OpenRouter can be reached; `asOf` is a day, YYYY-MM-DD. */
export const snapshot: { asOf: string; models: Model[] } = {
  asOf: bundled.asOf,
  models: bundled.models.map((entry) => ({
    id: entry.id,
    name: entry.name.replace(/\s+/g, ' ').trim(),
    vendor: readVendorName(entry.id),
    context: entry.context,
    maxOutput: entry.maxOutput,
    usdPerMillion: entry.usdPerMillion,
    input: entry.input.map(modality),
    output: entry.output.map(modality),
    parameters: [
      'max_tokens',
      ...(entry.temperature ? ['temperature'] : []),
      ...(entry.reasoning ? ['reasoning'] : []),
      ...(entry.tools ? ['tools'] : []),
    ],
    created: day(entry.released),
    demo: false,
  })),
};

/** models.dev knows of a few models only the month: then the first of it. */
function day(released: string): string {
  return released.length === 7 ? `${released}-01` : released;
}

/** models.dev has `pdf` where OpenRouter's list has `file`. */
function modality(name: string): string {
  return name === 'pdf' ? 'file' : name;
}
