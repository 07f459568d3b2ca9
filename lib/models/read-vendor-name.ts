/** The vendors' own spelling, by their part of an id (OpenRouter's list, 2026). */
const VENDORS = new Map([
  ['ai21', 'AI21'],
  ['aion-labs', 'AionLabs'],
  ['allenai', 'AllenAI'],
  ['arcee-ai', 'Arcee AI'],
  ['bytedance', 'ByteDance'],
  ['bytedance-seed', 'ByteDance Seed'],
  ['deepcogito', 'Deep Cogito'],
  ['deepseek', 'DeepSeek'],
  ['ibm-granite', 'IBM'],
  ['inclusionai', 'inclusionAI'],
  ['liquid', 'LiquidAI'],
  ['meta-llama', 'Meta'],
  ['minimax', 'MiniMax'],
  ['mistralai', 'Mistral'],
  ['moonshotai', 'MoonshotAI'],
  ['nex-agi', 'Nex AGI'],
  ['nousresearch', 'Nous'],
  ['nvidia', 'NVIDIA'],
  ['openai', 'OpenAI'],
  ['openrouter', 'OpenRouter'],
  ['rekaai', 'Reka'],
  ['sao10k', 'Sao10K'],
  ['stepfun', 'StepFun'],
  ['thedrummer', 'TheDrummer'],
  ['x-ai', 'xAI'],
  ['z-ai', 'Z.ai'],
]);

/** Reads the vendor's name from a model's id: `~openai/gpt-latest` is from OpenAI, `some-lab/model` from Some Lab. */
export function readVendorName(id: string): string {
  const segment = id.replace(/^~/, '').split('/', 1)[0] ?? '';
  return VENDORS.get(segment.toLowerCase()) ?? segment.split(/[-_]+/).filter(Boolean).map(capitalised).join(' ');
}

function capitalised(word: string): string {
  return word.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
