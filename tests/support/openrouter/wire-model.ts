/** One model as `GET /models` lists it: the required fields, and those optional ones that the app reads. */
export interface WireModel {
  id: string;
  canonical_slug: string;
  name: string;
  /** Unix seconds. */
  created: number;
  description: string;
  context_length: number | null;
  architecture: {
    input_modalities: string[];
    output_modalities: string[];
    modality: string;
    tokenizer: string;
    instruct_type: string | null;
  };
  /** USD for one token or unit, as decimal strings. */
  pricing: Record<string, unknown> & { prompt: string; completion: string };
  top_provider: { context_length: number | null; max_completion_tokens: number | null; is_moderated: boolean };
  per_request_limits: null;
  supported_parameters: string[];
  default_parameters: Record<string, unknown> | null;
  [other: string]: unknown;
}

/** A model of the list. Unless told otherwise: 128k of context, text only, 1 and 2 USD for a million tokens. */
export function wireModel(id: string, different: Partial<WireModel> = {}): WireModel {
  return {
    id,
    canonical_slug: id.replace(/^~/, ''),
    name: id,
    created: 1_767_225_600,
    description: 'A model of the stand-in.',
    context_length: 128_000,
    architecture: {
      input_modalities: ['text'],
      output_modalities: ['text'],
      modality: 'text->text',
      tokenizer: 'Other',
      instruct_type: null,
    },
    pricing: { prompt: '0.000001', completion: '0.000002' },
    top_provider: { context_length: 128_000, max_completion_tokens: 16_384, is_moderated: false },
    per_request_limits: null,
    supported_parameters: ['max_tokens', 'reasoning', 'include_reasoning', 'temperature', 'top_p', 'stop', 'seed'],
    default_parameters: null,
    links: { details: `/api/v1/models/${id}/endpoints` },
    ...different,
  };
}
