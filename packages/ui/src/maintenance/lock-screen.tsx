import { useRef, useState } from 'react'
import { KeyPad } from '../keyboard/key-pad.tsx'
import { digitRow } from '../keyboard/layouts.ts'
import type { MaintenanceBridge } from './bridge.ts'
import type { MaintenanceText } from './texts.ts'

interface Props {
  readonly device: MaintenanceBridge
  readonly text: MaintenanceText
  readonly lock: Awaited<ReturnType<MaintenanceBridge['lock']>>
  readonly onUnlocked: () => void
}

const letters = [Array.from('qwertyuiop'), Array.from('asdfghjkl-'), Array.from('zxcvbnm')]

/** Who are you: a login and PIN of the staff, or the device's own PIN. */
export function LockScreen({ device, text, lock, onUnlocked }: Props) {
  const [login, setLogin] = useState('')
  const [pin, setPin] = useState('')
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const target = useRef<HTMLInputElement>(null)

  const enter = async (): Promise<void> => {
    setBusy(true)
    try {
      const verdict = await device.unlock(login.trim(), pin)
      if (verdict.ok) return onUnlocked()
      setNote(text[verdict.because])
    } catch {
      setNote(text['wrong-pin'])
    } finally {
      setPin('')
      setBusy(false)
    }
  }

  return (
    <section className="lock">
      {lock.crashLoop && (
        <p role="status" className="warn">
          {text.crashLoop}
        </p>
      )}
      {lock.phones.length > 0 && (
        <p>
          {text.phone}: <b>{lock.phones.join(' · ')}</b>
        </p>
      )}
      {lock.firstStart ? (
        <p>{text.firstStart}</p>
      ) : (
        <>
          <label>
            {text.login}
            <input
              value={login}
              autoComplete="off"
              spellCheck={false}
              maxLength={40}
              onFocus={(event) => void (target.current = event.currentTarget)}
              onChange={(event) => setLogin(event.target.value.toLowerCase())}
            />
            <small>{text.loginNote}</small>
          </label>
          <label>
            {text.pin}
            <input
              type="password"
              inputMode="numeric"
              value={pin}
              autoComplete="off"
              maxLength={12}
              onFocus={(event) => void (target.current = event.currentTarget)}
              onChange={(event) => setPin(event.target.value.replace(/\D/g, ''))}
            />
          </label>
          <KeyPad target={target} rows={[digitRow, ...letters]} label={text.keys} eraseLabel={text.erase} />
        </>
      )}
      <p role="alert">{note}</p>
      <div className="actions">
        <button type="button" className="go" disabled={busy} onClick={() => void enter()}>
          {text.enter}
        </button>
        {!lock.crashLoop && (
          <button type="button" onClick={() => void device.close()}>
            {text.back}
          </button>
        )}
      </div>
    </section>
  )
}
