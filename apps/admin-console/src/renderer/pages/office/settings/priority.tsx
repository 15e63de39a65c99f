import type { PriorityCategory } from '@cherha/shared/protocol'
import { useConsoleTexts } from '../../../texts/texts.ts'
import { TextField, useEditor, withEntry, withoutEntry } from './editor.tsx'

/** Who may declare priority (Law 1664-IX, and what the office adds). */
export function Priority() {
  const t = useConsoleTexts()
  const { config, change } = useEditor()
  const list = config.priorityCategories
  const set = (priorityCategories: PriorityCategory[]): void => change((before) => ({ ...before, priorityCategories }))
  return (
    <>
      <p className="hint">{t('settings.priorityHint')}</p>
      {list.length === 0 && <p className="quiet">{t('none')}</p>}
      {list.map((category, index) => {
        const path = `priorityCategories.${index}`
        const put = (part: Partial<PriorityCategory>): void => set(withEntry(list, index, { ...category, ...part }))
        return (
          <div key={index} className="row entry">
            <TextField
              path={`${path}.code`}
              label={t('settings.id')}
              value={category.code}
              onText={(code) => put({ code })}
            />
            {(['uk', 'en'] as const).map((language) => (
              <TextField
                key={language}
                path={`${path}.title.${language}`}
                label={`${t('settings.title')} ${t(`language.${language}`)}`}
                lang={language}
                value={category.title[language]}
                onText={(text) => put({ title: { ...category.title, [language]: text } })}
              />
            ))}
            <label className="tick">
              <input
                type="checkbox"
                checked={category.enabled}
                onChange={(event) => put({ enabled: event.target.checked })}
              />
              {t('settings.enabled')}
            </label>
            <button type="button" className="btn stop small" onClick={() => set(withoutEntry(list, index))}>
              {t('settings.remove')}
              <span className="vh"> {category.title.uk}</span>
            </button>
          </div>
        )
      })}
      <div className="acts">
        <button
          type="button"
          className="btn small"
          onClick={() => set([...list, { code: '', title: { uk: '', en: '' }, enabled: false }])}
        >
          {t('settings.addCategory')}
        </button>
      </div>
    </>
  )
}
