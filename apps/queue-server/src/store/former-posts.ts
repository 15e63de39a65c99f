import type { InboxItem } from '@cherha/shared/protocol'
import type { Pool } from 'pg'

type OfficeConfig = Extract<InboxItem, { type: 'office-configured' }>['config']
type Post = NonNullable<OfficeConfig['staff'][number]['post']>

/** An intake is not handed over years later. */
const mostConfigs = 100

/** Posts a person has had by the newest configurations of the office, which its inbox keeps for ever; newest first. */
export async function formerPosts(pool: Pool, office: string, login: string): Promise<readonly Post[]> {
  const { rows } = await pool.query<{ event: string }>(
    `SELECT event FROM log_record WHERE office = $1 AND kind = 'inbox' AND event LIKE '%"office-configured"%'
     ORDER BY seq DESC LIMIT $2`,
    [office, mostConfigs],
  )
  return rows.flatMap(({ event }) => {
    const item = JSON.parse(event) as InboxItem
    if (item.type !== 'office-configured') return []
    return item.config.staff.find((one) => one.login === login)?.post ?? []
  })
}
