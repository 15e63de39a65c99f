import type { BookingRules } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import type { ReactNode } from 'react'
import type { Words } from '../texts/texts.ts'
import type { TextKey } from '../texts/uk.ts'

// What stands here has no hooks: the small script of the first question draws it too, without React.

/** A number to be dialled with one touch. */
export function Phone({ phone }: { readonly phone: string }) {
  return (
    <a className="phone" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
      {phone}
    </a>
  )
}

/** Phones of support (B33), those of the chosen office too. */
export function Support({ words, phones }: { readonly words: Words; readonly phones: readonly string[] }) {
  if (phones.length === 0) return null
  return (
    <section className="block support">
      <p className="note">{words.t('support.title')}</p>
      <p className="phones">
        {[...new Set(phones)].map((phone) => (
          <Phone key={phone} phone={phone} />
        ))}
      </p>
    </section>
  )
}

/** Why nothing can be booked now, or from here; said before anything is asked. */
export function Warning({ words, rules }: { readonly words: Words; readonly rules: BookingRules | null }) {
  const said: TextKey | null =
    rules?.addresses === 'refused'
      ? 'notice.addresses-refused'
      : rules?.state === 'no-gateway'
        ? 'notice.no-gateway'
        : rules?.state === 'gateway-away'
          ? 'notice.gateway-away'
          : null
  if (said === null) return null
  return <Said>{words.t(said)}</Said>
}

export function Said({ children }: { readonly children: ReactNode }) {
  return (
    <p className="said">
      <Icon name="diamond" />
      <span>{children}</span>
    </p>
  )
}

/** What is known of the installation, below what is asked. */
export function Foot({
  words,
  rules,
  phones = [],
}: {
  readonly words: Words
  readonly rules: BookingRules | null
  readonly phones?: readonly string[]
}) {
  return (
    <>
      <Support words={words} phones={[...phones, ...(rules?.phones ?? [])]} />
      {rules?.addresses === 'off' && <p className="block note demo">{words.t('notice.addresses-off')}</p>}
    </>
  )
}

/** Where things will stand that are on their way. */
export function Loading({ text, rows = 4 }: { readonly text: string; readonly rows?: number }) {
  return (
    <div className="block loading">
      <p className="vh">{text}</p>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="bone" />
      ))}
    </div>
  )
}
