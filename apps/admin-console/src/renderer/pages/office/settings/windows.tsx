import type { WindowConfig } from '@cherha/shared/protocol'
import { useConsole } from '../../../console-context.ts'
import { useConsoleTexts } from '../../../texts/texts.ts'
import { TextField, useEditor, withEntry, withoutEntry } from './editor.tsx'

/** Windows and what is served there: from this, never from a clerk, comes who is called to it. */
export function Windows() {
  const t = useConsoleTexts()
  const { language } = useConsole()
  const { config, change, problemOf } = useEditor()
  const { windows, services } = config
  const set = (next: WindowConfig[]): void => change((before) => ({ ...before, windows: next }))
  const add = (): void => {
    const ids = new Set(windows.map(({ id }) => id))
    const free = Array.from({ length: 60 }, (_, index) => String(index + 1)).find((one) => !ids.has(one)) ?? ''
    set([...windows, { id: free, label: free, services: services.slice(0, 1).map(({ id }) => id) }])
  }
  return (
    <>
      {windows.map((window, index) => {
        const path = `windows.${index}`
        const problem = window.services.length === 0 ? t('settings.windowEmpty') : problemOf(`${path}.services`)
        const put = (part: Partial<WindowConfig>): void => set(withEntry(windows, index, { ...window, ...part }))
        return (
          <div key={index} className="entry window">
            <TextField
              path={`${path}.label`}
              label={t('settings.windowLabel')}
              value={window.label}
              maxLength={4}
              className="short"
              onText={(label) => put({ label })}
            />
            <TextField
              path={`${path}.id`}
              label={t('settings.id')}
              value={window.id}
              className="short"
              onText={(id) => put({ id })}
            />
            <fieldset>
              <legend>{t('settings.windowServices')}</legend>
              <div className="ticks">
                {services.map(({ id, letter, short }) => (
                  <label key={id} className="tick">
                    <input
                      type="checkbox"
                      checked={window.services.includes(id)}
                      onChange={(event) =>
                        put({
                          services: event.target.checked
                            ? [...window.services, id]
                            : window.services.filter((one) => one !== id),
                        })
                      }
                    />
                    <span className="letter">{letter}</span> {short[language]}
                  </label>
                ))}
              </div>
              {problem !== null && <p className="field-problem">{problem}</p>}
            </fieldset>
            {windows.length > 1 && (
              <button type="button" className="btn stop small" onClick={() => set(withoutEntry(windows, index))}>
                {t('settings.remove')}
                <span className="vh"> {t('pair.window', { label: window.label })}</span>
              </button>
            )}
          </div>
        )
      })}
      <div className="acts">
        <button type="button" className="btn small" onClick={add}>
          {t('settings.addWindow')}
        </button>
      </div>
    </>
  )
}
