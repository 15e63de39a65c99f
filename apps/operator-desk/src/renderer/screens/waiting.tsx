import { useAfter } from '@cherha/ui'
import type { TranslateDesk } from '../texts/texts.ts'

interface Props {
  readonly t: TranslateDesk
}

/** This computer is not connected to a hub: how to connect it. */
export function NotPaired({ t, onRetry }: Props & { readonly onRetry: () => void }) {
  return (
    <main className="alone">
      <section className="panel">
        <h1>{t('notPaired.heading')}</h1>
        <p className="quiet lead">{t('notPaired.lead')}</p>
        <ol className="steps">
          <li>{t('notPaired.step1')}</li>
          <li>{t('notPaired.step2')}</li>
          <li>{t('notPaired.step3')}</li>
        </ol>
        <button type="button" className="btn go tall" onClick={onRetry}>
          {t('notPaired.retry')}
        </button>
      </section>
    </main>
  )
}

/** The program that serves this page does not answer; it is asked again and again. */
export function Unreachable({ t }: Props) {
  return (
    <main className="alone">
      <section className="panel">
        <h1 role="status">{t('unreachable.heading')}</h1>
        <p className="quiet lead">{t('unreachable.lead')}</p>
      </section>
    </main>
  )
}

/** Signed in, and the hub has not said anything yet: after a moment the frame of the desk, with dashes. */
export function Loading({ t }: Props) {
  const late = useAfter(400)
  if (!late) return <main className="desk" />
  return (
    <main className="desk">
      <section className="panel">
        <h1 role="status">{t('loading.heading')}</h1>
        <p className="quiet lead">{t('loading.lead')}</p>
      </section>
      <aside className="panel hall-panel" aria-label={t('hall.label')}>
        <h2>{t('hall.heading')}</h2>
        <p className="quiet">{t('hall.unknown')}</p>
        <h2 className="after">{t('hall.next')}</h2>
        <p className="quiet">{t('hall.unknown')}</p>
      </aside>
    </main>
  )
}
