import type { ConfigChanged } from '@cherha/shared/protocol'
import { type FormEvent, useState } from 'react'
import { useConsole } from '../console-context.ts'
import { firstConfig, type NewOffice, noOffice } from '../model/new-office.ts'
import { codePattern, idPattern } from '../model/patterns.ts'
import { problemText } from '../model/problem-text.ts'
import { Choice, Field } from '../parts/field.tsx'
import { WriteButton, WriteNote } from '../parts/write-button.tsx'
import { hrefOf } from '../route.ts'
import { useConsoleTexts } from '../texts/texts.ts'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'
import { useLoad } from '../use-load.ts'
import { useWrite } from '../use-write.ts'

const fields = [
  'code',
  'nameUk',
  'nameEn',
  'addressUk',
  'addressEn',
  'phone',
  'leadName',
  'leadLogin',
] as const satisfies readonly (keyof NewOffice)[]

/** Where the server says a field of this form is wrong. */
const paths: Readonly<Record<string, keyof NewOffice>> = {
  'config.code': 'code',
  'config.phones.0': 'phone',
  'config.staff.0.login': 'leadLogin',
  'config.staff.0.name': 'leadName',
}

/** A new office, like another one or with one service, to be set up further on its own page. */
export function NewOfficePage() {
  const t = useConsoleTexts()
  const { routes, language } = useConsole()
  const offices = useLoad('offices', routes.offices)
  const write = useWrite<ConfigChanged>()
  const [office, setOffice] = useState(noOffice)
  const [like, setLike] = useState('')
  const [problems, setProblems] = useState<Partial<Record<keyof NewOffice, string>>>({})

  const wrongOf = (field: keyof NewOffice): string | null => {
    const value = office[field].trim()
    if (value === '') return t('field.required')
    if (field === 'code' && !codePattern.test(value)) return t('field.code')
    if (field === 'leadLogin' && !idPattern.test(value)) return t('field.id')
    return field === 'phone' && value.length < 3 ? t('newOffice.phoneShort') : null
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const wrong = fields.flatMap((field) => {
      const problem = wrongOf(field)
      return problem === null ? [] : [[field, problem] as const]
    })
    setProblems(Object.fromEntries(wrong))
    if (wrong.length > 0) return write.reset()
    const answer = await write.run(async () => {
      const model = like === '' ? null : await routes.office(like)
      if (model !== null && !model.ok) return model
      const first = {
        id: 'first',
        letter: firstLetter,
        title: { uk: uk['newOffice.service'], en: en['newOffice.service'] },
        short: { uk: uk['newOffice.service'], en: en['newOffice.service'] },
        minutes: 20,
        lanes: 1,
      }
      return routes.addOffice(firstConfig(office, model?.value.config ?? null, first))
    })
    if (answer?.ok === true) location.hash = hrefOf({ page: 'office', code: office.code, tab: 'settings' })
  }
  const { state } = write
  const serverField = state.stage === 'failed' ? paths[state.problem.field ?? ''] : undefined
  const props = (field: keyof NewOffice) => ({
    label: t(`newOffice.${field}`),
    problem:
      problems[field] ?? (serverField === field && state.stage === 'failed' ? problemText(state.problem, t) : null),
    value: office[field],
    onChange: (event: { target: { value: string } }) => setOffice({ ...office, [field]: event.target.value }),
    autoComplete: 'off',
  })
  return (
    <>
      <title>{t('console.title', { what: t('newOffice.heading') })}</title>
      <p className="crumbs">
        <a href={hrefOf({ page: 'offices' })}>{t('nav.offices')}</a>
      </p>
      <h1>{t('newOffice.heading')}</h1>
      <section className="panel">
        <form onSubmit={(event) => void submit(event)} noValidate>
          <div className="row">
            <Field {...props('code')} hint={t('newOffice.codeHint')} inputMode="numeric" maxLength={4} />
            <Choice
              label={t('newOffice.like')}
              hint={t('newOffice.likeHint')}
              value={like}
              onChange={(event) => setLike(event.target.value)}
            >
              <option value="">{t('newOffice.likeNone')}</option>
              {offices.value?.offices.map(({ code, name }) => (
                <option key={code} value={code}>
                  {code} {name[language]}
                </option>
              ))}
            </Choice>
          </div>
          <div className="row">
            <Field {...props('nameUk')} lang="uk" />
            <Field {...props('nameEn')} lang="en" />
          </div>
          <div className="row">
            <Field {...props('addressUk')} lang="uk" />
            <Field {...props('addressEn')} lang="en" />
            <Field {...props('phone')} inputMode="tel" />
          </div>
          <div className="row">
            <Field {...props('leadName')} hint={t('newOffice.leadHint')} />
            <Field {...props('leadLogin')} autoCapitalize="none" />
          </div>
          <WriteNote state={state} fields={Object.keys(paths)} />
          <div className="acts">
            <WriteButton state={state}>{t('newOffice.add')}</WriteButton>
          </div>
        </form>
      </section>
    </>
  )
}

/** Rule N1: the first letter of the list. */
const firstLetter = '\u0410'
