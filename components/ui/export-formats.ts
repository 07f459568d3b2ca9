/** The files that a comparison can be taken away as. */
export const EXPORT_FORMATS = [
  { format: 'md', name: 'Markdown', holds: 'prompts, figures and answers' },
  { format: 'json', name: 'JSON', holds: 'everything, with the time of each piece' },
  { format: 'csv', name: 'CSV', holds: 'a row for each answer' },
] as const;
