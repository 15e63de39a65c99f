import { inSheetPages } from '@cherha/shared/information'
import { useLanguage } from '@cherha/ui'
import { useState } from 'react'
import { inPages } from '../calendar.ts'
import type { TextStep } from '../flow/flow.ts'
import type { Sheet } from '../flow/info.ts'
import { serviceTitle, type ScreenProps } from '../kiosk.ts'
import { printSheet, useSheet } from '../information.ts'
import { BackKey, PendingButton } from '../parts/controls.tsx'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'
import { MoreServices, rowsPerPage, ServiceRow } from './services.tsx'

/** The services one can ask about. */
export function InfoServicesScreen({ kiosk, screen }: ScreenProps<'info-services'>) {
  const t = useT()
  const { view, flow, dispatch } = kiosk
  const pages = inPages(view.office.services, rowsPerPage[flow.text])
  const page = Math.min(screen.page, pages.length - 1)
  return (
    <Page
      kiosk={kiosk}
      title={t('services.title')}
      note={t('info.services.note')}
      label={t('services.group.priority')}
      foot={
        <>
          <BackKey kiosk={kiosk} />
          <MoreServices kiosk={kiosk} page={page} pages={pages.length} />
        </>
      }
    >
      <ul className="rows">
        {(pages[page] ?? []).map((service) => (
          <li key={service.id}>
            <ServiceRow service={service} onPress={() => dispatch({ do: 'ask-service', service: service.id })} />
          </li>
        ))}
      </ul>
    </Page>
  )
}

const sheets: readonly Sheet[] = ['documents', 'fees']
/** Lines of a page and letters of a line, by the size of type. */
const room: Readonly<Record<TextStep, readonly [lines: number, perLine: number]>> = {
  0: [17, 52],
  1: [15, 45],
  2: [13, 40],
}

/** Documents to bring, or fees and payment details, as the information card has them. */
export function InfoServiceScreen({ kiosk, screen }: ScreenProps<'info-service'>) {
  const t = useT()
  const language = useLanguage()
  const { view, flow, hubUrl, dispatch } = kiosk
  const { service, sheet } = screen
  const loaded = useSheet(hubUrl, service, sheet, language)
  const [printing, setPrinting] = useState<'no' | 'sent' | 'asked' | 'failed'>('no')
  const [lines, perLine] = room[flow.text]
  const pages = loaded.is === 'here' && loaded.value !== null ? inSheetPages(loaded.value, lines, perLine) : []
  const page = Math.min(screen.page, Math.max(0, pages.length - 1))
  const print = async (): Promise<void> => {
    setPrinting('sent')
    setPrinting((await printSheet(hubUrl, { service, sheet, language })) ? 'asked' : 'failed')
  }
  return (
    <Page
      kiosk={kiosk}
      title={t(`info.sheet.${sheet}`)}
      problem={printing === 'failed' ? t('info.print-failed') : null}
      chosen={[[t('when.service'), serviceTitle(view, service, language)]]}
      label={t(`info.sheet.${sheet}`)}
      foot={
        <>
          <BackKey kiosk={kiosk} />
          {pages.length > 0 && view.printer === 'ok' && (
            <>
              <div className="grow" />
              {printing === 'sent' ? (
                <PendingButton className="key" />
              ) : (
                <button type="button" className="key" disabled={printing === 'asked'} onClick={() => void print()}>
                  {t(printing === 'asked' ? 'info.printed' : 'info.print')}
                </button>
              )}
            </>
          )}
          {pages.length > 1 && (
            <button
              type="button"
              className="key more"
              onClick={() => dispatch({ do: 'turn-page', page: (page + 1) % pages.length })}
            >
              <span>
                {t('info.more')}
                <small>{t('services.page', { page: page + 1, of: pages.length })}</small>
              </span>
            </button>
          )}
        </>
      }
    >
      <div className="choice" role="group" aria-label={t('info.sheets')}>
        {sheets.map((one) => (
          <button
            key={one}
            type="button"
            className={one === sheet ? 'key is-on' : 'key'}
            aria-pressed={one === sheet}
            onClick={() => {
              setPrinting('no')
              dispatch({ do: 'ask-sheet', sheet: one })
            }}
          >
            {t(`info.sheet.${one}.short`)}
          </button>
        ))}
      </div>
      <div className="sheet">
        {(pages[page] ?? []).map(({ heading, lines: texts }, index) => (
          <div key={`${heading}-${index}`}>
            {heading !== '' && <h2>{heading}</h2>}
            {texts.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </div>
        ))}
        {loaded.is === 'here' && loaded.value === null && <p className="say">{t('info.no-sheet')}</p>}
        {loaded.is === 'failed' && (
          <p className="say" role="alert">
            {t('info.failed')}
          </p>
        )}
      </div>
    </Page>
  )
}
