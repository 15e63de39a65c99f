import { Icon } from '@cherha/ui'
import type { FirstAnswers } from '../net/first.ts'
import { Foot, Said, Warning } from '../parts/plain.tsx'
import { hrefOf } from '../route.ts'
import type { Words } from '../texts/texts.ts'

/**
 * The first question's answers: links, so that they work before the rest of the program is there. No hooks here, the
 * small script draws it without React, and React finds the same elements.
 * @param office chosen already, by a leaflet's address
 */
export function ServiceList({
  words,
  answers: { rules, services },
  office,
}: {
  readonly words: Words
  readonly answers: FirstAnswers
  readonly office: string | undefined
}) {
  const { language, t, of } = words
  if (services.is !== 'answer') {
    const why = services.is === 'offline' ? 'offline' : 'away'
    return (
      <div className="block">
        <Said>{t(`problem.${why}-list`)}</Said>
        <a className="btn below" href={hrefOf({ page: 'booking', language })}>
          {t('problem.again')}
        </a>
      </div>
    )
  }
  const offered = services.value.services
  return (
    <>
      <div className="block">
        <Warning words={words} rules={rules} />
        {offered.length === 0 ? (
          <Said>
            {t('service.none')} {t('third')}
          </Said>
        ) : (
          <ul className="choices">
            {offered.map(({ id, title }) => (
              <li key={id}>
                <a
                  className="offer"
                  href={hrefOf({ page: 'booking', language, choices: { service: id, ...(office && { office }) } })}
                >
                  <span>{of(title)}</span>
                  <Icon name="arrow" />
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
      <p className="block note">{t('booking.free')}</p>
      <Foot words={words} rules={rules} />
    </>
  )
}
