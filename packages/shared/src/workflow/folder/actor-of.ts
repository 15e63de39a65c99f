import type { Actor } from '../case/actor.ts'
import type { RoleKey } from '../vocabulary.ts'

/** What of an office's configuration says who works on applications. */
export interface PostsOfOffice {
  readonly code: string
  readonly staff: readonly {
    readonly login: string
    readonly post?: { readonly unit: string; readonly roles: readonly RoleKey[] } | undefined
  }[]
}

/**
 * The member of staff as the rules of a case know them; null: no post, so no part in applications. Logins are unique
 * in their own office only: in a case of another office (`caseOffice` is the one that decides it) it is
 * `login@office`.
 */
export function actorOf(config: PostsOfOffice, login: string, caseOffice: string): Actor | null {
  const post = config.staff.find((one) => one.login === login)?.post
  if (post === undefined) return null
  const id = config.code === caseOffice ? login : `${login}@${config.code}`
  return { id, office: config.code, unit: post.unit, roles: post.roles }
}

/** Whose login an actor's id is, and of which office; `caseOffice` where the id names none. */
export function loginOf(id: string, caseOffice: string): { readonly login: string; readonly office: string } {
  const at = id.lastIndexOf('@')
  return at < 0 ? { login: id, office: caseOffice } : { login: id.slice(0, at), office: id.slice(at + 1) }
}
