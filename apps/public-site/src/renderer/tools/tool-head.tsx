import { Icon } from '@cherha/ui'
import type { ReactNode, RefObject } from 'react'
import { followed, hrefOf, type Route } from '../route.ts'
import { useWords } from '../texts/texts.ts'

/** Head of a page of information, with the way back to all of them. */
export function ToolHead({
  title,
  what,
  goTo,
  heading,
}: {
  readonly title: string
  readonly what: ReactNode
  readonly goTo: (to: Route) => void
  readonly heading?: RefObject<HTMLHeadingElement | null>
}) {
  const { t, language } = useWords()
  const all: Route = { page: 'tools', language }
  return (
    <section className="lead">
      <div className="steps">
        <a className="back" href={hrefOf(all)} onClick={(event) => followed(event, () => goTo(all))}>
          <Icon name="back" />
          {t('tools.title')}
        </a>
      </div>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="what">{what}</p>
    </section>
  )
}
