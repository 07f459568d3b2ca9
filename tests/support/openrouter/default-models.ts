import { SCRIPTED_MODEL_IDS } from './scripted-model-ids';
import { type WireModel, wireModel } from './wire-model';

const seesImages = {
  input_modalities: ['text', 'image', 'file'],
  output_modalities: ['text'],
  modality: 'text+image+file->text',
  tokenizer: 'Other',
  instruct_type: null,
};

/** What is listed unless a test says otherwise: a few real ones, with every oddity of OpenRouter's prices once. */
export function defaultModels(): WireModel[] {
  return [
    wireModel('openai/gpt-5-mini', {
      name: 'OpenAI: GPT-5 Mini',
      context_length: 400_000,
      architecture: seesImages,
      pricing: { prompt: '0.00000025', completion: '0.000002', input_cache_read: '0.000000025', web_search: '0.01' },
      top_provider: { context_length: 400_000, max_completion_tokens: 128_000, is_moderated: true },
      // No temperature: OpenAI's reasoning models refuse it.
      supported_parameters: ['max_tokens', 'reasoning', 'include_reasoning', 'seed'],
      reasoning: {
        supported_efforts: ['minimal', 'low', 'medium', 'high'],
        default_effort: 'medium',
        default_enabled: true,
        mandatory: true,
        supports_max_tokens: false,
      },
    }),
    wireModel('anthropic/claude-sonnet-4.5', {
      name: 'Anthropic: Claude Sonnet 4.5',
      context_length: 1_000_000,
      architecture: seesImages,
      pricing: {
        prompt: '0.000003',
        completion: '0.000015',
        overrides: [{ min_prompt_tokens: 200_000, prompt: '0.000006', completion: '0.0000225' }],
      },
      top_provider: { context_length: 1_000_000, max_completion_tokens: 64_000, is_moderated: true },
    }),
    wireModel('google/gemini-2.5-flash', {
      name: 'Google: Gemini 2.5 Flash',
      context_length: 1_048_576,
      architecture: seesImages,
      pricing: { prompt: '0.0000003', completion: '0.0000025', internal_reasoning: '0.0000025' },
    }),
    wireModel('meta-llama/llama-3.3-70b-instruct:free', {
      name: 'Meta: Llama 3.3 70B Instruct (free)',
      context_length: 65_536,
      pricing: { prompt: '0', completion: '0' },
      supported_parameters: ['max_tokens', 'temperature', 'top_p', 'stop'],
    }),
    wireModel('~openai/gpt-latest', {
      name: 'OpenAI: GPT Latest',
      pricing: { prompt: '0.00000125', completion: '0.00001' },
      alias_target: { name: 'OpenAI: GPT-5 Mini', slug: 'openai/gpt-5-mini' },
    }),
    // A router has no price of its own: -1 means that nobody knows it beforehand.
    wireModel('openrouter/auto', {
      name: 'Auto Router',
      context_length: null,
      pricing: { prompt: '-1', completion: '-1' },
      top_provider: { context_length: null, max_completion_tokens: null, is_moderated: false },
    }),
    ...SCRIPTED_MODEL_IDS.map((id) => wireModel(id)),
  ];
}
