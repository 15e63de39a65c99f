import { useTexts } from '../i18n.ts'
import { Icon } from '../icon.tsx'
import type { LinkStatus } from './bridge.ts'
import type { uk } from './texts-uk.ts'

/** The hub is not trusted any more: what that means and who decides. Nothing here can be pressed. */
export function TrustScreen({ status }: { readonly status: LinkStatus }) {
  const t = useTexts<typeof uk>()
  if (status.state === 'certificate-dates') {
    return (
      <section className="cn-form">
        <Heading text={t('dates.heading')} />
        <p className="cn-lead">{t('dates.lead')}</p>
      </section>
    )
  }
  if (status.state === 'older-hub') {
    return (
      <section className="cn-form">
        <Heading text={t('older.heading')} />
        <p className="cn-lead">{t('older.lead')}</p>
        <p>{t('older.what')}</p>
      </section>
    )
  }
  return (
    <section className="cn-form">
      <Heading text={t('changed.heading')} />
      <p className="cn-lead">{t('changed.lead')}</p>
      <p>{t('changed.what')}</p>
      <dl className="cn-prints">
        <dt>{t('changed.expected')}</dt>
        <dd>{inGroups(status.hub?.fingerprint ?? '')}</dd>
        {status.seenFingerprint !== null && (
          <>
            <dt>{t('changed.seen')}</dt>
            <dd>{inGroups(status.seenFingerprint)}</dd>
          </>
        )}
      </dl>
      <p className="cn-quiet">{t('changed.goesOn')}</p>
    </section>
  )
}

function Heading({ text }: { readonly text: string }) {
  return (
    <h1>
      <Icon name="diamond" />
      {text}
    </h1>
  )
}

/** A fingerprint as two people can read it to one another. */
function inGroups(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/g)?.join(' ') ?? ''
}
