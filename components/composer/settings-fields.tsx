import { ignoresSetting } from '@/lib/client/settings-words';
import { readSettings, SETTING_NAMES, type SettingField, type WrittenSettings } from '@/lib/client/written-settings';
import type { Model } from '@/lib/protocol/model';
import { REASONING_EFFORTS } from '@/lib/protocol/settings';
import { Field } from '../ui/field';

interface SettingsFieldsProps {
  written: WrittenSettings;
  /** The models that they are for, to say which of them ignore a setting. */
  models: readonly Model[];
  onWrite(change: Partial<WrittenSettings>): void;
}

/** Temperature, length and effort, each with its trouble in place. Empty is the provider's default. */
export function SettingsFields({ written, models, onWrite }: SettingsFieldsProps) {
  const { errors } = readSettings(written);
  const about = (field: SettingField) => ({
    label: SETTING_NAMES[field],
    error: errors[field],
    hint: written[field] === '' ? null : ignoredBy(field, models),
  });
  return (
    <div data-slot="settings-fields" className="mt-2 grid gap-2">
      <Field
        {...about('temperature')}
        control={(props) => (
          <input
            {...props}
            inputMode="decimal"
            autoComplete="off"
            placeholder="default, or 0 to 2"
            value={written.temperature}
            onChange={(event) => onWrite({ temperature: event.target.value })}
          />
        )}
      />
      <Field
        {...about('maxTokens')}
        control={(props) => (
          <input
            {...props}
            inputMode="numeric"
            autoComplete="off"
            placeholder="default"
            value={written.maxTokens}
            onChange={(event) => onWrite({ maxTokens: event.target.value })}
          />
        )}
      />
      <Field
        {...about('reasoning')}
        control={(props) => (
          <select
            translate="no"
            {...props}
            value={written.reasoning}
            onChange={(event) => onWrite({ reasoning: event.target.value as WrittenSettings['reasoning'] })}
          >
            <option value="">default</option>
            {REASONING_EFFORTS.map((effort) => (
              <option key={effort}>{effort}</option>
            ))}
          </select>
        )}
      />
    </div>
  );
}

function ignoredBy(field: SettingField, models: readonly Model[]): string | null {
  const names = new Set(models.filter((model) => ignoresSetting(model, field)).map(({ name }) => name));
  if (names.size === 0) return null;
  return `${[...names].join(', ')} ${names.size === 1 ? 'ignores' : 'ignore'} this.`;
}
