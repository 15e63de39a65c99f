import { longestSmsName, smsNameProblems } from '@cherha/shared/booking'
import type { Bilingual, OfficeConfig } from '@cherha/shared/protocol'
import { useConsoleTexts } from '../../../texts/texts.ts'
import { ParsedField, TextField, useEditor } from './editor.tsx'
import { Kind } from './kind.tsx'

const languages = ['uk', 'en'] as const

/** Name, address, phones: what visitors read. */
export function General() {
  const t = useConsoleTexts()
  const { config, change } = useEditor()
  const set = (part: Partial<OfficeConfig>): void => change((before) => ({ ...before, ...part }))
  return (
    <>
      <Kind />
      {(['name', 'address'] as const).map((field) => (
        <div key={field} className="row">
          {languages.map((language) => (
            <TextField
              key={language}
              path={`${field}.${language}`}
              label={`${t(`settings.${field}`)} ${t(`language.${language}`)}`}
              lang={language}
              value={config[field][language]}
              onText={(text) => set({ [field]: { ...config[field], [language]: text } })}
            />
          ))}
        </div>
      ))}
      <div className="row">
        <ParsedField
          path="phones"
          label={t('settings.phones')}
          hint={t('settings.phonesHint')}
          value={config.phones}
          read={readPhones}
          write={(phones) => phones.join(', ')}
          wrong={t('settings.phonesWrong')}
          onValue={(phones) => set({ phones })}
        />
        <TextField
          path="timeZone"
          label={t('about.zone')}
          value={config.timeZone}
          onText={(timeZone) => set({ timeZone })}
        />
      </div>
      <div className="row">
        {languages.map((language) => (
          <TextField
            key={language}
            path={`shelter.${language}`}
            label={`${t('settings.shelter')} ${t(`language.${language}`)}`}
            lang={language}
            required={config.shelter !== undefined}
            value={config.shelter?.[language] ?? ''}
            onText={(text) => change((before) => withTexts(before, 'shelter', language, text))}
          />
        ))}
      </div>
      <div className="row">
        {languages.map((language) => (
          <TextField
            key={language}
            path={`smsName.${language}`}
            label={`${t('settings.smsName')} ${t(`language.${language}`)}`}
            hint={t('settings.smsNameHint', { most: longestSmsName })}
            wrong={smsNameWrong(config.smsName, language)}
            lang={language}
            required={config.smsName !== undefined}
            value={config.smsName?.[language] ?? ''}
            onText={(text) => change((before) => withTexts(before, 'smsName', language, text))}
          />
        ))}
      </div>
    </>
  )
}

function readPhones(text: string): string[] | null {
  const phones = text
    .split(',')
    .map((phone) => phone.trim())
    .filter((phone) => phone !== '')
  return phones.length > 0 && phones.every((phone) => phone.length >= 3 && phone.length <= 30) ? phones : null
}

/** Empty in both languages: the office has none. */
function withTexts(
  config: OfficeConfig,
  field: 'shelter' | 'smsName',
  language: 'uk' | 'en',
  text: string,
): OfficeConfig {
  const texts = { uk: '', en: '', ...config[field], [language]: text }
  if (texts.uk !== '' || texts.en !== '') return { ...config, [field]: texts }
  const { [field]: _, ...rest } = config
  return rest
}

/** Said while it is typed, in the words the server would use. */
function smsNameWrong(name: Bilingual | undefined, language: 'uk' | 'en'): string | null {
  if (name === undefined) return null
  return smsNameProblems(name).find((one) => one.language === language)?.message ?? null
}
