import { DeviceRole, type OfficeConfig, type PairingCodeAnswer } from '@cherha/shared/protocol'
import { type FormEvent, useState } from 'react'
import { useConsole } from '../../console-context.ts'
import { idPattern } from '../../model/patterns.ts'
import { CodeCard } from '../../parts/code-card.tsx'
import { Choice, Field } from '../../parts/field.tsx'
import { WriteButton, WriteNote } from '../../parts/write-button.tsx'
import { useConsoleTexts } from '../../texts/texts.ts'
import { useWrite } from '../../use-write.ts'

/** A code with which a new device connects itself to the office's hub. */
export function PairDevice({
  config,
  reload,
}: {
  readonly config: OfficeConfig
  readonly reload: () => Promise<void>
}) {
  const t = useConsoleTexts()
  const { routes } = useConsole()
  const write = useWrite<PairingCodeAnswer>()
  const [role, setRole] = useState<DeviceRole>('display')
  const [id, setId] = useState('')
  const [windows, setWindows] = useState<readonly string[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [code, setCode] = useState<PairingCodeAnswer | null>(null)

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const wrong = id !== '' && !idPattern.test(id)
    setProblem(wrong ? t('field.id') : null)
    if (wrong) return
    const answer = await write.run(() =>
      routes.pairingCode(config.code, {
        role,
        ...(id === '' ? {} : { id }),
        ...(role === 'display' && windows.length > 0 ? { windows: [...windows] } : {}),
      }),
    )
    setCode(answer?.ok === true ? answer.value : null)
    if (answer?.ok === true) await reload()
  }
  return (
    <section className="panel" aria-labelledby="pair">
      <h2 id="pair">{t('pair.heading')}</h2>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <div className="row">
          <Choice
            label={t('pair.role')}
            value={role}
            onChange={(event) => setRole(DeviceRole.parse(event.target.value))}
          >
            {DeviceRole.options.map((one) => (
              <option key={one} value={one}>
                {t(`device.${one}`)}
              </option>
            ))}
          </Choice>
          <Field
            label={t('pair.id')}
            hint={t('pair.idHint')}
            problem={problem}
            value={id}
            onChange={(event) => setId(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
          />
        </div>
        {role === 'display' && (
          <fieldset>
            <legend>{t('pair.windows')}</legend>
            <p className="hint">{t('pair.windowsHint')}</p>
            <div className="ticks">
              {config.windows.map((window) => (
                <label key={window.id} className="tick">
                  <input
                    type="checkbox"
                    checked={windows.includes(window.id)}
                    onChange={(event) =>
                      setWindows(
                        event.target.checked ? [...windows, window.id] : windows.filter((one) => one !== window.id),
                      )
                    }
                  />
                  {t('pair.window', { label: window.label })}
                </label>
              ))}
            </div>
          </fieldset>
        )}
        <WriteNote state={write.state} />
        <div className="acts">
          <WriteButton state={write.state}>{t('pair.make')}</WriteButton>
        </div>
      </form>
      {code !== null && (
        <CodeCard label={t('pair.code', { id: code.id })} code={code.code} expiresAt={code.expiresAt}>
          <p>{t('pair.codeDo')}</p>
        </CodeCard>
      )}
    </section>
  )
}
