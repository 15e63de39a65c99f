import type { PublicOffice } from '@cherha/shared/protocol'
import { Icon, type IconName } from '@cherha/ui'
import type { ReactNode } from 'react'
import { Head } from '../parts/head.tsx'

export interface NoticeProps {
  readonly office: PublicOffice | null
  readonly now: number
  readonly tall: boolean
  /** Red: an air-raid alert, nothing else. */
  readonly alert?: boolean
  readonly icon?: IconName
  readonly title: string
  /** Beside the title, quieter. */
  readonly titleNote?: string
  /** What the person must do. */
  readonly go?: ReactNode
  /** What still holds. */
  readonly keep?: ReactNode
  readonly english: string
}

/** One message for the whole board: what happened, what to do, what still holds; English at the bottom. */
export function Notice({ office, now, tall, alert = false, icon, title, titleNote, go, keep, english }: NoticeProps) {
  return (
    <>
      <Head office={office} now={now} tall={tall} plain={alert} />
      <main>
        <div className="what">
          {icon !== undefined && <Icon name={icon} />}
          <h1>
            {title}
            {titleNote !== undefined && <small>{titleNote}</small>}
          </h1>
        </div>
        {go !== undefined && <p className="go">{go}</p>}
        {keep !== undefined && <div className="keep">{keep}</div>}
      </main>
      <footer className="line">
        <p lang="en">{english}</p>
      </footer>
    </>
  )
}
