import type { BookingOffices } from '@cherha/shared/protocol'
import { counted, formatDate, Icon, unbroken } from '@cherha/ui'
import { useDeferredValue, useEffect, useState } from 'react'
import { Foot, Loading, Said, Warning } from '../parts/plain.tsx'
import { StepHead } from '../parts/frame.tsx'
import type { Loaded } from '../parts/loaded.ts'
import { Unanswered } from '../parts/unanswered.tsx'
import { followed, hrefOf } from '../route.ts'
import { useWords } from '../texts/texts.ts'
import { placeForms } from './place-forms.ts'
import type { StepProps } from './step-props.ts'
import { found } from './search.ts'

type Offer = BookingOffices['offices'][number]
/** So few are seen at once: a field to search them would be in the way. */
const fewOffices = 6

/** Second question: which office. The nearest free day of each is beside it. */
export function OfficeStep({
  choices,
  rules,
  go,
  back,
  heading,
  problem,
  service,
  offices: { asked, again },
  onRefused,
  notHere,
}: StepProps & {
  readonly service: string | undefined
  readonly offices: { readonly asked: Loaded<BookingOffices>; readonly again: () => void }
  readonly onRefused: (code: string) => void
  /** Chosen before, and not in the list. */
  readonly notHere: string | null
}) {
  const words = useWords()
  const { t, language } = words
  const [typed, setTyped] = useState('')
  const sought = useDeferredValue(typed)
  const refused = asked?.is === 'refused' ? asked.code : null
  useEffect(() => {
    if (refused !== null) onRefused(refused)
  }, [refused, onRefused])
  const offices = asked?.is === 'answer' ? asked.value.offices : []
  const shown = found(offices, sought, language)
  const none = asked?.is === 'answer' && offices.every(({ nearest }) => nearest === null)
  return (
    <>
      <StepHead step="office" title={t('office.title')} what={service} heading={heading} onBack={back} />
      {problem}
      {asked === null || asked.is === 'refused' ? (
        <Loading text={t('time.loading')} />
      ) : asked.is !== 'answer' ? (
        <Unanswered why={asked.is} again={again} />
      ) : (
        <>
          <div className="block">
            <Warning words={words} rules={rules} />
            {notHere !== null && <Said>{t('office.not-here', { office: notHere })}</Said>}
            {none && (
              <Said>
                {t('time.sold-out')}. {t('third')}
              </Said>
            )}
            {offices.length > fewOffices && (
              <div className="field search">
                <label htmlFor="field-search">{t('office.search')}</label>
                <input
                  id="field-search"
                  type="search"
                  autoComplete="off"
                  value={typed}
                  onChange={({ target }) => setTyped(target.value)}
                />
                <p className="vh" role="status">
                  {sought === ''
                    ? ''
                    : shown.length === 0
                      ? t('office.none')
                      : t('office.found', { count: shown.length })}
                </p>
              </div>
            )}
            {shown.length === 0 && sought !== '' && <p>{t('office.none')}</p>}
            <ul className="choices">
              {shown.map((office) => (
                <OfficeOffer key={office.code} office={office} service={choices.service ?? ''} go={go} />
              ))}
            </ul>
          </div>
          <Foot words={words} rules={rules} />
        </>
      )}
    </>
  )
}

function OfficeOffer({
  office,
  service,
  go,
}: {
  readonly office: Offer
  readonly service: string
  readonly go: StepProps['go']
}) {
  const { t, of, language } = useWords()
  const choices = { service, office: office.code }
  const { nearest } = office
  return (
    <li>
      <a
        className={nearest === null ? 'offer is-full' : 'offer'}
        href={hrefOf({ page: 'booking', language, choices })}
        onClick={(event) => followed(event, () => go(choices))}
      >
        <span>
          <b>{of(office.name)}</b>
          <span className="note">
            {unbroken(of(office.address))}
            {'\u00a0'}· {office.code}
          </span>
          <span className="note nearest">
            {nearest === null
              ? t('office.full')
              : `${t('office.nearest', { date: formatDate(nearest.date, language, 'weekday-day-month') })}\u00a0· ${counted(nearest.free, language, placeForms[language])}`}
          </span>
        </span>
        <Icon name="arrow" />
      </a>
    </li>
  )
}
