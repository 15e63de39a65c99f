import { useState } from 'react'
import type { DeviceSettings, MaintenanceBridge, MaintenanceState, Saved } from './bridge.ts'
import type { MaintenanceText } from './texts.ts'

interface Props {
  readonly device: MaintenanceBridge
  readonly text: MaintenanceText
  readonly state: MaintenanceState
  /** Only a terminal runs a hub. */
  readonly canHostHub: boolean
  readonly onChanged: () => void
}

type HubSettings = NonNullable<DeviceSettings['hub']>
const emptyHub: HubSettings = { configFile: '', port: 4700, printer: null, listen: null }

/** What an administrator sets on this device. */
export function SettingsSection({ device, text, state, canHostHub, onChanged }: Props) {
  const [phones, setPhones] = useState((state.settings.phones ?? []).join(', '))
  const [screen, setScreen] = useState<DeviceSettings['screen']>(state.settings.screen ?? 'primary')
  const [hub, setHub] = useState<DeviceSettings['hub']>(state.settings.hub ?? null)
  const [updates, setUpdates] = useState(state.settings.updates ?? '')
  const [pin, setPin] = useState('')
  const [note, setNote] = useState('')

  const run = async (work: Promise<Saved>): Promise<void> => {
    try {
      const saved = await work
      setNote(saved.ok ? text.saved : saved.because)
      if (saved.ok) onChanged()
    } catch {
      setNote(text.failed)
    }
  }
  const save = (): Promise<void> =>
    run(
      device.save({
        phones: phones
          .split(',')
          .map((phone) => phone.trim())
          .filter((phone) => phone !== ''),
        screen,
        ...(canHostHub ? { hub } : {}),
        updates: updates.trim() === '' ? null : updates.trim(),
      }),
    )
  const field = (label: string, value: string, set: (value: string) => void) => (
    <label>
      {label}
      <input value={value} autoComplete="off" spellCheck={false} onChange={(event) => set(event.target.value)} />
    </label>
  )

  return (
    <section aria-labelledby="m-settings">
      <h2 id="m-settings">{text.settings}</h2>
      {state.brokenFile !== null && (
        <p className="warn">
          {text.broken} <code>{state.brokenFile}</code>
        </p>
      )}
      {field(text.phones, phones, setPhones)}
      <label>
        {text.screen}
        <select
          value={String(screen)}
          onChange={({ target: { value } }) =>
            setScreen(value === 'primary' || value === 'other' ? value : Number(value))
          }
        >
          <option value="primary">{text.primary}</option>
          <option value="other">{text.second}</option>
          {state.screens.map(({ id, size }) => (
            <option key={id} value={String(id)}>
              {size}
            </option>
          ))}
        </select>
      </label>
      {canHostHub && (
        <fieldset>
          <legend>{text.hub}</legend>
          <label className="check">
            <input
              type="checkbox"
              checked={hub !== null}
              onChange={(event) => setHub(event.target.checked ? emptyHub : null)}
            />
            {hub === null ? text.hubOff : text.hub}
          </label>
          {hub !== null && (
            <>
              {field(text.configFile, hub.configFile, (configFile) => setHub({ ...hub, configFile }))}
              {field(text.port, String(hub.port), (port) => setHub({ ...hub, port: Number(port.replace(/\D/g, '')) }))}
              {field(text.printer, hub.printer ?? '', (printer) => setHub({ ...hub, printer: printer || null }))}
              {field(text.listen, hub.listen ?? '', (listen) => setHub({ ...hub, listen: listen || null }))}
            </>
          )}
        </fieldset>
      )}
      {field(text.updates, updates, setUpdates)}
      <div className="actions">
        <button type="button" className="go" onClick={() => void save()}>
          {text.save}
        </button>
      </div>
      <label>
        {text.ownPin}
        <input
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          value={pin}
          onChange={(event) => setPin(event.target.value.replace(/\D/g, ''))}
        />
        <small>{state.hasPin ? text.hasPin : text.noPin}</small>
      </label>
      <div className="actions">
        <button
          type="button"
          disabled={pin.length < 4}
          onClick={() => {
            void run(device.setPin(pin))
            setPin('')
          }}
        >
          {text.setPin}
        </button>
      </div>
      <h3>{text.secrets}</h3>
      <p className={state.secrets === 'none' ? 'warn' : ''}>{text[state.secrets]}</p>
      {state.secrets === 'none' && (
        <div className="actions">
          <button type="button" onClick={() => void run(device.acceptPlainSecrets())}>
            {text.accept}
          </button>
        </div>
      )}
      <p role="status">{note}</p>
    </section>
  )
}
