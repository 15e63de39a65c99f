import { type ConfigChanged, type PreviewAnswer, VersionChanged } from '@cherha/shared/protocol'
import { useMemo, useState } from 'react'
import { useConsole } from '../../console-context.ts'
import { changesBetween } from '../../model/config-changes.ts'
import { configProblemText, pathWords } from '../../model/config-text.ts'
import { isDirty } from '../../model/drafts.ts'
import { may } from '../../model/permissions.ts'
import { Note } from '../../parts/badge.tsx'
import { WriteButton, WriteNote } from '../../parts/write-button.tsx'
import { type ConsoleText, useConsoleTexts } from '../../texts/texts.ts'
import { useWrite } from '../../use-write.ts'
import { type Editor, EditorContext } from './settings/editor.tsx'
import { General } from './settings/general.tsx'
import { Hours } from './settings/hours.tsx'
import { Limits } from './settings/limits.tsx'
import { Preview } from './settings/preview.tsx'
import { Priority } from './settings/priority.tsx'
import { Services } from './settings/services.tsx'
import { useDraft } from './settings/use-draft.ts'
import { VersionNote } from './settings/version-note.tsx'
import { Windows } from './settings/windows.tsx'
import type { TabProps } from './tab-props.ts'

const sections: readonly (readonly [ConsoleText, () => React.ReactNode])[] = [
  ['settings.general', General],
  ['settings.hours', Hours],
  ['settings.services', Services],
  ['settings.windows', Windows],
  ['settings.limits', Limits],
  ['settings.priority', Priority],
]

/** Everything an administrator sets for an office; nothing is saved before it has been shown what it would do. */
export function SettingsTab({ office, reload }: TabProps) {
  const t = useConsoleTexts()
  const { routes, me } = useConsole()
  const { code } = office.config
  const { draft, change, setRaw, replace, discard } = useDraft(office)
  const preview = useWrite<PreviewAnswer>()
  const save = useWrite<ConfigChanged>()
  // an answer belongs to the configuration it was asked for
  const [shown, setShown] = useState<{ readonly of: unknown; readonly answer: PreviewAnswer } | null>(null)
  const [dates, setDates] = useState<readonly string[]>([])
  const answer = shown !== null && shown.of === draft.config ? shown.answer : null
  const dirty = isDirty(draft)
  const misread = Object.keys(draft.raw).length > 0
  const changes = useMemo(() => changesBetween(draft.base, draft.config), [draft.base, draft.config])

  const ask = async (): Promise<void> => {
    save.reset()
    setDates([])
    const { config } = draft
    const told = await preview.run(() => routes.preview(code, config))
    setShown(told?.ok === true ? { of: config, answer: told.value } : null)
  }
  const store = async (): Promise<void> => {
    const told = await save.run(() => routes.saveConfig(code, draft.config, draft.version, dates))
    if (told?.ok !== true) return
    await reload()
    discard()
    setShown(null)
    preview.reset()
  }
  const editor: Editor = {
    config: draft.config,
    change: (next) => {
      save.reset()
      change(next)
    },
    rawOf: (field) => draft.raw[field] ?? null,
    setRaw,
    problemOf: (path) => {
      const found = (answer?.problems ?? []).find((one) => one.path === path || one.path.startsWith(`${path}.`))
      return found === undefined ? null : configProblemText(found.message, t)
    },
  }
  const conflict = save.state.stage === 'failed' ? VersionChanged.safeParse(save.state.problem.body) : null
  // what was previewed is not what would be saved any more
  const overtaken = conflict?.success === true
  return (
    <>
      <EditorContext value={editor}>
        <fieldset disabled={!may(me, 'change-office')} className="sections">
          <legend className="vh">{t('office.settings')}</legend>
          {sections.map(([key, Section]) => (
            <section key={key} className="panel stack" aria-label={t(key)}>
              <h2>{t(key)}</h2>
              <Section />
            </section>
          ))}
        </fieldset>
      </EditorContext>
      {may(me, 'change-office') && (
        <section className={`panel stack save${dirty && answer === null ? ' docked' : ''}`} aria-labelledby="save">
          <h2 id="save">{t('save.heading')}</h2>
          {!dirty && save.state.stage !== 'done' && <p className="quiet">{t('save.nothing')}</p>}
          {changes.length > 0 && (
            <ul className="details">
              {changes.slice(0, 20).map(({ path }) => (
                <li key={path}>{pathWords(path, t)}</li>
              ))}
            </ul>
          )}
          {misread && (
            <Note tone="stop">
              <p>{t('save.misread')}</p>
            </Note>
          )}
          {conflict?.success === true && (
            <VersionNote
              error={conflict.data.error}
              office={office}
              draft={draft}
              onDraft={(next) => {
                save.reset()
                replace(next)
              }}
              reload={reload}
            />
          )}
          {!overtaken && <WriteNote state={save.state} done={t('save.done')} />}
          <WriteNote state={preview.state} />
          {answer !== null && !overtaken && (
            <Preview answer={answer} config={draft.config} dates={dates} onDates={setDates} />
          )}
          {dirty && (
            <div className="acts">
              {overtaken ? null : answer === null || answer.problems.length > 0 || misread ? (
                <WriteButton state={preview.state} onClick={() => (misread ? undefined : void ask())}>
                  {t('save.preview')}
                </WriteButton>
              ) : (
                <WriteButton state={save.state} onClick={() => void store()}>
                  {dates.length === 0 ? t('save.save') : t('save.saveDays', { count: dates.length })}
                </WriteButton>
              )}
              <button
                type="button"
                className="btn stop"
                onClick={() => {
                  save.reset()
                  discard()
                }}
              >
                {t('save.discard')}
              </button>
            </div>
          )}
        </section>
      )}
    </>
  )
}
