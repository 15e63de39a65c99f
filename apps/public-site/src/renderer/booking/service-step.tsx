import { type MouseEvent, useEffect, useState } from 'react'
import { firstAnswers, firstKnown, type FirstAnswers } from '../net/first.ts'
import { Loading } from '../parts/plain.tsx'
import { StepHead } from '../parts/frame.tsx'
import { followed, readRoute } from '../route.ts'
import { useWords } from '../texts/texts.ts'
import { ServiceList } from './service-list.tsx'
import type { StepProps } from './step-props.ts'

/** First question: which service. */
export function ServiceStep({ choices, go, heading, problem }: StepProps) {
  const words = useWords()
  const { t } = words
  const [answers, setAnswers] = useState<FirstAnswers | null>(firstKnown)
  useEffect(() => {
    let wanted = true
    void firstAnswers().then((now) => {
      if (wanted) setAnswers(now)
    })
    return () => {
      wanted = false
    }
  }, [])
  /** The links are links; within the page nothing has to be loaded for them. */
  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a.offer') : null
    if (!(link instanceof HTMLAnchorElement)) return
    followed(event, () => go(readRoute(link).choices ?? {}))
  }
  return (
    <>
      <StepHead step="service" title={t('service.title')} heading={heading} />
      {problem}
      {/* a link's Enter is a click, too */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is pressed */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link's Enter is a click */}
      <div id="first" onClick={follow}>
        {answers === null ? (
          <Loading text={t('service.loading')} rows={5} />
        ) : (
          <ServiceList words={words} answers={answers} office={choices.office} />
        )}
      </div>
      <noscript>
        <p className="block said">{t('booking.noscript')}</p>
      </noscript>
    </>
  )
}
