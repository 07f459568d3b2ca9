import { useState } from 'react';
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

/**
 * A field for each setting, with what is wrong with it. An empty one means the provider's default. Further settings are
 * there where a model takes them, or where they are written, and wait behind a line until then.
 */
export function SettingsFields({ written, models, onWrite }: SettingsFieldsProps) {
  const further = SETTING_NAMES.filter((name) => SETTINGS[name].isFurther);
  const [isOpen] = useState(() => further.some((name) => written[name] !== ''));
  const offered = further.filter((name) => written[name] !== '' || isTaken(name, models));
  const field = (name: SettingName) => (
    <SettingField key={name} name={name} written={written} models={models} onWrite={onWrite} />
  );
  return (
    <div data-slot="settings-fields" className="mt-2 grid gap-2">
      {SETTING_NAMES.filter((name) => !SETTINGS[name].isFurther).map(field)}
      {offered.length > 0 && (
        <details data-slot="further-settings" open={isOpen}>
          <summary className="w-fit cursor-pointer rounded py-1 text-ink-2 hover:text-ink pointer-coarse:py-2.5">
            More settings
          </summary>
          <div className="mt-1 grid gap-2">{offered.map(field)}</div>
        </details>
      )}
    </div>
  );
}

/** Whether a model takes the setting, as far as is known; with no model chosen it is not known. */
function isTaken(name: SettingName, models: readonly Model[]): boolean {
  return models.length === 0 || models.some((model) => !ignoresSetting(model, name));
}

function SettingField({ name, written, models, onWrite }: SettingsFieldsProps & { name: SettingName }) {
  const { errors } = readSettings(written);
  return (
    <Field
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
  const common = { ...props, autoComplete: 'off', placeholder: input.placeholder, value };
  if (input.kind === 'lines') {
    return (
      <textarea
        {...common}
        rows={2}
        spellCheck={false}
        title="Where the answer stops. \n stands for a line break, \\ for a backslash."
        onChange={(event) => onWrite(event.target.value)}
        className={`resize-y py-1.5 ${props.className}`}
      />
    );
  }
  return <input {...common} inputMode={keyboardOf(input)} onChange={(event) => onWrite(event.target.value)} />;
}

/** The keyboard of a touch screen: those for numbers alone have no minus everywhere. */
function keyboardOf({
  kind,
  isSigned,
}: {
  kind: 'decimal' | 'integer';
  isSigned?: true;
}): 'text' | 'decimal' | 'numeric' {
  if (isSigned) return 'text';
  return kind === 'decimal' ? 'decimal' : 'numeric';
}

function ignoredBy(setting: SettingName, models: readonly Model[]): string | null {
  const names = new Set(models.filter((model) => ignoresSetting(model, setting)).map(({ name }) => name));
  if (names.size === 0) return null;
  return `${[...names].join(', ')} ${names.size === 1 ? 'ignores' : 'ignore'} this.`;
}
