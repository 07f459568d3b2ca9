import { ignoresSetting } from '@/lib/client/settings-words';
import { readSettings, type WrittenSettings } from '@/lib/client/written-settings';
import type { Model } from '@/lib/protocol/model';
import { SETTING_NAMES, SETTINGS, type SettingName } from '@/lib/protocol/settings';
import { type ControlProps, Field } from '../ui/field';

interface SettingsFieldsProps {
  written: WrittenSettings;
  /** The models that get these settings, to say which of them ignore one. */
  models: readonly Model[];
  onWrite(change: Partial<WrittenSettings>): void;
}

/** A field for each setting, with what is wrong with it. An empty one means the provider's default. */
export function SettingsFields({ written, models, onWrite }: SettingsFieldsProps) {
  const { errors } = readSettings(written);
  return (
    <div data-slot="settings-fields" className="mt-2 grid gap-2">
      {SETTING_NAMES.map((name) => (
        <Field
          key={name}
          label={SETTINGS[name].label}
          error={errors[name]}
          hint={written[name] === '' ? null : ignoredBy(name, models)}
          control={(props) => (
            <SettingControl
              name={name}
              value={written[name]}
              onWrite={(value) => onWrite({ [name]: value })}
              props={props}
            />
          )}
        />
      ))}
    </div>
  );
}

interface SettingControlProps {
  name: SettingName;
  value: string;
  props: ControlProps;
  onWrite(value: string): void;
}

function SettingControl({ name, value, props, onWrite }: SettingControlProps) {
  const { input } = SETTINGS[name];
  if (input.kind === 'choice') {
    return (
      <select translate="no" {...props} value={value} onChange={(event) => onWrite(event.target.value)}>
        <option value="">default</option>
        {input.choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...props}
      inputMode={input.kind === 'decimal' ? 'decimal' : 'numeric'}
      autoComplete="off"
      placeholder={input.placeholder}
      value={value}
      onChange={(event) => onWrite(event.target.value)}
    />
  );
}

function ignoredBy(setting: SettingName, models: readonly Model[]): string | null {
  const names = new Set(models.filter((model) => ignoresSetting(model, setting)).map(({ name }) => name));
  if (names.size === 0) return null;
  return `${[...names].join(', ')} ${names.size === 1 ? 'ignores' : 'ignore'} this.`;
}
