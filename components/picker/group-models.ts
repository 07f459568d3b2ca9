import type { Model } from '@/lib/protocol/model';

export interface ModelGroup {
  label: string;
  models: readonly Model[];
}

/** The list of a picker without a query: what was chosen last, then vendor by vendor; each model once. */
export function groupModels(models: readonly Model[], recentIds: readonly string[]): ModelGroup[] {
  const recent = recentIds.flatMap((id) => models.find((model) => model.id === id) ?? []);
  const byVendor = new Map<string, Model[]>();
  for (const model of models) {
    if (recent.includes(model)) continue;
    const group = byVendor.get(model.vendor);
    if (group) group.push(model);
    else byVendor.set(model.vendor, [model]);
  }
  const vendors = [...byVendor].map(([label, group]) => ({ label, models: group }));
  return recent.length > 0 ? [{ label: 'Recent', models: recent }, ...vendors] : vendors;
}
