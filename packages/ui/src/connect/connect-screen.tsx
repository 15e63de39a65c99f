import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { type TextKey, useTexts } from '../i18n.ts'
import { Icon } from '../icon.tsx'
import type { FoundHub, LinkStatus, PairingBridge } from './bridge.ts'
import { ConnectKeys } from './connect-keys.tsx'
import { HubChoice } from './hub-choice.tsx'
import { uk } from './texts-uk.ts'

const searchEveryMs = 10_000

interface Props {
  readonly bridge: PairingBridge
  readonly status: LinkStatus
  /** The device has been connected: it is worth asking at once how it stands. */
  readonly onConnected: () => void
}

/** "Connect this device": which hub, and the code from its administrator. */
export function ConnectScreen({ bridge, status, onConnected }: Props) {
  const t = useTexts<typeof uk>()
  const hubs = useFoundHubs(bridge)
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement | null>(null)
  const id = useId()
  const address = chosen ?? typed

  const connect = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(null)
    const answer = await bridge
      .connect(address.trim(), code.trim())
      .catch(() => ({ ok: false, problem: 'failed' }) as const)
    setBusy(false)
    if (answer.ok) return onConnected()
    setProblem(answer.problem)
    // a code that did not fit is typed anew; one that was not looked at yet is kept
    if (/^(wrong-code|pairing-|no-pairing|hub-not-proved)/.test(answer.problem)) setCode('')
  }

  return (
    <form className="cn-form" onSubmit={(event) => void connect(event)}>
      <h1>{t(`heading.${status.role}`)}</h1>
      <p className="cn-lead">{t('lead')}</p>
      {status.state === 'revoked' && <Note>{t('revoked')}</Note>}
      {status.brokenFile !== null && <Note>{t('broken', { file: status.brokenFile })}</Note>}
      {status.secrets === 'none' && <Note>{t('noStore')}</Note>}

      <div className="cn-parts">
        <section>
          <h2>
            <span className="cn-step">1</span>
            {t('step.hub')}
          </h2>
          <HubChoice hubs={hubs} chosen={chosen} onChoose={setChosen} />
          {(chosen === null || hubs === null || hubs.length === 0) && (
            <p className="cn-field">
              <label htmlFor={`${id}address`}>{t('address')}</label>
              <input
                id={`${id}address`}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                onFocus={(event) => (field.current = event.target)}
                maxLength={200}
                spellCheck={false}
                autoComplete="off"
                autoCapitalize="off"
                aria-describedby={`${id}address-hint`}
              />
              <small id={`${id}address-hint`}>{t('addressHint')}</small>
            </p>
          )}
        </section>
        <section>
          <h2>
            <span className="cn-step">2</span>
            {t('step.code')}
          </h2>
          <p className="cn-field">
            <label htmlFor={`${id}code`}>{t('code')}</label>
            <input
              id={`${id}code`}
              className="cn-code num"
              value={code}
              onChange={(event) => setCode(event.target.value)}
              onFocus={(event) => (field.current = event.target)}
              maxLength={12}
              placeholder="XXXX-XXXX"
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="characters"
              aria-describedby={`${id}code-hint`}
            />
            <small id={`${id}code-hint`}>{t('codeHint')}</small>
          </p>
          <p className="cn-how">
            {t('codeHow')} <code>{`npm run hub -- pair --role ${status.role} --data DIR`}</code>
          </p>
        </section>
      </div>

      <p className="cn-problem" role="alert">
        {problem !== null && (
          <>
            <Icon name="cross" />
            <span>{sentence(t, problem)}</span>
          </>
        )}
      </p>
      <button
        type="submit"
        className="cn-go"
        disabled={busy || address.trim() === '' || code.trim() === '' || status.secrets === 'none'}
      >
        {busy ? t(`connecting.${status.connecting ?? 'asking'}`) : t('connect')}
      </button>
      {status.secrets === 'plain' && <p className="cn-quiet">{t('plain')}</p>}
      {status.role === 'terminal' && <ConnectKeys target={field} />}
    </form>
  )
}

function Note({ children }: { readonly children: string }) {
  return (
    <p className="cn-note">
      <Icon name="diamond" />
      <span>{children}</span>
    </p>
  )
}

/** A problem this page has no words for is told as one that may pass. */
function sentence(t: ReturnType<typeof useTexts<typeof uk>>, problem: string): string {
  const key = `problem.${problem}`
  return t(isKey(key) ? key : 'problem.failed')
}

function isKey(key: string): key is TextKey<typeof uk> {
  return Object.hasOwn(uk, key)
}

/** Hubs of the network, looked for again and again; null until the first answer. */
function useFoundHubs(bridge: PairingBridge): readonly FoundHub[] | null {
  const [hubs, setHubs] = useState<readonly FoundHub[] | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let gone = false
    const look = async (): Promise<void> => {
      const found = await bridge.findHubs().catch(() => [])
      if (gone) return
      setHubs(found)
      timer = setTimeout(() => void look(), searchEveryMs)
    }
    void look()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [bridge])
  return hubs
}
